"""Runs of words that two texts share, with their places in both."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from dateline.linking.prints import Flags, Places, Print, grams

GRAM = 3
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


def contained(a: Print, b: Print) -> float:
    """The share of the shorter story's 3-grams that the other one has too."""
    short, long = sorted((np.unique(grams(a.words, GRAM)), np.unique(grams(b.words, GRAM))), key=len)
    return float(np.isin(short, long, assume_unique=True).sum()) / max(len(short), 1)


def runs(a: Print, b: Print) -> tuple[Run, ...]:
    """The shared runs of at least LEAST_WORDS words in the order of the first text, the longest taken first.

    Each word of either text is in at most one run.
    """
    free_a, free_b = np.ones(len(a), dtype=np.bool_), np.ones(len(b), dtype=np.bool_)
    found = []
    for run in sorted(_diagonals(a, b), key=lambda run: (-run.words, run.one, run.other)):
        left = _clipped(run, free_a, free_b)
        if left is not None:
            free_a[left.one : left.one + left.words] = False
            free_b[left.other : left.other + left.words] = False
            found.append(left)
    return tuple(sorted(found))


def _diagonals(a: Print, b: Print) -> list[Run]:
    """Every maximal run; runs may overlap."""
    if min(len(a), len(b)) < GRAM:
        return []
    ones, others = _hits(a, b)
    order = np.lexsort((ones, others - ones))
    ones, others = ones[order], others[order]
    shift = others - ones
    starts = np.flatnonzero(np.append(True, (np.diff(shift) != 0) | (np.diff(ones) != 1))) if len(ones) else ones
    lengths = np.diff(np.append(starts, len(ones))) + GRAM - 1
    return [
        Run(int(ones[at]), int(others[at]), int(length))
        for at, length in zip(starts, lengths, strict=True)
        if length >= LEAST_WORDS
    ]


def _hits(a: Print, b: Print) -> tuple[Places, Places]:
    """The places of every gram of the first text that the second one has, with its places there."""
    first, second = grams(a.words, GRAM), grams(b.words, GRAM)
    order = np.argsort(second, kind="stable")
    ordered = second[order]
    low, high = np.searchsorted(ordered, first, "left"), np.searchsorted(ordered, first, "right")
    counts = np.minimum(high - low, REPEATS)
    ones = np.repeat(np.arange(len(first)), counts)
    within = np.arange(len(ones)) - np.repeat(np.cumsum(counts) - counts, counts)
    return ones, order[np.repeat(low, counts) + within]


def _clipped(run: Run, free_a: Flags, free_b: Flags) -> Run | None:
    """What is left of a run between words that are taken at its ends; None where too little is."""
    free = free_a[run.one : run.one + run.words] & free_b[run.other : run.other + run.words]
    if free.all():
        return run
    left = np.flatnonzero(free)
    if len(left) < LEAST_WORDS or left[-1] - left[0] + 1 != len(left):
        return None
    return Run(run.one + int(left[0]), run.other + int(left[0]), len(left))


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
