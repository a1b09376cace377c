"""The words that times are made of: months, weekdays, units, numbers, and what modifies them."""

from __future__ import annotations

from msgspec import Struct

from dateline.tables.rows import read_table


class TimeWord(Struct, frozen=True):
    """One word in lower case: its `kind` (what part it plays in a time) and its `value` (what it stands for).

    `value` by kind: a month `01` to `12`, a weekday `1` to `7`, a number, a unit's name, a third (`START`, `MID`,
    `END`), a TIMEX3 code; empty where the kind says all.
    """

    word: str
    kind: str
    origin: str
    licence: str
    value: str = ""


class AheadWord(Struct, frozen=True):
    """A lemma that makes a clause look ahead.

    `kind`: `will`, an auxiliary; `would`, one that looks ahead unless 'have' follows; `ahead`, a verb whose 'to ...'
    lies ahead (vows to); `planned`, one that in the passive dates what is planned as well (was planned for Friday);
    `scheduled`, one whose present tense with a day lies ahead (talks resume on Friday).
    """

    lemma: str
    kind: str
    origin: str
    licence: str


class TimeWords(Struct, frozen=True, eq=False):
    """Every time word by its lower-case form, and the lemmas of clauses that look ahead."""

    words: dict[str, TimeWord]
    will: frozenset[str]
    would: frozenset[str]
    scheduled: frozenset[str]
    ahead: frozenset[str]
    planned: frozenset[str]


def load() -> TimeWords:
    """The shipped time words; raises TableError when a row is malformed."""
    ahead = read_table("times_ahead", AheadWord)
    return TimeWords(
        words={row.word: row for row in read_table("times", TimeWord)},
        will=frozenset(row.lemma for row in ahead if row.kind == "will"),
        would=frozenset(row.lemma for row in ahead if row.kind == "would"),
        scheduled=frozenset(row.lemma for row in ahead if row.kind == "scheduled"),
        ahead=frozenset(row.lemma for row in ahead if row.kind in ("ahead", "planned")),
        planned=frozenset(row.lemma for row in ahead if row.kind == "planned"),
    )
