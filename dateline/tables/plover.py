"""What turns a report's PLOVER type away from its event type's own: lifted, refused, announced, asked, joint."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.tables.rows import read_table

# What a report's words show, by what a condition may ask for: `status`, `cue` (of the status), `trigger` (lemmas),
# `word` (lemmas of the clause), `object` (lemmas and classes of what was acted on), `relation` (of doer and target).
Shown = Mapping[str, frozenset[str]]


class Condition(Struct, frozen=True):
    """One of `values` is shown, or where not `wanted`, none."""

    asks: str
    values: frozenset[str]
    wanted: bool

    def holds(self, shown: Shown) -> bool:
        """Whether what is shown meets it."""
        return self.values.isdisjoint(shown.get(self.asks, frozenset())) != self.wanted


class Turn(Struct, frozen=True):
    """A report of one of the types `of` (event types or PLOVER types, `*` any) that meets all of `when` is `plover`."""

    of: frozenset[str]
    when: tuple[Condition, ...]
    plover: str | None
    mode: str | None


class TurnRow(Struct, frozen=True, kw_only=True):
    """One row of `data/plover_turns.tsv`: see Turn; `when` is `asks:value/value`, joined by commas, `!` denies."""

    of: tuple[str, ...]
    when: str
    plover: str | None = None
    mode: str | None = None
    origin: str
    licence: str


def turned(
    turns: tuple[Turn, ...], kind: str, own: tuple[str | None, str | None], shown: Shown
) -> tuple[str | None, str | None]:
    """PLOVER type and mode of a report of the type `kind`, whose `own` they are unless a row turns them.

    Rows are tried in order, each on what the rows before it left: a measure that is lifted is CONCEDE, and what is
    CONCEDE and only planned AGREE.
    """
    found = own
    for turn in turns:
        if turn.of & {"*", kind, found[0]} and all(condition.holds(shown) for condition in turn.when):
            found = turn.plover, turn.mode
    return found


def parse_condition(text: str) -> Condition:
    """One condition of a row.

    >>> parse_condition("!word:joint/jointly").wanted
    False
    """
    asks, _, values = text.strip().removeprefix("!").partition(":")
    return Condition(asks, frozenset(values.split("/")), not text.strip().startswith("!"))


def load() -> tuple[Turn, ...]:
    """The shipped rows; raises TableError when one is malformed."""
    return tuple(
        Turn(frozenset(row.of), tuple(parse_condition(part) for part in row.when.split(",")), row.plover, row.mode)
        for row in read_table("plover_turns", TurnRow)
    )
