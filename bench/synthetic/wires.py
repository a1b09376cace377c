"""Many stories that take from one another, made from nothing: the same number, the same stories, their sources known.

Phrases are drawn by rank, as the phrases of a language are: a few stand in every story, most in hardly any. Two of five
stories are made of earlier ones: cut, merged, put into roundups, reworded; every thousandth story is printed by 200.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import accumulate

from msgspec import Struct

from bench.synthetic.edits import cut, reworded, sentences
from dateline.model.document import Document, Published, Segment
from dateline.model.span import Rendition, Span

FIRST_DAY = date(2031, 1, 1)
PER_DAY = 60
SYLLABLES = ("ka", "ru", "ven", "to", "mel", "is", "dor", "ar", "sel", "in", "ba", "quo", "len", "fi", "gra", "ut")
WORDS, PHRASES = 20_000, 60_000
SENTENCES, SENTENCE_PHRASES = 18, 6
TAKEN, PRINTED_BY, EVERY = 0.4, 200, 1000
# How far back the sources of a story lie.
RECENT = 400


class Wire(Struct, frozen=True, eq=False):
    """A story and the ids of those that it was made from."""

    document: Document
    sources: tuple[str, ...]


class Language:
    """Invented phrases, each drawn as often as its rank says."""

    def __init__(self) -> None:
        chance = random.Random("language")
        self.words = ["".join(chance.choices(SYLLABLES, k=1 + n % 4)) for n in range(WORDS)]
        common = list(accumulate(1 / (n + 3) for n in range(WORDS)))
        self._phrases = [" ".join(chance.choices(self.words, cum_weights=common, k=2 + n % 4)) for n in range(PHRASES)]
        self._ranks = list(accumulate(1 / (n + 10) for n in range(PHRASES)))

    def sentence(self, chance: random.Random) -> str:
        """A sentence of some phrases and a number."""
        phrases = chance.choices(self._phrases, cum_weights=self._ranks, k=SENTENCE_PHRASES)
        return f"{' '.join(phrases).capitalize()} {chance.randrange(1000)}."

    def story(self, chance: random.Random) -> str:
        """A story of one paragraph for three sentences."""
        made = [self.sentence(chance) for _ in range(chance.randint(SENTENCES // 2, 3 * SENTENCES // 2))]
        return "\n".join(" ".join(made[at : at + 3]) for at in range(0, len(made), 3))


def wires(count: int) -> list[Wire]:
    """So many stories, in order of their days."""
    language = Language()
    made: list[Wire] = []
    texts: list[str] = []
    for number in range(count):
        chance = random.Random(f"wire {number}")
        popular = number - number % EVERY
        if number > popular and chance.random() < PRINTED_BY / EVERY:
            sources, text = [popular], _taken([texts[popular]], chance, language)
        elif number > popular and chance.random() < TAKEN:
            sources = sorted(
                {chance.randrange(max(number - RECENT, 0), number) for _ in range(chance.choice((1, 1, 2, 5)))}
            )
            text = _taken([texts[n] for n in sources], chance, language)
        else:
            sources, text = [], language.story(chance)
        texts.append(text)
        made.append(Wire(_document(number, text), tuple(f"wire-{n:06}" for n in sources)))
    return made


def _taken(sources: list[str], chance: random.Random, language: Language) -> str:
    """A text made of others: a roundup of more than two, else cut, reworded, with more, or as it is."""
    if len(sources) > 2:
        return "\n".join(" ".join(sentences(text)[:2]) for text in sources)
    text = "\n".join(sources)
    how = chance.randrange(4)
    if how == 0:
        return cut(text, 0.3)
    if how == 1:
        return reworded(text, 0.2, language.words, chance)
    return f"{language.sentence(chance)}\n{text}" if how == 2 else text


def _document(number: int, text: str) -> Document:
    day = (FIRST_DAY + timedelta(days=number // PER_DAY)).isoformat()
    instant = f"{day}T{number % PER_DAY * 24 // PER_DAY:02}:{number % PER_DAY * 1440 // PER_DAY % 60:02}:00+00:00"
    id_ = f"wire-{number:06}"
    return Document(
        id=id_, capture=None, path=None, url=None, captured_at=None,
        rendition=Rendition.make(text, blob=id_, extractor="synthetic/1"), title=None,
        segments=(Segment(span=Span(0, len(text)), role="body", text=text),),
        published=Published(earliest=day, latest=day, precision="day", basis="given", instant=instant),
        publisher=f"Outlet {number % 97}", agency=None, byline=None, language="en",
    )  # fmt: skip
