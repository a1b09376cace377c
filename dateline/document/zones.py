"""What the elements of a page say of the text in them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from dateline.document.layout import Block, Layout
from dateline.tables.segments import SegmentWords

TAG_ROLES = {
    **dict.fromkeys(
        ["nav", "footer", "form", "button", "select", "textarea", "option", "noscript", "menu", "dialog"], "boilerplate"
    ),
    **dict.fromkeys(["video", "audio", "label"], "boilerplate"),
    "aside": "related",
    "figcaption": "caption",
    "figure": "caption",
    "h1": "headline",
    "time": "dateline",
}
NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Names that state a layout (Tailwind's 'desktop:mb-14') or a property of the page ('has-caption', 'no-ads').
UTILITY = re.compile(
    r"[:\[\]!/]|^(?:has|is|with|without|no|not|js|show|hide)(?:[-_]|[A-Z])|(?:[-_]enabled|[-_]disabled|[-_]closed|[-_]open)$"
)
# 'hidden md:block': not shown on small screens only.
SHOWN = re.compile(r"(?:^|\s)\w+:(?:block|flex|grid|inline|table|contents)")
# Zones of one name that hold this share of the page's running text are the story's own, whatever they are called.
OWN = 0.4
# Inside a zone of the first role an element may say that it is something else.
FINER = {
    "caption": frozenset({"credit", "comment"}),
    "credit": frozenset({"lead", "dateline", "related", "boilerplate", "caption", "comment"}),
    "dateline": frozenset({"lead", "credit", "related", "boilerplate", "caption", "comment"}),
    "lead": frozenset({"dateline", "credit", "related", "boilerplate", "caption", "comment"}),
}
INLINE = frozenset(["a", "b", "cite", "em", "font", "i", "mark", "small", "span", "strong", "time", "u"])
COMMENTED = frozenset({"comment"})
ENDS = frozenset(".!?…:。！？؟।۔")
CLOSERS = "\"'”’“»«›‹)]」』）"
# From here on letters are whole syllables or words: one counts as this many.
WIDE, WIDER = "⺀", 3


@lru_cache(maxsize=32_768)
def role_of_marks(tag: str, marks: str, words: SegmentWords) -> str:
    """The role that tag and class names give a zone, empty when none."""
    if tag in TAG_ROLES:
        return TAG_ROLES[tag]
    found = _role_of_names(marks, words)
    return "" if found == "story" else found


def is_story(marks: str, words: SegmentWords) -> bool:
    """Whether the names of an element call it the text of the article."""
    return _role_of_names(marks, words) == "story"


@lru_cache(maxsize=32_768)
def _role_of_names(marks: str, words: SegmentWords) -> str:
    """The role that the names of an element give it: a name known as a whole first, then `story`, then the first."""
    names = marks.split()
    for name in names:
        role = words.class_names.get(name.casefold())
        if role is not None and not (name == "hidden" and SHOWN.search(marks)):
            return role
    roles = [role for name in names if UTILITY.search(name) is None and (role := _role_of_name(name, words))]
    return "story" if "story" in roles else roles[0] if roles else ""


def _role_of_name(name: str, words: SegmentWords) -> str:
    """By two words of a name, by one, by the beginning or end of one."""
    parts = [word.casefold() for word in NAME.findall(name)]
    for word in (*map("".join, pairwise(parts)), *parts):
        if word in words.classes:
            return words.classes[word]
    for word in parts:
        for stem, role in words.class_stems.items():
            if word.startswith(stem) or word.endswith(stem):
                return role
    return ""


def size(line: str) -> int:
    """The length of a line in letters of an alphabet."""
    return len(line) if line.isascii() or line[len(line) // 2] < WIDE else len(line) * WIDER


def ends(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return line.rstrip(CLOSERS)[-1:] in ENDS


def is_prose(line: str, linked: int) -> bool:
    """Whether a line is running text: long, or a sentence, and not mostly links."""
    if linked * 5 >= len(line) * 2:
        return False
    length = size(line)
    return length >= 120 or (length >= 40 and ends(line))


def zone_roles(layout: Layout, prose: list[int], words: SegmentWords) -> list[str]:
    """The role of each zone, inherited from the outside in; empty for zones of the story, `lead` for a standfirst.

    `prose`: characters of running text by zone, itself and below.
    """
    alike: Counter[tuple[str, str]] = Counter()
    titled = _titled(layout)
    for zone, held in zip(layout.zones, prose, strict=True):
        if held:
            alike[zone.tag, zone.marks] += held
    roles: list[str] = []
    for number, zone in enumerate(layout.zones):
        inherited = roles[zone.parent] if number else ""
        own = role_of_marks(zone.tag, zone.marks, words)
        if own and (alike[zone.tag, zone.marks] > OWN * prose[0] or (number in titled and own != "headline")):
            own = ""
        if zone.tag == "blockquote" and inherited == "caption":
            inherited = ""
        roles.append(own if own and (not inherited or own in FINER.get(inherited, COMMENTED)) else inherited)
    return roles


def _titled(layout: Layout) -> set[int]:
    """The zones with an h1 in them."""
    found: set[int] = set()
    for number, zone in enumerate(layout.zones):
        if zone.tag == "h1":
            at = number
            while at > 0 and at not in found:
                found.add(at)
                at = layout.zones[at].parent
    return found


def summed(layout: Layout, amounts: list[tuple[int, int]]) -> list[int]:
    """For each zone the amounts of (zone, amount) in it and below it."""
    held = [0] * len(layout.zones)
    for zone, amount in amounts:
        held[zone] += amount
    for number in range(len(layout.zones) - 1, 0, -1):
        held[layout.zones[number].parent] += held[number]
    return held


def link_share(block: Block) -> float:
    """How much of a line is links, 0 to 1."""
    return block.linked / max(1, block.end - block.start)


def holder(layout: Layout, zone: int) -> str:
    """The tag of the block that a zone is, or stands in."""
    while zone > 0 and layout.zones[zone].tag in INLINE:
        zone = layout.zones[zone].parent
    return layout.zones[zone].tag
