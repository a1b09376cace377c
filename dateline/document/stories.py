"""A rendition to its stories: segments, masthead, date."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgspec import structs

from dateline.document.head import head_of
from dateline.document.labels import label
from dateline.document.linked_data import Article, article_of
from dateline.document.marks import Marks
from dateline.document.markup import page_of
from dateline.document.masthead import Source, masthead
from dateline.document.nameplate import outlet_names
from dateline.document.page_labels import label_page
from dateline.document.parts import Part, parts
from dateline.document.published import choose, from_page, from_url, given, of_blog
from dateline.document.published import from_text as dates_in
from dateline.document.render import HTML, TEXT, refuse_halves
from dateline.document.runs import Run
from dateline.document.story_language import story_language
from dateline.model.document import Document, Published, Segment
from dateline.model.source import Capture
from dateline.model.span import Rendition, Span, content_id
from dateline.tables.languages import Languages
from dateline.tables.outlets import OutletTable
from dateline.tables.segments import SegmentWords

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


def documents(rendition: Rendition, data: bytes, capture: Capture | None, tables: PageTables) -> tuple[Document, ...]:
    """The stories of a page, in order. Their segments do not overlap and cover every visible character between them."""
    marks = Marks(tables.segments, tables.outlets, tables.languages)
    page, facts, article = None, None, Article()
    if rendition.extractor == HTML:
        page = page_of(data)
        facts, article = page.facts, article_of(page.facts.linked_data, tables.segments)
        runs = label_page(page, article, marks)
    else:
        runs = label(rendition.text, marks)
    names = outlet_names(rendition.text, runs, head_of(rendition.text, runs), marks)
    source = Source(capture.url if capture is not None else None, facts, article, names)
    found = _documents(rendition, parts(rendition.text, runs, page, source, marks), marks)
    return tuple(_of_capture(document, capture) for document in found)


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
    runs = label(text, marks)
    names = outlet_names(text, runs, head_of(text, runs), marks)
    found = _document(rendition, Part(runs, Source(url, None, Article(), names)), marks)
    return structs.replace(
        found,
        id=content_id("doc", rendition.id, title, url, publisher, published),
        title=title or found.title,
        published=given(published) if published is not None else found.published,
        publisher=publisher or found.publisher,
    )


def _document(rendition: Rendition, part: Part, marks: Marks) -> Document:
    """One story, not yet tied to a capture."""
    text, runs, source = rendition.text, part.runs, part.source
    language = story_language(text, runs, marks, source.facts.language if source.facts is not None else None)
    segments = segments_of(text, runs, language.foreign)
    found = masthead(text, runs, marks, source)
    return Document(
        id=content_id("doc", rendition.id, segments[0].span.start if segments else 0),
        capture=None,
        path=None,
        url=source.url,
        captured_at=None,
        rendition=rendition,
        title=found.title,
        segments=segments,
        published=_published(text, part, marks.words),
        publisher=found.publisher,
        agency=found.agency,
        byline=found.byline,
        language=language.found.code,
        language_basis=language.found.basis,
        unread=language.unread,
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


def _published(text: str, part: Part, words: SegmentWords) -> Published:
    """The date of the story from metadata, then its masthead, then its address, which dates a live blog's start."""
    source = part.source
    stated = from_page(source.facts, source.article, words) if source.facts is not None else []
    address = source.url or (source.facts.canonical if source.facts is not None else None)
    return choose((*stated, *dates_in(text, part.runs), *from_url(address if not part.entry else None)))


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
