"""Who says a thing, and the passage to read it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from dateline.export.report import words
from dateline.model.document import Document
from dateline.model.mention import Attribution
from dateline.model.span import Evidence


class Ref(Struct, frozen=True, order=True):
    """The number of a report within its event, and the id of the passage meant."""

    number: int
    anchor: str


class Cited(Struct, frozen=True):
    """Someone who says a thing, with the passages."""

    who: str
    refs: tuple[Ref, ...]


class Quotable(Struct, frozen=True):
    """A passage that can be cited: a run of a rendition, and its ref."""

    rendition: str
    start: int
    end: int
    ref: Ref


class Passages(Struct, frozen=True, eq=False):
    """The passages of an event by report."""

    by_report: dict[str, tuple[Quotable, ...]]

    def of(self, report: str, evidence: Evidence | None) -> tuple[Ref, ...]:
        """The passage that holds the beginning of an evidence; the first of its report where none does."""
        found = self.by_report.get(report, ())
        if evidence is not None:
            for place in found:
                if place.rendition == evidence.rendition.id and place.start <= evidence.start < place.end:
                    return (place.ref,)
        return tuple(place.ref for place in found[:1])


def cited(pairs: Iterable[tuple[str, tuple[Ref, ...]]]) -> tuple[Cited, ...]:
    """Each who once, in the order of their first passage, with all their passages; one ref for a report."""
    found: dict[str, dict[int, Ref]] = {}
    for who, refs in pairs:
        mine = found.setdefault(who, {})
        for ref in refs:
            mine.setdefault(ref.number, ref)
    ordered = sorted(found.items(), key=lambda item: (min(item[1], default=0), item[0]))
    return tuple(Cited(who, tuple(refs[n] for n in sorted(refs))) for who, refs in ordered)


def source_of(document: Document) -> str:
    """Whose story it is: publisher and agency, or the path, or the id."""
    names = dict.fromkeys(words.isolated(name) for name in (document.publisher, document.agency) if name)
    return " · ".join(names) or document.path or document.id


def named(claimant: str, documents: Mapping[str, Document]) -> str:
    """A claimant's name; a story that has neither publisher nor agency goes by what it has instead."""
    id_ = claimant.removeprefix("document ")
    return source_of(documents[id_]) if id_ != claimant and id_ in documents else words.isolated(claimant)


def published_words(document: Document) -> str:
    """When a story was published, in words."""
    published = document.published
    said = words.date_words(published.earliest, published.latest)
    if published.instant is not None and published.earliest == published.latest:
        said += f", {clock_words(published.instant)}"
    return f"published {said}" if published.earliest or published.latest else "publication date unknown"


def clock_words(instant: str) -> str:
    """The time of day of an ISO time, its seconds left out, with its zone where it has one.

    >>> clock_words("2016-10-20T07:23:00+05:30"), clock_words("2016-10-20T07:23:00")
    ('07:23 (UTC+05:30)', '07:23')
    """
    zone = instant[19:]
    return f"{instant[11:16]} (UTC{'' if zone == '+00:00' else zone})" if zone else instant[11:16]


def chain(attribution: Attribution | None, document: Document) -> str:
    """Who makes a claim, and who else than its own outlet and agency passes it on."""
    via = attribution.via if attribution else ()
    others = [words.isolated(name) for name in via if name not in (document.publisher, document.agency)]
    return ", via ".join([says(attribution, document), *others])


def says(attribution: Attribution | None, document: Document | None) -> str:
    """Who makes a claim; the outlet itself where nobody is quoted."""
    if attribution is None:
        return source_of(document) if document else "the outlet itself"
    who = attribution.speaker or attribution.organisation or "someone unnamed"
    institution = attribution.organisation
    if institution and institution != who:
        return f"{words.isolated(who)} ({words.isolated(institution)})"
    return words.isolated(who)
