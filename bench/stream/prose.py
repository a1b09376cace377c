"""The stories of the stream as text, with where each word stands."""

from __future__ import annotations

import random
from datetime import date

from msgspec import Struct

from bench.stream import world
from bench.stream.truth import SEED, Account, Number, Piece
from bench.stream.world import Side, Town, Voice
from bench.synthetic.text import Draft
from dateline.model.span import Span

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN_DOER = "Gunmen"
FILLERS = (7, 12)
ARTICLES = ("a", "the", "one", "another")


class Told(Struct, frozen=True, kw_only=True):
    """An account with where its words stand; None for what it leaves out."""

    account: Account
    clause: Span
    who: Span
    whom: Span | None
    where: Span
    when: Span | None
    speaker: Span | None
    cue: Span | None
    said: Span | None
    number: Span | None
    counter: Span | None
    counter_cue: Span | None


class Written(Struct, frozen=True):
    """A story as text: its accounts, its paragraphs, the headline the first."""

    piece: Piece
    text: str
    paragraphs: tuple[Span, ...]
    told: tuple[Told, ...]


def place_of(account: Account) -> Town:
    """The place that an account names."""
    town = account.happening.town
    return town if account.quarter is None else world.quarter(town, account.quarter)


def write(piece: Piece) -> Written:
    """The story; its number, or that of the story it copies, settles every word but those of the date."""
    rng = random.Random(f"{SEED} {piece.copies if piece.copies is not None else piece.number}")
    draft, paragraphs, told = Draft(), [], []
    news = piece.accounts[0]
    # Sites that print an agency's story give it a headline of their own.
    head = f"{news.happening.kind.noun} in {place_of(news).name}"
    paragraphs.append(draft.add(head if piece.copies is None else f"{head}, from the {news.outlet}"))
    draft.add("\n\n")
    start = len(draft.text)
    told.append(_account(draft, news, rng))
    paragraphs.append(Span(start, len(draft.text)))
    sentences = rng.randint(*FILLERS)
    for nth in range(sentences // 2 if piece.cut else sentences):
        if nth % 3 == 0:
            draft.add("\n\n")
            start = len(draft.text)
        draft.add(("" if nth % 3 == 0 else " ") + filler(rng))
        if nth % 3 == 2:
            paragraphs.append(Span(start, len(draft.text)))
    if paragraphs[-1].end < len(draft.text):
        paragraphs.append(Span(start, len(draft.text)))
    for account in piece.accounts[1:]:
        draft.add("\n\n")
        start = len(draft.text)
        told.append(_account(draft, account, rng))
        paragraphs.append(Span(start, len(draft.text)))
    return Written(piece, draft.text, tuple(paragraphs), tuple(told))


def filler(rng: random.Random) -> str:
    """A sentence that has nothing to do with the news."""

    def like() -> str:
        return rng.choice(world.LIKE)

    def thing() -> str:
        return rng.choice(world.THING)

    one, other = (
        f"{rng.choice(ARTICLES)} {like()} {rng.choice(world.WHO)} {rng.choice(world.DID)} the {like()} {thing()} "
        f"{rng.choice(world.WHERE)} the {like()} {thing()}"
        for _ in range(2)
    )
    return f"{one[:1].upper()}{one[1:]} and {other}."


def _account(draft: Draft, account: Account, rng: random.Random) -> Told:
    one = account.happening
    if account.denies:
        return _denial(draft, account)
    start = len(draft.text)
    draft.add("In an earlier case, " if account.background else "")
    doer = rng.choice(one.doer.doers) if account.named else UNKNOWN_DOER
    who = draft.add(doer if not account.background else doer[:1].lower() + doer[1:] if doer != one.doer.name else doer)
    whom = _done(draft, account)
    where, when = draft.add(place_of(account).name), _when(draft, account)
    number = None
    inline = account.number is not None and account.counts is None
    if inline and account.number is not None:
        draft.add(", ")
        number = draft.add(_harm(account.number))
    clause = Span(start, len(draft.text))
    speaker, cue = _said(draft, account.voice, rng)
    draft.add(".")
    counter = counter_cue = None
    if account.counts is not None and account.number is not None:
        draft.add(" ")
        number = draft.add(_harmed(account.number))
        counter, counter_cue = _said(draft, account.counts, rng)
        draft.add(".")
    return Told(
        account=account, clause=clause, who=who, whom=whom, where=where, when=when, speaker=speaker, cue=cue,
        said=clause if speaker else None, number=number, counter=counter, counter_cue=counter_cue,
    )  # fmt: skip


def _done(draft: Draft, account: Account) -> Span | None:
    """What was done, and to whom or what."""
    kind = account.happening.kind
    draft.add(f" {kind.verb} ")
    if not kind.whom and not account.hit:
        return None
    words = kind.whom.split()[0] if kind.whom else f"a {account.happening.target}"
    whom = draft.add(words)
    draft.add(f" {kind.whom.split()[1] if kind.whom else 'in'} ")
    return whom


def _denial(draft: Draft, account: Account) -> Told:
    one = account.happening
    voice = one.doer.voices[0]
    speaker = draft.add(f"{voice.name}, a spokesman of the {one.doer.name},")
    draft.add(" ")
    cue = draft.add("denied")
    draft.add(" that ")
    start = len(draft.text)
    who = draft.add(f"the {one.doer.name}")
    draft.add(" had")
    whom = _done(draft, account)
    where, when = draft.add(place_of(account).name), _when(draft, account)
    clause = Span(start, len(draft.text))
    draft.add(".")
    return Told(
        account=account, clause=clause, who=who, whom=whom, where=where, when=when, speaker=speaker, cue=cue,
        said=clause, number=None, counter=None, counter_cue=None,
    )  # fmt: skip


def _when(draft: Draft, account: Account) -> Span | None:
    day, told = account.happening.day, account.told
    if account.dated == "story":
        return None
    draft.add(" ")
    if account.dated == "week":
        return draft.add("earlier this week")
    near = 0 <= (told - day).days < 6 and not account.background
    return draft.add(f"on {WEEKDAYS[day.weekday()]}" if near else f"on {day.day} {MONTHS[day.month - 1]}")


def this_week(day: date) -> tuple[date, date]:
    """The days that `earlier this week` can mean in a story of a day: Monday to that day, as the reader has it."""
    return date.fromordinal(day.toordinal() - day.weekday()), day


def _harm(number: Number) -> str:
    done = {"killed": "killing", "abducted": "taking away"}.get(number.outcome, "leaving")
    if number.outcome == "bodies":
        return f"and the bodies of {amount(number)} were brought to a clinic"
    return f"{done} {amount(number)}"


def _harmed(number: Number) -> str:
    if number.outcome == "bodies":
        return f"The bodies of {amount(number)} were brought to a clinic"
    words = amount(number)
    return f"{words[:1].upper()}{words[1:]} were {'killed' if number.outcome == 'killed' else 'taken away'}"


def amount(number: Number) -> str:
    """The number in words: `at least 12 people`."""
    people = "child" if number.people == "children" and number.amount == 1 else number.people
    return f"{'at least ' if number.floor else ''}{number.amount} {people}"


def _said(draft: Draft, voice: Voice | None, rng: random.Random) -> tuple[Span | None, Span | None]:
    if voice is None:
        return None, None
    draft.add(", ")
    words = rng.choice(voice.words)
    speaker = draft.add(words.removesuffix(","))
    draft.add(", " if words.endswith(",") else " ")
    return speaker, draft.add("said")


def doer_kind(account: Account, side: Side) -> str:
    """What kind of actor the account names as the one that did it."""
    return side.kind if account.named else "unidentified_armed_group"
