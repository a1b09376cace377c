"""Whether two happenings may be one by the words that tell of them: learned weights of what they have in common.

Slots decide where both reports have them. Where they are thin, words are what is left: the event's own word, those whom
it names, the words beside it, and how much the two stories are about the same. The weights are learned from the train
part of ECB+ (scripts/learn_wording.py); the rarity of words and which are kin come from shipped tables, so that a
decision depends on its pair alone.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from dateline.tables.wording import WordTable

WORD = re.compile(r"\w+(?:['’]\w+)?")
# Words of these classes of rarity stand in any story: of the class 6 is 'people', one word in e**6. Editorial.
COMMON = 6
# Bounds between steps: of how alike two stories are, of how much of the smaller side's words the other has, of the
# rarity of a word. Steps of about as many pairs each; finer or other ones changed the folds of train by .2 at most.
STORY = (0.06, 0.09, 0.13, 0.18, 0.25, 0.33, 0.45, 0.6)
SHARE = (0.01, 0.34, 0.67)
RARE = (8, 9, 10, 11, 12, 13)
# Less alike stories are about different things: of the pairs of event words that are one, 1 in 200 stands in such.
UNLIKE = STORY[0]
# The log-odds above which two happenings are one, and below which they are known to be two. Folds of train hardly tell
# settings apart (CoNLL F1 75.3 to 75.9 with .3 to .5 and -3 to -4 or no bar at all, but 74.5 with .8), so the careful
# ones are taken: a wrong join is worse than a miss (B-cubed precision 84.4; 82.9 with .3).
SAME, DIFFERENT = 0.5, -3.5


class Bag(Struct, frozen=True, eq=False):
    """Words with their weights, which are greater for rarer words; `norm`: the length of the weights' vector."""

    weights: Mapping[str, float]
    norm: float


class Wording(Struct, frozen=True, eq=False, kw_only=True):
    """What tells of a happening.

    `acts`: the words that its own word may be a form of, or its type; `beside`: the other words of its sentence.
    """

    document: str
    acts: frozenset[str]
    doers: Bag
    harmed: Bag
    beside: Bag
    story: Bag


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    return WORD.findall(text)


def bag(words: Iterable[str], table: WordTable) -> Bag:
    """Words as they are compared: their base forms, without the commonest."""
    bases = {table.base(word) for word in words}
    rarities = {base: table.rarity_of(base) for base in sorted(bases)}
    # Squares, as of vectors that are compared by their angle.
    weights = {base: float((rarity - COMMON + 2) ** 2) for base, rarity in rarities.items() if rarity > COMMON}
    return Bag(weights, math.sqrt(sum(weights.values())))


def common(one: Bag, other: Bag) -> float:
    """The weight of the words that two bags have in common."""
    fewer, more = sorted((one.weights, other.weights), key=len)
    return sum(weight for word, weight in fewer.items() if word in more)


def likeness(one: Bag, other: Bag) -> float:
    """0 to 1: the cosine of two bags."""
    return common(one, other) / (one.norm * other.norm) if one.norm and other.norm else 0.0


def kinship(one: frozenset[str], other: frozenset[str], table: WordTable) -> str | None:
    """How the words of two happenings are kin; None where they are not.

    `word`: one word; `derived`: one of the other; `synonym`; `alike`: synonyms of words derived from them;
    `kind`: one names a kind of the other.
    """
    if one & other:
        return "word"
    here = [table.kin[word] for word in sorted(one) if word in table.kin]
    there = [table.kin[word] for word in sorted(other) if word in table.kin]
    pairs = [(a, b) for a in here for b in there]
    if any(a.word in b.derived or b.word in a.derived for a, b in pairs):
        return "derived"
    if any(not set(a.senses).isdisjoint(b.senses) for a, b in pairs):
        return "synonym"
    if any(not set(a.broad).isdisjoint(b.broad) for a, b in pairs):
        return "alike"
    if any(not set(a.wider).isdisjoint(b.senses) or not set(b.wider).isdisjoint(a.senses) for a, b in pairs):
        return "kind"
    return None


def odds(a: Wording, b: Wording, table: WordTable) -> float | None:
    """The log-odds that two wordings tell of one happening; None where their words are no kin or the stories unlike."""
    found = signs(a, b, table)
    return None if found is None else sum(table.weights.get(sign, 0.0) for sign in found)


def signs(a: Wording, b: Wording, table: WordTable) -> tuple[str, ...] | None:
    """What speaks for one happening or against it, by name; None where nothing can speak for it."""
    kin = kinship(a.acts, b.acts, table)
    if kin is None:
        return None
    if a.document == b.document:
        return tuple(_signs(a, b, kin, "one story", table))
    alike = likeness(a.story, b.story)
    return None if alike < UNLIKE else tuple(_signs(a, b, kin, f"stories alike {bisect(STORY, alike)}", table))


def _signs(a: Wording, b: Wording, kin: str, story: str, table: WordTable) -> Iterator[str]:
    yield "any"
    yield kin
    yield f"{'loose' if kin in ('alike', 'kind') else 'close'} kin, {story}"
    if kin == "word":
        yield f"word of rarity {bisect(RARE, min(table.rarity_of(word) for word in a.acts & b.acts))}"
    yield f"doers {_shared(a.doers, b.doers)}"
    yield f"harmed {_shared(a.harmed, b.harmed)}"
    if not (b.acts.isdisjoint(a.beside.weights) and a.acts.isdisjoint(b.beside.weights)):
        yield "one sentence has both words"


def _shared(one: Bag, other: Bag) -> str:
    """How much of the smaller bag is in the other, in steps; `unknown` where one is empty."""
    if not one.norm or not other.norm:
        return "unknown"
    return f"shared {bisect(SHARE, common(one, other) / min(one.norm, other.norm) ** 2)}"
