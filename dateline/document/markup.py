"""HTML to text: one line a block, in document order, nothing visible left out, nothing recursive."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from resiliparse.parse.html import ELEMENT, TEXT, HTMLTree

from dateline.document.decode import decode
from dateline.document.errors import DocumentError
from dateline.document.facts import facts_of
from dateline.document.layout import Block, Layout, Page, Zone

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
UNSEEN = frozenset(
    ["script", "style", "template", "svg", "iframe", "object", "head", "math", "canvas", "datalist", "embed"]
)
# A page that expands to more nodes than this is an attack or a dump; 2 million take some eight seconds to walk.
HARD_LIMIT = 2_000_000


@lru_cache(maxsize=2)
def page_of(data: bytes) -> Page:
    """The page that these bytes hold. Kept for the caller that renders a page and then labels it.

    Raises DocumentError when the bytes are no text or expand beyond the hard limit.
    """
    html = decode(data).removeprefix("\ufeff")
    tree: Any = HTMLTree.parse(html)
    writer = Writer()
    walk(tree.document, writer)
    text, layout = writer.finish()
    return Page(text=text, layout=layout, facts=facts_of(tree), nodes=writer.nodes)


def walk(root: Any, writer: Writer) -> None:  # noqa: ANN401
    """Send every element and text below `root` to the writer, without recursion: pages nest 50,000 deep."""
    node = root.first_child
    open_elements: list[tuple[Any, int, bool, bool]] = []
    while node is not None:
        child = None
        if node.type == TEXT:
            writer.words(node.value or "")
        elif node.type == ELEMENT:
            tag = node.tag
            if tag not in UNSEEN:
                before, block, link = writer.enter(node, tag)
                child = node.first_child
                if child is not None:
                    open_elements.append((node, before, block, link))
                else:
                    writer.leave(before, block, link)
        if child is not None:
            node = child
            continue
        following = node.next_sibling
        while following is None and open_elements:
            node, before, block, link = open_elements.pop()
            writer.leave(before, block, link)
            following = node.next_sibling
        node = following


class Writer:
    """Collects lines with their zones while a tree is walked."""

    def __init__(self) -> None:
        """Nothing written yet; the root zone stands."""
        self.nodes = 0
        self._zones = [Zone(-1, "", "")]
        self._zone = 0
        self._lines: list[str] = []
        self._blocks: list[Block] = []
        self._length = 0
        self._parts: list[str] = []
        self._linked = 0
        self._links = 0
        self._line_zone = 0

    def enter(self, node: Any, tag: str) -> tuple[int, bool, bool]:  # noqa: ANN401
        """Open an element: the zone before it, whether it is a block, whether it is a link."""
        self._count()
        block, link, before = tag in BLOCKS, tag == "a", self._zone
        marks = " ".join(filter(None, (node.getattr("class"), node.getattr("id"), node.getattr("itemprop"))))
        if block:
            self._break()
        if block or marks:
            self._zones.append(Zone(before, tag, marks))
            self._zone = len(self._zones) - 1
        self._links += link
        return before, block, link

    def leave(self, before: int, block: bool, link: bool) -> None:
        """Close an element that `enter` opened."""
        if block:
            self._break()
        self._zone = before
        self._links -= link

    def words(self, value: str) -> None:
        """Text as it stands in the source; white space collapses as a browser would."""
        self._count()
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
            zone = self._line_zone if len(self._parts) == 1 else self._block_zone(self._line_zone)
            self._lines.append(line)
            self._blocks.append(Block(self._length, self._length + len(line), zone, min(self._linked, len(line))))
            self._length += len(line) + 1
        self._parts = []
        self._linked = 0

    def _block_zone(self, zone: int) -> int:
        while zone > 0 and self._zones[zone].tag not in BLOCKS:
            zone = self._zones[zone].parent
        return zone

    def _count(self) -> None:
        self.nodes += 1
        if self.nodes > HARD_LIMIT:
            raise DocumentError(f"the page expands to more than {HARD_LIMIT:,} nodes; save its text instead")
