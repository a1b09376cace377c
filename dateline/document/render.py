"""Bytes to rendition: the text that every offset of the house points into."""

from __future__ import annotations

from importlib.metadata import version
from typing import Protocol

from dateline.document.decode import decode
from dateline.document.docx import refuse_bomb
from dateline.document.errors import DocumentError
from dateline.document.layout import Page
from dateline.document.pages import EXTRACTORS, MEDIA, Medium
from dateline.document.pdf import refuse_long
from dateline.model.span import Rendition, content_id
from dateline.tables.columns import Columns, column_names
from dateline.values.foreign import foreign_of
from dateline.values.media import DOCX, NOTE, PDF, media_of

TEXT = "text/1"


class PageLimits(Protocol):
    """The part of the archive's limits that rendering heeds."""

    @property
    def max_nodes(self) -> int:
        """The largest HTML tree that becomes a document."""
        ...

    @property
    def max_characters(self) -> int:
        """The longest text that becomes a document."""
        ...

    @property
    def max_pages(self) -> int:
        """The longest PDF that becomes a document."""
        ...

    @property
    def max_unpacked(self) -> int:
        """How many bytes the text parts of a DOCX may unpack to."""
        ...

    @property
    def columns(self) -> Columns:
        """What the user's tables call their columns."""
        ...


def render(data: bytes, blob: str, media: str | None, limits: PageLimits) -> Rendition:
    """The rendition of a blob: a plain text unchanged, any other page as one line a block.

    `media` None is told from the bytes. Raises DocumentError with reason and remedy.
    """
    kind = media or media_of(data)
    if kind in ("text/plain", NOTE):
        text, extractor = decode(data), TEXT
    elif kind in MEDIA:
        refuse_large(data, kind, limits)
        text, extractor = page_text(data, MEDIA[kind], limits), extractor_of(MEDIA[kind], limits.columns)
    else:
        unread = f"{kind} cannot be read; save the page as HTML or text"
        raise DocumentError(unread if kind is not None else foreign_of(data))
    if len(text) > limits.max_characters:
        raise DocumentError(
            f"{len(text):,} characters, {limits.max_characters:,} allowed; split the page or raise max_characters"
        )
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the page holds no text; save it again after it has loaded, or as text")
    refuse_halves(text)
    return Rendition.make(text, blob=blob, extractor=extractor)


def page_of_rendition(rendition: Rendition, data: bytes, own: Columns = ()) -> Page | None:
    """The page that a rendition of these bytes was made from, with layout and facts; None for a plain text."""
    medium = EXTRACTORS.get(rendition.extractor.partition("+")[0])
    return None if medium is None else medium.opens(data, column_names().naming(own))


def extractor_of(medium: Medium, own: Columns) -> str:
    """The extractor's name, with what else decides the text: the columns that the user named, a library's version."""
    if medium.library is not None:
        return f"{medium.extractor}+{medium.library}-{version(medium.library)}"
    return f"{medium.extractor}+{content_id('columns', *own)}" if own and medium.records else medium.extractor


def refuse_halves(text: str) -> None:
    """Raises DocumentError when a text holds lone surrogates, which no UTF-8 file can."""
    if text and max(text) >= "\ud800" and any("\ud800" <= character <= "\udfff" for character in text):
        raise DocumentError("the page holds half characters (surrogates); save it again as UTF-8")


def refuse_large(data: bytes, kind: str, limits: PageLimits) -> None:
    """Raises DocumentError for what would be too much to unpack, before anything is."""
    if kind == PDF:
        refuse_long(data, limits.max_pages)
    elif kind == DOCX:
        refuse_bomb(data, limits.max_unpacked)
    # A node needs a tag or a text beside one: more than two for every `<` are the exception, checked after.
    elif data.count(b"<") > 2 * limits.max_nodes:
        raise DocumentError(f"more than {limits.max_nodes:,} nodes of HTML; raise max_nodes or save the page as text")


def page_text(data: bytes, medium: Medium, limits: PageLimits) -> str:
    """The text of a page within the limits of its tree."""
    page = medium.opens(data, column_names().naming(limits.columns))
    if page.nodes > limits.max_nodes:
        raise DocumentError(
            f"{page.nodes:,} nodes of HTML, {limits.max_nodes:,} allowed; raise max_nodes or save the page as text"
        )
    return page.text
