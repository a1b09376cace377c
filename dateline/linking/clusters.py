"""From pair decisions to clusters: the surest joins first, never across a pair that is known to differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def clusters(
    count: int, joins: Iterable[tuple[int, int, int]], apart: Callable[[Sequence[int], Sequence[int]], bool]
) -> tuple[tuple[int, ...], ...]:
    """The clusters of positions 0..`count`, each sorted, in order of their first member.

    `joins` are (score, one, other). A join is refused when the two clusters are `apart`: some pair across them is
    known to differ. So the outcome depends on scores and positions alone: sort the positions by content before.
    """
    home = list(range(count))
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
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
