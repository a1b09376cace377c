"""What words of happenings have to do with one another, how rare words are, and what sharing them weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from dateline.tables.rows import read_table

# Endings of English verbs and nouns, with what stands in their place in the base form.
ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"),
    ("'s", ""), ("’s", ""),
)  # fmt: skip
SHORTEST = 2


class Kin(Struct, frozen=True):
    """A word that can tell of a happening. Senses are numbers; `broad`: with those of the words derived from it."""

    word: str
    origin: str
    licence: str
    derived: tuple[str, ...] = ()
    senses: tuple[int, ...] = ()
    broad: tuple[int, ...] = ()
    wider: tuple[int, ...] = ()


class FormRow(Struct, frozen=True):
    """An irregular form and the words that it may be a form of."""

    form: str
    words: tuple[str, ...]
    origin: str
    licence: str


class RarityRow(Struct, frozen=True):
    """Words of one class of rarity n: one in e**n words of English text is the word."""

    rarity: int
    words: str
    origin: str
    licence: str


class WeightRow(Struct, frozen=True):
    """What a sign that two wordings mean one happening weighs, in log-odds."""

    sign: str
    weight: float
    origin: str
    licence: str


class WordTable(Struct, frozen=True, eq=False):
    """Kin, forms and rarity of words; `rarest`: the class of words that are not listed; `weights` by sign."""

    kin: Mapping[str, Kin]
    forms: Mapping[str, tuple[str, ...]]
    rarity: Mapping[str, int]
    rarest: int
    weights: Mapping[str, float]

    def bases(self, word: str) -> frozenset[str]:
        """The words, in any case of letters, that a form may belong to: 'shot' to 'shoot' and 'shot'."""
        folded = word.casefold()
        found = {folded} if folded in self.kin else set[str]()
        found.update(self.forms.get(folded, ()))
        if folded not in self.forms:
            found.update(base for base in _stripped(folded) if base in self.kin)
        return frozenset(found) or frozenset({folded})

    def base(self, word: str) -> str:
        """One of a form's bases, the same for every form of a regular word: the shortest."""
        return min(self.bases(word), key=lambda one: (len(one), one))

    def rarity_of(self, word: str) -> int:
        """The class of rarity of a word."""
        return self.rarity.get(word, self.rarest)


def _stripped(word: str) -> Iterator[str]:
    """What may be left of a regular form without its ending."""
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST:
            yield stem + instead
            if ending in ("ed", "ing") and not instead and stem[-1] == stem[-2]:  # 'robbed', 'planning'
                yield stem[:-1]


def load() -> WordTable:
    """The shipped tables; raises TableError when a row is malformed."""
    classes = read_table("word_rarity", RarityRow)
    return WordTable(
        kin={row.word: row for row in read_table("word_kin", Kin)},
        forms={row.form: row.words for row in read_table("word_forms", FormRow)},
        rarity={word: row.rarity for row in classes for word in row.words.split()},
        rarest=max(row.rarity for row in classes) + 1,
        weights={row.sign: row.weight for row in read_table("wording_weights", WeightRow)},
    )
