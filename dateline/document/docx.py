"""DOCX: the paragraphs of a Word document, with what their styles say of them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.document.errors import DocumentError
from dateline.document.layout import Facts, Page, Stated
from dateline.document.lines import Line, page_of_lines, stated_facts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The same under the name of the international standard, which Word writes on demand.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DC, TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
# Text that was taken out, commands behind fields, and what stands twice for older programs.
UNSEEN = frozenset(
    [f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{MC}Fallback", f"{W}pPr", f"{W}sectPr"]
)
BREAKS = frozenset({f"{W}br", f"{W}cr"})
STORY, STYLES, PROPERTIES = "word/document.xml", "word/styles.xml", "docProps/core.xml"
# The other parts that hold text, in the order in which they follow the story, and what their lines are.
BESIDE = (
    (re.compile(r"word/(?:footnotes|endnotes)\d*\.xml"), "footer"),
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
    (re.compile(r"word/comments\d*\.xml"), "blockquote"),
)
STYLE_TAGS = {"title": "title", "heading 1": "title", "caption": "figcaption", "header": "header", "footer": "footer"}


@lru_cache(maxsize=2)
def docx_page(data: bytes) -> Page:
    """The text of a Word document: its story, then notes, headers, footers and comments."""
    with unpacked(data) as archive:
        names = style_names(archive)
        lines = list(_titled(paragraphs(part(archive, STORY), names)))
        for pattern, tag in BESIDE:
            for name in sorted(name for name in archive.namelist() if pattern.fullmatch(name)):
                lines.extend(Line(line.text, tag) for line in paragraphs(part(archive, name), names))
        return page_of_lines(lines, _facts(archive))


def refuse_bomb(data: bytes, most: int) -> None:
    """Raises DocumentError when the text parts of a DOCX state that they unpack to more than `most` bytes.

    What they state is what is read: a part that holds more than its header says ends there and fails its checksum.
    """
    with unpacked(data) as archive:
        held = sum(info.file_size for info in archive.infolist() if info.filename.endswith(".xml"))
    if held > most:
        raise DocumentError(f"its text unpacks to {held:,} bytes, {most:,} allowed; save it as text")


def unpacked(data: bytes) -> zipfile.ZipFile:
    """The archive that a DOCX is; raises DocumentError when it is damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise DocumentError(f"a damaged DOCX ({error}); save it again") from error


def part(archive: zipfile.ZipFile, name: str) -> Element:
    """One part as a tree; raises DocumentError when it is missing, damaged, encrypted or brings its own entities."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        tree: Element = fromstring(archive.read(name).replace(STRICT, W[1:-1].encode()), forbid_dtd=True)
    except DefusedXmlException as error:
        raise DocumentError(f"{name} brings its own definitions (DTD or entities); save the document again") from error
    except (KeyError, ParseError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError) as error:
        raise DocumentError(f"a damaged DOCX ({name}: {error}); save it again") from error
    return tree


def style_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """The English names of the styles by the ids that paragraphs name; ids are in the language of the program."""
    if STYLES not in archive.namelist():
        return {}
    names = {}
    for style in part(archive, STYLES).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            names[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").casefold()
    return names


def paragraphs(tree: Element, names: dict[str, str]) -> Iterator[Line]:
    """The paragraphs below an element in order, cells of tables one by one; those of a text box before their anchor."""
    open_paragraphs: list[tuple[list[str], str]] = []
    waiting: list[tuple[Element, bool]] = [(tree, False)]
    while waiting:
        node, ended = waiting.pop()
        if ended:
            pieces, tag = open_paragraphs.pop()
            yield from (Line(line, tag) for line in "".join(pieces).split("\n"))
            continue
        if node.tag in UNSEEN or (node.tag == f"{W}r" and node.find(f"{W}rPr/{W}vanish") is not None):
            continue
        if node.tag == f"{W}p":
            open_paragraphs.append(([], tag_of(node, names)))
            waiting.append((node, True))
        elif open_paragraphs:
            open_paragraphs[-1][0].append(characters(node))
        waiting.extend((child, False) for child in reversed(node))


def tag_of(paragraph: Element, names: dict[str, str]) -> str:
    """What the style of a paragraph makes it."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is None:
        return ""
    own = style.get(f"{W}val", "")
    return STYLE_TAGS.get(names.get(own, own.casefold()), "")


def characters(node: Element) -> str:
    """What an element adds to the text of its paragraph."""
    if node.tag == f"{W}t":
        return node.text or ""
    if node.tag in BREAKS:
        return "\n"
    if node.tag == f"{W}noBreakHyphen":
        return "-"
    return " " if node.tag in (f"{W}tab", f"{W}ptab") else ""


def _titled(lines: Iterator[Line]) -> Iterator[Line]:
    """The first title or heading is the headline; later ones are subheadings, which the words of the lines tell."""
    found = False
    for line in lines:
        if line.tag != "title":
            yield line
        elif not line.text.strip():
            continue
        else:
            yield Line(line.text, "" if found else "h1")
            found = True


def _facts(archive: zipfile.ZipFile) -> Facts:
    if PROPERTIES not in archive.namelist():
        return stated_facts(None, ())
    tree = part(archive, PROPERTIES)
    made = " ".join((tree.findtext(f"{TERMS}created") or "").split())
    title = " ".join((tree.findtext(f"{DC}title") or "").split())
    return stated_facts(title or None, [Stated("created", made, "document properties")] if made else [])
