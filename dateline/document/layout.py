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


class Stated(Struct, frozen=True):
    """One thing that a file's header, properties or columns state, and which of them.

    `what`: `published`, `modified`, `created` (when the file was made), `archived` (when the page was saved),
    `publisher`, `sender` (who sent a mail: a person or an outlet), `author`.
    """

    what: str
    value: str
    basis: str


class Facts(Struct, frozen=True, eq=False):
    """What the page states for machines: `<title>`, meta tags, JSON-LD, `<time>` elements, language, address.

    `stated`: what files that are no HTML state of themselves, best first.
    """

    title: str | None
    meta: dict[str, str]
    linked_data: tuple[str, ...]
    times: tuple[str, ...]
    language: str | None
    canonical: str | None
    stated: tuple[Stated, ...] = ()


def stated_by(facts: Facts | None, what: str) -> tuple[str, ...]:
    """What a file states of this kind, best first."""
    return tuple(one.value for one in facts.stated if one.what == what) if facts is not None else ()


class Page(Struct, frozen=True, eq=False):
    """A page as text with its layout and facts; `nodes` counts what was walked.

    `kept`: what the fast extractor of main content keeps of it. `data`: the bytes it was made of. `lines`: the layout
    knows the title and what is no story (headers, footers, quoted mails); the words of all other lines decide what
    they are, as in a plain text.
    """

    text: str
    layout: Layout
    facts: Facts
    nodes: int
    kept: str = ""
    data: bytes = b""
    lines: bool = False
