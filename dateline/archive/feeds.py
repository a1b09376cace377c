"""Feeds (RSS, Atom) and sitemaps: the pages that they name, and what they say of each."""

from __future__ import annotations

import calendar
import gzip
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

import feedparser
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.origin import iso_or_none, web_address
from dateline.archive.unpack import BROKEN, codec_of, read_within
from dateline.model.errors import DatelineError
from dateline.model.source import Announced

FEED, SITEMAP, INDEX = "feed", "sitemap", "sitemap index"
ROOTS = {"rss": FEED, "feed": FEED, "RDF": FEED, "urlset": SITEMAP, "sitemapindex": INDEX}
ELEMENT = re.compile(rb"<(?:[A-Za-z][\w.-]{0,40}:)?([A-Za-z]{3,12})[\s>/]")
# What may stand before the first element of an XML file, and how each ends.
BEFORE = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!DOCTYPE", b">"))
HEAD = 16_384
TAG = re.compile(r"<[^<>]{0,500}>")
LONGEST = 500


class FeedError(DatelineError):
    """A feed or sitemap that cannot be read; says why."""


class Named(Struct, frozen=True):
    """A page that a feed or sitemap names; `announced` is None in a sitemap index, which names sitemaps."""

    url: str
    announced: Announced | None


class Listing(Struct, frozen=True):
    """What a feed or sitemap names, and how many of its entries name no page."""

    kind: str
    named: tuple[Named, ...]
    without: int


def listing_kind(data: bytes) -> str | None:
    """Whether bytes are a feed, a sitemap or an index of sitemaps; None for anything else."""
    head, at = data[:HEAD].removeprefix(b"\xef\xbb\xbf"), 0
    while at >= 0:
        at = len(head) - len(head[at:].lstrip())
        ending = next((end for start, end in BEFORE if head.startswith(start, at)), None)
        if ending is None:
            found = ELEMENT.match(head, at)
            return ROOTS.get(found[1].decode()) if found is not None else None
        # A DTD may hold declarations in brackets.
        inner = head.find(b"[", at, head.find(b">", at)) if ending == b">" else -1
        end = head.find(ending, head.find(b"]", inner) if inner >= 0 else at)
        at = end + len(ending) if end >= 0 else -1
    return None


def unpacked(data: bytes, limits: Limits) -> bytes:
    """The bytes of a sitemap that is sent as a gzip file; any others as they are. Raises FeedError for a bomb."""
    if codec_of(data) != "gzip":
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data), mode="rb") as packed:
            found = read_within(packed, limits.max_unpacked)  # type: ignore[arg-type]
    except BROKEN as error:
        raise FeedError(f"a broken gzip file ({error})") from error
    if found is None:
        raise FeedError(f"unpacks to more than the {limits.max_unpacked:,} bytes allowed")
    return found


def listing_of(data: bytes, kind: str, by: str, base: str | None, limits: Limits) -> Listing:
    """What a feed or sitemap names, in its order, each page once.

    `by`: how it is called in the record; `base`: its address, to which its own may be relative. Raises FeedError for
    one that cannot be read, has a DTD or entities, or names too much.
    """
    entries = feed_entries(data, by, base) if kind == FEED else sitemap_entries(data, by)
    found: dict[str, Named] = {}
    without = 0
    for link, announced in entries:
        url = web_address(joined(base, link)) if link else None
        if url is None:
            without += 1
        else:
            found.setdefault(url.partition("#")[0], Named(url.partition("#")[0], announced))
        if len(found) > limits.max_members:
            raise FeedError(f"names more than {limits.max_members:,} pages; raise max_members in dateline.toml")
    return Listing(kind, tuple(found.values()), without)


def joined(base: str | None, link: str) -> str | None:
    """A link from a page at `base`; None for one that is broken."""
    try:
        return urljoin(base or "", link)
    except ValueError:
        return None


Entry = tuple[str | None, Announced]


def feed_entries(data: bytes, by: str, base: str | None) -> Iterator[Entry]:
    """The entries of a feed: their links and what they say."""
    refuse_entities(data)
    headers = {"content-location": base} if base else {}
    # Bytes by themselves would be tried as the name of a file first.
    parsed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    if not parsed.entries and parsed.bozo and not parsed.version:
        raise FeedError(f"a feed that cannot be read ({parsed.get('bozo_exception')})")
    for entry in parsed.entries:
        announced = Announced(
            by=by,
            title=words(entry.get("title")),
            author=words(entry.get("author")),
            published=instant(entry.get("published_parsed")),
            updated=instant(entry.get("updated_parsed") if "updated" in entry else None),
        )
        yield entry.get("link"), announced


def refuse_entities(data: bytes) -> None:
    """Raises FeedError for XML with a DTD or entities; merely broken XML is left to be read as far as it goes."""
    try:
        for _, element in iterparse(io.BytesIO(data), forbid_dtd=True):
            element.clear()
    except DefusedXmlException as error:
        raise FeedError(f"holds a DTD or entities ({error}); feeds need none") from error
    except (ParseError, ValueError, LookupError):
        return


def sitemap_entries(data: bytes, by: str) -> Iterator[Entry]:
    """The entries of a sitemap or an index of sitemaps."""
    try:
        for _, element in iterparse(io.BytesIO(data), forbid_dtd=True):
            if local(element) in ("url", "sitemap"):
                yield sitemap_entry(element, by)
                element.clear()
    except DefusedXmlException as error:
        raise FeedError(f"holds a DTD or entities ({error}); sitemaps need none") from error
    except (ParseError, ValueError, LookupError) as error:
        raise FeedError(f"a sitemap that cannot be read ({error})") from error


def sitemap_entry(element: Element, by: str) -> Entry:
    """What one entry of a sitemap says; a news sitemap says when the page was published and how it is called."""
    told = {local(one): (one.text or "").strip() for one in reversed(list(element.iter())) if one.text}
    announced = Announced(
        by=by,
        title=words(told.get("title")),
        published=iso_or_none(told.get("publication_date")),
        updated=iso_or_none(told.get("lastmod")),
    )
    return told.get("loc"), announced


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def words(text: Any) -> str | None:  # noqa: ANN401
    """A title or name without markup, on one line; None for none, and cut at 500 characters."""
    plain = " ".join(TAG.sub(" ", unescape(text)).split()) if isinstance(text, str) else ""
    return plain[:LONGEST] or None


def instant(parsed: struct_time | None) -> str | None:
    """An ISO time in UTC of what feedparser read."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed is not None else None
    except (ValueError, OverflowError, OSError):
        return None
