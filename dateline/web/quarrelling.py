"""A cell of the disagreements: the values that differ, who gives each on which day in which words, how they relate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.quarrels import BEYOND, Reach, amount_words, bounds, claim_words, reach
from dateline.model.event import Disagreement
from dateline.model.mention import Figure
from dateline.store.disputes import Voiced, of_cell, voiced
from dateline.store.query import Query
from dateline.web.address import of_passage


class Voice(Struct, frozen=True):
    """Who gives a value, in which story of which day, in which words, and where to read them."""

    who: str
    outlet: str
    day: str
    quote: str
    href: str


class Side(Struct, frozen=True):
    """One of the values that differ, with those who give it; `reach` where it is an amount."""

    value: str
    reach: Reach | None
    voices: tuple[Voice, ...]


class Quarrel(Struct, frozen=True):
    """Disagreements about the same claims: how they relate, the reasons in words, the values."""

    field: str
    relations: tuple[str, ...]
    clashes: bool
    says: tuple[str, ...]
    sides: tuple[Side, ...]


def quarrels(query: Query, event: str, fields: Sequence[str]) -> tuple[Quarrel, ...]:
    """The cell of an event and fields, contradictions first."""
    found = of_cell(query, event, fields)
    told = voiced(query, list(dict.fromkeys(claim for one in found for claim in one.claims)))
    groups: dict[tuple[str, bool], list[Disagreement]] = {}
    for one in found:
        groups.setdefault((one.field, one.relation in words.CLASHES), []).append(one)
    made = [quarrel(field, clashes, group, told) for (field, clashes), group in groups.items()]
    return tuple(sorted(made, key=lambda one: not one.clashes))


def quarrel(field: str, clashes: bool, found: Sequence[Disagreement], told: dict[str, Voiced]) -> Quarrel:
    """All that is said to differ on one field, contradictions apart from milder differences."""
    ids = dict.fromkeys(claim for one in found for claim in one.claims if claim in told)
    values: dict[str, list[Voiced]] = {}
    for item in ids:
        values.setdefault(value_of(told[item]), []).append(told[item])
    figures = [one.figure for item in ids if (one := told[item]).figure is not None]
    top = scale(figures)
    ordered = sorted(values.items(), key=lambda item: (least(item[1][0].figure), item[0]))
    return Quarrel(
        words.field_words(field),
        tuple(sorted({one.relation for one in found}, key=lambda one: words.place_in("relation", one))),
        clashes,
        tuple(dict.fromkeys(one.says for one in found)),
        tuple(Side(value, reach(who[0].figure, top), voices(who)) for value, who in ordered),
    )


def value_of(one: Voiced) -> str:
    """What a claim states, in words."""
    if one.figure is not None:
        return amount_words(one.figure)
    return claim_words(one.claim) if one.claim is not None else ""


def scale(figures: Iterable[Figure]) -> float:
    """The end of the scale on which amounts are drawn; an open end needs room to be seen."""
    ends = [bounds(one) for one in figures]
    top = max((bound for pair in ends for bound in pair if bound), default=0.0)
    return top * BEYOND if any(high is None for _, high in ends) else top


def least(figure: Figure | None) -> float:
    """The least that an amount may be; what is none comes first."""
    low, _ = bounds(figure) if figure is not None else (None, None)
    return -1.0 if low is None else low


def voices(told: Sequence[Voiced]) -> tuple[Voice, ...]:
    """Those who give a value, by day."""
    found = [voice(one) for one in sorted(told, key=lambda one: one.published.earliest or "~")]
    return tuple(dict.fromkeys(found))


def voice(one: Voiced) -> Voice:
    """Who makes a claim, where."""
    holder = one.figure if one.claim is None else one.claim
    attribution = holder.attribution if holder is not None else None
    evidence = holder.evidence if holder is not None else None
    outlet = one.publisher or one.agency or one.path or one.document
    who = outlet if attribution is None else attribution.speaker or attribution.organisation or "someone unnamed"
    body = attribution.organisation if attribution is not None else None
    return Voice(
        who=words.isolated(who) + (f" ({words.isolated(body)})" if body and body != who else ""),
        outlet=outlet,
        day=words.date_words(one.published.earliest, one.published.latest),
        quote=evidence.quote if evidence is not None else "",
        href=of_passage(one.document, evidence),
    )
