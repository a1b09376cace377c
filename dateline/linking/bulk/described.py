"""What the joins need of each story, read off once: its age, its sequences, the days and the blocks of its reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.linking.across import Looks
from dateline.linking.age import age
from dateline.linking.blocks import Block, homes_of, stay_of
from dateline.linking.bulk import duck
from dateline.linking.bulk.bulk import Bulk, Numbers, evenly
from dateline.linking.candidates import day_of
from dateline.linking.identity import holder
from dateline.linking.prints import Print, print_of
from dateline.model.document import Document
from dateline.model.report import Report

# So many stories are described at a time: their sequences take a few megabytes.
AT_ONCE = 2_000
PRINTS, BLOCKS = "prints", "blocks"


class Card(Struct, frozen=True, array_like=True):
    """A story: its number, what sorts it by age, its last day, how many different sequences it has.

    `page`: the number of its place on its page, the same for stories that are one; 0 without a place. `body`: the
    length of its text; `told`: when it was published; `loose`: whether it has figures that no report of it claims.
    `holder`: what judgements call its page; `rendition`: the number of its text.
    """

    story: int
    age: tuple[str, bool, str, int, str]
    day: int
    sequences: int
    page: int
    body: int
    agency: str | None
    told: str
    loose: bool
    holder: str
    rendition: int


class Line(Struct, frozen=True, array_like=True):
    """A report: its id, its story's number, where its first words stand, the days of its stay, if it has one.

    `one`: whether it tells of one incident.
    """

    report: str
    story: int
    start: int
    end: int
    stay: tuple[int, int, bool] | None
    one: bool


class Described(Struct, frozen=True, eq=False):
    """Some stories and their reports."""

    cards: list[Card]
    lines: list[Line]


def parts(bulk: Bulk) -> int:
    """In how many parts the stories are described."""
    return len(bulk.shelf) // AT_ONCE + 1


def describe(bulk: Bulk, part: int) -> Described:
    """Describes a part of the stories; their sequences and blocks are put down for the joins."""
    looks = Looks(bulk.tables.actors)
    cards: list[Card] = []
    lines: list[Line] = []
    sequences: list[NDArray[np.uint64]] = []
    blocks: dict[str, list[Any]] = {"block": [], "report": []}
    for number in bulk.shelf.lying[evenly(len(bulk.shelf), parts(bulk), part)].tolist():
        document = bulk.shelf.load(bulk.shelf.ids[number])
        made = print_of(document)
        reports = bulk.reports(document)
        sequences.append(made.sequences)
        cards.append(card_of(number, document, made, reports))
        for report in reports:
            slots = looks.slots(report, document)
            stay = stay_of(report.id, slots)
            first = report.evidence[0]
            days = None if stay is None else (stay.first, stay.last, stay.unknown)
            lines.append(Line(report.id, number, first.start, first.end, days, report.level == "incident"))
            for block in homes_of(slots) if stay is not None else ():
                blocks["block"].append(packed(block))
                blocks["report"].append(report.id)
    lengths = [len(one) for one in sequences]
    stories = np.repeat(np.array([card.story for card in cards], dtype=np.int32), lengths)
    joined = np.concatenate([np.zeros(0, dtype=np.uint64), *sequences])
    order = np.argsort(joined)
    duck.write(bulk.path(f"{PRINTS}-{part}.parquet"), {"sequence": joined[order], "story": stories[order]})
    duck.write(bulk.path(f"{BLOCKS}-{part}.parquet"), blocks)
    return Described(cards, lines)


def card_of(number: int, document: Document, made: Print, reports: Sequence[Report]) -> Card:
    """The card of a story; `reports`: those of it that stand."""
    claims = (claim for report in reports for claim in report.claims)
    claimed = {claim.value for claim in claims if claim.field == "figure" and claim.stance == "affirms"}
    figures = document.reading.figures if document.reading is not None else ()
    return Card(
        story=number,
        age=age(made),
        day=day_of(made),
        sequences=len(made.sequences),
        page=_page(document),
        body=len(document.body),
        agency=document.agency,
        told=document.published.earliest or "9999",
        loose=any(figure.id not in claimed for figure in figures),
        holder=holder(document),
        rendition=numbered(document.rendition.id),
    )


def _page(document: Document) -> int:
    if not document.segments:
        return 0
    return numbered(f"{document.rendition.id} {document.segments[0].span.start}")


def numbered(name: str) -> int:
    """The number of a name, never 0, the same in every process."""
    return int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "little") + 1


def packed(block: Block) -> bytes:
    """A block as bytes that sort as blocks do.

    >>> packed(("a", "b\\0", "c", "")) , unpacked(packed(("a", "b\\0", "c", "")))
    (b'a\\x00\\x01b\\x00\\x02\\x00\\x01c\\x00\\x01', ('a', 'b\\x00', 'c', ''))
    """
    return b"\0\1".join(part.encode("utf-8", "surrogatepass").replace(b"\0", b"\0\2") for part in block)


def unpacked(content: bytes) -> tuple[str, ...]:
    """The block of `packed`."""
    parts = content.split(b"\0\1")
    return tuple(part.replace(b"\0\2", b"\0").decode("utf-8", "surrogatepass") for part in parts)


class Order(Struct, frozen=True, eq=False):
    """All stories by number: agencies, lengths of bodies, when they were told, holders, texts; and some numbers.

    `pages`: stories that are one story of one page, each such group from the oldest on; `loose`: those with figures
    that no report claims.
    """

    agencies: list[str | None]
    bodies: Numbers
    told: list[str]
    holders: list[str]
    renditions: Numbers
    pages: list[list[int]]
    loose: list[int]


def ordered(bulk: Bulk, found: Sequence[Described]) -> Order:
    """The stories by age: their numbers in that order, of those that have words, with their days and lengths."""
    cards = sorted((card for some in found for card in some.cards), key=lambda card: card.age)
    worded = [card for card in cards if card.sequences]
    position = np.full(len(cards), -1, dtype=np.int32)
    position[[card.story for card in worded]] = np.arange(len(worded))
    bulk.save("position", position)
    bulk.save("story_at", np.array([card.story for card in worded], dtype=np.int32))
    bulk.save("days", np.array([card.day for card in worded], dtype=np.int64))
    bulk.save("sizes", np.array([-card.age[3] for card in worded], dtype=np.int64))
    bulk.save("lengths", np.array([card.sequences for card in worded], dtype=np.int64))
    by_number = sorted(cards, key=lambda card: card.story)
    return Order(
        agencies=[card.agency for card in by_number],
        bodies=np.array([card.body for card in by_number], dtype=np.int64),
        told=[card.told for card in by_number],
        holders=[card.holder for card in by_number],
        renditions=np.array([card.rendition for card in by_number], dtype=np.int64),
        pages=list(_pages(cards)),
        loose=[card.story for card in by_number if card.loose],
    )


def _pages(cards: Sequence[Card]) -> Iterator[list[int]]:
    pages = np.array([card.page for card in cards], dtype=np.int64)
    same = np.argsort(pages, kind="stable")
    starts = np.flatnonzero(np.append(True, np.diff(pages[same]) != 0)[: len(same)])
    for group in np.split(same, starts[1:]):
        if len(group) > 1 and pages[group[0]]:
            yield [cards[n].story for n in group.tolist()]


class Lines(Struct, frozen=True, eq=False):
    """All reports in order of id; `stories`, `starts`, `ends`, `first`, `last`: as arrays; `whole`: told as more than
    an incident."""

    ids: list[str]
    stories: Numbers
    starts: Numbers
    ends: Numbers
    first: Numbers
    last: Numbers
    unknown: Numbers
    whole: Numbers


def lined(found: Sequence[Described]) -> Lines:
    """The reports in order of id; those without a stay have the days 0 to 0, and no block."""
    lines = sorted((line for some in found for line in some.lines), key=lambda line: line.report)
    stays = np.array([line.stay or (0, 0, False) for line in lines], dtype=np.int32).reshape(-1, 3)
    return Lines(
        ids=[line.report for line in lines],
        stories=np.array([line.story for line in lines], dtype=np.int32),
        starts=np.array([line.start for line in lines], dtype=np.int32),
        ends=np.array([line.end for line in lines], dtype=np.int32),
        first=stays[:, 0],
        last=stays[:, 1],
        unknown=stays[:, 2].astype(np.bool_),
        whole=np.array([not line.one for line in lines], dtype=np.bool_),
    )
