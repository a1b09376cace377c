"""What the elements of a page say of the text in them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise

from dateline.document.layout import Block, Layout
from dateline.tables.segments import SegmentWords

TAG_ROLES = {
    **dict.fromkeys(["button", "select", "textarea", "option", "menu", "dialog"], "boilerplate"),
    **dict.fromkeys(["video", "audio", "label"], "boilerplate"),
    **dict.fromkeys(["nav", "footer"], "notice"),
    "form": "form",
    "noscript": "noscript",
    "aside": "aside",
    "figcaption": "caption",
    "figure": "caption",
    "h1": "headline",
    "time": "dateline",
    "address": "credit",
}
# Tags whose names may say more than they do.
SAYS_MORE = {
    "address": frozenset({"related", "comment", "notice", "boilerplate"}),
    "aside": frozenset({"related", "comment", "notice", "boilerplate", "caption", "credit"}),
    "button": frozenset({"comment"}),
    "footer": frozenset({"credit", "caption", "dateline", "comment", "related"}),
    "form": frozenset({"comment", "notice"}),
    "nav": frozenset({"related"}),
    "noscript": frozenset({"related", "comment"}),
}
NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Names that state a layout (Tailwind's 'desktop:mb-14') or a property of the page ('has-caption', 'no-ads').
UTILITY = re.compile(
    r"[:\[\]!/]|^(?:has|is|with|without|no|not|js|show|hide)(?:[-_]|[A-Z])|(?:[-_]enabled|[-_]disabled|[-_]closed|[-_]open)$"
)
# 'hidden md:block': not shown on small screens only.
SHOWN = re.compile(r"(?:^|\s)\w+:(?:block|flex|grid|inline|table|contents)")
# Zones of one name that hold this share of the page's running text are the story's own, whatever they are called.
OWN, MOST = 0.4, 0.6
# Characters of running text that make a story.
ENOUGH = 400
# Inside a zone of the first role an element may say that it is one of the others. Besides the roles of segments there
# are `lead`, a standfirst; `notice`, boilerplate that may stand inside anything; `hidden`, the same unless it is most
# of the page; `aside`, beside the story, of which the lines decide; `form` and `noscript`, boilerplate unless something
# else is said of them; `player`, what shows a clip and may name it; `source` and `rights`, the credit of a caption and
# elsewhere nothing or boilerplate.
INSIDE = ["credit", "related", "boilerplate", "caption", "comment", "notice", "form", "hidden", "player"]
ANYTHING = frozenset(["lead", "dateline", *INSIDE])
FINER = {
    "caption": frozenset(["aside", *INSIDE]),
    "credit": ANYTHING,
    "dateline": ANYTHING,
    "lead": ANYTHING,
    "aside": ANYTHING,
    "noscript": ANYTHING,
    "related": frozenset({"comment", "notice", "form", "hidden"}),
    "boilerplate": frozenset({"comment"}),
    "player": frozenset({"caption", "credit", "comment", "notice"}),
    "form": frozenset({"comment"}),
    "comment": frozenset({"notice"}),
    "notice": frozenset({"comment", "related", "dateline", "credit"}),
}
PLAIN = {"notice": "boilerplate", "hidden": "boilerplate", "form": "boilerplate", "noscript": "boilerplate"}
INLINE = frozenset(["a", "b", "cite", "em", "font", "i", "mark", "small", "span", "strong", "time", "u"])
# What is said of pictures, where no picture is.
ELSEWHERE = {"source": "", "rights": "boilerplate"}
# Who made a picture, by the names and the elements of its caption.
SOURCES = frozenset({"credit", "source", "rights"})
SOURCE_TAGS = frozenset({"footer", "cite", "small"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEADING_DEPTH = 3
# 'Home > World > Headline'.
PATH, PATH_DEPTH = re.compile("crumb", re.IGNORECASE), 5
# So many inline elements may stand in one another.
INLINE_DEPTH = 16
ENDS = frozenset(".!?…:。！？؟।۔")
CLOSERS = "\"'”’“»«›‹)]」』）"
# From here on letters are whole syllables or words: one counts as this many.
WIDE, WIDER = "⺀", 3


@lru_cache(maxsize=32_768)
def role_of_marks(tag: str, marks: str, words: SegmentWords) -> str:
    """The role that tag and class names give a zone, empty when none."""
    found = _role_of_names(marks, words)
    if tag in TAG_ROLES:
        return found if found in SAYS_MORE.get(tag, ()) else TAG_ROLES[tag]
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
        if role is not None and not (role == "hidden" and SHOWN.search(marks)):
            return role
    roles = [role for name in names if (role := _role_of_name(name, words))]
    return "story" if "story" in roles else _weightiest(roles) if roles else ""


def _weightiest(roles: list[str]) -> str:
    """The first of several roles, `story` last; but 'image-credit' is a credit and 'share-comments' is of comments."""
    if "comment" in roles:
        return "comment"
    if "caption" in roles:
        return next((role for role in roles if role in SOURCES), "caption" if roles[0] == "story" else roles[0])
    if roles[0] == "boilerplate" and "related" in roles:
        return "related"
    return next((role for role in roles if role != "story"), "story")


@lru_cache(maxsize=65_536)
def _role_of_name(name: str, words: SegmentWords) -> str:
    """By two words of a name, by one, by the beginning or end of one; in 'article-body__caption' the last counts."""
    if UTILITY.search(name) is not None:
        return ""
    parts = [word.casefold() for word in NAME.findall(name)]
    found = [words.classes[word] for word in (*map("".join, pairwise(parts)), *parts) if word in words.classes]
    if found:
        return _weightiest(found)
    stems = (role for word in parts for stem, role in words.class_stems.items() if _has(word, stem))
    return next(stems, "")


def _has(word: str, stem: str) -> bool:
    return word.startswith(stem) or word.endswith(stem)


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
    titled, own_text = _around(layout, prose, words), _Own(layout, prose, words)
    roles: list[str] = []
    in_article: list[bool] = []
    for number, zone in enumerate(layout.zones):
        inherited = roles[zone.parent] if number else ""
        own = role_of_marks(zone.tag, zone.marks, words)
        if not own and zone.tag == "header" and not inherited and number not in titled and not in_article[zone.parent]:
            own = "notice"
        in_article.append(in_article[zone.parent] or zone.tag in ("article", "main") if number else False)
        own = _of_picture(zone.tag, own) if inherited == "caption" else ELSEWHERE.get(own, own)
        if own and (own_text.holds(number, own) or (number in titled and own != "headline")):
            own = ""
        if zone.tag == "blockquote" and inherited == "caption":
            inherited = ""
        roles.append(own if own and (not inherited or own in FINER.get(inherited, ())) else inherited)
    return [PLAIN.get(role, role) for role in roles]


def _of_picture(tag: str, own: str) -> str:
    """The role of an element in a caption: its source is a credit."""
    return "credit" if own in SOURCES or (tag in SOURCE_TAGS and own in ("", "notice")) else own


class _Own:
    """Which zones hold the story whatever they are called: those of a name that holds much of the page's text."""

    def __init__(self, layout: Layout, prose: list[int], words: SegmentWords) -> None:
        """Count the running text by name, on the page and in what calls itself the text of the article."""
        self._zones = layout.zones
        self._total = prose[0]
        self._alike: Counter[tuple[str, str]] = Counter()
        self._named: Counter[tuple[str, str]] = Counter()
        self._story = 0
        inside: list[bool] = []
        for number, (zone, held) in enumerate(zip(layout.zones, prose, strict=True)):
            within = bool(number) and inside[zone.parent]
            if held and not within and is_story(zone.marks, words):
                self._story += held
                within = True
            elif held and within:
                self._named[zone.tag, zone.marks] += held
            if held:
                self._alike[zone.tag, zone.marks] += held
            inside.append(within)

    def holds(self, number: int, role: str) -> bool:
        """Whether a zone is the story's own; not if enough of the article's text stands elsewhere.

        What a page hides at first may be the rest of the story.
        """
        name = self._zones[number].tag, self._zones[number].marks
        if role == "hidden" and self._alike[name] > MOST * self._total:
            return True
        return self._alike[name] > OWN * self._total and self._story - self._named[name] < ENOUGH


def _around(layout: Layout, prose: list[int], words: SegmentWords) -> set[int]:
    """The zones around an h1, or around what calls itself the text of the article and holds enough of it."""
    found: set[int] = set()
    tops = title_zones(layout)
    for number, zone in enumerate(layout.zones):
        if number in tops or (prose[number] >= ENOUGH and is_story(zone.marks, words)):
            at = number
            while at > 0 and at not in found:
                found.add(at)
                at = layout.zones[at].parent
    return found


def title_zones(layout: Layout) -> frozenset[int]:
    """The h1 elements of a page; where all stand in the path to the page (Home > World > ...), the next h2."""
    tops = [number for number, zone in enumerate(layout.zones) if zone.tag == "h1"]
    free = [number for number in tops if not _in_path(layout, number)]
    if tops and not free:
        behind = (n for n in range(tops[-1], len(layout.zones)) if layout.zones[n].tag == "h2")
        free = [number for number in behind if not _in_path(layout, number)][:1]
    return frozenset(free or tops)


def _in_path(layout: Layout, zone: int) -> bool:
    """Whether a heading stands in a list of links to it."""
    for _ in range(PATH_DEPTH):
        if zone <= 0:
            break
        if layout.zones[zone].tag in ("li", "nav") or PATH.search(layout.zones[zone].marks) is not None:
            return True
        zone = layout.zones[zone].parent
    return False


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


def headings(layout: Layout) -> list[str]:
    """For each zone the tag of the heading that it is or stands in, a few elements up; empty for others."""
    found: list[str] = []
    depths: list[int] = []
    for zone in layout.zones:
        own = zone.tag in HEADINGS
        around = found[zone.parent] if zone.parent >= 0 and depths[zone.parent] < HEADING_DEPTH else ""
        found.append(zone.tag if own else around)
        depths.append(0 if own or not around else depths[zone.parent] + 1)
    return found


def holder(layout: Layout, zone: int) -> str:
    """The tag of the block that a zone is, or stands in."""
    for _ in range(INLINE_DEPTH):
        if zone <= 0 or layout.zones[zone].tag not in INLINE:
            break
        zone = layout.zones[zone].parent
    return layout.zones[zone].tag
