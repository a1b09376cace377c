"""From pair decisions to clusters: the surest joins first, never across a pair that is known to differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

# How sure a join is (more is surer), and the two positions that it joins.
Join = tuple[int, int, int]


def clusters(
    positions: Iterable[int], joins: Iterable[Join], apart: Callable[[Sequence[int], Sequence[int]], bool]
) -> tuple[tuple[int, ...], ...]:
    """The clusters of the positions, each sorted, in order of their first member.

    A join is refused when the two clusters are `apart`: some pair across them is known to differ. So the outcome
    depends on scores and on the order of the positions alone: order them by content before.
    """
    members = {n: [n] for n in positions}
    home = {n: n for n in members}
    refused: set[tuple[int, int, int, int]] = set()
    for _, one, other in sorted(set(joins), key=lambda join: (-join[0], join[1], join[2])):
        a, b = sorted((home[one], home[other]))
        # Clusters only grow: while neither has, what kept them apart does so still.
        tried = a, b, len(members[a]), len(members[b])
        if a == b or tried in refused:
            continue
        if apart(members[a], members[b]):
            refused.add(tried)
            continue
        for n in members[b]:
            home[n] = a
        members[a] = sorted(members[a] + members.pop(b))
    return tuple(tuple(found) for _, found in sorted(members.items()))


def united(
    groups: Sequence[Sequence[int]], same: Iterable[tuple[int, int]], apart: Callable[[int, int], bool]
) -> tuple[tuple[int, ...], ...]:
    """The groups, those with two members that a person calls `same` made one, unless a person keeps members `apart`.

    Whole groups are joined: what rules say of their other members does not count against a person's word.
    """
    home = {n: k for k, group in enumerate(groups) for n in group}
    joins = [(0, home[one], home[other]) for one, other in sorted(same)]

    def kept_apart(one: Sequence[int], other: Sequence[int]) -> bool:
        return any(apart(a, b) for k in one for m in other for a in groups[k] for b in groups[m])

    return tuple(
        tuple(sorted(n for k in group for n in groups[k])) for group in clusters(range(len(groups)), joins, kept_apart)
    )


def components(count: int, joins: Sequence[Join]) -> Iterator[tuple[tuple[int, ...], tuple[Join, ...]]]:
    """The positions 0..`count` in parts that no join connects, each sorted, with its joins, in order of the first."""
    root = list(range(count))

    def find(n: int) -> int:
        while root[n] != n:
            root[n] = n = root[root[n]]
        return n

    for _, one, other in joins:
        a, b = sorted((find(one), find(other)))
        root[b] = a
    members: dict[int, list[int]] = defaultdict(list)
    for n in range(count):
        members[find(n)].append(n)
    within: dict[int, list[Join]] = defaultdict(list)
    for join in joins:
        within[find(join[1])].append(join)
    return ((tuple(found), tuple(sorted(within[first]))) for first, found in members.items())
