"""Bringing an older store up to date with Alembic, which is imported only then.

To add a migration: change `schema.py`, add `migrations/versions/vNNNN_what.py` with the same change, raise
`version.HEAD`. No `env.py` is needed: the environment is set up here.
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from dateline.store.schema import metadata

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection, target: str = "head") -> None:
    """Run every migration that the store behind `connection` lacks; the caller commits."""
    scripts = ScriptDirectory(str(MIGRATIONS))

    def steps(revision: object, context: object) -> object:
        return scripts._upgrade_revs(target, revision)  # type: ignore[arg-type]

    with EnvironmentContext(Config(), scripts, fn=steps, destination_rev=target) as environment:
        environment.configure(connection=connection, target_metadata=metadata)
        environment.run_migrations()


def newest_revision() -> str | None:
    """The revision that the scripts end at."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()
