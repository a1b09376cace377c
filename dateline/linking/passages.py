"""Runs of words that two texts share, with their places in both."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from dateline.linking.prints import Places
from dateline.linking.sides import GRAM, Side

# Shorter runs are phrases of the trade ('the defence ministry said in a statement'), not passages.
RUN_WORDS = 6
# The shortest run that is looked at where nothing longer is left of a passage, as in a reworded story.
LEAST_WORDS = 4
# A gram that a text repeats more often is followed to its first places only, so that no text costs more than this
# times its length.
REPEATS = 16
# Runs with no more words between them, in both texts, are one passage.
GAP = 3


class Run(Struct, frozen=True, order=True):
    """The same `words` from word `one` of the first text and from word `other` of the second on."""

    one: int
    other: int
    words: int


class Hits(Struct, frozen=True, eq=False):
    """Where two stories have the same three words: places in the first and in the second, one to one.

    `part`: the share of the shorter story's sequences of three words that the other one has too.
    """

    ones: Places
    others: Places
    part: float


def hits(a: Side, b: Side) -> Hits:
    """The places of every sequence that both have; the shorter text is looked up in the longer one."""
    if not a.distinct or not b.distinct:
        return Hits(a.order[:0], a.order[:0], 0.0)
    if len(a) > len(b):
        turned = hits(b, a)
        return Hits(turned.others, turned.ones, turned.part)
    low = np.minimum(np.searchsorted(b.ordered, a.ordered), len(b.ordered) - 1)
    same = np.flatnonzero(b.ordered[low] == a.ordered)
    low = low[same]
    distinct = int((low[1:] != low[:-1]).sum()) + min(len(low), 1)
    counts = np.minimum(b.many[low], REPEATS)
    within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    return Hits(
        np.repeat(a.order[same], counts),
        b.order[np.repeat(low, counts) + within],
        distinct / min(a.distinct, b.distinct),
    )


def runs(found: Hits, a: int, b: int, least: int) -> tuple[Run, ...]:
    """The shared runs of at least `least` words in the order of the first text, the longest taken first.

    Each word of either text is in at most one run; `a` and `b`: how many words the texts have.
    """
    free_a, free_b = bytearray(b"\1") * a, bytearray(b"\1") * b
    taken = []
    for run in sorted(_diagonals(found, least), key=lambda run: (-run.words, run.one, run.other)):
        left = _clipped(run, least, free_a, free_b)
        if left is not None:
            free_a[left.one : left.one + left.words] = free_b[left.other : left.other + left.words] = bytes(left.words)
            taken.append(left)
    return tuple(sorted(taken))


def _diagonals(found: Hits, least: int) -> list[Run]:
    """Every maximal run; runs may overlap."""
    ones, others = found.ones, found.others
    if len(ones) < least - GRAM + 1:
        return []
    shift = others - ones
    order = np.lexsort((ones, shift))
    ones, others, shift = ones[order], others[order], shift[order]
    breaks = np.flatnonzero((shift[1:] != shift[:-1]) | (ones[1:] != ones[:-1] + 1)) + 1
    starts = np.concatenate((breaks[:0], [0], breaks))
    lengths = np.concatenate((breaks, [len(ones)])) - starts + GRAM - 1
    kept = np.flatnonzero(lengths >= least)
    columns = ones[starts[kept]].tolist(), others[starts[kept]].tolist(), lengths[kept].tolist()
    return [Run(*run) for run in zip(*columns, strict=True)]


def _clipped(run: Run, least: int, free_a: bytearray, free_b: bytearray) -> Run | None:
    """What is left of a run between words that are taken at its ends; None where too little is."""
    one, other = free_a[run.one : run.one + run.words], free_b[run.other : run.other + run.words]
    if 0 not in one and 0 not in other:
        return run
    left = [at for at in range(run.words) if one[at] and other[at]]
    if len(left) < least or left[-1] - left[0] + 1 != len(left):
        return None
    return Run(run.one + left[0], run.other + left[0], len(left))


def passages(found: tuple[Run, ...]) -> tuple[tuple[Run, ...], ...]:
    """The runs in groups that follow one another closely in both texts."""
    groups: list[list[Run]] = []
    for run in found:
        last = groups[-1][-1] if groups else None
        if last is not None and all(
            0 <= gap <= GAP for gap in (run.one - last.one - last.words, run.other - last.other - last.words)
        ):
            groups[-1].append(run)
        else:
            groups.append([run])
    return tuple(tuple(group) for group in groups)
