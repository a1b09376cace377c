"""The model's table of exceptions, asked once for each kind of word instead of once for each word.

spaCy's attribute ruler tries its 180 patterns at every word, a fifth of the time of a parse. Nearly all of them look at
one word by itself: at its tag, its dependency, whether it is a space, and at its letters only where a pattern names
them. So what they say of one word they say of all others of its kind, and it is remembered. The few patterns of more
than one word are left to the ruler.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from spacy.attrs import DEP, IS_SPACE, LEMMA, LOWER, MORPH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

if TYPE_CHECKING:
    from collections.abc import Iterable

NAME = "remembering_ruler"
ASKED = [TAG, DEP, LOWER, IS_SPACE]
SET = [TAG, DEP, POS, MORPH, LEMMA]
ANY_WORD = "any-word"


class RememberingRuler:
    """An attribute ruler that remembers what it said of a kind of word."""

    def __init__(self, ruler: AttributeRuler) -> None:
        rules: list[dict[str, Any]] = list(ruler.patterns)
        self._vocab = ruler.vocab
        self._one = ruler_of(ruler, (rule for rule in rules if not is_long(rule)))
        self._long = ruler_of(ruler, (rule for rule in rules if is_long(rule)))
        self._named = Named(rules)
        self._words: dict[int, int] = {}  # grows with the words seen, as the model's own store of strings does
        self._known: dict[tuple[int, ...], tuple[int, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document with the exceptions set."""
        known, words = self._known, self._words
        rows = []
        for tag, dep, lower, space in doc.to_array(ASKED).tolist():
            word = words.get(lower)
            if word is None:
                word = words[lower] = self._word(lower)
            row = known.get((tag, dep, word, space))
            if row is None:
                row = known[tag, dep, word, space] = self._ask(tag, dep, word, space)
            rows.append(row)
        if rows:
            said: Any = doc.to_array(SET)
            said[:] = rows
            doc.from_array(SET, said)
        return self._long(doc)

    def _word(self, lower: int) -> int:
        """A word's letters where a pattern may look at them, else those of any word."""
        strings = self._vocab.strings
        return lower if strings[lower] in self._named else strings.add(ANY_WORD)

    def _ask(self, tag: int, dep: int, word: int, space: int) -> tuple[int, ...]:
        """What the ruler says of a word that stands alone."""
        doc = Doc(self._vocab, words=[" " if space else self._vocab.strings[word]])
        doc[0].tag, doc[0].dep = tag, dep
        return tuple(self._one(doc).to_array(SET)[0].tolist())


class Named:
    """The words that patterns name, by letters or by regular expression."""

    def __init__(self, rules: Iterable[dict[str, Any]]) -> None:
        asked = [t["LOWER"] for rule in rules for pattern in rule["patterns"] for t in pattern if "LOWER" in t]
        self._words = {word for one in asked for word in ([one] if isinstance(one, str) else one.get("IN", ()))}
        self._like = [re.compile(one["REGEX"]) for one in asked if not isinstance(one, str) and "REGEX" in one]

    def __contains__(self, word: str) -> bool:
        return word in self._words or any(like.search(word) for like in self._like)


@Language.factory(NAME)
def remembering(nlp: Language, name: str) -> RememberingRuler:
    """The component, made of the attribute ruler that the pipeline has."""
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return RememberingRuler(ruler)


def put_in(nlp: Language) -> None:
    """Let the pipeline remember what its attribute ruler says."""
    nlp.add_pipe(NAME, before="attribute_ruler")
    nlp.remove_pipe("attribute_ruler")


def is_long(rule: dict[str, Any]) -> bool:
    """Whether a rule looks at more than one word."""
    return any(len(pattern) > 1 for pattern in rule["patterns"])


def ruler_of(ruler: AttributeRuler, rules: Iterable[dict[str, Any]]) -> AttributeRuler:
    """A ruler of the same vocabulary with some of the rules, in their order."""
    made = AttributeRuler(ruler.vocab)
    made.add_patterns(list(rules))
    return made
