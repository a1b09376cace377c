"""Edited versions of given stories: cut, merged, put into a roundup, reworded, reordered. The same seed, the same text.

Rewording touches each word with the given chance: half of those touched are replaced by a word drawn from other
stories of the language, a quarter is dropped, a quarter swaps places with the next word.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from msgspec import Struct

SENTENCE = re.compile(r"[^\s][^\n]*?[.!?]+[\"”“»’')]*(?=\s|$)|[^\s][^\n]*")
REPLACED, DROPPED = 0.5, 0.75
# Items of a roundup: so many stories, from each so many sentences in a row with this many words together.
ITEMS, FEWEST, MOST, WORDS = 6, 2, 3, 20


class Original(Struct, frozen=True):
    """A story to be edited; `language` says which other stories lend it words."""

    name: str
    language: str
    text: str


class Edited(Struct, frozen=True):
    """A story made of others: how, its text, the names of what it was made from."""

    edit: str
    name: str
    text: str
    sources: tuple[str, ...]


def edits(stories: Sequence[Original]) -> tuple[Edited, ...]:
    """Every edit of every story."""
    made = []
    for story in stories:
        lent = [one.text.split() for one in stories if one.language == story.language and one.name != story.name]
        words = [word for text in lent for word in text] or story.text.split()
        for edit, text in _of_one(story, words):
            made.append(Edited(edit, f"{edit} {story.name}", text, (story.name,)))
    return (*made, *_merged(stories), *_roundups(stories))


def _of_one(story: Original, words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The edits that need one story only, with their names."""
    less = reworded(story.text, 0.15, words, random.Random(f"15 {story.name}"))
    return (
        ("retitled", story.text),
        ("cut to 30%", cut(story.text, 0.3)),
        ("cut to 15%", cut(story.text, 0.15)),
        ("15% reworded", less),
        ("30% reworded", reworded(story.text, 0.3, words, random.Random(f"30 {story.name}"))),
        ("reordered", reordered(story.text, random.Random(f"order {story.name}"))),
        ("15% reworded, reordered, cut to 50%", cut(reordered(less, random.Random(f"all {story.name}")), 0.5)),
    )


def cut(text: str, share: float) -> str:
    """The first words of a text, up to a share of them."""
    words = list(re.finditer(r"\S+", text))
    return text[: words[max(int(len(words) * share), 1) - 1].end()]


def reworded(text: str, rate: float, words: Sequence[str], chance: random.Random) -> str:
    """A text with about `rate` of its words replaced, dropped or swapped, line by line."""
    return "\n".join(_line(line.split(), rate, words, chance) for line in text.splitlines())


def _line(line: list[str], rate: float, words: Sequence[str], chance: random.Random) -> str:
    made: list[str] = []
    at = 0
    while at < len(line):
        how = chance.random() if chance.random() < rate else None
        if how is None:
            made.append(line[at])
        elif how < REPLACED:
            made.append(words[chance.randrange(len(words))])
        elif how >= DROPPED and at + 1 < len(line):
            made += [line[at + 1], line[at]]
            at += 1
        at += 1
    return " ".join(made)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order."""
    return SENTENCE.findall(text)


def reordered(text: str, chance: random.Random) -> str:
    """The sentences of a text in another order."""
    found = sentences(text)
    chance.shuffle(found)
    return "\n".join(found)


def _merged(stories: Sequence[Original]) -> list[Edited]:
    """Each story glued behind the next one of its language."""
    made = []
    for story in stories:
        family = [one for one in stories if one.language == story.language]
        other = family[(family.index(story) + 1) % len(family)]
        if other is not story:
            name = f"merged {story.name}"
            made.append(Edited("merged", name, f"{other.text}\n{story.text}", (other.name, story.name)))
    return made


def _roundups(stories: Sequence[Original]) -> list[Edited]:
    """Stories by sixes, two or three sentences in a row of each: every other time its first ones."""
    made = []
    order = sorted(stories, key=lambda one: (one.language, random.Random(f"roundup {one.name}").random()))
    for at in range(0, len(order), ITEMS):
        items = order[at : at + ITEMS]
        text = "\n".join(_item(story, random.Random(f"item {story.name}")) for story in items)
        made.append(Edited("roundup", f"roundup {at // ITEMS}", text, tuple(one.name for one in items)))
    return made


def _item(story: Original, chance: random.Random) -> str:
    found = sentences(story.text)
    many = chance.randint(FEWEST, MOST)
    starts = [at for at in range(len(found)) if len(" ".join(found[at : at + many]).split()) >= WORDS] or [0]
    start = starts[0] if chance.random() < 0.5 else starts[chance.randrange(len(starts))]
    return " ".join(found[start : start + many])
