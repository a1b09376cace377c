"""What people added: happenings that no rule found, as reports of the documents that tell of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.decided import amount_text, claim_by_hand, place_of, when_of
from dateline.linking.identity import holder
from dateline.linking.judged import standing
from dateline.model.decision import FIELDS, ROLES, Added, Amount, Days, Setting, Site, Words, set_value
from dateline.model.decision import Value as SetValue
from dateline.model.document import Coding, Document, Reading
from dateline.model.event import BY_HAND, Judgement
from dateline.model.mention import Actor, Figure
from dateline.model.report import Claim, Report
from dateline.model.span import Evidence, Span, content_id

ADDED = "added by hand"
UNKNOWN = "unknown"


class WithAdded(Struct, frozen=True, eq=False):
    """Documents with the reports that people added; `told`: by document what was added; `lost`: what stands nowhere."""

    documents: tuple[Document, ...]
    told: dict[str, str]
    lost: tuple[Judgement, ...]


def with_added(
    documents: Sequence[Document], judgements: Iterable[Judgement], tags: Callable[[str], tuple[str, ...]]
) -> WithAdded:
    """The documents with what people added to them; `tags`: those of a type.

    Each is a report of its own with a claim for each field, whose evidence is the characters that were selected.
    """
    added = [one for one in standing(judgements) if one.decision == "added"]
    homes: dict[str, list[Document]] = {}
    for document in documents if added else ():
        homes.setdefault(holder(document), []).append(document)
    found: dict[str, list[Report]] = {}
    figures: dict[str, list[Figure]] = {}
    told: dict[str, str] = {}
    lost = []
    for one in added:
        value = msgspec.json.decode(one.value or "", type=Added)
        at = _home(one.quote or "", value.start, homes.get(one.capture or "", ()))
        if at is None:
            lost.append(one)
            continue
        document, evidence = at
        report, counted = _report(document, evidence, value, tags(value.type))
        found.setdefault(document.id, []).append(report)
        figures.setdefault(document.id, []).extend(counted)
        told[document.id] = f"{told.get(document.id, '')}{one.quote}{one.value}"
    made = tuple(_with(one, found.get(one.id, ()), figures.get(one.id, ())) for one in documents)
    return WithAdded(made, told, tuple(lost))


def _home(quote: str, start: int, documents: Iterable[Document]) -> tuple[Document, Evidence] | None:
    """The document in which the words stand, and where: nearest to where they stood, in the story that has them."""
    for document in sorted(documents, key=lambda one: not _has(one, start)):
        places = _places(document.text, quote)
        if places:
            at = min(places, key=lambda place: (abs(place - start), place))
            return document, Evidence.at(document.rendition, Span(at, at + len(quote)))
    return None


def _has(document: Document, start: int) -> bool:
    return any(segment.span.start <= start < segment.span.end for segment in document.segments)


def _places(text: str, quote: str) -> list[int]:
    places, at = [], text.find(quote) if quote else -1
    while at >= 0:
        places.append(at)
        at = text.find(quote, at + 1)
    return places


def _with(document: Document, reports: Sequence[Report], figures: Sequence[Figure]) -> Document:
    if not reports:
        return document
    reading = document.reading or Reading(times=(), places=(), actors=(), figures=(), attributions=())
    coding = document.coding or Coding(reports=(), main_report=None)
    known = {figure.id for figure in reading.figures}
    more = tuple({one.id: one for one in figures if one.id not in known}.values())
    unique = {one.id: one for one in (*coding.reports, *reports)}
    return replace(
        document,
        reading=replace(reading, figures=(*reading.figures, *more)),
        coding=replace(coding, reports=tuple(unique.values())),
    )


def _report(
    document: Document, evidence: Evidence, added: Added, tags: tuple[str, ...]
) -> tuple[Report, tuple[Figure, ...]]:
    """The report of what was added, and its figures."""
    identity = content_id("rep", document.id, added.type, evidence.start, evidence.end, BY_HAND)
    values = {field: set_value(field, setting.value) for field, setting in added.fields.items()}
    places = {field: _evidence(document, setting, evidence) for field, setting in added.fields.items()}
    status, level = values.get("status"), values.get("level")
    when, where = values.get("when"), values.get("where")
    roles = {role: _actors(values.get(role), places.get(role, evidence)) for role in ROLES}
    figures = tuple(
        _figure(document, field, value, places[field])
        for field, value in sorted(values.items())
        if field not in FIELDS and isinstance(value, Amount)
    )
    told = [("occurrence", str(status or "occurred"), evidence), ("type", added.type, evidence)]
    if isinstance(when, Days):
        told.append(("when", f"{when.earliest or ''}/{when.latest or ''}", places["when"]))
    if isinstance(where, Site):
        told.append(("where", where.name, places["where"]))
    told += [(role, actor.name, places[role]) for role, actors in roles.items() for actor in actors]
    told += [("figure", figure.id, figure.evidence) for figure in figures]
    report = Report(
        id=identity,
        document=document.id,
        type=added.type,
        mode=None,
        status=str(status or "occurred"),
        level=str(level or "incident"),
        part_of=None,
        background=False,
        when=when_of(when, places["when"], ADDED) if isinstance(when, Days) else None,
        where=place_of(where, places["where"], ADDED) if isinstance(where, Site) else None,
        **roles,
        alternative_group=None,
        figures=tuple(figure.id for figure in figures),
        attribution=None,
        certainty="stated",
        evidence=(evidence,),
        claims=tuple(_claim(identity, *one) for one in told),
        tags=tags,
        acled_event=None,
        acled_sub_event=None,
        plover=None,
        plover_mode=None,
    )
    return report, figures


def _evidence(document: Document, setting: Setting, otherwise: Evidence) -> Evidence:
    """Where a field's words stand in the document; the words of the happening where it has none of its own."""
    words: Words | None = setting.evidence
    if words is None:
        return otherwise
    places = _places(document.text, words.quote)
    if not places:
        return otherwise
    at = min(places, key=lambda place: (abs(place - words.start), place))
    return Evidence.at(document.rendition, Span(at, at + len(words.quote)))


def _actors(value: SetValue, evidence: Evidence) -> tuple[Actor, ...]:
    several = value if isinstance(value, tuple) else ()
    return tuple(
        Actor(
            span=evidence.span,
            text=evidence.quote,
            name=who.name,
            actor_id=who.actor_id,
            kind=who.kind or "people",
            is_private_person=True if who.kind == "person" and who.actor_id is None else None,
            basis=ADDED,
        )
        for who in several
    )


def _figure(document: Document, outcome: str, amount: Amount, evidence: Evidence) -> Figure:
    exact = amount.best is not None
    return Figure(
        id=content_id("fig", document.id, evidence.start, evidence.end, outcome, amount_text(amount), BY_HAND),
        span=evidence.span,
        text=evidence.quote,
        low=amount.low if amount.low is not None else amount.best,
        best=amount.best,
        high=amount.high if amount.high is not None else amount.best,
        modifier="exact" if exact else "range" if amount.low is not None and amount.high is not None else _open(amount),
        vague_class=None,
        unit=None,
        counted="persons",
        outcome=outcome,
        party=UNKNOWN,
        population=None,
        measure="incident",
        period=None,
        scope=None,
        part_of=None,
        attribution=None,
        evidence=evidence,
    )


def _open(amount: Amount) -> str:
    return "at_least" if amount.low is not None else "up_to"


def _claim(report: str, field: str, value: str, evidence: Evidence) -> Claim:
    return claim_by_hand((report, field, value), (evidence.start, evidence.end), evidence, ADDED)
