"""The page of event types: what each means, with its crosswalks, and what vague words are stored as."""

from __future__ import annotations

from itertools import groupby

from dateline.tables import event_types
from dateline.tables.event_types import EventType, cases
from dateline.tables.plover import TurnRow
from dateline.tables.quantities import VagueRow
from dateline.tables.rows import read_table
from scripts.reference.markdown import code, page, table

INTRODUCTION = """
A report has one type. The types are few and say what a text can show; where a codebook asks for more than the text
says, its cell stays empty. The crosswalks to ACLED and PLOVER are best knowledge of the codebooks, not checked by
their owners.
"""

COLUMNS = ("type", "what the text says happened", "ACLED", "PLOVER")
CONDITIONS = {
    "fought": "if there is fighting",
    "unfought": "if the text says that there was no fighting",
    "home state": "if state forces do it at home",
    "non-state": "if others do it, a foreign state among them",
    "opponent follows": "if the opponent takes over",
    "place": "if a place is given up",
    "base": "if a base is set up",
    "deal": "if by a deal",
    "found": "if something is found or defused",
    "held": "if people are held",
    "against protesters": "if it is done to protesters",
    "by protesters": "if protesters do it",
    "by rioters": "if a mob does it",
    "mode excessive force": "if protesters are shot at, killed or badly hurt",
    "mode intervention": "if the protest is broken up or people are arrested at it",
    "mode demonstration": "if protesters turn violent",
}


def types() -> str:
    """The page."""
    rows = event_types.load().by_code.values()
    parts = []
    for name, group in groupby(rows, key=lambda row: row.code.partition(".")[0]):
        parts.append(f"## {name}\n\n" + table(COLUMNS, map(line, group)))
    turns = map(turn, read_table("plover_turns", TurnRow))
    vague = [
        (code(row.word), bound(row.low), bound(row.conservative)) for row in read_table("quantity_vague", VagueRow)
    ]
    shown = table(("word", "stored as at least", "cautious reading, as ACLED writes it"), vague)
    turned = f"## PLOVER by what the words show\n\n{TURNS.strip()}\n\n{table(TURN_COLUMNS, turns)}"
    return page("Event types", INTRODUCTION, *parts, turned, f"## Vague words\n\n{VAGUE.strip()}\n\n{shown}")


TURNS = """
The PLOVER type of a report (`plover`, `plover_mode`) is its event type's, unless one of these rows holds; they are
tried from the top, each on what those above it left. `of`: event types or PLOVER types, `*` any. `status` and `cue`
are those of the report, `trigger` the words that tell it, `word` any word of its clause, `object` what was acted on, as
a word or a kind, `relation` whether doer and target are of one country; `!` denies. An empty type: PLOVER has no event
there.
"""
TURN_COLUMNS = ("of", "if", "PLOVER")

VAGUE = """
A vague word is kept as a word (`vague_class`) beside the interval it stands for, so that each user can decide. Empty:
no number can be read from it.
"""


def turn(row: TurnRow) -> tuple[str, str, str]:
    """One row of what turns a PLOVER type."""
    plover = " ".join(part for part in (row.plover, row.mode) if part) or "-"
    return " ".join(row.of), "; ".join(row.when.split(",")).replace("/", ", "), plover


def line(row: EventType) -> tuple[str, str, str, str]:
    """One type."""
    acled = acled_words(row)
    plover = " ".join(part for part in (row.plover, row.plover_mode) if part) or "-"
    return code(row.code), f"{row.definition}. *{row.example}*", acled, plover


def acled_words(row: EventType) -> str:
    """ACLED's event and sub-event, with what must hold for them."""
    told = [f"{case.event} / {case.sub_event} {CONDITIONS[case.fact]}" for case in cases(row)]
    if row.acled_event is not None:
        plain = f"{row.acled_event} / {row.acled_sub_event or 'not settled'}"
        told.append(f"else {plain}" if told else plain)
    if row.tag:
        told.append("a tag")
    return "; ".join(told) or "-"


def bound(number: float | None) -> str:
    """A number with thousands separated."""
    return "" if number is None else f"{number:,.0f}"
