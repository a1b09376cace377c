"""What two stories that share passages are to each other, by these two alone."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.linking.candidates import day_of
from dateline.linking.credits import is_own
from dateline.linking.passages import RUN_WORDS, Run, contained, passages
from dateline.linking.prints import Flags, Print, quoted
from dateline.tables.copying import CopyWords

# Containment of the shorter story's 3-grams: .2 finds rewording of 30% of the words (research.md, 'Pages, dates,
# copies'); half of a text can only stand in both when one was made from the other, .6 leaves no room for doubt; .9
# is the same text even where it is all one statement.
DERIVED, COPY, WHOLE = 0.2, 0.6, 0.9
# Words in the narrator's own voice that a derived story must share: fewer are a title and a name, or the attribution of
# a quotation.
TOLD = 10
# Sentences told word by word make a story derived however little of it they are: so many words in runs of at least
# SENTENCE_RUN, one of them a LONG one. Of 28,920 pairs of unrelated pages nine share as many as six words in a row, one
# shares ten, none more; stories of one conflict share names and titles of eight and nine.
SENTENCES, SENTENCE_RUN, LONG = 16, 8, 12
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
STOPS = frozenset(".!?:;\n")


class Side(Struct, frozen=True, eq=False):
    """One of two stories, and which of its words stand in quotation marks."""

    text: Print
    quoted: Flags


class Shared(Struct, frozen=True):
    """How many words two stories share, by who tells them; `sentences`: told ones in long runs; `longest`: in one."""

    told: int
    sentences: int
    longest: int
    quoted: int
    stated: int


class Relation(Struct, frozen=True):
    """The kind of an edge and the runs that show it."""

    kind: str
    runs: tuple[Run, ...]


def side_of(text: Print) -> Side:
    """A story ready to be compared."""
    return Side(text, quoted(text))


def relation(a: Side, b: Side, found: tuple[Run, ...], words: CopyWords) -> Relation | None:
    """What the two are to each other; None where they share nothing that one took from the other or from a third."""
    if not found:
        return None
    part = contained(a.text, b.text)
    if part >= WHOLE:
        return Relation("copy", _shown(found))
    if is_form(a.text, b.text, found, words) or _house_text(a.text, b.text, found, part):
        return None
    stated = [run for group in passages(found) if is_stated(a.text, b.text, group, words) for run in group]
    shared = _shares(a, b, found, frozenset(stated), words)
    kind = _kind(shared, part, min(len(a.text), len(b.text)))
    if kind is None and shared.told >= CLAUSE and shared.longest >= RUN_WORDS and _credits(a.text, b.text):
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
        sentences = shared.sentences >= SENTENCES and shared.longest >= LONG
        if part >= DERIVED + CHANCE / shorter or sentences:
            return "derived"
    if shared.quoted >= QUOTE and shared.quoted >= shared.stated:
        return "shared_quote"
    return "shared_statement" if shared.stated >= STATEMENT else None


def _shares(a: Side, b: Side, found: Sequence[Run], stated: frozenset[Run], words: CopyWords) -> Shared:
    told = sentences = longest = in_quotes = in_statements = 0
    for run in found:
        marked = _quoted(a, b, run)
        rest = run.words - marked
        in_quotes += marked if marked >= QUOTE else 0
        if run in stated:
            in_statements += rest if rest >= SENTENCE_RUN else 0
            continue
        rest -= min(_stock(a.text, run, words), rest)
        told += rest
        sentences += rest if rest >= SENTENCE_RUN else 0
        longest = max(longest, rest)
    return Shared(told, sentences, longest, in_quotes, in_statements)


def _quoted(a: Side, b: Side, run: Run) -> int:
    """How many words of a run are a quotation in one of the stories; the other one may set it off in another way."""
    one, other = a.quoted[run.one : run.one + run.words], b.quoted[run.other : run.other + run.words]
    return int((one | other).sum())


def _stock(text: Print, run: Run, words: CopyWords) -> int:
    """How many words of a run are said of any event."""
    span = text.span(run.one, run.words)
    return sum(len(found[0].split()) for found in words.stock.finditer(span.of(text.document.text)))


def is_stated(a: Print, b: Print, passage: Sequence[Run], words: CopyWords) -> bool:
    """Whether both stories give a passage as somebody's statement, each in words of its own around it."""
    first, last = passage[0], passage[-1]
    around = (
        _around(a, first.one, last.one + last.words - 1),
        _around(b, first.other, last.other + last.words - 1),
    )
    return all(words.statement.search(before) or words.statement.search(after) for before, after in around)


def _around(text: Print, first: int, last: int) -> tuple[str, str]:
    start, end = int(text.starts[first]), int(text.ends[last])
    return text.document.text[max(start - NEAR, 0) : start], text.document.text[end : end + NEAR]


def is_form(a: Print, b: Print, found: Sequence[Run], words: CopyWords) -> bool:
    """Whether two stories are one form filled in twice: where a run ends, numbers and names differ.

    The daily releases of an office are alike but for what happened; so are the daily tolls that outlets print.
    """
    ends = [
        (run.one + inside + step, run.other + inside + step)
        for run in found
        for inside, step in ((0, -1), (run.words - 1, 1))
        if _goes_on(a, run.one + inside, step) and _goes_on(b, run.other + inside, step)
    ]
    pairs = [(a.word(one), b.word(other)) for one, other in ends]
    counts = sum(1 for one, other in pairs if _counts(one, words) and _counts(other, words))
    names = sum(1 for one, other in pairs if one[0].isupper() and other[0].isupper())
    if not counts or counts + names < SLOT_PART * len(pairs):
        return False
    is_dense = day_of(a) != day_of(b) and counts * DENSE >= sum(run.words for run in found)
    return is_dense or (counts >= COUNTS and counts + names >= SLOTS)


def _goes_on(text: Print, at: int, step: int) -> bool:
    """Whether the sentence of a word goes on with the next one in a direction."""
    if not 0 <= at + step < len(text):
        return False
    low, high = sorted((at, at + step))
    return not STOPS & set(text.document.text[int(text.ends[low]) : int(text.starts[high])])


def _counts(word: str, words: CopyWords) -> bool:
    return any(character.isdigit() for character in word) or word.casefold() in words.slots


def _house_text(a: Print, b: Print, found: Sequence[Run], part: float) -> bool:
    """Whether what two stories of one publisher share is what it prints under many: less than half, no head."""
    publisher = a.document.publisher
    if publisher is None or publisher != b.document.publisher or part >= COPY:
        return False
    return not any(run.one < HEAD or run.other < HEAD for run in found if run.words >= RUN_WORDS)


def _credits(a: Print, b: Print) -> bool:
    """Whether one story credits the agency whose own story of these days the other is."""
    one, other = a.document, b.document
    alike = one.agency is not None and one.agency == other.agency
    return alike and is_own(one) != is_own(other) and abs(day_of(a) - day_of(b)) <= DAYS


def _shown(found: Sequence[Run]) -> tuple[Run, ...]:
    """The runs that are evidence: those long enough to show it, all where none is."""
    return tuple(run for run in found if run.words >= RUN_WORDS) or tuple(found)
