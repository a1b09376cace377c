"""What selected characters say for a field: the document's own mentions there, else the words themselves.

It works on documents of any language: what cannot be read is offered as it is written. The evidence is exactly what was
selected.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec
from msgspec import Struct

from dateline.engine.judging import JudgementError
from dateline.model.decision import ROLES, Amount, Days, Site, Who
from dateline.model.document import Document
from dateline.model.mention import Place
from dateline.model.span import Span

if TYPE_CHECKING:
    from dateline.engine.case import Case

LOCATION = "location"
MENTION, WORDS, TABLE = "a mention of the document", "the words themselves", "the table of actors"
DIGITS = re.compile(r"\d[\d.,\u066b\u066c\u00a0\u202f ]*\d|\d")
MOST = 8
"""How many places of one name are offered; the count of all is said."""


class Spanned(Protocol):
    """Something that stands in a text."""

    @property
    def span(self) -> Span:
        """Where."""
        ...


Mention = TypeVar("Mention", bound=Spanned)


class Candidate(Struct, frozen=True):
    """One value that selected characters may mean."""

    value: object  #: as an edit takes it
    says: str  #: what tells it from the others


class Proposed(Struct, frozen=True, kw_only=True):
    """What selected characters say for a field."""

    field: str  #: the field
    value: object  #: as an edit takes it; None where they say nothing that can be read
    quote: str  #: the characters
    candidates: tuple[Candidate, ...] = ()  #: what else they may mean, the likeliest first
    how: str  #: how the value was found, or why there is none


def read_selection(case: Case, document: str, start: int, end: int, field: str) -> Proposed:
    """The value of a field that the characters from `start` to `end` of a document give.

    Raises JudgementError where nothing is selected, StoreError where there is no such document.
    """
    told = case.store.document(document)
    span = Span(start, end) if 0 <= start < end <= len(told.text) else None
    quote = span.of(told.text) if span is not None else ""
    if span is None or not quote.strip():
        raise JudgementError(f"nothing is selected: {start} to {end} of {len(told.text)} characters")
    reader = READERS.get(field) or (_actors if field in ROLES else _amount)
    return reader(Asked(case, told, span, quote, field))


class Asked(Struct, frozen=True):
    """Characters of a document, and the field that they are to give a value for."""

    case: Case
    document: Document
    span: Span
    quote: str
    field: str

    def proposed(self, value: object, how: str, candidates: tuple[Candidate, ...] = ()) -> Proposed:
        """The answer."""
        plain = msgspec.to_builtins(value)
        return Proposed(field=self.field, value=plain, quote=self.quote, candidates=candidates, how=how)

    def here(self, mentions: tuple[Mention, ...]) -> list[Mention]:
        """Those of some mentions that share characters with the selection."""
        return [one for one in mentions if one.span.overlaps(self.span)]


def _word(asked: Asked) -> Proposed:
    """The type, status or level of the report whose evidence is selected."""
    for report in asked.document.reports if asked.document.coding is not None else ():
        if any(one.span.overlaps(asked.span) for one in report.evidence):
            return asked.proposed(getattr(report, asked.field), f"a report whose evidence this is: {report.type}")
    return asked.proposed(None, "no report has its evidence here; choose one")


def _when(asked: Asked) -> Proposed:
    document = asked.document
    for time in asked.here(document.times if document.reading is not None else ()):
        if time.earliest is not None or time.latest is not None:
            days = Days(_day(time.earliest), _day(time.latest), time.precision)
            return asked.proposed(days, f"{MENTION}: “{time.text}”, {time.basis}")
    from dateline.values.publication import day_before, publication

    found = publication(asked.quote)
    if found is not None:
        return asked.proposed(Days(found.earliest, found.latest, found.precision), found.basis)
    latest = _day(document.published.latest)
    day = day_before(asked.quote, latest) if latest is not None else None
    if day is not None:
        return asked.proposed(Days(day, day, "day"), f"the last such day up to {latest}, when it was published")
    return _parsed(asked) or asked.proposed(None, "no date in it that can be read; type it")


def _parsed(asked: Asked) -> Proposed | None:
    """A time of English words, read by the parser, which is loaded only here."""
    if asked.document.unread is not None:
        return None
    from dateline.engine.reader import default_reader

    reader = default_reader()
    found = reader.parsed(reader.text(asked.quote, _day(asked.document.published.earliest))).document
    for time in found.times:
        if time.earliest is not None or time.latest is not None:
            return asked.proposed(Days(_day(time.earliest), _day(time.latest), time.precision), time.basis)
    return None


def _day(moment: str | None) -> str | None:
    return None if moment is None else moment[:10]


def _where(asked: Asked) -> Proposed:
    document = asked.document
    found = asked.here(document.places if document.reading is not None else ())
    found.sort(key=lambda place: (place.use != LOCATION, place.gazetteer_id is None))
    others, note = _gazetteer(asked)
    if found and found[0].gazetteer_id is not None:
        place = found[0]
        return asked.proposed(site_of(place), f"{MENTION}: {place.basis}", others)
    if others:
        return asked.proposed(others[0].value, f"the gazetteer{note}", others)
    return asked.proposed(Site(_plain(asked.quote)), f"{WORDS}: the gazetteer knows no such name")


def _gazetteer(asked: Asked) -> tuple[tuple[Candidate, ...], str]:
    """The places that the name may mean, and how many there are where these are not all."""
    from dateline.tables.gazetteer import load

    found = load(*asked.case.layers()).find(_plain(asked.quote))
    note = f": the first {MOST} of {len(found)} places of the name" if len(found) > MOST else ""
    offered = []
    for one in found[:MOST]:
        cells = {name: getattr(one, name) for name in Site.__struct_fields__}
        says = ", ".join(part for part in (one.name, one.admin2, one.admin1, one.country, one.precision) if part)
        offered.append(Candidate(msgspec.to_builtins(Site(**cells)), says))
    return tuple(offered), note


def site_of(place: Place) -> Site:
    """A place of a text as the value of a field."""
    cells = {name: getattr(place, name) for name in Site.__struct_fields__ if name != "name"}
    return Site(name=place.name or place.text, **cells)


def _actors(asked: Asked) -> Proposed:
    document = asked.document
    found = asked.here(document.actors if document.reading is not None else ())
    if found:
        several = {one.name: Who(one.name, one.kind, one.actor_id) for one in found}
        return asked.proposed(list(several.values()), MENTION)
    from dateline.tables.actors import load

    name = _plain(asked.quote)
    row = load().named(name)
    if row is not None:
        return asked.proposed([Who(row.name, row.kind, row.id)], TABLE)
    return asked.proposed([Who(name)], WORDS)


def _amount(asked: Asked) -> Proposed:
    document = asked.document
    found = asked.here(document.figures if document.reading is not None else ())
    found.sort(key=lambda one: one.outcome != asked.field)
    if found:
        one = found[0]
        return asked.proposed(Amount(one.low, one.best, one.high), f"{MENTION}: {one.modifier} “{one.text}”")
    from dateline.tables.quantities import load
    from dateline.values.quantity import find_quantities

    several = find_quantities(asked.quote, load()) if document.unread is None else ()
    for number in several:
        if number.kind == "count" or len(several) == 1:
            return asked.proposed(Amount(number.low, number.best, number.high), number.modifier)
    digits = DIGITS.search(asked.quote)
    value = None if digits is None else _number(digits[0])
    if value is None:
        return asked.proposed(None, "no number in it that can be read; type it")
    return asked.proposed(Amount(value, value, value), "its digits")


def _number(written: str) -> float | None:
    """The number of digits of any script.

    >>> _number("1.234"), _number("٢٣"), _number("12,5")
    (1234.0, 23.0, 12.5)
    """
    groups = [group for group in re.split(r"[^\d]+", written) if group]
    whole, last = "".join(groups[:-1]), groups[-1]
    if not whole or len(last) == 3:
        return float(whole + last)
    # 'two and a half' is written with a point or a comma; what stands in groups of three is a whole number.
    return float(f"{whole}.{last}") if len(groups) == 2 else None


def _plain(quote: str) -> str:
    return " ".join(quote.split()).strip(" .,;:!?«»“”\"'()")


READERS: dict[str, Callable[[Asked], Proposed]] = {
    "type": _word,
    "status": _word,
    "level": _word,
    "when": _when,
    "where": _where,
}
