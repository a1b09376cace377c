"""The words that the parser's lemmatiser knows, with their inflections: what is no word of English is a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from spacy.language import Language

CLASSES = ("noun", "verb", "adj", "adv")
# Words before which these stand are in no list of words; what follows must be long, or 'Reyes' is 're' and 'yes'.
PREFIXES = ("anti", "counter", "non", "over", "under", "pro", "pre", "post", "re", "un", "dis", "mis", "multi", "inter")
SHORTEST_STEM = 5
DOUBLED = re.compile(r"(?P<stem>\w+(\w))\2(?:ed|ing)")
# Endings that make words of words, with what they stand for at the end of the stem.
ENDINGS = (("ly", ""), ("ness", ""), ("er", "e"), ("er", ""), ("ers", "e"), ("ers", ""), ("ist", ""), ("ists", ""))


class Lexicon(Struct, frozen=True, eq=False):
    """Words by class, their irregular forms, and the rules of the regular ones (an ending and what it stands for)."""

    words: Mapping[str, frozenset[str]]
    irregular: frozenset[str]
    rules: tuple[tuple[str, str, str], ...]
    function: frozenset[str]

    def holds(self, word: str) -> bool:
        """Whether a word in small letters is a word of English or a form of one."""
        return word in self.function or self.is_form(word) or self.is_made(word)

    def is_listed(self, word: str) -> bool:
        """Whether it is in a list itself and no inflection of another word there."""
        listed = any(word in self.words[name] for name in CLASSES)
        return listed and not any(
            len(word) - len(old) > 1 and word.endswith(old) and word[: -len(old)] + new in self.words[name]
            for name, old, new in self.rules
        )

    def is_noun(self, word: str) -> bool:
        """Whether it is a noun and nothing else, as names of bodies by their letters are that a list of nouns has."""
        others = (self.irregular, self.function, *(self.words[name] for name in CLASSES[1:]))
        return word in self.words["noun"] and not any(word in other for other in others)

    def is_form(self, word: str) -> bool:
        """Whether it is in a list, or an inflection of a word there."""
        if word in self.irregular or any(word in self.words[name] for name in CLASSES):
            return True
        if any(word.endswith(old) and word[: -len(old)] + new in self.words[name] for name, old, new in self.rules):
            return True
        doubled = DOUBLED.fullmatch(word)
        return doubled is not None and doubled["stem"] in self.words["verb"]

    def is_made(self, word: str) -> bool:
        """Whether it is made of a word there by what stands before or behind it: 'antiaircraft', 'publicly'."""
        for prefix in PREFIXES:
            stem = word.removeprefix(prefix)
            if stem != word and len(stem) >= SHORTEST_STEM and self.is_form(stem):
                return True
        return any(
            word.endswith(old) and len(word) - len(old) >= SHORTEST_STEM and self.is_form(word[: -len(old)] + new)
            for old, new in ENDINGS
        )


@cache
def lexicon_of(nlp: Language) -> Lexicon:
    """The lexicon of a pipeline."""
    tables = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    index, exceptions, rules = (tables.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    return Lexicon(
        {name: frozenset(index[name]) for name in CLASSES},
        frozenset(form for name in CLASSES for form in exceptions[name]),
        tuple((name, old, new) for name in CLASSES[:3] for old, new in rules[name] if old),
        frozenset(nlp.Defaults.stop_words),
    )
