"""Which stories may share a passage: an index of what four words in a row stand in which stories.

A sequence that more than CROWD stories have is a phrase of the trade, or a story that many copied. It is not dropped,
for then the most copied story would be lost: each of its stories is compared with the FIRST ones that had it and with
the BEFORE ones just before it. A copied story's first teller stands among its first ones, whoever copied it since, so
the cap holds back tellers of the same, never the pair of a copy and its source. After QUIET days without it a sequence
begins anew, with other first ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


# Places whose pairs are counted at once: some hundred megabytes of pairs at most.
AT_ONCE = 200_000

Small = NDArray[np.int32]


class Candidates(Struct, frozen=True):
    """Pairs of positions, the older story first; how many sequences were crowded, by how many stories at most.

    `counted`: the positions of the stories whose pairs with older ones were counted; those of others are as they were.
    """

    pairs: tuple[tuple[int, int], ...]
    crowded: int
    most: int
    counted: tuple[int, ...]


class Shelf(Struct, frozen=True, eq=False):
    """The holders of each sequence that several stories have, block after block, the oldest of a block first.

    For each place: where its block begins, where its spell does, and whether the block is crowded. `sizes`: of the
    blocks; `order`: the places by holder.
    """

    held: Small
    begin: Small
    first: Small
    crowded: NDArray[np.bool_]
    sizes: Small
    order: Small


def candidates(prints: Sequence[Print], known: int = 0, fresh: Sequence[int] = ()) -> Candidates:
    """The pairs worth comparing among stories that are sorted by age.

    `known`: how many of them were counted together before, all but the `fresh` ones (by position); then only pairs that
    the fresh ones can have changed are counted.
    """
    lengths = np.array([len(one.sequences) for one in prints], dtype=np.int64)
    days = np.array([day_of(one) for one in prints], dtype=np.int64)
    shelf = _shelved([one.sequences for one in prints], lengths, days)
    changed = np.ones(len(prints), dtype=np.bool_)
    if known and bits_for(known) == bits_for(len(prints)):
        changed = _changed(shelf, len(prints), np.array(fresh, dtype=np.int64))
    order = shelf.order[changed[shelf.held[shelf.order]]]
    found = [kept(*weighed(shelf, places, len(prints)), lengths) for places in slices(shelf, order)]
    a, b = (np.concatenate([np.zeros(0, dtype=np.int64), *(pair[n] for pair in found)]) for n in (0, 1))
    by_age = np.lexsort((b, a))
    return Candidates(
        tuple(zip(a[by_age].tolist(), b[by_age].tolist(), strict=True)),
        int((shelf.sizes > CROWD).sum()),
        int(shelf.sizes.max(initial=0)),
        tuple(np.flatnonzero(changed).tolist()),
    )


def _changed(shelf: Shelf, count: int, fresh: Places) -> NDArray[np.bool_]:
    """The stories whose pairs with older ones fresh stories can have changed: those behind one in a block, and all of a
    block that is crowded through them."""
    changed = np.zeros(count, dtype=np.bool_)
    changed[fresh] = True
    so_far = np.append(0, np.cumsum(changed[shelf.held]))
    ends = np.cumsum(shelf.sizes)
    came = so_far[ends] - so_far[ends - shelf.sizes]
    crossed = (shelf.sizes > CROWD) & (shelf.sizes - came <= CROWD)
    behind = so_far[1:] > so_far[shelf.begin]
    changed[shelf.held[behind | np.repeat(crossed, shelf.sizes)]] = True
    return changed


def bits_for(count: int) -> int:
    """How many bits the number of one of so many stories takes."""
    return max(count - 1, 1).bit_length()


def kept(keys: Places, plain: Places, crowded: Places, lengths: Places) -> tuple[Places, Places]:
    """The older and the younger story of the pairs that share enough: so many sequences, so many crowded ones."""
    counts = plain + crowded * CROWDED
    b, a = keys // max(len(lengths), 1), keys % max(len(lengths), 1)
    shared = counts / np.maximum(np.minimum(lengths[a], lengths[b]), 1)
    enough = (shared == 1) | ((counts >= LEAST) & ((counts >= ENOUGH) | (shared >= SHARE)))
    return a[enough], b[enough]


def weighed(shelf: Shelf, places: Small, count: int) -> tuple[Places, Places, Places]:
    """Each pair of these holders with older ones, and how many sequences it shares, how many of them crowded."""
    plain = (2 * keys for keys in _together(shelf, places, count))
    crowded = (2 * keys + 1 for keys in _crowded(shelf, places, count))
    told = np.concatenate([np.zeros(0, dtype=np.int64), *plain, *crowded])
    told.sort()
    starts = np.flatnonzero(np.append(True, told[1:] != told[:-1])[: len(told)])
    many = np.diff(np.append(starts, len(told)))
    pairs, is_crowded = told[starts] >> 1, (told[starts] & 1).astype(np.bool_)
    fresh = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
    at, shared = np.cumsum(fresh) - 1, np.zeros((2, int(fresh.sum())), dtype=np.int64)
    shared[is_crowded.astype(np.int8), at] = many
    return pairs[fresh], shared[0], shared[1]


def day_of(one: Print) -> int:
    """The last day on which a story can have been published, counted; far off where it is not known."""
    return counted(one.document.published.latest, NO_DAY)


def counted(day: str | None, unknown: int) -> int:
    """The number of an ISO day."""
    try:
        return date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return unknown


def _shelved(texts: Sequence[Numbers], lengths: Places, days: Places) -> Shelf:
    """The holders of each sequence that several stories have."""
    return shelved(np.concatenate([*texts, np.zeros(0, dtype=np.uint64)]), np.arange(len(texts)), lengths, days)


def shelved(ordered: Numbers, holders: Places, lengths: Places, days: Places) -> Shelf:
    """The holders of each of these sequences that several stories have; `ordered` is used up.

    `holders`: of the stories of which the sequences are, `lengths` so many of each; `days`: of all stories.

    A sequence and its holder are sorted as one number. What of the sequence's own number makes room for the holder's is
    missed by none: among ten million sequences a handful are taken for one another, and no pair is judged by them.
    """
    bits = np.uint64(bits_for(len(days)))
    ordered >>= bits
    ordered <<= bits
    ordered |= np.repeat(holders.astype(np.uint64), lengths)
    ordered.sort()
    sequences = ordered >> bits
    starts = np.flatnonzero(np.append(True, sequences[1:] != sequences[:-1])) if len(ordered) else lengths[:0]
    sizes = np.diff(np.append(starts, len(ordered)))
    shared = np.repeat(sizes > 1, sizes)
    held = (ordered[shared] & ((np.uint64(1) << bits) - np.uint64(1))).astype(np.int32)
    sizes = sizes[sizes > 1].astype(np.int32)
    begin = np.repeat(np.cumsum(sizes, dtype=np.int32) - sizes, sizes)
    place = np.arange(len(held), dtype=np.int32)
    quiet = np.append(True, np.diff(days[held]) > QUIET)[: len(held)]
    first = np.maximum.accumulate(np.where(quiet | (place == begin), place, np.int32(0)))
    return Shelf(
        held, begin, first, np.repeat(sizes > CROWD, sizes), sizes, np.argsort(held, kind="stable").astype(np.int32)
    )


def slices(shelf: Shelf, order: Small) -> Iterator[Small]:
    """The places, those of one holder together, a few holders at a time: all their pairs at once are too many."""
    ends = np.flatnonzero(np.diff(shelf.held[order])) + 1
    start = 0
    while start < len(order):
        later = ends[np.searchsorted(ends, start + AT_ONCE) :]
        end = int(later[0]) if len(later) else len(order)
        yield order[start:end]
        start = end


def _together(shelf: Shelf, places: Small, count: int) -> Iterator[Places]:
    """Every pair of holders of a block that is not crowded, the younger at one of the places, a pair as one number."""
    places = places[~shelf.crowded[places]]
    for near in range(1, CROWD):
        places = places[places - near >= shelf.begin[places]]
        if not len(places):
            return
        yield _keys(shelf, places, places - near, count)


def _crowded(shelf: Shelf, places: Small, count: int) -> Iterator[Places]:
    """The holder at each place of a crowded block with the first ones of its spell and those just before it."""
    places = places[shelf.crowded[places]]
    first, begin = shelf.first[places], shelf.begin[places]
    for n in range(FIRST):
        kept = first + n < places
        yield _keys(shelf, places[kept], first[kept] + n, count)
    for n in range(1, BEFORE + 1):
        other = places - n
        told = (other >= first) & (other < first + FIRST)
        kept = (other >= begin) & ~told
        yield _keys(shelf, places[kept], other[kept], count)


def _keys(shelf: Shelf, younger: Small, older: Small, count: int) -> Places:
    """The pairs of holders at these places, each as one number."""
    return shelf.held[younger].astype(np.int64) * count + shelf.held[older]
