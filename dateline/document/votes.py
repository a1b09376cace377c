"""Which running text of a page is the story's: markup, metadata and two extractors vote on each passage.

The markup's word (`page_labels.structure`) stands unless the others are against it. On pages/fundus it is right for
99 of 100 characters that both extractors keep too, and for 83 of those that neither keeps: they drop standfirsts,
quotations and whole sections, so only what they leave out in the middle of a story that they otherwise keep counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.document.extractors import found_again, kept_slow
from dateline.document.layout import Layout
from dateline.document.zones import INLINE, INLINE_DEPTH

# An extractor that keeps this share of the story's text has seen the story: from .5 to .7 the same five pages of
# pages/fundus lose passages of others' stories, below it good passages go as well.
SEEN = 0.6
# Less is not worth asking the slow extractor: characters, and share of the body.
ENOUGH, WORTH = 600, 0.2
# The markup has lost the story where it gives less than this share of what the fast extractor keeps beside it.
LOST = 0.25
LINES = frozenset({"p", "li", "h2", "h3", "h4", "blockquote"}) | INLINE


class Ballot(Struct, frozen=True):
    """Who takes a passage for the story's; `metadata` is None where the page does not state its text."""

    markup: bool
    metadata: bool | None
    resiliparse: bool
    trafilatura: bool


def is_body(ballot: Ballot) -> bool:
    """Against the markup stand both extractors together, and metadata that states another text."""
    both, neither = ballot.resiliparse and ballot.trafilatura, not (ballot.resiliparse or ballot.trafilatura)
    if ballot.markup:
        return ballot.metadata is True or not neither
    return both and ballot.metadata is not False


class Passage(Struct, frozen=True):
    """The lines of running text that stand in one element, and whether the markup takes them for the story's."""

    numbers: tuple[int, ...]
    markup: bool


class Told(Struct, frozen=True, eq=False):
    """What the voters look at, by line: its text, the length of its running text, whether the metadata state it."""

    layout: Layout
    lines: Sequence[str]
    prose: Sequence[int]
    stated: Sequence[bool] | None
    kept: str
    data: bytes


def overruled(told: Told, body: Sequence[bool]) -> dict[int, bool]:
    """The lines of which the vote says other than the markup (`body`, by line), each with what it says."""
    fast = found_again(told.kept, told.lines)
    passages = passages_of(told, body)
    doubted = _doubted(told, passages, body, fast)
    if not doubted:
        return {}
    slow = found_again(kept_slow(told.data), told.lines)
    if doubted[0].markup and _share(told, body, slow) < SEEN:
        return {}
    ballots = ((passage, _ballot(told, passage, fast, slow)) for passage in doubted)
    changed = ((passage, said) for passage, ballot in ballots if (said := is_body(ballot)) != ballot.markup)
    return {number: said for passage, said in changed for number in passage.numbers}


def passages_of(told: Told, body: Sequence[bool]) -> list[Passage]:
    """The running text by the element that it stands in, and apart what is body and what is not."""
    held: dict[tuple[int, bool], list[int]] = {}
    for number, block in enumerate(told.layout.blocks):
        if told.prose[number]:
            zone = block.zone
            for _ in range(INLINE_DEPTH):
                if zone <= 0 or told.layout.zones[zone].tag not in LINES:
                    break
                zone = told.layout.zones[zone].parent
            held.setdefault((zone, body[number]), []).append(number)
    return [Passage(tuple(numbers), markup) for (_, markup), numbers in held.items()]


def _doubted(told: Told, passages: list[Passage], body: Sequence[bool], fast: list[bool]) -> list[Passage]:
    """The passages on which markup and the fast extractor disagree, where that is much of the story."""
    total = sum(n for n, is_in in zip(told.prose, body, strict=True) if is_in)
    missed = sum(n for n, chosen, is_in in zip(told.prose, fast, body, strict=True) if chosen and not is_in)
    if missed >= ENOUGH and total < LOST * missed:
        return [one for one in passages if not one.markup and any(fast[n] for n in one.numbers)]
    if _share(told, body, fast) < SEEN:
        return []
    first = fast.index(True)
    left = [one for one in passages if one.markup and not any(fast[n] for n in one.numbers)]
    found = [one for one in left if one.numbers[0] > first and not _states(told, one)]
    return found if sum(told.prose[n] for one in found for n in one.numbers) >= max(ENOUGH, WORTH * total) else []


def _share(told: Told, body: Sequence[bool], chosen: list[bool]) -> float:
    """How much of the body an extractor keeps."""
    total = sum(n for n, is_in in zip(told.prose, body, strict=True) if is_in)
    kept = sum(n for n, is_in, found in zip(told.prose, body, chosen, strict=True) if is_in and found)
    return kept / (total or 1)


def _states(told: Told, passage: Passage) -> bool:
    return told.stated is not None and any(told.stated[number] for number in passage.numbers)


def _ballot(told: Told, passage: Passage, fast: list[bool], slow: list[bool]) -> Ballot:
    return Ballot(
        markup=passage.markup,
        metadata=None if told.stated is None else _states(told, passage),
        resiliparse=any(fast[number] for number in passage.numbers),
        trafilatura=any(slow[number] for number in passage.numbers),
    )
