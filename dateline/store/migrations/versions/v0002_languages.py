"""Languages: how each is known, why a story is not read; the full-text index, filled by the next build."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the columns and the index."""
    op.add_column("documents", sa.Column("language_basis", sa.Text(), nullable=False, server_default=""))
    op.add_column("documents", sa.Column("unread", sa.Text(), nullable=True))
    op.create_table(
        "indexed",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE story_text USING fts5(title, headline, dateline, body, caption, credit, related,"
        " comment, boilerplate, evidence, tokenize = 'ascii')"
    )
