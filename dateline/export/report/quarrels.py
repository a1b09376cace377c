"""Where the reports of an event disagree: the values side by side, who gives each, and how they relate."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.citing import Cited, Passages, Ref, cited, says
from dateline.export.report.figures import number_of, what_of
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.mention import Figure
from dateline.model.report import Claim, Report

BEYOND = 1.25
"""How much of the highest amount told a scale goes on where an amount is open above."""


class Reach(Struct, frozen=True):
    """From where to where an amount may lie, in percent of the highest told; `open`: it may be more still."""

    start: str
    width: str
    open: bool


class Part(Struct, frozen=True):
    """One of the values that differ, with those who give it; `reach` where it is an amount."""

    value: str
    by: tuple[Cited, ...]
    reach: Reach | None


class Quarrel(Struct, frozen=True):
    """All disagreements of an event on one field: how the values relate, the values, and the reasons in words."""

    field: str
    relations: tuple[str, ...]
    parts: tuple[Part, ...]
    says: tuple[str, ...]


class Amount(Struct, frozen=True):
    """What a claim states: in words, who says so and where, and the figure if it is one."""

    value: str
    who: str
    refs: tuple[Ref, ...]
    figure: Figure | None


class Sources(Struct, frozen=True, eq=False):
    """Where claims are looked up: those of the event, and figures and reports with their documents, by id."""

    claims: dict[str, Claim]
    figures: Mapping[str, tuple[Document, Figure]]
    reports: Mapping[str, tuple[Document, Report]]
    passages: Passages

    def amount(self, claim_id: str) -> Amount | None:
        """What a claim (or a figure that no report claims) states; None when neither is known."""
        claim = self.claims.get(claim_id)
        if claim is None:
            return self.unclaimed(claim_id)
        document, _ = self.reports.get(claim.report, (None, None))
        _, figure = self.figures.get(claim.value, (None, None)) if claim.field == "figure" else (None, None)
        return Amount(
            amount_words(figure) if figure else claim_words(claim),
            says(claim.attribution, document),
            self.passages.of(claim.report, claim.evidence),
            figure,
        )

    def unclaimed(self, figure_id: str) -> Amount | None:
        """What a figure that no report claims states."""
        if figure_id not in self.figures:
            return None
        document, figure = self.figures[figure_id]
        return Amount(amount_words(figure), says(figure.attribution, document), (), figure)


def quarrels(event: Event, sources: Sources) -> tuple[Quarrel, ...]:
    """The disagreements of an event, one entry a field."""
    fields: dict[str, None] = dict.fromkeys(d.field for d in event.disagreements)
    return tuple(quarrel(field, event, sources) for field in fields)


def quarrel(field: str, event: Event, sources: Sources) -> Quarrel:
    """All that is said to disagree on one field."""
    mine = [d for d in event.disagreements if d.field == field]
    ids = dict.fromkeys(claim for d in mine for claim in d.claims)
    amounts = [found for claim in ids if (found := sources.amount(claim)) is not None]
    values: dict[str, list[Amount]] = {}
    for one in amounts:
        values.setdefault(one.value, []).append(one)
    reaches = [bounds(one.figure) for one in amounts if one.figure]
    top = max((bound for reach_ in reaches for bound in reach_ if bound), default=0.0)
    # An open end needs room to be seen.
    top *= BEYOND if any(high is None for _, high in reaches) else 1.0
    ordered = sorted(values.items(), key=lambda item: (lowest(item[1][0]), item[0]))
    return Quarrel(
        words.field_words(field),
        tuple(dict.fromkeys(words.said("relation", d.relation) for d in mine)),
        tuple(
            Part(value, cited((one.who, one.refs) for one in found), reach(found[0].figure, top))
            for value, found in ordered
        ),
        tuple(dict.fromkeys(d.says for d in mine)),
    )


def claim_words(claim: Claim) -> str:
    """The value of a claim; a denial says that it is one."""
    said = value_words(claim.field, claim.value)
    return f"denied: {said}" if claim.stance == "denies" else said


def value_words(field: str, value: str) -> str:
    """The value of a field as people write it."""
    if field == "when":
        earliest, _, latest = value.partition("/")
        return words.date_words(earliest, latest or earliest)
    if field == "type":
        return words.type_words(value)
    return words.said("status", value) if field == "occurrence" else value


def amount_words(figure: Figure) -> str:
    """An amount with what it counts."""
    return f"{number_of(figure)} {what_of(figure)}".strip()


def lowest(amount: Amount) -> float:
    """The least that an amount may be; what is none comes first."""
    low, _ = bounds(amount.figure) if amount.figure else (None, None)
    return -1.0 if low is None else low


def bounds(figure: Figure) -> tuple[float | None, float | None]:
    """Least and most; a bare best is both."""
    low = figure.low if figure.low is not None else figure.best
    high = figure.high if figure.high is not None else figure.best
    return low, high


def reach(figure: Figure | None, top: float) -> Reach | None:
    """An amount on the scale from nothing to `top`."""
    if figure is None or not top:
        return None
    low, high = bounds(figure)
    if low is None and high is None:
        return None
    start = 100 * (low or 0.0) / top
    end = 100.0 if high is None else 100 * high / top
    return Reach(f"{start:.1f}", f"{max(0.0, end - start):.1f}", high is None)
