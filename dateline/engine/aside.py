"""Captures from which no document stands in the record: not read yet, superseded by a later version, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.judging import excluded_captures
from dateline.engine.versions import later, successors
from dateline.model.source import Capture

if TYPE_CHECKING:
    from dateline.engine.case import Case


class Superseded(Struct, frozen=True):
    """A capture, and the later one of the same page that stands for it."""

    capture: Capture
    by: Capture


class Aside(Struct, frozen=True, kw_only=True):
    """What came in and gives no document, apart from what failed."""

    unread: tuple[Capture, ...]  #: no build has read them yet
    superseded: tuple[Superseded, ...]  #: a later version of their page stands in the record
    excluded: tuple[Capture, ...]  #: a person left them out


def aside(case: Case) -> Aside:
    """The captures that give no document, by why; cheap where there are none."""
    rows = case.store.query.rows(
        """SELECT id FROM captures WHERE id NOT IN (SELECT capture FROM documents WHERE capture IS NOT NULL)
         AND id NOT IN (SELECT capture FROM failures WHERE capture IS NOT NULL)
         AND id NOT IN (SELECT capture FROM sifted WHERE NOT keep)"""
    )
    waiting = {row["id"] for row in rows}
    if not waiting:
        return Aside(unread=(), superseded=(), excluded=())
    captures = case.store.captures()
    known = {capture.id: capture for capture in captures}
    left_out = later(captures, excluded_captures(case.store.judgements())) & waiting
    in_record = {row["capture"] for row in case.store.query.rows("SELECT DISTINCT capture FROM documents")}
    after = successors(captures, lambda capture: capture in in_record)
    gone = {one: after[one] for one in waiting - left_out if one in after}
    listed = [capture for capture in captures if capture.id in waiting]
    return Aside(
        unread=tuple(one for one in listed if one.id not in gone and one.id not in left_out),
        superseded=tuple(Superseded(one, known[gone[one.id]]) for one in listed if one.id in gone),
        excluded=tuple(one for one in listed if one.id in left_out),
    )
