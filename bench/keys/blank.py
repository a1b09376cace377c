"""The same row typed into a blank form: characters, Tab after each field, Enter at the end.

The form is as good as it can be: every field of a closed list, every place and every actor completes what is typed
(all names of the case are its list), a status is `happened` unless it is changed, and the last day is the first unless
it is typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from bench.keys.truth import Truth
from dateline.export.report import words
from dateline.tables.report_words import report_words

TAB = ENTER = 1
DAY = len("2018-09-06")


def presses(truth: Truth, places: Iterable[str], actors: Iterable[str]) -> int:
    """How many keys the row costs."""
    types = [words.type_words(code) for code in report_words("type")]
    places, actors = list(places), list(actors)
    status = 0 if "occurred" in truth.statuses else 1
    return (
        min(prefix(words.type_words(code), types) for code in truth.types)
        + TAB
        + status
        + TAB
        + days(truth)
        + least(truth.where, places)
        + TAB
        + least(truth.who, actors)
        + TAB
        + least(truth.whom, actors)
        + TAB
        + min((len(f"{number:.0f}") for number in truth.killed), default=0)
        + ENTER
    )


def days(truth: Truth) -> int:
    """The days, with a Tab after each."""
    if truth.when is None:
        return 2 * TAB
    return DAY + TAB + (DAY if truth.when[0] != truth.when[1] else 0) + TAB


def least(names: list[str] | None, known: list[str]) -> int:
    """The cheapest of the names that are right; nothing where none is to be typed."""
    return min((prefix(name, known) for name in names or []), default=0)


def prefix(name: str, known: Iterable[str]) -> int:
    """How many letters complete a name: those that no other begins with; all of them where it is on no list."""
    folded = {one.casefold() for one in known}
    mine = name.casefold()
    if mine not in folded:
        return len(name)
    others = folded - {mine}
    return next((n for n in range(1, len(mine)) if not any(o.startswith(mine[:n]) for o in others)), len(mine))
