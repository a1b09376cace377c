"""From pair decisions to clusters: the surest joins first, never across a pair that is known to differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


def clusters(
    count: int, joins: Iterable[tuple[int, int, int]], differ: Callable[[int, int], bool]
) -> tuple[tuple[int, ...], ...]:
    """The clusters of positions 0..`count`, each sorted, in order of their first member.

    `joins` are (score, one, other). A join is refused when any pair across the two clusters `differ`s, so the
    outcome depends on scores and positions alone: sort the positions by content before.
    """
    home = list(range(count))
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    for _, one, other in sorted(set(joins), key=lambda join: (-join[0], join[1], join[2])):
        a, b = sorted((home[one], home[other]))
        if a == b or _forbidden(members[a], members[b], differ):
            continue
        for n in members[b]:
            home[n] = a
        members[a] = sorted(members[a] + members.pop(b))
    return tuple(tuple(found) for _, found in sorted(members.items()))


def _forbidden(one: Sequence[int], other: Sequence[int], differ: Callable[[int, int], bool]) -> bool:
    return any(differ(a, b) for a in one for b in other)


def united(
    groups: Sequence[Sequence[int]], same: Iterable[tuple[int, int]], apart: Callable[[int, int], bool]
) -> tuple[tuple[int, ...], ...]:
    """The groups, those with two members that a person calls `same` made one, unless a person keeps members `apart`.

    Whole groups are joined: what rules say of their other members does not count against a person's word.
    """
    home = {n: k for k, group in enumerate(groups) for n in group}
    joins = [(0, home[one], home[other]) for one, other in sorted(same)]

    def kept_apart(one: int, other: int) -> bool:
        return any(apart(a, b) for a in groups[one] for b in groups[other])

    return tuple(
        tuple(sorted(n for k in group for n in groups[k])) for group in clusters(len(groups), joins, kept_apart)
    )
