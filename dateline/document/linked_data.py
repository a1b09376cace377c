"""JSON-LD of a page: the article it describes."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.tables.segments import SegmentWords

DEEPEST = 6


class Article(Struct, frozen=True):
    """What JSON-LD says of the article; all None where it says nothing. `updates`: the entries of a live blog."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    body: str | None = None
    updates: tuple[Article, ...] = ()


def article_of(blocks: tuple[str, ...], words: SegmentWords) -> Article:
    """The first article of a page's JSON-LD blocks, a web page only where there is no article."""
    nodes = [node for block in blocks for node in _nodes(_decoded(block), 0)]
    for wanted in (words.article_types, {"webpage"}):
        for node in nodes:
            if _types(node) & wanted:
                return _article(node)
    return Article()


def _decoded(block: str) -> object:
    # Line breaks inside strings are the commonest fault of JSON-LD in the wild.
    for text in (block, " ".join(block.split())):
        try:
            return msgspec.json.decode(text.strip().rstrip(";"))
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            continue
    return None


def _nodes(value: object, depth: int) -> list[dict[str, object]]:
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [node for item in value for node in _nodes(item, depth + 1)]
    if not isinstance(value, dict):
        return []
    return [value, *_nodes(value.get("@graph"), depth + 1), *_nodes(value.get("mainEntity"), depth + 1)]


def _types(node: dict[str, object]) -> set[str]:
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return {item.casefold() for item in listed if isinstance(item, str)}


def _article(node: dict[str, object]) -> Article:
    names = _names(node.get("publisher"))
    return Article(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        publisher=names[0] if names else None,
        authors=tuple(_names(node.get("author"))),
        body=_text(node.get("articleBody")),
        updates=tuple(_article(update) for update in _listed(node.get("liveBlogUpdate"))),
    )


def _listed(value: object) -> list[dict[str, object]]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def _names(value: object) -> list[str]:
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        value = value.get("name")
        return _names(value)
    text = _text(value)
    return [text] if text else []


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
