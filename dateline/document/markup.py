"""HTML to text: one line a block, in document order, nothing visible left out, nothing recursive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from resiliparse.parse.html import HTMLTree

from dateline.document.decode import decode
from dateline.document.errors import DocumentError
from dateline.document.extractors import kept_fast
from dateline.document.facts import DATED, STATING, FactsReader
from dateline.document.layout import Block, Layout, Page, Zone
from dateline.document.tokens import VOID, Token, plain, tokens

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "ol",
        "option",
        "p",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "picture",
    ]
)
# Inline elements that say what stands in them.
MEANT = frozenset(["time", "cite"])
UNSEEN = frozenset(
    ["script", "style", "template", "svg", "iframe", "object", "head", "math", "canvas", "datalist", "embed"]
)
NAMING = tuple(
    f' {name}="'
    for name in ("class", "id", "itemprop", "role", "data-testid", "data-component", "data-module", "data-type")
)
# 'Skip to content', 'Back to top'.
IN_PAGE = "inpage"
# Longer attributes (an address, an inlined picture) are not kept for the next tag that has the same.
LONGEST_KEPT = 300
UNDISPLAYED = re.compile(r"display:\s*none|visibility:\s*hidden")
# A page that expands to more nodes than this is an attack or a dump; 2 million take some eight seconds to walk.
HARD_LIMIT = 2_000_000


# An open element: tag, the zone before it, whether it is a block, whether a link, how many zones and lines there were.
Opened = tuple[str, int, bool, bool, int, int]


@lru_cache(maxsize=2)
def page_of(data: bytes) -> Page:
    """The page that these bytes hold. Kept for the caller that renders a page and then labels it.

    Raises DocumentError when the bytes are no text or expand beyond the hard limit.
    """
    tree: Any = HTMLTree.parse(decode(data).removeprefix("\ufeff"))
    writer, facts = Writer(), FactsReader()
    depth = walk(tokens(tree.document.html), writer, facts)
    text, layout = writer.finish()
    kept = kept_fast(tree, writer.nodes, depth)
    return Page(text=text, layout=layout, facts=facts.finish(), nodes=writer.nodes, kept=kept, data=data)


def walk(found: Iterator[Token], writer: Writer, facts: FactsReader) -> int:
    """Send every element and text to the writer and the facts; gives the depth of the tree.

    Without recursion: pages nest 50,000 deep.
    """
    deepest = 0
    opened: list[Opened] = []
    unseen, depth = "", 0
    for text, closes, script, raw, tag, attributes, code, content in found:
        if text and not unseen:
            writer.words(plain(text) if "&" in text else text)
        if not tag:
            if script:
                facts.script(attributes, code)
            if not unseen:
                writer.raw(raw, attributes, content)
            continue
        if tag in STATING or (attributes and DATED in attributes):
            facts.tag(tag, attributes, text, closes=bool(closes))
        if unseen:
            depth += (tag == unseen) * (-1 if closes else 1)
            unseen = unseen if depth else ""
        elif closes:
            if opened and opened[-1][0] == tag:
                writer.leave(opened.pop())
        elif tag in VOID:
            writer.void(tag)
        elif tag in UNSEEN:
            unseen, depth = tag, 1
        else:
            opened.append(writer.enter(tag, attributes))
            deepest += len(opened) > deepest
    return deepest


class Writer:
    """Collects lines with their zones while a tree is walked."""

    __slots__ = (
        "_begun",
        "_blocks",
        "_holders",
        "_length",
        "_line_zone",
        "_lines",
        "_linked",
        "_links",
        "_parts",
        "_zone",
        "_zones",
        "nodes",
    )

    def __init__(self) -> None:
        """Nothing written yet; the root zone stands."""
        self.nodes = 0
        self._zones = [Zone(-1, "", "")]
        self._zone = 0
        # For each zone the block that it is or stands in.
        self._holders = [0]
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._begun = 0
        self._line_zone = 0

    def enter(self, tag: str, attributes: str) -> Opened:
        """Open an element."""
        self.nodes += 1
        if self.nodes > HARD_LIMIT:
            raise DocumentError(f"the page expands to more than {HARD_LIMIT:,} nodes; save its text instead")
        block, link, before, zones = tag in BLOCKS, tag == "a", self._zone, len(self._zones)
        marks = marks_of(attributes) if attributes and len(attributes) <= LONGEST_KEPT else named_by(attributes)
        if block and self._parts:
            self._break()
        if block or marks or tag in MEANT:
            self._zones.append(Zone(before, tag, marks))
            self._holders.append(zones if block else self._holders[before])
            self._zone = zones
        if link:
            self._links += 1
            self._begun += 1
        return tag, before, block, link, zones, len(self._blocks)

    def leave(self, opened: Opened) -> None:
        """Close an element that `enter` opened; one without any text leaves no zone."""
        _, before, block, link, zones, blocks = opened
        if self._parts:
            if block:
                self._break()
        elif len(self._blocks) == blocks:
            del self._zones[zones:], self._holders[zones:]
        self._zone = before
        if link:
            self._links -= 1

    def void(self, tag: str) -> None:
        """An element without content: it may break a line, and holds none."""
        self.nodes += 1
        if tag in BLOCKS and self._parts:
            self._break()

    def raw(self, tag: str, attributes: str, content: str) -> None:
        """An element whose text is not markup, shown as it stands or not at all; a comment has no tag."""
        if tag and tag not in UNSEEN:
            zone = self.enter(tag, attributes)
            self.words(content)
            self.leave(zone)

    def words(self, value: str) -> None:
        """Text as it stands in the source; white space collapses as a browser would."""
        self.nodes += 1
        if not self._parts:
            if value.isspace():
                return
            self._line_zone = self._zone
        self._parts.append(value)
        if self._links:
            self._linked += len(value.strip())

    def finish(self) -> tuple[str, Layout]:
        """The text and its layout."""
        self._break()
        return "\n".join(self._lines), Layout(tuple(self._zones), tuple(self._blocks))

    def _break(self) -> None:
        line = " ".join("".join(self._parts).split())
        if line:
            # An inline element (a bold lead-in, say) does not make the whole line its own.
            zone = self._line_zone if len(self._parts) == 1 else self._holders[self._line_zone]
            self._lines.append(line)
            end, linked = self._length + len(line), min(self._linked, len(line))
            self._blocks.append(Block(self._length, end, zone, linked, max(self._begun, 1) if linked else 0))
            self._length += len(line) + 1
        self._parts = []
        self._linked = self._begun = 0


def named_by(attributes: str) -> str:
    """The names that a tag carries: class, id, item property, ARIA role, the parts' names of frameworks; `hidden`.

    A link within the page carries that, and the name of what it leads to ('#comments').
    """
    found = [_value(attributes, name) for name in NAMING if name in attributes]
    if ' hidden="' in attributes or (' style="' in attributes and UNDISPLAYED.search(_value(attributes, ' style="'))):
        found.append("hidden")
    if ' href="#' in attributes:
        found += [_value(attributes, ' href="')[1:], IN_PAGE]
    return plain(" ".join(found)).strip()


marks_of = lru_cache(maxsize=16_384)(named_by)


def _value(attributes: str, name: str) -> str:
    """The value that stands behind a name and its opening quotation mark; a value holds none."""
    start = attributes.index(name) + len(name)
    return attributes[start : attributes.index('"', start)]
