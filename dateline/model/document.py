"""One story of a page: its text, its masthead, its segments and, once read, what it says."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Actor, Attribution, Figure, Place, Time
from dateline.model.parse import Parse
from dateline.model.report import Report
from dateline.model.span import Rendition, Span


class NotReadError(AttributeError):
    """A document of `extract()` has no mentions before `read()`."""


class DateCandidate(Struct, frozen=True, kw_only=True):
    """One possible publication time, the span it was read from (None: given or metadata) and its basis."""

    earliest: str
    latest: str
    precision: str
    basis: str
    span: Span | None = None


class Published(Struct, frozen=True, kw_only=True):
    """When the story was published, as an interval; all None when unknown. `candidates` keeps every reading."""

    earliest: str | None
    latest: str | None
    precision: str | None
    basis: str
    candidates: tuple[DateCandidate, ...] = ()
    span: Span | None = None


class Segment(Struct, frozen=True, kw_only=True):
    """A run of the rendition with a role: headline, dateline, body, caption, credit, related, comment, boilerplate."""

    span: Span
    role: str
    text: str


class Reading(Struct, frozen=True, kw_only=True):
    """The mentions of one document, each list in the order of the text."""

    times: tuple[Time, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    figures: tuple[Figure, ...]
    attributions: tuple[Attribution, ...]


class Coding(Struct, frozen=True, kw_only=True):
    """The reports of one document, in the order of their first evidence, and which one the story is about."""

    reports: tuple[Report, ...]
    main_report: str | None


class Document(Struct, frozen=True, kw_only=True, eq=False):
    """One story. `text` is the whole rendition; `segments` say which runs of it are this story's.

    Mentions and reports raise NotReadError until the document has been through `dateline.read`.
    """

    id: str
    capture: str | None
    path: str | None
    url: str | None
    captured_at: str | None
    rendition: Rendition
    title: str | None
    segments: tuple[Segment, ...]
    published: Published
    publisher: str | None
    agency: str | None
    byline: str | None
    language: str | None
    reading: Reading | None = None
    coding: Coding | None = None

    @property
    def text(self) -> str:
        """The whole rendition, unchanged; all spans point into it."""
        return self.rendition.text

    @property
    def body(self) -> str:
        """The text of the body segments, a line break between two of them."""
        return "\n".join(segment.text for segment in self.segments if segment.role == "body")

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
