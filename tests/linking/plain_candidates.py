"""The candidate pairs of copies worked out all at once: short, hungry for memory, and what the sliced form must give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.linking import candidates as rules
from dateline.linking.prints import Numbers, Places, Print


def plain_candidates(prints: Sequence[Print]) -> rules.Candidates:
    """The pairs worth comparing among stories that are sorted by age."""
    texts = [one.sequences for one in prints]
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    holders, starts, sizes = _blocks(texts, lengths)
    days = np.array([rules.day_of(one) for one in prints], dtype=np.int64)
    crowd = sizes > rules.CROWD
    keys, counts = _weighed(
        _together(holders, starts[~crowd], sizes[~crowd], len(prints)),
        _crowded(holders, starts[crowd], sizes[crowd], days),
    )
    a, b = keys // max(len(prints), 1), keys % max(len(prints), 1)
    shared = counts / np.maximum(np.minimum(lengths[a], lengths[b]), 1)
    kept = (shared == 1) | ((counts >= rules.LEAST) & ((counts >= rules.ENOUGH) | (shared >= rules.SHARE)))
    return rules.Candidates(
        tuple(zip(a[kept].tolist(), b[kept].tolist(), strict=True)),
        int(crowd.sum()),
        int(sizes.max(initial=0)),
        tuple(range(len(prints))),
    )


def _weighed(together: Iterable[Places], crowded: Iterable[Places]) -> tuple[Places, NDArray[np.float64]]:
    """Each pair once, and how many sequences it shares, crowded ones counting less."""
    nothing = np.zeros(0, dtype=np.int64)
    plain, many = np.unique(np.concatenate([nothing, *together]), return_counts=True)
    held, more = np.unique(np.concatenate([nothing, *crowded]), return_counts=True)
    keys, at = np.unique(np.concatenate([plain, held]), return_inverse=True)
    weights = np.concatenate([many.astype(np.float64), more * rules.CROWDED])
    return keys, np.bincount(at, weights=weights, minlength=len(keys)).astype(np.float64)


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
    for near in range(1, rules.CROWD):
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
    fresh = np.append(True, (np.diff(days[held]) > rules.QUIET) | (np.diff(block) != 0))
    first = np.maximum.accumulate(np.where(fresh, place, 0))
    for n in range(rules.FIRST):
        yield _keys(held, first + n, place, first + n < place, len(days))
    for n in range(1, rules.BEFORE + 1):
        other = place - n
        told = (other >= first) & (other < first + rules.FIRST)
        yield _keys(held, other, place, (other >= block) & ~told, len(days))


def _keys(held: Places, one: Places, other: Places, kept: NDArray[np.bool_], count: int) -> Places:
    """The pairs of holders at two places of a block, where they are kept, each as one number."""
    return held[one[kept]] * count + held[other[kept]]
