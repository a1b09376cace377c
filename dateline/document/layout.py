"""What the markup of a page said about its lines; a plain text has none."""

from __future__ import annotations

from msgspec import Struct


class Zone(Struct, frozen=True):
    """One element: index of its parent zone (-1 for the root), tag, and the names that it carries (class, id, ...)."""

    parent: int
    tag: str
    marks: str


class Block(Struct, frozen=True):
    """One line of the rendition: its characters, its zone, how many of them are links, and of how many links."""

    start: int
    end: int
    zone: int
    linked: int
    links: int = 0


class Layout(Struct, frozen=True, eq=False):
    """Zones parents first; blocks in text order."""

    zones: tuple[Zone, ...]
    blocks: tuple[Block, ...]


class Facts(Struct, frozen=True, eq=False):
    """What the page states for machines: `<title>`, meta tags, JSON-LD, `<time>` elements, language, address."""

    title: str | None
    meta: dict[str, str]
    linked_data: tuple[str, ...]
    times: tuple[str, ...]
    language: str | None
    canonical: str | None


class Page(Struct, frozen=True, eq=False):
    """An HTML page as text with its layout and facts; `nodes` counts what was walked.

    `kept`: what the fast extractor of main content keeps of it. `data`: the bytes it was made of.
    """

    text: str
    layout: Layout
    facts: Facts
    nodes: int
    kept: str = ""
    data: bytes = b""
