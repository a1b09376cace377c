"""What a field of an event may be set to: what its reports claim, with who says so, then what else its pages name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.citing import says, source_of
from dateline.export.report.figures import number_of, what_of
from dateline.export.report.rows import place_name, precision_words
from dateline.model.document import Document
from dateline.model.event import Event, is_set
from dateline.model.mention import Actor, Figure, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Span
from dateline.tables.report_words import report_words
from dateline.web.fields import LEVELS, ROLES, STATUSES, held, level_words, words_of

Plain = dict[str, object]


class At(Struct, frozen=True, order=True):
    """Characters of a document."""

    document: str
    start: int
    end: int


class Pick(Struct, frozen=True):
    """What a form sends for a choice: a value as plain data, and the characters that say so."""

    value: object
    at: At | None = None


class Choice(Struct, frozen=True, kw_only=True):
    """One choice: its words, who says so, whether a report claims it, whether it holds now."""

    pick: str  #: a `Pick` as JSON
    words: str
    says: str = ""
    claimed: bool = False
    held: bool = False


class Desk(Struct, frozen=True, eq=False):
    """An event with the reports and documents that choices are taken from."""

    event: Event
    reports: tuple[Report, ...]
    documents: tuple[Document, ...]

    def document_of(self, claim: Claim) -> Document | None:
        """The document that a claim stands in, where it is among these."""
        report = self.report_of(claim)
        return next((one for one in self.documents if report and one.id == report.document), None)

    def report_of(self, claim: Claim) -> Report | None:
        """The report that makes a claim."""
        return next((one for one in self.reports if one.id == claim.report), None)

    def figure(self, item: str) -> Figure | None:
        """A figure by its id."""
        return next((f for d in self.documents if d.reading for f in d.figures if f.id == item), None)


def choices(field: str, desk: Desk) -> tuple[Choice, ...]:
    """All choices for a field, the claimed ones first, each value once."""
    found: dict[str, Choice] = {}
    now = {one.value for one in held(desk.event, field)}
    for words_, value, at, says_, claimed in (*_claimed(field, desk), *_named(field, desk)):
        key = words_.casefold()
        if key in found:
            if claimed and says_ and says_ not in found[key].says:
                found[key] = msgspec.structs.replace(found[key], says=f"{found[key].says}; {says_}")
            continue
        found[key] = Choice(
            pick=msgspec.json.encode(Pick(value, at)).decode(),
            words=words_,
            says=says_,
            claimed=claimed,
            held=_is_held(field, value, words_, now, desk.event),
        )
    return tuple(found.values())


Offer = tuple[str, object, At | None, str, bool]


def _is_held(field: str, value: object, said: str, now: set[str], event: Event) -> bool:
    if field in ROLES:
        return said in {words.isolated(one) for one in now}
    if field in ("type", "status", "level"):
        return bool(value == getattr(event, field))
    return said in {words_of(field, one) for one in now} and len(now) == 1


def _claimed(field: str, desk: Desk) -> Iterator[Offer]:
    """What the reports of the event claim, the most often claimed value first."""
    by_id = {claim.id: claim for claim in desk.event.claims if not is_set(claim)}
    name = "occurrence" if field == "status" else field
    for one in desk.event.values.get(name, ()):
        several = [by_id[item] for item in one.claims if item in by_id]
        if several:
            first = several[0]
            plain = _value(field, first, desk)
            if plain is not None:
                yield _said(field, one.value, plain), plain, _at(first, desk), _sayers(several, desk), True


def _said(field: str, value: str, plain: object) -> str:
    if field in ROLES or field == "where":
        return words.isolated(value)
    return words.said("status", str(plain)) if field == "status" else words_of(field, value)


def _sayers(several: Sequence[Claim], desk: Desk) -> str:
    names = dict.fromkeys(says(claim.attribution, desk.document_of(claim)) for claim in several)
    first, more = list(names)[:2], len(names) - 2
    return ", ".join(first) + (f" and {more} more" if more > 0 else "")


def _at(claim: Claim, desk: Desk) -> At | None:
    document = desk.document_of(claim)
    if document is None or claim.evidence is None:
        return None
    return At(document.id, claim.evidence.start, claim.evidence.end)


def _value(field: str, claim: Claim, desk: Desk) -> object:
    """The value of a claim as plain data; None where it cannot be had."""
    report = desk.report_of(claim)
    if field in ("type", "status", "level"):
        return claim.value
    if report is None:
        return None
    if field == "when":
        return _days(claim.value, report.when)
    if field == "where":
        place = report.where
        return _site(place) if place and place_name(place) == claim.value else {"name": claim.value}
    if field in ROLES:
        actors: Iterable[Actor] = getattr(report, field)
        return next((_who(one) for one in actors if one.name == claim.value), {"name": claim.value, "kind": "unknown"})
    figure = desk.figure(claim.value)
    return _amount(figure) if figure else None


def _days(value: str, when: When | None) -> Plain:
    earliest, _, latest = value.partition("/")
    precision = when.precision if when and (when.earliest, when.latest) == (earliest, latest) else None
    return {"earliest": earliest, "latest": latest or earliest, "precision": precision}


def _site(place: Place) -> Plain:
    kept = ("latitude", "longitude", "radius_km", "precision", "gazetteer_id", "admin1", "admin2", "admin3")
    return {"name": place_name(place), **{k: getattr(place, k) for k in (*kept, "pcode", "country")}}


def _who(actor: Actor) -> Plain:
    return {"name": actor.name, "kind": actor.kind, "actor_id": actor.actor_id}


def _amount(figure: Figure) -> Plain:
    return {"low": figure.low, "best": figure.best, "high": figure.high}


def _named(field: str, desk: Desk) -> Iterator[Offer]:
    """What else may be chosen: all codes of a closed vocabulary, or what the pages name, the nearest first."""
    if field == "type":
        for code in report_words("type"):
            yield words.type_words(code), code, None, words.family_of(code), False
    elif field == "status":
        yield from ((words.said("status", code), code, None, "", False) for code in STATUSES)
    elif field == "level":
        yield from ((level_words(code), code, None, "", False) for code in LEVELS)
    else:
        near = [(_far(span, d, desk), offer) for d in desk.documents for span, offer in mentions(field, d)]
        yield from (offer for _, offer in sorted(near, key=lambda pair: pair[0]))


def _far(span: Span, document: Document, desk: Desk) -> int:
    """How far a mention stands from what carries the event in its document."""
    spots = [e.start for r in desk.reports if r.document == document.id for e in r.evidence]
    return min((abs(spot - span.start) for spot in spots), default=0)


def mentions(field: str, document: Document) -> Iterator[tuple[Span, Offer]]:
    """What a document names that a field could hold, in the order of its kinds; nothing where it was not read."""
    source = source_of(document)
    if document.reading is None:
        return
    if field == "when":
        yield from _times(document, source)
    elif field == "where":
        for place in document.places:
            if place.use == "location":
                at = At(document.id, place.span.start, place.span.end)
                yield place.span, (words.isolated(place_name(place)), _site(place), at, precision_words(place), False)
    elif field in ROLES:
        for actor in document.actors:
            at = At(document.id, actor.span.start, actor.span.end)
            yield actor.span, (words.isolated(actor.name), _who(actor), at, actor.kind.replace("_", " "), False)
    else:
        for figure in document.figures:
            if (
                figure.counted in (None, "persons")
                and figure.unit is None
                and figure.outcome not in ("age", "fighters")
            ):
                at = At(document.id, figure.span.start, figure.span.end)
                yield figure.span, (number_of(figure), _amount(figure), at, what_of(figure), False)


def _times(document: Document, source: str) -> Iterator[tuple[Span, Offer]]:
    for time in document.times:
        if time.earliest and time.latest and time.kind in ("date", "time"):
            at = At(document.id, time.span.start, time.span.end)
            days = {"earliest": time.earliest[:10], "latest": time.latest[:10], "precision": time.precision}
            said = words.date_words(time.earliest, time.latest)
            yield time.span, (said, days, at, f"“{time.text}”, {source}", False)
    published = document.published
    if published.earliest and published.latest and published.span:
        at = At(document.id, published.span.start, published.span.end)
        days = {"earliest": published.earliest[:10], "latest": published.latest[:10], "precision": published.precision}
        said = words.date_words(published.earliest, published.latest)
        yield published.span, (said, days, at, f"published, {source}", False)
