"""The actors of a document in words: every mention with the reason why it is that actor, and what the table says."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.engine.telling import told
from dateline.model.document import Document
from dateline.model.mention import Actor
from dateline.tables.actor_rows import ActorRow
from dateline.tables.actors import ActorTable

THINGS = frozenset({"structure", "vehicle", "weapon", "place"})


def actor_lines(document: Document, table: ActorTable) -> Iterator[str]:
    """For each actor that a document names, in order of its first mention: who it is, and each mention's reason."""
    mentions: dict[str, list[Actor]] = {}
    for actor in document.actors:
        if actor.kind not in THINGS:
            mentions.setdefault(actor.actor_id or actor.name, []).append(actor)
    for found in mentions.values():
        yield ""
        yield from _one(found, table)


def _one(found: list[Actor], table: ActorTable) -> Iterator[str]:
    first = found[0]
    yield f"{first.name}  {first.kind.replace('_', ' ')}{f'  {first.actor_id}' if first.actor_id else ''}"
    row = table.by_id.get(first.actor_id or "")
    if row is not None:
        yield from (told("table", line) for line in row_lines(row, table))
    elif first.actor_id is not None:
        yield told("table", "a body of a state that has no row of its own")
    if first.is_private_person is not None:
        hidden = "nothing shows an office, a rank or a table's name"
        yield told("person", f"public: {first.public_reason}" if first.public_reason else f"private: {hidden}")
    for actor in found:
        why = actor.basis or "so named in the story"
        yield f"    “{actor.text}” at {actor.span.start}:{actor.span.end}  ({why})"


def row_lines(row: ActorRow, table: ActorTable) -> Iterator[str]:
    """What the actor table says of one actor: years, names, whom it belongs to, what it was and became, the source."""
    years = years_of(row)
    yield f"{row.name}{f', {row.country}' if row.country else ''}{f', {years}' if years else ''}"
    if row.aliases:
        yield f"also {', '.join(row.aliases)}"
    if row.local_names:
        yield f"in a story about {row.country} also {', '.join(row.local_names)}"
    up = table.by_id.get(row.affiliated_with or "")
    if up is not None:
        yield f"belongs to {up.name}"
    for before in table.predecessors(row.id):
        yield f"was {before.name}{f', {years_of(before)}' if years_of(before) else ''}"
    after = table.by_id.get(row.succeeded_by or "")
    if after is not None:
        yield f"became {after.name}{f', {years_of(after)}' if years_of(after) else ''}"
    yield f"source: {row.origin}"


def years_of(row: ActorRow) -> str:
    """The years in which an actor bore its name: '2006-2013', '2013-', empty where the table has none."""
    first, last = (row.valid_from or "")[:4], (row.valid_to or "")[:4]
    return first if first == last else f"{first}-{last}"
