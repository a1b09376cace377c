"""What was settled of reports, as bytes: their blocks, the decisions on pairs, the parts that no join connects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

import msgspec
from msgspec import Struct

from dateline.linking.blocks import Block, Blocks, Pairs, Stay
from dateline.linking.origins import Told
from dateline.model.span import Span

# A decision: whether one report repeats the other's words, and the score.
Score = tuple[bool, int]
# A part: its members' numbers, its joins among them, where each was told first.
Part = tuple[tuple[int, ...], tuple[tuple[int, int, int], ...], tuple[Told, ...]]
Groups = tuple[tuple[int, ...], ...]


class Home(Struct, frozen=True, array_like=True):
    """The days of a report, whether its place is unknown, and its blocks, by number."""

    report: int
    first: int
    last: int
    unknown: bool
    blocks: tuple[int, ...]


class PartRow(Struct, frozen=True, array_like=True):
    """A part and its groups; `told`: document, start and end of where each member's words were told first."""

    members: tuple[int, ...]
    joins: tuple[tuple[int, int, int], ...]
    told: tuple[tuple[str, int, int], ...]
    groups: Groups


class Settled(Struct, frozen=True, array_like=True):
    """All of it, reports and blocks by their places in the first two lists."""

    reports: tuple[str, ...]
    blocks: tuple[Block, ...]
    homes: tuple[Home, ...]
    pairs: tuple[tuple[int, tuple[tuple[int, int], ...], bool], ...]
    scores: tuple[tuple[int, int, bool, int], ...]
    parts: tuple[PartRow, ...]


def settle(
    numbers: Mapping[str, int],
    blocks: Blocks,
    scores: Mapping[tuple[int, int], Score],
    parts: Mapping[Part, Groups],
) -> bytes:
    """What is known of the reports in `numbers` as bytes; what touches any other report is left out."""
    reports = tuple(sorted(numbers))
    at = {numbers[report]: n for n, report in enumerate(reports)}
    place = {report: n for n, report in enumerate(reports)}
    named = tuple(sorted({block for report in reports for block in blocks.homes(report)}))
    block_at = {block: n for n, block in enumerate(named)}
    stays = ((place[report], blocks.stay(report), blocks.homes(report)) for report in reports)
    return msgspec.msgpack.encode(
        Settled(
            reports,
            named,
            tuple(
                Home(n, stay.first, stay.last, stay.unknown, tuple(block_at[one] for one in homes))
                for n, stay, homes in stays
                if stay is not None
            ),
            tuple(
                (block_at[block], tuple((place[one], place[other]) for one, other in found.pairs), found.cut)
                for block, found in blocks.sought(place.keys())
            ),
            tuple((at[one], at[other], *score) for (one, other), score in scores.items() if {one, other} <= at.keys()),
            tuple(_row(part, groups, at) for part, groups in parts.items() if at.keys() >= set(part[0])),
        )
    )


def _row(part: Part, groups: Groups, at: Mapping[int, int]) -> PartRow:
    members, joins, told = part
    where = tuple((one.document, one.span.start, one.span.end) for one in told)
    return PartRow(tuple(at[n] for n in members), joins, where, groups)


class Recalled:
    """What `settle` kept, of the reports that are still the same."""

    def __init__(self, content: bytes, same: Set[str]) -> None:
        """`same`: the reports that are what they were."""
        self._found = msgspec.msgpack.decode(content, type=Settled)
        self.reports = frozenset(self._found.reports) & same

    def blocks(self) -> Blocks:
        """The blocks, with these reports alone."""
        found, names = self._found, self._found.reports
        stays = {
            names[home.report]: (
                Stay(home.first, home.last, names[home.report], home.unknown),
                tuple(found.blocks[n] for n in home.blocks),
            )
            for home in found.homes
        }
        pairs = {
            found.blocks[n]: Pairs(tuple((names[one], names[other]) for one, other in several), cut)
            for n, several, cut in found.pairs
        }
        blocks = Blocks(stays, pairs)
        for report in stays.keys() - self.reports:
            blocks.drop(report)
        return blocks

    def scores(self, numbers: Mapping[str, int]) -> dict[tuple[int, int], Score]:
        """The decisions on pairs of the reports in `numbers`."""
        now = self._now(numbers)
        return {
            (now[one], now[other]): (copied, score)
            for one, other, copied, score in self._found.scores
            if one in now and other in now
        }

    def parts(self, numbers: Mapping[str, int]) -> dict[Part, Groups]:
        """The parts that have only reports in `numbers`."""
        now = self._now(numbers)
        return {
            (tuple(now[n] for n in row.members), row.joins, _told(row.told)): row.groups
            for row in self._found.parts
            if all(n in now for n in row.members)
        }

    def _now(self, numbers: Mapping[str, int]) -> dict[int, int]:
        names = enumerate(self._found.reports)
        return {n: numbers[report] for n, report in names if report in self.reports and report in numbers}


def _told(rows: Sequence[tuple[str, int, int]]) -> tuple[Told, ...]:
    return tuple(Told(document, Span(start, end)) for document, start, end in rows)
