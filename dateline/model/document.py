"""One story of a page: its text, its masthead, its segments and, once read, what it says."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import display
from dateline.model.mention import Actor, Attribution, Figure, Place, Time
from dateline.model.parse import Parse
from dateline.model.report import Report
from dateline.model.span import Rendition, Span


class NotReadError(AttributeError):
    """A document of `extract()` has no mentions before `read()`."""


class DateCandidate(Struct, frozen=True, kw_only=True):
    """One time that a page states of itself, and where it was read."""

    earliest: str  #: first possible day or time (ISO)
    latest: str  #: last possible day or time (ISO)
    precision: str  #: `day`, `days`, `week`, `month`, `year`, `range`
    basis: str  #: where it was read: `masthead`, `JSON-LD datePublished`, `URL path` ...
    span: Span | None = None  #: where it stands in the text; empty for what was given or is metadata
    #: `published`, `first_published` (elsewhere), `updated`, `printed`, `archived`, `created` (when the file was made)
    kind: str = "published"
    instant: str | None = None  #: the exact time (ISO), with its zone where one is stated
    chosen: bool = False  #: whether it was believed
    aside: str | None = None  #: why it cannot be when this page was published; empty where it can


class Published(Struct, frozen=True, kw_only=True):
    """When the story was published, as an interval."""

    earliest: str | None  #: first possible day or time (ISO); empty when unknown
    latest: str | None  #: last possible day or time (ISO); empty when unknown
    precision: str | None  #: `day`, `days`, `week`, `month`, `year`, `range`
    basis: str  #: which candidate was believed and why, or why there is none
    candidates: tuple[DateCandidate, ...] = ()  #: every date that the page offers, the believed one among them
    span: Span | None = None  #: where the date stands in the text
    instant: str | None = None  #: the exact time (ISO), with its zone where one is stated


class Candidate(Struct, frozen=True, kw_only=True):
    """One thing that a page offers for a field of its masthead, and whether it was believed."""

    field: str  #: `title`, `publisher`, `agency`, `byline`, `language`, or a kind of time: `published`, `updated` ...
    value: str  #: what the field would hold
    basis: str  #: where it was read: `JSON-LD headline`, `og:site_name`, `the address` ...
    chosen: bool  #: whether the document's field holds it
    why: str  #: the rule by which it won, or what stood against it
    span: Span | None = None  #: where it was read in the text; empty for metadata
    text: str | None = None  #: the words it was read from, where the value is another form of them


def as_candidate(one: DateCandidate, published: Published) -> Candidate:
    """A time as one more candidate of the masthead."""
    agrees = (one.earliest, one.latest) == (published.earliest, published.latest)
    days = one.earliest if one.earliest == one.latest else f"{one.earliest}/{one.latest}"
    why = (
        "the first that dates the story itself"
        if one.chosen
        else one.aside or ("agrees" if agrees else "another ranks higher")
    )
    return Candidate(
        field=one.kind, value=one.instant or days, basis=one.basis, chosen=one.chosen, why=why, span=one.span
    )


class Segment(Struct, frozen=True, kw_only=True):
    """A run of the rendition with a role. Labelled, never deleted."""

    span: Span  #: where the run stands
    role: str  #: `headline`, `dateline`, `body`, `caption`, `credit`, `related`, `comment`, `boilerplate`
    text: str  #: its characters
    language: str | None = None  #: where it is not the story's: its two-letter code, or `und` for unknown


class Reading(Struct, frozen=True, kw_only=True):
    """The mentions of one document, each list in the order of the text."""

    times: tuple[Time, ...]  #: time expressions
    places: tuple[Place, ...]  #: place names
    actors: tuple[Actor, ...]  #: who acts or is acted upon
    figures: tuple[Figure, ...]  #: quantities
    attributions: tuple[Attribution, ...]  #: who says what


class Coding(Struct, frozen=True, kw_only=True):
    """The reports of one document, in the order of their first evidence, and which one the story is about."""

    reports: tuple[Report, ...]  #: in the order of their first evidence
    main_report: str | None  #: id of the report that the story is about


class Document(Struct, frozen=True, kw_only=True, eq=False):
    """One story. `text` is the whole rendition; `segments` say which runs of it are this story's.

    Mentions and reports raise NotReadError until the document has been through `dateline.read`.
    """

    id: str  #: hash of rendition and place in it
    capture: str | None  #: id of the capture it came from; empty for a text given to `read`
    path: str | None  #: the page's path, relative to what was added
    url: str | None  #: the page's address, where known
    captured_at: str | None  #: ISO time of the capture, where the archive states it
    rendition: Rendition  #: the text of the whole page
    title: str | None  #: the headline
    segments: tuple[Segment, ...]  #: the runs of the page that belong to this story, each with its role
    published: Published  #: when it was published, and how that is known
    publisher: str | None  #: the outlet on whose page it stands
    agency: str | None  #: the agency whose story it is
    byline: str | None  #: who signed it, as written
    language: str | None  #: two-letter code (ISO 639-1; three letters of ISO 639-3 where there is none)
    language_basis: str = ""  #: how the language is known, or why it is not
    unread: str | None = None  #: why the story is kept but not read; empty for a story that is read
    masthead: tuple[Candidate, ...] = ()  #: all that the page offers as title, publisher, agency, byline, language
    reading: Reading | None = None  #: holder of the mentions; use `times`, `places` ...
    coding: Coding | None = None  #: holder of the reports; use `reports`

    @property
    def text(self) -> str:
        """The whole rendition, unchanged; all spans point into it."""
        return self.rendition.text

    @property
    def body(self) -> str:
        """The text of the body segments, a line break between two of them."""
        return "\n".join(segment.text for segment in self.segments if segment.role == "body")

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """All that the page offers for its masthead, its times among it, chosen or not and why."""
        return (*self.masthead, *(as_candidate(one, self.published) for one in self.published.candidates))

    @property
    def times(self) -> tuple[Time, ...]:
        """Time expressions in text order."""
        return self._read().times

    @property
    def places(self) -> tuple[Place, ...]:
        """Place mentions in text order."""
        return self._read().places

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Actor mentions in text order."""
        return self._read().actors

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Quantities in text order."""
        return self._read().figures

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who-says-what links in text order."""
        return self._read().attributions

    @property
    def reports(self) -> tuple[Report, ...]:
        """What the document says happened, did not happen or may happen, in text order."""
        return self._coded().reports

    @property
    def main_report(self) -> Report | None:
        """The report that the story is about, or None."""
        coding = self._coded()
        return next((report for report in coding.reports if report.id == coding.main_report), None)

    def _repr_html_(self) -> str:
        return display.document_html(self)

    def _read(self) -> Reading:
        if self.reading is None:
            raise NotReadError(f"{self.id} has not been read: pass it to dateline.read() first")
        return self.reading

    def _coded(self) -> Coding:
        if self.coding is None:
            raise NotReadError(f"{self.id} has not been coded: pass it to dateline.read() first")
        return self.coding


class ReadDocument(Struct, frozen=True, eq=False):
    """A document with its mentions and the parses of its paragraphs: what `events` works on."""

    document: Document
    parses: tuple[Parse, ...]
