"""Bytes to rendition: the text that every offset of the house points into."""

from __future__ import annotations

from typing import Protocol

from dateline.document.decode import decode
from dateline.document.errors import DocumentError
from dateline.document.markup import page_of
from dateline.model.span import Rendition
from dateline.values.media import media_of

TEXT = "text/1"
HTML = "html/1"


class TreeLimits(Protocol):
    """The part of the archive's limits that rendering heeds."""

    @property
    def max_nodes(self) -> int:
        """The largest HTML tree that becomes a document."""
        ...

    @property
    def max_characters(self) -> int:
        """The longest text that becomes a document."""
        ...


def render(data: bytes, blob: str, media: str | None, limits: TreeLimits) -> Rendition:
    """The rendition of a blob: a plain text unchanged, an HTML page as one line a block.

    `media` None is told from the bytes. Raises DocumentError with reason and remedy.
    """
    kind = media or media_of(data)
    if kind == "text/plain":
        text, extractor = decode(data), TEXT
    elif kind == "text/html":
        text, extractor = html_text(data, limits), HTML
    else:
        raise DocumentError(f"{kind or 'binary data'} cannot be read; save the page as HTML or text")
    if len(text) > limits.max_characters:
        raise DocumentError(
            f"{len(text):,} characters, {limits.max_characters:,} allowed; split the page or raise max_characters"
        )
    if not text.strip("\ufeff \t\r\n"):
        raise DocumentError("the page holds no text; save it again after it has loaded, or as text")
    refuse_halves(text)
    return Rendition.make(text, blob=blob, extractor=extractor)


def refuse_halves(text: str) -> None:
    """Raises DocumentError when a text holds lone surrogates, which no UTF-8 file can."""
    if text and max(text) >= "\ud800" and any("\ud800" <= character <= "\udfff" for character in text):
        raise DocumentError("the page holds half characters (surrogates); save it again as UTF-8")


def html_text(data: bytes, limits: TreeLimits) -> str:
    """The text of an HTML page within the limits of its tree."""
    # A node needs a tag or a text beside one: more than two for every `<` are the exception, checked after.
    if data.count(b"<") > 2 * limits.max_nodes:
        raise DocumentError(f"more than {limits.max_nodes:,} nodes of HTML; raise max_nodes or save the page as text")
    page = page_of(data)
    if page.nodes > limits.max_nodes:
        raise DocumentError(
            f"{page.nodes:,} nodes of HTML, {limits.max_nodes:,} allowed; raise max_nodes or save the page as text"
        )
    return page.text
