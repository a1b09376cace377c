"""What happened in the stream and who tells it how: the truth that the generator keeps."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from bench.stream import world
from bench.stream.world import Kind, Side, Town, Voice

T = TypeVar("T")
SEED = 20261126
FIRST_DAY = date(2031, 1, 6)
# How the numbers of a happening's accounts go: one toll for all; one that rises; one that its own source lowers; two
# sides that gainsay each other; open floors far apart; a part of those counted; bodies beside the dead.
STORYLINES = {"plain": 38, "rising": 20, "lowered": 6, "disputed": 14, "floors": 8, "part": 8, "bodies": 6}
# The relation of two numbers of one happening that are not the same number.
RELATIONS = {
    "rising": "update", "lowered": "correction", "disputed": "conflict", "floors": "divergent", "part": "subset",
    "bodies": "definition",
}  # fmt: skip
# Accounts of one happening that are no copies, and how often there are so many.
ACCOUNTS = {1: 32, 2: 25, 3: 18, 4: 12, 5: 7, 6: 4, 8: 2}
# Copies of an agency's story, and how often there are so many.
COPIES = {1: 6, 2: 4, 4: 3, 9: 1}
PER_TOWN = 50
GAPS = (2, 3, 3, 4, 5, 6)


class Number(Struct, frozen=True):
    """A number that an account gives: what befell how many of whom, and whether it is a floor."""

    outcome: str
    amount: int
    people: str = "people"
    floor: bool = False


class Happening(Struct, frozen=True):
    """One event of the truth."""

    number: int
    kind: Kind
    town: Town
    day: date
    doer: Side
    other: Side
    storyline: str
    toll: int
    target: str


class Account(Struct, frozen=True, kw_only=True):
    """How one story tells of one happening.

    `told`: the day it is published; `voice`: who is quoted for it, None for the outlet itself; `counts`: who is quoted
    for the number, None for the same; `dated`: `day`, `story` (no day is named) or `week`; `quarter`: which quarter of
    the town is named, if one is; `named`: whether the doer is; `hit`: whether what was hit is; `denies`: whether the
    voice denies having done it.
    """

    happening: Happening
    told: date
    outlet: str
    agency: str | None
    voice: Voice | None
    counts: Voice | None = None
    number: Number | None = None
    dated: str = "day"
    quarter: int | None = None
    named: bool = True
    hit: bool = False
    denies: bool = False
    background: bool = False


class Piece(Struct, frozen=True, kw_only=True):
    """A story to be written: its accounts, the news first; `copies`: the number of the story whose words it has."""

    number: int
    accounts: tuple[Account, ...]
    copies: int | None = None
    cut: bool = False


def happenings(count: int, rng: random.Random) -> tuple[Happening, ...]:
    """`count` happenings: in each town chains of one kind by one side, days apart."""
    places = world.towns(max(2, count // PER_TOWN))
    found: list[Happening] = []
    for nth, town in enumerate(places):
        wanted = count // len(places) + (nth < count % len(places))
        found += _in_town(town, wanted, len(found), rng)
    return tuple(found)


def _in_town(town: Town, wanted: int, first: int, rng: random.Random) -> Iterator[Happening]:
    rebels = world.REBELS[first % len(world.REBELS)]
    day = FIRST_DAY + timedelta(days=rng.randrange(20))
    made = 0
    while made < wanted:
        kind = rng.choice(world.KINDS)
        army = kind.by_army and (not kind.by_rebels or rng.random() < 0.5)
        doer, other = (world.ARMY, rebels) if army else (rebels, world.ARMY)
        for _ in range(min(rng.randint(2, 7), wanted - made)):
            day += timedelta(days=rng.choice(GAPS))
            storyline = _pick(STORYLINES, rng)
            yield Happening(
                first + made, kind, town, day, doer, other, storyline, rng.randint(3, 40), rng.choice(world.TARGETS)
            )
            made += 1


def _pick(weights: dict[T, int], rng: random.Random) -> T:
    return rng.choices(list(weights), list(weights.values()))[0]


def pieces(found: Sequence[Happening], rng: random.Random) -> Iterator[Piece]:
    """The stories about the happenings; some recall what happened in the town before, an agency's are copied."""
    made = 0
    before: dict[str, Account] = {}
    for one in found:
        told = accounts(one, rng)
        for account in told:
            last = before.get(one.town.name)
            recalled = () if last is None or rng.random() > 0.12 else (_recalled(last, account),)
            piece = Piece(number=made, accounts=(account, *recalled))
            several = (piece, *(_copies(piece, rng) if account.agency is not None else ()))
            made += len(several)
            yield from several
        before[one.town.name] = told[0]


def _copies(original: Piece, rng: random.Random) -> Iterator[Piece]:
    for nth in range(1, _pick(COPIES, rng) + 1):
        day = original.accounts[0].told + timedelta(days=rng.choice((0, 0, 1)))
        # Three sites of ten print an agency's story without saying whose it is.
        agency = original.accounts[0].agency if rng.random() < 0.7 else None
        outlet = rng.choice(world.OUTLETS)
        again = tuple(replace(one, told=day, outlet=outlet, agency=agency) for one in original.accounts)
        cut = len(again) == 1 and rng.random() < 0.3
        yield Piece(number=original.number + nth, accounts=again, copies=original.number, cut=cut)


def _recalled(last: Account, news: Account) -> Account:
    return replace(
        last, told=news.told, outlet=news.outlet, agency=news.agency, voice=None, counts=None, number=None, dated="day",
        denies=False, background=True,
    )  # fmt: skip


def accounts(one: Happening, rng: random.Random) -> list[Account]:
    """The accounts of a happening that are no copies, in order of the day they are told."""
    wanted = max(_pick(ACCOUNTS, rng), 1 if one.storyline == "plain" else 2)
    lags = sorted(rng.choices((0, 1, 2, 3), (35, 40, 15, 10))[0] for _ in range(wanted))
    made = []
    for nth, lag in enumerate(lags):
        # Whoever lowers a number, or lets it rise, does so on a later day; floors are told on one.
        lag = {"rising": nth // 2, "lowered": nth // 2, "floors": 1}.get(one.storyline, lag)
        outlet = rng.choice(world.OUTLETS)
        agency = rng.choice(world.AGENCIES) if rng.random() < 0.13 else None
        voice, number = told_by(one, nth, lag, rng)
        told = one.day + timedelta(days=lag)
        weights = (82, 13 if lag < 2 else 0, 5 if lag <= told.weekday() else 0)
        own = voice is not None and voice.body is not None and rng.random() < 0.25
        made.append(
            Account(
                happening=one,
                told=told,
                outlet=agency or outlet,
                agency=agency,
                voice=None if own and number is not None else voice,
                counts=voice if own and number is not None else None,
                number=number,
                dated=rng.choices(("day", "story", "week"), weights)[0],
                quarter=rng.randrange(4) if rng.random() < 0.12 else None,
                named=rng.random() < 0.85,
                hit=rng.random() < 0.6,
            )
        )
    if one.storyline == "plain" and rng.random() < 0.12:
        last = made[-1]
        denial = replace(last, voice=one.doer.voices[0], counts=None, number=None, named=True, denies=True, agency=None)
        made.append(replace(denial, outlet=rng.choice(world.OUTLETS), dated="day"))
    return made


def told_by(one: Happening, nth: int, lag: int, rng: random.Random) -> tuple[Voice | None, Number | None]:
    """Who is quoted in the `nth` account of a happening, and the number that is given."""
    toll, doctor, outcome = one.toll, world.doctor(one.town.admin1), one.kind.outcome
    sides = (one.other.voices[0], one.doer.voices[0])
    second = nth % 2 == 1
    match one.storyline:
        case "rising":
            voice = rng.choice((doctor, doctor, None, rng.choice(world.UNNAMED)))
            return voice, Number(outcome, toll + lag * (2 + toll // 4))
        case "lowered":
            return doctor, Number(outcome, toll + 6 if lag == 0 else toll)
        case "disputed":
            return sides[nth % 2], Number(outcome, 2 * toll + 3 if not second else toll)
        case "floors":
            voice, amount = (world.RELIEF, 3 * toll) if second else (doctor, toll)
            return voice, Number(outcome, amount, floor=True)
        case "part":
            few = Number(outcome, max(1, toll // 3), people="children")
            return (world.RELIEF, few) if second else (doctor, Number(outcome, toll))
        case "bodies" if outcome == "killed" and second:
            return world.RELIEF, Number("bodies", toll + 2)
    pool = (doctor, *one.other.voices, world.RELIEF, rng.choice(world.UNNAMED), None, None)
    return rng.choice(pool), Number(outcome, toll) if rng.random() < 0.75 else None
