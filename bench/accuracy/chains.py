"""How well chains of mentions agree with the true ones: MUC, B-cubed, CEAF-e and their mean, the CoNLL figure.

Chains are sets of mentions; true and found ones hold the same mentions (gold mentions are given), each mention in one
chain of each. The measures are those of Pradhan and others (ACL 2014, 'Scoring coreference partitions').
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Chain = frozenset[Hashable]


class Score(Struct, frozen=True):
    """Precision, recall and F1, 0 to 1."""

    precision: float
    recall: float
    f1: float


class Scores(Struct, frozen=True):
    """The three measures and the mean of their F1."""

    muc: Score
    b_cubed: Score
    ceaf_e: Score
    conll: float


def scores(gold: Sequence[Chain], found: Sequence[Chain]) -> Scores:
    """The measures of found chains against the true ones."""
    three = muc(gold, found), b_cubed(gold, found), ceaf_e(gold, found)
    return Scores(*three, sum(one.f1 for one in three) / 3)


def chains(names: Mapping[Hashable, Hashable]) -> tuple[Chain, ...]:
    """The chains of mentions, each given with the name of its chain."""
    held: dict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, name in names.items():
        held[name].add(mention)
    return tuple(frozenset(one) for one in held.values())


def without_singletons(several: Iterable[Chain]) -> tuple[Chain, ...]:
    """The chains of at least two mentions."""
    return tuple(one for one in several if len(one) > 1)


def muc(gold: Sequence[Chain], found: Sequence[Chain]) -> Score:
    """Links kept: of the links that hold each chain together, those that the other side has too."""
    return _score(_links_kept(found, gold), _links_kept(gold, found))


def _links_kept(of: Sequence[Chain], by: Sequence[Chain]) -> tuple[float, float]:
    home = {mention: n for n, chain in enumerate(by) for mention in chain}
    kept = 0
    for chain in of:
        alone = sum(mention not in home for mention in chain)
        kept += len(chain) - len({home[m] for m in chain if m in home}) - alone
    return kept, sum(len(chain) - 1 for chain in of)


def b_cubed(gold: Sequence[Chain], found: Sequence[Chain]) -> Score:
    """For each mention, the part of its chain that is in its other chain as well."""
    return _score(_overlaps(found, gold), _overlaps(gold, found))


def _overlaps(of: Sequence[Chain], by: Sequence[Chain]) -> tuple[float, float]:
    right = sum(count * count / len(of[one]) for (one, _), count in _shared(of, by).items())
    return right, sum(len(chain) for chain in of)


def ceaf_e(gold: Sequence[Chain], found: Sequence[Chain]) -> Score:
    """Chains matched one to one so that the sum of their likeness, 2 |both| / (|one| + |other|), is greatest."""
    like = {
        (one, other): 2 * count / (len(gold[one]) + len(found[other]))
        for (one, other), count in _shared(gold, found).items()
    }
    best = sum(_assigned(part) for part in _parts(like))
    return _score((best, len(found)), (best, len(gold)))


def _shared(one: Sequence[Chain], other: Sequence[Chain]) -> dict[tuple[int, int], int]:
    """How many mentions two chains share, by their positions; those that share none left out."""
    home = {mention: n for n, chain in enumerate(other) for mention in chain}
    counts: dict[tuple[int, int], int] = defaultdict(int)
    for n, chain in enumerate(one):
        for mention in chain:
            if mention in home:
                counts[n, home[mention]] += 1
    return counts


def _parts(like: Mapping[tuple[int, int], float]) -> list[NDArray[np.float64]]:
    """The likenesses as tables, one for each part that shares no chain with the others."""
    rows: dict[int, set[int]] = defaultdict(set)
    columns: dict[int, set[int]] = defaultdict(set)
    for row, column in like:
        rows[row].add(column)
        columns[column].add(row)
    tables, done = [], set[int]()
    for first in rows:
        if first in done:
            continue
        mine, theirs, open_rows = {first}, set[int](), [first]
        while open_rows:
            fresh = rows[open_rows.pop()] - theirs
            theirs |= fresh
            new = {row for column in fresh for row in columns[column]} - mine
            mine |= new
            open_rows.extend(new)
        done |= mine
        across = sorted(theirs)
        tables.append(np.array([[like.get((row, column), 0.0) for column in across] for row in sorted(mine)]))
    return tables


def _assigned(like: NDArray[np.float64]) -> float:
    """The greatest sum of entries, at most one of each row and column: the Hungarian method by shortest paths."""
    table = -(like if like.shape[0] <= like.shape[1] else like.T)
    rows, columns = table.shape
    of_row, of_column = np.zeros(rows + 1), np.zeros(columns + 1)
    holder = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        holder[0], at = row, 0
        least, came = np.full(columns + 1, np.inf), np.zeros(columns + 1, dtype=np.int64)
        used = np.zeros(columns + 1, dtype=bool)
        while holder[at]:
            used[at] = True
            cost = np.append(np.inf, table[holder[at] - 1] - of_row[holder[at]] - of_column[1:])
            better = ~used & (cost < least)
            least[better], came[better] = cost[better], at
            step = int(np.argmin(np.where(used, np.inf, least)))
            by = least[step]
            of_row[holder[used]] += by
            of_column[used] -= by
            least[~used] -= by
            at = step
        while at:
            holder[at] = holder[came[at]]
            at = int(came[at])
    taken = np.flatnonzero(holder[1:])
    return float(-table[holder[1:][taken] - 1, taken].sum())


def _score(precision: tuple[float, float], recall: tuple[float, float]) -> Score:
    p, r = (right / of if of else 0.0 for right, of in (precision, recall))
    return Score(p, r, 2 * p * r / (p + r) if p + r else 0.0)
