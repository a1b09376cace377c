"""JSON-LD of a page: the article it describes."""

from __future__ import annotations

import msgspec
from msgspec import Struct

from dateline.tables.segments import SegmentWords

DEEPEST = 6
# What else names a site beside an article's publisher.
# An article is part of a page, too, whose name is the story's title: longer than a site's.
LONGEST_SITE = 5
SITE_ITEMS = ("isPartOf", "sourceOrganization")
SITE_TYPES = frozenset({"website", "newsmediaorganization"})
Node = dict[str, object]


class Article(Struct, frozen=True):
    """What JSON-LD says of the article; all None where it says nothing.

    `sites`: the names of sites and news bodies; `updates`: the entries of a live blog.
    """

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    body: str | None = None
    description: str | None = None
    sites: tuple[str, ...] = ()
    updates: tuple[Article, ...] = ()


def article_of(blocks: tuple[str, ...], words: SegmentWords) -> Article:
    """The first article of a page's JSON-LD blocks, a web page only where there is no article."""
    nodes = [node for block in blocks for node in _nodes(_decoded(block), 0)]
    known = {name: node for node in nodes if isinstance(name := node.get("@id"), str) and len(node) > 1}
    bodies = [name for node in nodes if _types(node) & SITE_TYPES for name in _names(node.get("name"), known)]
    for wanted in (words.article_types, {"webpage"}):
        for node in nodes:
            if _types(node) & wanted:
                return _article(node, known, bodies)
    return Article(sites=tuple(dict.fromkeys(bodies)))


def _decoded(block: str) -> object:
    # Line breaks inside strings are the commonest fault of JSON-LD in the wild.
    for text in (block, " ".join(block.split())):
        try:
            return msgspec.json.decode(text.strip().rstrip(";"))
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
            continue
    return None


def _nodes(value: object, depth: int) -> list[Node]:
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [node for item in value for node in _nodes(item, depth + 1)]
    if not isinstance(value, dict):
        return []
    return [value, *_nodes(value.get("@graph"), depth + 1), *_nodes(value.get("mainEntity"), depth + 1)]


def _types(node: Node) -> set[str]:
    stated = node.get("@type")
    listed = stated if isinstance(stated, list) else [stated]
    return {item.casefold() for item in listed if isinstance(item, str)}


def _article(node: Node, known: dict[str, Node], bodies: list[str]) -> Article:
    publishers = _names(node.get("publisher"), known)
    headline = _text(node.get("headline")) or _text(node.get("name"))
    sites = [name for item in SITE_ITEMS for name in _names(node.get(item), known)]
    sites = [name for name in sites if name != headline and len(name.split()) <= LONGEST_SITE]
    return Article(
        headline=headline,
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        modified=_text(node.get("dateModified")),
        publisher=publishers[0] if publishers else None,
        authors=tuple(_names(node.get("author"), known)),
        body=_text(node.get("articleBody")),
        description=_text(node.get("description")),
        sites=tuple(dict.fromkeys((*sites, *bodies))),
        updates=tuple(_article(update, known, bodies) for update in _listed(node.get("liveBlogUpdate"))),
    )


def _listed(value: object) -> list[Node]:
    return [item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict)]


def _names(value: object, known: dict[str, Node], depth: int = 0) -> list[str]:
    """The names of a thing or of several; a thing that is only referred to is looked up."""
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [name for item in value for name in _names(item, known, depth + 1)]
    if isinstance(value, dict):
        named = value.get("name")
        if named is None and isinstance(reference := value.get("@id"), str):
            named = known.get(reference, {}).get("name")
        return _names(named, known, depth + 1)
    text = _text(value)
    return [text] if text else []


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
