"""What the elements of a page say of the text in them, and which of them holds the story."""

from __future__ import annotations

import re

from dateline.document.layout import Block, Layout
from dateline.document.runs import FINAL

TAG_ROLES = {
    **dict.fromkeys("nav footer form button select textarea option noscript menu dialog video audio".split(), "boilerplate"),
    "aside": "related",
    "figcaption": "caption",
    "figure": "caption",
    "h1": "headline",
}
NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# A zone that holds this share of the page's running text is the story's own, whatever its class is called.
OWN = 0.4


def role_of_marks(tag: str, marks: str, classes: dict[str, str]) -> str:
    """The role that tag and class names give a zone, empty when none."""
    if tag in TAG_ROLES:
        return TAG_ROLES[tag]
    words = [word.casefold() for word in NAME.findall(marks)]
    for word in (*words, *map("".join, zip(words, words[1:], strict=False))):
        if word in classes:
            return classes[word]
    return ""


def is_prose(line: str, linked: int) -> bool:
    """Whether a line is running text: long, or a sentence, and not mostly links."""
    return linked * 5 < len(line) * 2 and (len(line) >= 120 or (len(line) >= 40 and FINAL.search(line) is not None))


def zone_roles(text: str, layout: Layout, classes: dict[str, str]) -> list[str]:
    """The role of each zone, inherited from the outside in; empty for zones of the story."""
    prose = prose_by_zone(text, layout)
    total = sum(block.end - block.start for block in layout.blocks if is_prose(text[block.start : block.end], block.linked))
    known: dict[tuple[str, str], str] = {}
    roles: list[str] = []
    for number, zone in enumerate(layout.zones):
        inherited = roles[zone.parent] if zone.parent >= 0 else ""
        key = (zone.tag, zone.marks)
        if key not in known:
            known[key] = role_of_marks(zone.tag, zone.marks, classes)
        own = known[key] if prose[number] < OWN * total or total == 0 else ""
        roles.append(own if own and (not inherited or own == "comment") else inherited)
    return roles


def prose_by_zone(text: str, layout: Layout) -> list[int]:
    """Characters of running text in each zone and below it."""
    held = [0] * len(layout.zones)
    for block in layout.blocks:
        if is_prose(text[block.start : block.end], block.linked):
            held[block.zone] += block.end - block.start
    for number in range(len(layout.zones) - 1, 0, -1):
        held[layout.zones[number].parent] += held[number]
    return held


def story_zone(text: str, layout: Layout, roles: list[str]) -> int:
    """The zone that holds the story: the smallest with most of the running text that no role claims."""
    scores = [0.0] * len(layout.zones)
    for block in layout.blocks:
        line = text[block.start : block.end]
        if roles[block.zone] or not is_prose(line, block.linked):
            continue
        zone, share = block.zone, 1.0
        # A paragraph speaks for the element around it, and half as much for each one further out.
        for _ in range(4):
            zone = layout.zones[zone].parent
            if zone < 0:
                break
            scores[zone] += len(line) * share
            share /= 2
    return max(range(len(scores)), key=lambda number: (scores[number], number)) if any(scores) else 0


def inside(layout: Layout, zone: int) -> list[bool]:
    """For each zone whether it is `zone` or stands in it."""
    held: list[bool] = []
    for number, one in enumerate(layout.zones):
        held.append(number == zone or (one.parent >= 0 and held[one.parent]))
    return held


def link_share(block: Block) -> float:
    """How much of a line is links, 0 to 1."""
    return block.linked / max(1, block.end - block.start)
