"""The events of the invented case over its reports."""

from __future__ import annotations

from collections.abc import Sequence

from bench.synthetic.stories import OUTCOMES, status_of, when_of
from bench.synthetic.text import SPEAKERS
from dateline.model.document import Document
from dateline.model.event import Claimant, Disagreement, Event, Value
from dateline.model.mention import Figure
from dateline.model.report import Claim, Report
from dateline.model.span import content_id
from dateline.values.wording import quantity_value


def event_of(number: int, told: list[tuple[Document, Report]]) -> Event:
    """The event over its reports."""
    claims = tuple(claim for _, report in told for claim in report.claims)
    figures = {f.id: f for document, _ in told for f in document.figures}
    who = tuple(sorted({claimant_of(document, report) for document, report in told}))
    contested = any(claim.stance == "denies" for claim in claims)
    id_, status, institutions = content_id("evt", number), status_of(number), len({c.institution for c in who})
    fair = f"fair: {institutions} independent institutions" if institutions > 1 else "weak: one institution"
    discounted = f"discounted: not told as happened ({status})" if status not in ("occurred", "ongoing") else fair
    return Event(
        id=id_, revision=1 + number % 3, type=told[0][1].type, status=status, contested=contested, level="incident",
        part_of=content_id("evt", number - number % 20) if number % 20 in (4, 9) else None,
        when=when_of(number), where=told[0][1].where, reports=tuple(report.id for _, report in told), claims=claims,
        documents=tuple(dict.fromkeys(document.id for document, _ in told)),
        publishers=tuple(sorted({document.publisher or "" for document, _ in told})), claimants=who,
        values=values_of(claims, figures), disagreements=quarrels(id_, claims, figures),
        grade="contested: affirmed by some and denied by others" if contested else discounted,
    )  # fmt: skip


def claimant_of(document: Document, report: Report) -> Claimant:
    """Who a report comes from."""
    if report.attribution is None or report.attribution.speaker is None:
        name = document.agency or document.publisher or document.id
        return Claimant(name, name, "own_observation")
    return next(Claimant(*row) for row in SPEAKERS if row[0] == report.attribution.speaker)


def values_of(claims: Sequence[Claim], figures: dict[str, Figure]) -> dict[str, tuple[Value, ...]]:
    """Each field with its values and the claims that affirm them."""
    found: dict[str, dict[str, list[str]]] = {}
    for claim in claims:
        if claim.stance == "affirms":
            one = figures.get(claim.value)
            field, value = (one.outcome or "", quantity_value(one)) if one else (claim.field, claim.value)
            found.setdefault(field, {}).setdefault(value, []).append(claim.id)
    return {field: tuple(Value(v, tuple(ids)) for v, ids in sorted(rows.items())) for field, rows in found.items()}


def quarrels(event: str, claims: Sequence[Claim], figures: dict[str, Figure]) -> tuple[Disagreement, ...]:
    """A disagreement for each outcome of which two amounts are told."""
    found = []
    for outcome, values in sorted(values_of(claims, figures).items()):
        if outcome in OUTCOMES and len(values) > 1:
            ids = tuple(value.claims[0] for value in values[:2])
            says = " against ".join(value.value for value in values[:2])
            found.append(Disagreement(event=event, field=outcome, relation="conflict", claims=ids, says=says))
    return tuple(found)
