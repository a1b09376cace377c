"""`diff`: what changed between two releases, event by event: new, changed, merged, split off, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct

from dateline.engine.releasing import content
from dateline.export.line_cells import WhenCell, WhereCell
from dateline.export.lines import DocumentLine, EventLine, TombstoneLine

if TYPE_CHECKING:
    from dateline.engine.case import Case

Kind = Literal["new", "split", "changed", "merged", "withdrawn"]


class FieldChange(Struct, frozen=True, kw_only=True):
    """One field of an event in both releases, in words; empty where it had no value."""

    field: str  #: the field
    before: str  #: its value in the first release
    after: str  #: its value in the second


class Change(Struct, frozen=True, kw_only=True):
    """What became of one event."""

    kind: Kind  #: `new`, `split` (new, from reports of another event), `changed`, `merged`, `withdrawn`
    event: str  #: id of the event
    other: str | None  #: the event it was split from or merged into
    title: str  #: type, day and place, in the later release that has it
    fields: tuple[FieldChange, ...]  #: what differs, for a changed event
    documents: tuple[str, ...]  #: paths of documents that tell it now and did not before


class Snapshot(Struct, frozen=True):
    """What `diff` reads of a release."""

    events: Mapping[str, EventLine]
    paths: Mapping[str, str]
    replaced: Mapping[str, str | None]


Row = EventLine | DocumentLine | TombstoneLine


def compare(case: Case, before: str, after: str) -> tuple[Change, ...]:
    """The changes between two releases, by kind and event; an event that is the same in both is left out."""
    one, two = snapshot(content(case, before)), snapshot(content(case, after))
    order = ("new", "split", "changed", "merged", "withdrawn")
    return tuple(sorted(changes(one, two), key=lambda change: (order.index(change.kind), change.event)))


def snapshot(data: bytes) -> Snapshot:
    """The events, documents and tombstones of a release's file."""
    wanted = (b'{"kind":"event"', b'{"kind":"document"', b'{"kind":"tombstone"')
    rows = [msgspec.json.decode(line, type=Row) for line in data.splitlines() if line.startswith(wanted)]
    return Snapshot(
        {row.id: row for row in rows if isinstance(row, EventLine)},
        {row.id: row.path or row.id for row in rows if isinstance(row, DocumentLine)},
        {row.id: row.replaced_by for row in rows if isinstance(row, TombstoneLine)},
    )


def changes(one: Snapshot, two: Snapshot) -> Iterator[Change]:
    """Every event that differs between two releases."""
    home = {report: event.id for event in one.events.values() for report in event.reports}
    for event in two.events.values():
        old = one.events.get(event.id)
        if old is None:
            sources = {home[report] for report in event.reports if home.get(report) in two.events}
            split = min(sources, default=None)
            yield change("new" if split is None else "split", event, split, (), told_by(event, two))
        else:
            fields = tuple(differing(old, event, one, two))
            gained = tuple(path for path in told_by(event, two) if path not in told_by(old, one))
            if fields or gained:
                yield change("changed", event, None, fields, gained)
    for event in one.events.values():
        if event.id not in two.events:
            other = two.replaced.get(event.id)
            yield change("withdrawn" if other is None else "merged", event, other, (), ())


def change(
    kind: Kind, event: EventLine, other: str | None, fields: tuple[FieldChange, ...], documents: tuple[str, ...]
) -> Change:
    """A change with the event's title."""
    title = " ".join(part for part in (event.type, when_words(event.when), where_words(event.where)) if part)
    return Change(kind=kind, event=event.id, other=other, title=title, fields=fields, documents=documents)


def told_by(event: EventLine, there: Snapshot) -> tuple[str, ...]:
    """The paths of the documents of an event."""
    return tuple(there.paths.get(document, document) for document in event.documents)


def differing(old: EventLine, new: EventLine, one: Snapshot, two: Snapshot) -> Iterator[FieldChange]:
    """The fields of an event that are not the same; documents apart from those gained."""
    before, after = in_words(old), in_words(new)
    lost = [path for path in told_by(old, one) if path not in told_by(new, two)]
    if lost:
        before["documents"], after["documents"] = ", ".join(lost), "no longer"
    for field in dict.fromkeys((*before, *after)):
        if before.get(field, "") != after.get(field, ""):
            yield FieldChange(field=field, before=before.get(field, ""), after=after.get(field, ""))


def in_words(event: EventLine) -> dict[str, str]:
    """Every field of an event that `diff` compares, as text; `value ...` are the competing values of a field."""
    told = {
        "type": event.type,
        "status": event.status,
        "contested": "yes" if event.contested else "no",
        "level": event.level,
        "part of": event.part_of or "",
        "when": when_words(event.when),
        "where": where_words(event.where),
        "publishers": "; ".join(event.publishers),
        "claimants": "; ".join(f"{one.speaker} ({one.institution}, {one.side})" for one in event.claimants),
        "grade": event.grade,
    }
    return told | {
        f"value {name}": " | ".join(value.value for value in values) for name, values in event.values.items()
    }


def when_words(when: WhenCell | None) -> str:
    """The days of an event; empty where unknown."""
    days = () if when is None else tuple(dict.fromkeys(day for day in (when.earliest, when.latest) if day))
    return " to ".join(days)


def where_words(where: WhereCell | None) -> str:
    """The place of an event with its country; empty where unknown."""
    if where is None:
        return ""
    return ", ".join(part for part in (where.name or where.text, where.country) if part)
