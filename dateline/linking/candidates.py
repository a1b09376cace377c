"""Which stories may share a passage: an index of what four words in a row stand in which stories.

A sequence that more than CROWD stories have is a phrase of the trade, or a story that many copied. It is not dropped,
for then the most copied story would be lost: each of its stories is compared with the FIRST ones that had it and with
the BEFORE ones just before it. A copied story's first teller stands among its first ones, whoever copied it since, so
the cap holds back tellers of the same, never the pair of a copy and its source. After QUIET days without it a sequence
begins anew, with other first ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.linking.prints import Numbers, Places, Print

CROWD = 20
FIRST, BEFORE, QUIET = 4, 4, 30
# Two stories that share fewer sequences, or a smaller part of the shorter one's, share no passage: a quotation of eight
# words has 5, two sentences of ten have 14. A crowded sequence is a third of one.
LEAST, ENOUGH, SHARE = 3, 5, 0.08
CROWDED = 1 / 3
# So far from a word of time that it is no day.
NO_DAY = 10_000_000


class Candidates(Struct, frozen=True):
    """Pairs of positions, the older story first; how many sequences were crowded, by how many stories at most."""

    pairs: tuple[tuple[int, int], ...]
    crowded: int
    most: int


def candidates(prints: Sequence[Print]) -> Candidates:
    """The pairs worth comparing among stories that are sorted by age."""
    texts = [one.sequences for one in prints]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    holders, starts, sizes = _blocks(texts, lengths)
    days = np.array([day_of(one) for one in prints], dtype=np.int64)
    crowd = sizes > CROWD
    keys, counts = _weighed(
        _together(holders, starts[~crowd], sizes[~crowd], len(prints)),
        _crowded(holders, starts[crowd], sizes[crowd], days),
    )
    a, b = keys // max(len(prints), 1), keys % max(len(prints), 1)
    shared = counts / np.maximum(np.minimum(lengths[a], lengths[b]), 1)
    kept = (shared == 1) | ((counts >= LEAST) & ((counts >= ENOUGH) | (shared >= SHARE)))
    return Candidates(
        tuple(zip(a[kept].tolist(), b[kept].tolist(), strict=True)), int(crowd.sum()), int(sizes.max(initial=0))
    )


def _weighed(together: Iterable[Places], crowded: Iterable[Places]) -> tuple[Places, NDArray[np.float64]]:
    """Each pair once, and how many sequences it shares, crowded ones counting less."""
    nothing = np.zeros(0, dtype=np.int64)
    plain, many = np.unique(np.concatenate([nothing, *together]), return_counts=True)
    held, more = np.unique(np.concatenate([nothing, *crowded]), return_counts=True)
    keys, at = np.unique(np.concatenate([plain, held]), return_inverse=True)
    weights = np.concatenate([many.astype(np.float64), more * CROWDED])
    return keys, np.bincount(at, weights=weights, minlength=len(keys)).astype(np.float64)


def day_of(one: Print) -> int:
    """The last day on which a story can have been published, counted; far off where it is not known."""
    return counted(one.document.published.latest, NO_DAY)


def counted(day: str | None, unknown: int) -> int:
    """The number of an ISO day."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return unknown


def _blocks(texts: Sequence[Numbers], lengths: Places) -> tuple[Places, Places, Places]:
    """The holders of each sequence that several stories have, oldest first: one list, where each begins, its size.

    A sequence and its holder are sorted as one number. What of the sequence's own number makes room for the holder's is
    missed by none: among ten million sequences a handful are taken for one another, and no pair is judged by them.
    """
    bits = np.uint64(max(len(texts) - 1, 1).bit_length())
    every = np.concatenate([*texts, np.zeros(0, dtype=np.uint64)])
    holder = np.repeat(np.arange(len(texts), dtype=np.uint64), lengths)
    ordered = np.sort(((every >> bits) << bits) | holder)
    sequences = ordered >> bits
    holders = (ordered ^ (sequences << bits)).astype(np.int64)
    starts = np.flatnonzero(np.append(True, sequences[1:] != sequences[:-1])) if len(ordered) else lengths[:0]
    sizes = np.diff(np.append(starts, len(ordered)))
    return holders, starts[sizes > 1], sizes[sizes > 1]


def _together(holders: Places, starts: Places, sizes: Places, count: int) -> Iterator[Places]:
    """Every pair of the holders of each block, a pair as one number."""
    for near in range(1, CROWD):
        starts, sizes = starts[sizes > near], sizes[sizes > near]
        if not len(starts):
            return
        many = sizes - near
        at = np.repeat(starts, many) + np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        yield holders[at] * count + holders[at + near]


def _crowded(holders: Places, starts: Places, sizes: Places, days: Places) -> Iterator[Places]:
    """Each holder of a crowded block with the first ones of its spell and those just before it."""
    if not len(starts):
        return
    block = np.repeat(np.cumsum(sizes) - sizes, sizes)
    place = np.arange(len(block))
    held = holders[np.repeat(starts, sizes) + place - block]
    fresh = np.append(True, (np.diff(days[held]) > QUIET) | (np.diff(block) != 0))
    first = np.maximum.accumulate(np.where(fresh, place, 0))
    for n in range(FIRST):
        yield _keys(held, first + n, place, first + n < place, len(days))
    for n in range(1, BEFORE + 1):
        other = place - n
        told = (other >= first) & (other < first + FIRST)
        yield _keys(held, other, place, (other >= block) & ~told, len(days))


def _keys(held: Places, one: Places, other: Places, kept: NDArray[np.bool_], count: int) -> Places:
    """The pairs of holders at two places of a block, where they are kept, each as one number."""
    return held[one[kept]] * count + held[other[kept]]
