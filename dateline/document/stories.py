"""A rendition to its stories: segments, masthead, date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import structs

from dateline.document.addresses import address_of
from dateline.document.date_offers import (
    archived_at,
    beside_headline,
    elsewhere,
    from_announced,
    from_archive,
    from_copied,
    from_elements,
    from_page,
    from_url,
    without_year,
)
from dateline.document.date_offers import from_text as dates_in
from dateline.document.head import head_of
from dateline.document.labels import label
from dateline.document.layout import Page
from dateline.document.lines import label_lines
from dateline.document.linked_data import Article, article_of
from dateline.document.marks import Marks
from dateline.document.masthead import Source, chosen, country_of, language_candidates, masthead
from dateline.document.nameplate import outlet_names
from dateline.document.offers import with_given
from dateline.document.page_labels import label_page
from dateline.document.parts import Part, parts
from dateline.document.published import choose, given, of_blog
from dateline.document.render import TEXT, page_of_rendition, refuse_halves
from dateline.document.runs import Run
from dateline.document.story_language import story_language
from dateline.model.document import DateCandidate, Document, Published, Segment
from dateline.model.source import Capture
from dateline.model.span import Rendition, Span, content_id
from dateline.tables.columns import Columns
from dateline.tables.languages import Languages
from dateline.tables.outlets import OutletTable
from dateline.tables.segments import SegmentWords
from dateline.values.hard_lines import flowing

# Runs of these roles that follow each other are one segment; a headline or a caption is one by itself.
JOINED = frozenset({"body", "related", "comment", "boilerplate"})


class PageTables(Protocol):
    """The part of the house's tables that pages need."""

    @property
    def segments(self) -> SegmentWords:
        """The cues of segments."""
        ...

    @property
    def outlets(self) -> OutletTable:
        """The outlets."""
        ...

    @property
    def languages(self) -> Languages:
        """The languages."""
        ...


def documents(
    rendition: Rendition, data: bytes, capture: Capture | None, tables: PageTables, own: Columns = ()
) -> tuple[Document, ...]:
    """The stories of a page, in order. Their segments do not overlap and cover every visible character between them.

    `own`: the columns that the user named, as they were when the rendition was made.
    """
    marks = Marks(tables.segments, tables.outlets, tables.languages)
    page = page_of_rendition(rendition, data, own)
    facts, article = None, Article()
    if page is not None:
        facts, article = page.facts, article_of(page.facts.linked_data, tables.segments)
    runs = runs_of(rendition.text, page, article, marks)
    names = outlet_names(rendition.text, runs, head_of(rendition.text, runs), marks)
    address = address_of(capture.url if capture is not None else None, tables.segments.masthead)
    archived = (capture.captured_at if capture is not None else None) or address.archived or archived_at(facts)
    announced = capture.announced if capture is not None else None
    source = Source(address, facts, article, names, archived, announced)
    found = _documents(rendition, parts(rendition.text, runs, page, source, marks), marks)
    return tuple(_of_capture(document, capture) for document in found)


def runs_of(text: str, page: Page | None, article: Article, marks: Marks) -> tuple[Run, ...]:
    """The runs of a text, by its words alone, or by what its page says of its lines, too."""
    if page is None:
        return label(flowing(text), marks)
    return label_lines(page, marks) if page.lines else label_page(page, article, marks)


def _documents(rendition: Rendition, found: tuple[Part, ...], marks: Marks) -> Iterator[Document]:
    """The stories of a page; an entry of a live blog takes what it does not tell of itself from the blog."""
    first = _document(rendition, found[0], marks)
    yield first
    for part in found[1:]:
        document = _document(rendition, part, marks)
        yield _entry(document, first) if part.entry else document


def _entry(document: Document, blog: Document) -> Document:
    """An entry of a live blog, with the blog's date and language where it has none of its own."""
    document = structs.replace(document, published=of_blog(document.published, blog.published))
    if document.language is not None or document.unread is not None or blog.language is None:
        return document
    return structs.replace(
        document, language=blog.language, language_basis="that of the live blog it is from", unread=blog.unread
    )


def from_text(
    text: str,
    *,
    title: str | None,
    url: str | None,
    publisher: str | None,
    published: str | None,
    tables: PageTables,
) -> Document:
    """One text as one document, unchanged; what the caller gives wins over what the text says of itself.

    `published`: an ISO year, month, day or time. Raises ValueError when it is none of these, DocumentError when
    the text holds half characters.
    """
    refuse_halves(text)
    rendition = Rendition.make(text, blob=content_id("text", text), extractor=TEXT)
    marks = Marks(tables.segments, tables.outlets, tables.languages)
    runs = runs_of(text, None, Article(), marks)
    names = outlet_names(text, runs, head_of(text, runs), marks)
    address = address_of(url, tables.segments.masthead)
    found = _document(rendition, Part(runs, Source(address, None, Article(), names, address.archived)), marks)
    return structs.replace(
        found,
        id=content_id("doc", rendition.id, title, url, publisher, published),
        url=url,
        title=title or found.title,
        published=given(published, found.published) if published is not None else found.published,
        publisher=publisher or found.publisher,
        masthead=with_given(with_given(found.masthead, "publisher", publisher or None), "title", title or None),
    )


def _document(rendition: Rendition, part: Part, marks: Marks) -> Document:
    """One story, not yet tied to a capture."""
    text, runs, source = rendition.text, part.runs, part.source
    language = story_language(text, runs, marks, source.facts.language if source.facts is not None else None)
    segments = segments_of(text, runs, language.foreign)
    found = masthead(text, runs, marks, source)
    publisher = chosen(found, "publisher")
    country = country_of(publisher, source, marks.outlets)
    return Document(
        id=content_id("doc", rendition.id, segments[0].span.start if segments else 0),
        capture=None,
        path=None,
        url=None,
        captured_at=None,
        rendition=rendition,
        title=chosen(found, "title"),
        segments=segments,
        published=_published(text, part, marks.words, country),
        publisher=publisher,
        agency=chosen(found, "agency"),
        byline=chosen(found, "byline"),
        language=language.found.code,
        language_basis=language.found.basis,
        unread=language.unread,
        masthead=(*found, *language_candidates(language.found.code, language.found.basis, source.facts)),
    )


def _of_capture(document: Document, capture: Capture | None) -> Document:
    if capture is None:
        return document
    start = document.segments[0].span.start if document.segments else 0
    return structs.replace(
        document,
        id=content_id("doc", capture.id, start),
        capture=capture.id,
        path=capture.path,
        url=capture.url,
        captured_at=capture.captured_at,
    )


def _published(text: str, part: Part, words: SegmentWords, country: str | None) -> Published:
    """The date of the story from all that its page offers, best first; bounded by the archived copy alone."""
    source, runs = part.source, part.runs
    lines = dates_in(text, runs, words, country)
    announced = [] if part.entry else from_announced(source.announced)
    found: list[DateCandidate] = []
    if source.facts is not None:
        found = from_page(source.facts, source.article, words, country)
        below = beside_headline(text, runs, words, country) if not part.entry else []
        spans = {one.span for one in below}
        # Of the pages of pages/fundus without what they state for machines, lines below the headline date 156 of
        # 159 right, the address 49 of 50, dated elements 141 of 147, lines elsewhere 16 of 27.
        found += [*below, *_address(text, part), *announced, *from_elements(source.facts, country)]
        found += [one for one in lines if one.span not in spans]
    else:
        found = [*lines, *_address(text, part), *announced]
    if not part.entry:
        found += elsewhere(text, runs, words, country)
    found += from_archive(source.archived)
    return choose((*without_year(text, runs, found), *found), source.archived)


def _address(text: str, part: Part) -> list[DateCandidate]:
    """The date in the page's address, which dates a live blog's start, not its entries."""
    if part.entry:
        return []
    return from_url(part.source.where) if part.source.where is not None else from_copied(text, part.runs)


def segments_of(text: str, runs: tuple[Run, ...], foreign: dict[int, str]) -> tuple[Segment, ...]:
    """Runs as segments; neighbours of one role and language are joined where only white space lies between them."""
    spans: list[tuple[int, int, str, str | None]] = []
    for run in runs:
        kind = (run.role, foreign.get(run.start))
        follows = spans and run.role in JOINED and spans[-1][2:] == kind
        if follows and not text[spans[-1][1] : run.start].strip():
            spans[-1] = (spans[-1][0], run.end, *kind)
        else:
            spans.append((run.start, run.end, *kind))
    return tuple(
        Segment(span=Span(start, end), role=role, text=text[start:end], language=language)
        for start, end, role, language in spans
    )
