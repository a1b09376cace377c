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
UNDISPLAYED = re.compile(r"display:\s*none|visibility:\s*hidden")
# A page that expands to more nodes than this is an attack or a dump; 2 million take some eight seconds to walk.
HARD_LIMIT = 2_000_000


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
    opened: list[tuple[str, int, bool, bool]] = []
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
                writer.leave(*opened.pop())
        elif tag in VOID:
            writer.void(tag, attributes)
        elif tag in UNSEEN:
            unseen, depth = tag, 1
        else:
            opened.append(writer.enter(tag, attributes))
            deepest += len(opened) > deepest
    return deepest


class Writer:
    """Collects lines with their zones while a tree is walked."""

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

    def enter(self, tag: str, attributes: str) -> tuple[str, int, bool, bool]:
        """Open an element: its tag, the zone before it, whether it is a block, whether it is a link."""
        self.nodes += 1
        if self.nodes > HARD_LIMIT:
            raise DocumentError(f"the page expands to more than {HARD_LIMIT:,} nodes; save its text instead")
        block, link, before = tag in BLOCKS, tag == "a", self._zone
        marks = marks_of(attributes) if attributes else ""
        if block and self._parts:
            self._break()
        if block or marks or tag in MEANT:
            self._zones.append(Zone(before, tag, marks))
            self._zone = len(self._zones) - 1
            self._holders.append(self._zone if block else self._holders[before])
        self._links += link
        self._begun += link
        return tag, before, block, link

    def leave(self, tag: str, before: int, block: bool, link: bool) -> None:
        """Close an element that `enter` opened."""
        if block and self._parts:
            self._break()
        self._zone = before
        self._links -= link

    def void(self, tag: str, attributes: str) -> None:
        """An element without content."""
        if tag not in UNSEEN:
            self.leave(*self.enter(tag, attributes))

    def raw(self, tag: str, attributes: str, content: str) -> None:
        """An element whose text is not markup, shown as it stands or not at all; a comment has no tag."""
        if tag and tag not in UNSEEN:
            zone = self.enter(tag, attributes)
            self.words(content)
            self.leave(*zone)

    def words(self, value: str) -> None:
        """Text as it stands in the source; white space collapses as a browser would."""
        self.nodes += 1
        if not self._parts:
            value = value.lstrip()
            self._line_zone = self._zone
        if value:
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


@lru_cache(maxsize=16_384)
def marks_of(attributes: str) -> str:
    """The names that a tag carries: class, id, item property, ARIA role, the parts' names of frameworks; `hidden`."""
    found = [_value(attributes, name) for name in NAMING if name in attributes]
    if ' hidden="' in attributes or (' style="' in attributes and UNDISPLAYED.search(_value(attributes, ' style="'))):
        found.append("hidden")
    return plain(" ".join(found)).strip()


def _value(attributes: str, name: str) -> str:
    """The value that stands behind a name and its opening quotation mark; a value holds none."""
    start = attributes.index(name) + len(name)
    return attributes[start : attributes.index('"', start)]
