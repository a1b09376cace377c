"""The page of event types: what each means, with its crosswalks, and what vague words are stored as."""

from __future__ import annotations

from itertools import groupby

from dateline.tables import event_types
from dateline.tables.event_types import TAG, EventType
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
    "unfought": "if there is no fighting",
    "initiator_home_state": "if state forces do it at home",
    "opponent_follows": "if the opponent takes over",
    "base": "if a base is set up",
    "deal": "if by a deal",
    "found": "if something is found or defused",
    "held": "if people are held",
}


def types() -> str:
    """The page."""
    rows = event_types.load().by_code.values()
    parts = []
    for name, group in groupby(rows, key=lambda row: row.code.partition(".")[0]):
        parts.append(f"## {name}\n\n" + table(COLUMNS, map(line, group)))
    vague = [
        (code(row.word), bound(row.low), bound(row.conservative)) for row in read_table("quantity_vague", VagueRow)
    ]
    shown = table(("word", "stored as at least", "cautious reading, as ACLED writes it"), vague)
    return page("Event types", INTRODUCTION, *parts, f"## Vague words\n\n{VAGUE.strip()}\n\n{shown}")


VAGUE = """
A vague word is kept as a word (`vague_class`) beside the interval it stands for, so that each user can decide. Empty:
no number can be read from it.
"""


def line(row: EventType) -> tuple[str, str, str, str]:
    """One type."""
    acled = acled_words(row)
    plover = " ".join(part for part in (row.plover, row.plover_mode) if part) or "-"
    return code(row.code), f"{row.definition}. *{row.example}*", acled, plover


def acled_words(row: EventType) -> str:
    """ACLED's event and sub-event, with what must hold for them."""
    if row.acled_condition == TAG:
        return "a tag" if row.acled_event is None else f"{row.acled_event} / {row.acled_sub_event}, as a tag"
    if row.acled_event is None:
        return "-"
    if row.acled_condition == "mode":
        return f"{row.acled_event} / by mode ({row.acled_otherwise})"
    pair = f"{row.acled_event} / {row.acled_sub_event}"
    if row.acled_condition is None:
        return pair
    return f"{pair} {CONDITIONS[row.acled_condition]}; else {row.acled_otherwise or 'not settled'}"


def bound(number: float | None) -> str:
    """A number with thousands separated."""
    return "" if number is None else f"{number:,.0f}"
