"""What two stories that share passages are to each other, by these two alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from dateline.linking.candidates import day_of
from dateline.linking.credits import is_credited
from dateline.linking.passages import LEAST_WORDS, RUN_WORDS, Run, hits, passages, runs
from dateline.linking.sides import Side

# Containment of the shorter story's 3-grams: .2 finds rewording of 30% of the words (research.md, 'Pages, dates,
# copies'); half of a text can only stand in both when one was made from the other, .6 leaves no room for doubt; .9
# is the same text even where it is all one statement.
DERIVED, COPY, WHOLE = 0.2, 0.6, 0.9
# Words in the narrator's own voice that a derived story must share: fewer are a title and a name, or the attribution of
# a quotation.
TOLD = 10
# Sentences told word by word make a story derived however little of it they are: so many words in runs of at least
# SENTENCE_RUN, one of them a LONG one; or one run of SENTENCE words that is a whole one in both. Of 28,920 pairs of
# unrelated pages nine share as many as six words in a row, one shares ten, none more. Stories of one conflict share
# longer ones that are full of names and titles, so words with a capital count in whole sentences only.
SENTENCES, SENTENCE_RUN, LONG, SENTENCE = 16, 8, 12, 14
# From an agency that a story credits one clause is enough, if the agency's own story is no older or younger than this.
CLAUSE, DAYS = 8, 7
# A quotation, a sentence of a statement: shorter ones are names, and words that one speaker uses often.
QUOTE, STATEMENT = 8, 12
# What short stories of one happening share by chance, in 3-grams.
CHANCE = 4
# Two stories of one form differ where the form has slots: so many differences of numbers, of numbers and names, and
# this part of all differences. Of two days, one number for every DENSE shared words is enough.
COUNTS, SLOTS, SLOT_PART, DENSE = 3, 6, 0.5, 20
# How far around a passage its attribution stands, in characters; how many words the head of a story has.
NEAR, HEAD = 200, 25


class Shared(Struct, frozen=True):
    """How many words two stories share, by who tells them; `sentences`: told ones in long runs; `longest`: in one;
    `whole`: in one that is a sentence in both stories.
    """

    told: int
    sentences: int
    longest: int
    whole: int
    quoted: int
    stated: int


class Relation(Struct, frozen=True):
    """The kind of an edge and the runs that show it."""

    kind: str
    runs: tuple[Run, ...]


def relation(a: Side, b: Side) -> Relation | None:
    """What the two are to each other; None where they share nothing that one took from the other or from a third."""
    same = hits(a, b)
    part = same.part
    found = runs(same, len(a), len(b), LEAST_WORDS if part >= DERIVED else RUN_WORDS)
    if not found:
        return None
    if part >= WHOLE:
        return Relation("copy", _shown(found))
    if is_form(a, b, found) or _house_text(a, b, found, part):
        return None
    stated = [run for group in passages(found) if is_stated(a, b, group) for run in group]
    shared = _shares(a, b, found, frozenset(stated))
    kind = _kind(shared, part, min(len(a), len(b)))
    if kind is None and shared.told >= CLAUSE and shared.longest >= RUN_WORDS and _credits(a, b):
        kind = "derived"
    if kind == "shared_quote":
        return Relation(kind, _shown([run for run in found if 2 * _quoted(a, b, run) >= run.words]))
    if kind == "shared_statement":
        return Relation(kind, _shown(stated))
    return None if kind is None else Relation(kind, _shown(found))


def _kind(shared: Shared, part: float, shorter: int) -> str | None:
    if shared.told >= TOLD:
        if part >= COPY:
            return "copy"
        sentences = shared.whole >= SENTENCE or (shared.sentences >= SENTENCES and shared.longest >= LONG)
        if part >= DERIVED + CHANCE / shorter or sentences:
            return "derived"
    if shared.quoted >= QUOTE and shared.quoted >= shared.stated:
        return "shared_quote"
    return "shared_statement" if shared.stated >= STATEMENT else None


def _shares(a: Side, b: Side, found: Sequence[Run], stated: frozenset[Run]) -> Shared:
    told = sentences = longest = whole = in_quotes = in_statements = 0
    for run in found:
        marked = _quoted(a, b, run)
        in_quotes += marked if marked >= QUOTE else 0
        if run in stated:
            in_statements += run.words - marked if run.words - marked >= SENTENCE_RUN else 0
            continue
        rest = max(run.words - marked - int(a.stock[run.one : run.one + run.words].sum()), 0)
        told += rest
        if _is_sentence(a, b, run):
            whole = max(whole, rest)
        else:
            rest = max(rest - int(a.upper[run.one : run.one + run.words].sum()), 0)
        sentences += rest if rest >= SENTENCE_RUN else 0
        longest = max(longest, rest)
    return Shared(told, sentences, longest, whole, in_quotes, in_statements)


def _quoted(a: Side, b: Side, run: Run) -> int:
    """How many words of a run are a quotation in one of the stories; the other one may set it off in another way."""
    one, other = a.quoted[run.one : run.one + run.words], b.quoted[run.other : run.other + run.words]
    return int((one | other).sum())


def _is_sentence(a: Side, b: Side, run: Run) -> bool:
    """Whether a run begins and ends where sentences do in both stories."""
    return all(
        (at == 0 or side.closes[at - 1]) and side.closes[at + run.words - 1]
        for side, at in ((a, run.one), (b, run.other))
    )


def is_stated(a: Side, b: Side, passage: Sequence[Run]) -> bool:
    """Whether both stories give a passage as somebody's statement, each in words of its own around it."""
    first, last = passage[0], passage[-1]
    return _has_cue(a, first.one, last.one + last.words - 1) and _has_cue(b, first.other, last.other + last.words - 1)


def _has_cue(side: Side, first: int, last: int) -> bool:
    """Whether a word for a statement stands near the words from `first` to `last`, not among them."""
    start, end = side.starts[first], side.ends[last]
    return bool(
        (((start - NEAR <= side.cues) & (side.cues < start)) | ((end <= side.cues) & (side.cues < end + NEAR))).any()
    )


def is_form(a: Side, b: Side, found: Sequence[Run]) -> bool:
    """Whether two stories are one form filled in twice: where a run ends, numbers and names differ.

    The daily releases of an office are alike but for what happened; so are the daily tolls that outlets print.
    """
    ends = np.array([(run.one, run.other, run.words) for run in found])
    before = ends[:, :2] - 1
    before = before[(before >= 0).all(axis=1)]
    before = before[~a.closes[before[:, 0]] & ~b.closes[before[:, 1]]]
    last = ends[:, :2] + ends[:, 2:] - 1
    after = last[~a.closes[last[:, 0]] & ~b.closes[last[:, 1]]] + 1
    ones, others = np.concatenate((before, after)).T
    counts = a.counts[ones] & b.counts[others]
    names = a.upper[ones] & b.upper[others]
    numbers, slots = int(counts.sum()), int((counts | names).sum())
    if not numbers or slots < SLOT_PART * len(ones):
        return False
    is_dense = day_of(a.text) != day_of(b.text) and numbers * DENSE >= ends[:, 2].sum()
    return bool(is_dense or (numbers >= COUNTS and slots >= SLOTS))


def _house_text(a: Side, b: Side, found: Sequence[Run], part: float) -> bool:
    """Whether what two stories of one publisher share is what it prints under many: less than half, no head."""
    publisher = a.text.document.publisher
    if publisher is None or publisher != b.text.document.publisher or part >= COPY:
        return False
    return not any(run.one < HEAD or run.other < HEAD for run in found if run.words >= RUN_WORDS)


def _credits(a: Side, b: Side) -> bool:
    """Whether one story credits the agency whose own story of these days the other is."""
    one, other = a.text.document, b.text.document
    return (is_credited(one, other) or is_credited(other, one)) and abs(day_of(a.text) - day_of(b.text)) <= DAYS


def _shown(found: Sequence[Run]) -> tuple[Run, ...]:
    """The runs that are evidence: those long enough to show it, all where none is."""
    return tuple(run for run in found if run.words >= RUN_WORDS) or tuple(found)
