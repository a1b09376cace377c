"""What people decided, one line an act, in words for a page."""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Iterator, Sequence

from msgspec import Struct

from dateline.engine.case import Case
from dateline.engine.former import former_edit
from dateline.export.report import words
from dateline.store.rows import json
from dateline.web.fields import label_of, said
from dateline.web.saying import said_setting

WORDS = {
    "accept": "accepted", "reject": "rejected", "edit": "edited", "same": "joined", "different": "kept apart",
    "unsure": "left open", "added": "added", "excluded": "left out", "undone": "took back", "read": "to be read",
}  # fmt: skip
DOING = "coalesce(act, number)"
"""What was judged by one act shares a number; judgements of an earlier Dateline are an act each."""


class Change(Struct, frozen=True):
    """A field that was set: what it held before and what it was set to, in words."""

    field: str
    before: str
    after: str


class Told(Struct, frozen=True):
    """An act: what was done by whom and when, to which fields of which kind of event, to which words of which page."""

    what: str
    by: str
    at: str
    page: str
    quote: str
    field: str
    why: str
    changes: tuple[Change, ...] = ()


def number_of_acts(case: Case) -> int:
    """How many times people decided."""
    return int(case.store.query.rows(f"SELECT count(DISTINCT {DOING}) FROM judgements")[0][0])


def latest(case: Case, limit: int) -> tuple[Told, ...]:
    """The last acts, the latest first."""
    sql = f"SELECT {DOING} AS doing FROM judgements GROUP BY 1 ORDER BY max(number) DESC LIMIT ?"
    order = [row["doing"] for row in case.store.query.rows(sql, [limit])]
    found = acts(case, f"{DOING} IN (SELECT value FROM json_each(?))", order)
    return tuple(told(found[one], tuple(changes(case, found[one]))) for one in order)


def changes(case: Case, rows: Sequence[sqlite3.Row]) -> Iterator[Change]:
    """The fields that an act set, each with what it held before: as it was set then, else as the rules propose it."""
    for row in rows:
        if row["decision"] != "edit":
            continue
        field = field_in(row["field"])
        former = former_edit(case, row["number"])
        held = said_setting(field, former.value or "") if former else proposed(case, row, field)
        yield Change(label_of(field), held, said_setting(field, row["value"]))


def proposed(case: Case, row: sqlite3.Row, field: str) -> str:
    """What the rules propose for a field of the event that is known by these words; empty where it is gone."""
    found = case.store.query.rows(
        "SELECT event FROM ledger JOIN events ON id = event WHERE capture = ? AND quote = ? ORDER BY number DESC",
        [row["capture"], row["quote"]],
    )
    if not found:
        return ""
    event = case.event(found[0]["event"])
    return said(field, event.proposed or event)[0] or "nothing"


def field_in(field: str | None) -> str:
    """A field as judgements name it, without the type of its report."""
    return (field or "").partition(":")[0]


def about(case: Case, captures: Iterable[str], quotes: Container[str]) -> tuple[Told, ...]:
    """What was decided about these pages as a whole, or about words of them that are among `quotes`, in order."""
    found = acts(case, "capture IN (SELECT value FROM json_each(?))", sorted(set(captures)))
    kept = ([row for row in rows if row["quote"] is None or row["quote"] in quotes] for rows in found.values())
    return tuple(told(rows) for rows in kept if rows)


def acts(case: Case, where: str, values: Sequence[object]) -> dict[int, list[sqlite3.Row]]:
    """The judgements that pass, in order, by act."""
    sql = f"""SELECT {DOING} AS doing, judgements.*, path FROM judgements
     LEFT JOIN captures ON captures.id = capture WHERE {where} ORDER BY number"""
    found: dict[int, list[sqlite3.Row]] = {}
    for row in case.store.query.rows(sql, [json(list(values))]):
        found.setdefault(row["doing"], []).append(row)
    return found


def told(rows: Sequence[sqlite3.Row], changed: tuple[Change, ...] = ()) -> Told:
    """One act."""
    first = rows[0]
    return Told(
        what=WORDS.get(first["decision"], first["decision"]),
        by=first["made_by"],
        at=first["made_at"],
        page=first["path"] or first["capture"] or "",
        quote=first["quote"] or "",
        field=", ".join(dict.fromkeys(filter(None, (field_of(row["field"]) for row in rows)))),
        why=first["why"],
        changes=changed,
    )


def field_of(field: str | None) -> str:
    """A field as judgements name it, in words: the type of event for a whole one, nothing for a page.

    >>> field_of("event:remote.air_strike"), field_of("killed:battle.clash"), field_of("occurrence")
    ('Air strike', 'Killed', '')
    """
    name, _, kind = (field or "").partition(":")
    if name == "event" and kind:
        return words.type_words(kind)
    return "" if name in ("", "occurrence", "event") else words.field_words(name)
