"""A run of one rendition found again in a later rendition of the same page: by its characters, then by its words.

Both texts come from the same bytes, so what differs is what an extractor decides: white space, line breaks, quotation
marks, parts kept or dropped, link words put in. A run is carried when the same characters stand there (blind to white
space and to forms of the same letter), where several places have them by what stands around them; otherwise when all
its words stand there in order with little between them. A word or number that is gone is never made up for: then the
run is lost, and the reason told.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import count

from msgspec import Struct
from rapidfuzz import fuzz

from dateline.model.span import Span

EXACT, SPACE, FORM, WORDS = "exact", "white space", "form of letters", "words"
SAME = {
    **dict.fromkeys("‘’‚‛ʼʹ′`´", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
}
# How much of the text around a run is compared, in characters without white space: a paragraph on each side.
AROUND, NEAR = 400, 80
# A shorter run says too little by itself: it is carried only where something of its surroundings is the same.
SHORT, COMMON = 24, 8
# With so much around it the same, a place is that of the run or of a copy of its whole passage, which says the same.
ENOUGH = 100
# More places than that are not weighed one by one; a run that common has no words of its own.
PLACES = 500
# What may be put in between the words of a run, in words and as a share; and how many plain letters tell a word.
PUT_IN, SHARE, FEWEST = 3, 0.25, 3
WORD = re.compile(r"\w+")


class Carried(Struct, frozen=True):
    """Where a run stands now, and how it was found."""

    span: Span
    how: str


class Lost(Struct, frozen=True):
    """Why a run is not carried."""

    reason: str


class Blind(Struct, frozen=True):
    """A text without white space and with one form for each letter; `at` is where each character came from."""

    text: str
    at: list[int]

    @classmethod
    def of(cls, text: str) -> Blind:
        """The blind form of a text."""
        pieces = [plain(character) for character in text]
        at = [n for n, piece in enumerate(pieces) for _ in piece]
        return cls("".join(pieces), at)


@lru_cache(maxsize=65_536)
def plain(character: str) -> str:
    """One form for a character: nothing for white space and what is not seen."""
    if character.isspace() or unicodedata.category(character) in ("Cf", "Cc"):
        return ""
    if character in SAME:
        return SAME[character]
    folded = unicodedata.normalize("NFKD", character)
    return folded if folded == character else "".join(plain(one) for one in folded)


class Carrier:
    """Carries runs of one text over to another."""

    def __init__(self, old: str, new: str) -> None:
        """From `old` to `new`, both renditions of the same bytes."""
        self.old, self.new = old, new

    @cached_property
    def _blind(self) -> tuple[Blind, Blind]:
        return Blind.of(self.old), Blind.of(self.new)

    def carry(self, span: Span) -> Carried | Lost:
        """Where the run of the old text at `span` stands in the new one."""
        if self.old == self.new:
            return Carried(span, EXACT)
        before, after = self._blind
        start, end = first_at(before, span.start), first_at(before, span.end)
        if start == end:
            return Lost("it holds no letters")
        run = before.text[start:end]
        places = list(standing(after, self.new, run, self._edges(span)))
        if not places:
            return self._by_words(span, start, end)
        twins = list(standing(before, self.old, run, self._edges(span)))
        if max(len(places), len(twins)) > PLACES:
            return Lost(f"stands {len(places):,} times, which nothing tells apart")
        return self._chosen(span, start, places, twins)

    def _edges(self, span: Span) -> tuple[bool, bool]:
        """Whether the run begins and ends at the edge of a word: 12 must not be found in 112."""
        return is_edge(self.old, span.start), is_edge(self.old, span.end)

    def _chosen(self, span: Span, start: int, places: list[int], twins: list[int]) -> Carried | Lost:
        """The place whose surroundings are those of the run, unless it is that of a twin of the run."""
        before, after = self._blind
        length = first_at(before, span.end) - start
        place = self._likest(start, length, places, twins)
        if place is None:
            return Lost(f"stands {len(places):,} times with the same words around it, {len(twins):,} times before")
        rivals = [likeness(before.text, twin, after.text, place, length) for twin in twins if twin != start]
        own = likeness(before.text, start, after.text, place, length)
        if own < ENOUGH and max(rivals, default=-1.0) > own:
            return Lost("the part that it stood in is no longer kept; its words stand elsewhere only")
        if length < SHORT and own < COMMON:
            return Lost("its few words stand elsewhere only, with other words around them")
        now = Span(after.at[place], after.at[place + length - 1] + 1)
        return Carried(now, how(span.of(self.old), now.of(self.new)))

    def _likest(self, start: int, length: int, places: list[int], twins: list[int]) -> int | None:
        """The place that is most like the run; of copies of its passage the one that comes as its number in order."""
        before, after = self._blind
        weights = [likeness(before.text, start, after.text, place, length) for place in places]
        enough = min(max(weights), ENOUGH)
        best = [place for place, weight in zip(places, weights, strict=True) if weight >= enough]
        if len(best) == 1:
            return best[0]
        again = [twin for twin in twins if likeness(before.text, start, before.text, twin, length) >= enough]
        if len(again) == len(best):
            return best[again.index(start)]
        highest = [place for place, weight in zip(places, weights, strict=True) if weight == max(weights)]
        return highest[0] if len(highest) == 1 else None

    @cached_property
    def _words(self) -> tuple[list[Span], list[str]]:
        """The words of the new text: where they stand, and their forms."""
        places = [Span(found.start(), found.end()) for found in WORD.finditer(self.new)]
        return places, [spelled(place.of(self.new)) for place in places]

    def _by_words(self, span: Span, start: int, end: int) -> Carried | Lost:
        """The stretch that has all words of the run in order, with little between them."""
        before, after = self._blind
        wanted = [spelled(word[0]) for word in WORD.finditer(span.of(self.old))]
        places, held = self._words
        found = [Span(places[one.start].start, places[one.end - 1].end) for one in in_order(wanted, held)]
        if not found:
            return Lost("its words are no longer kept, or stand apart")
        weights = [
            common(
                before.text[:start][: -AROUND - 1 : -1], after.text[: first_at(after, one.start)][: -AROUND - 1 : -1]
            )
            + common(before.text[end : end + AROUND], after.text[first_at(after, one.end) :][:AROUND])
            for one in found
        ]
        best = [one for one, weight in zip(found, weights, strict=True) if weight == max(weights)]
        if len(best) > 1:
            return Lost(f"its words stand in {len(best):,} places with others between them")
        if end - start < SHORT and max(weights) < COMMON:
            return Lost("its few words stand elsewhere only, with other words around them")
        return Carried(self._with_marks(span, best[0]), WORDS)

    def _with_marks(self, span: Span, words: Span) -> Span:
        """Words with the marks next to them (quotation marks, a full stop) that the run had and that stand there."""
        run, (_, after) = span.of(self.old), self._blind
        ends = [WORD.search(run), *WORD.finditer(run)]
        first, last = ends[0], ends[-1]
        front = spelled(run[: first.start()]) if first else ""
        back = spelled(run[last.end() :]) if last else ""
        start, end = first_at(after, words.start), first_at(after, words.end)
        if front and after.text.endswith(front, 0, start):
            start -= len(front)
        if back and after.text.startswith(back, end):
            end += len(back)
        return Span(after.at[start], after.at[end - 1] + 1)


def first_at(blind: Blind, offset: int) -> int:
    """The first blind character that comes from `offset` or behind it."""
    return bisect_left(blind.at, offset)


def is_edge(text: str, at: int) -> bool:
    """Whether a word begins or ends at an offset, or none stands there."""
    return at in (0, len(text)) or not (text[at - 1].isalnum() and text[at].isalnum())


def standing(blind: Blind, text: str, run: str, edges: tuple[bool, bool]) -> Iterator[int]:
    """Where a run stands in a blind text, whole characters only, and at edges of words where it had them."""
    at = blind.text.find(run)
    while at >= 0:
        end = at + len(run)
        whole = (at == 0 or blind.at[at - 1] != blind.at[at]) and (
            end == len(blind.at) or blind.at[end - 1] != blind.at[end]
        )
        fits = (is_edge(text, blind.at[at]) or not edges[0]) and (is_edge(text, blind.at[end - 1] + 1) or not edges[1])
        if whole and fits:
            yield at
        at = blind.text.find(run, at + 1)


def likeness(old: str, start: int, new: str, place: int, length: int) -> float:
    """How alike the surroundings of two places are: characters next to them that are the same, and words near them."""
    end, till = start + length, place + length
    left, left_new = old[max(0, start - AROUND) : start], new[max(0, place - AROUND) : place]
    right, right_new = old[end : end + AROUND], new[till : till + AROUND]
    same = common(left[::-1], left_new[::-1]) + common(right, right_new)
    near = fuzz.ratio(left[-NEAR:], left_new[-NEAR:]) + fuzz.ratio(right[:NEAR], right_new[:NEAR])
    return same + (near - 100) / 10 if same or near > 100 else 0.0


def common(one: str, other: str) -> int:
    """How many first characters two texts share."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def how(old: str, new: str) -> str:
    """In what a run with the same blind form differs from what it was."""
    if old == new:
        return EXACT
    return SPACE if "".join(old.split()) == "".join(new.split()) else FORM


def is_same(old: str, new: str, told: str) -> bool:
    """Whether a run that was carried over is what it was, in the way that was told of it."""
    if told != WORDS:
        ways = {EXACT: old == new, SPACE: how(old, new) == SPACE, FORM: Blind.of(old).text == Blind.of(new).text}
        return ways.get(told, False)
    wanted, held = (list(map(spelled, WORD.findall(text))) for text in (old, new))
    return follow(wanted, held, 0, len(held)) == len(held) if wanted and held else False


def spelled(word: str) -> str:
    """A word with one form for each letter."""
    return "".join(plain(character) for character in word)


def in_order(wanted: list[str], held: list[str]) -> list[Span]:
    """The stretches of words that have all that are wanted, in order, with few others between them; none in another."""
    allowed = len(wanted) + max(PUT_IN, int(len(wanted) * SHARE))
    found: dict[int, int] = {}
    for start, word in enumerate(held) if wanted else ():
        end = follow(wanted, held, start, start + allowed) if alike(wanted[0], word) else None
        if end is not None:
            found[end] = start
    return [Span(start, end) for end, start in found.items()]


def follow(wanted: list[str], held: list[str], start: int, limit: int) -> int | None:
    """The word after the last one wanted, where all of them follow one another from `start` within `limit` words."""
    at = start
    for word in wanted:
        at = next((n for n in count(at) if n >= min(limit, len(held)) or alike(word, held[n])), limit)
        if at >= min(limit, len(held)):
            return None
        at += 1
    return at


def alike(one: str, other: str) -> bool:
    """Whether two words are the same, or forms of one that an encoding broke: then their plain letters are the same.

    >>> alike("Munchen", "MuÌˆnchen"), alike("killed", "filled"), alike("500", "5000")
    (True, False, False)
    """
    if one == other:
        return True
    letters = one.encode("ascii", "ignore"), other.encode("ascii", "ignore")
    broken = not (one.isascii() and other.isascii())
    return broken and letters[0] == letters[1] and len(letters[0]) >= FEWEST
