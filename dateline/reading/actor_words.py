"""What the actor rules ask about single tokens and their neighbours, worked out once for each paragraph."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse
from dateline.tables.actors import word_key
from dateline.tables.places import Countries, CountryRow

PARTICLES = frozenset(
    [
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "de",
        "van",
        "von",
        "der",
        "den",
        "da",
        "dos",
        "del",
        "della",
        "di",
        "la",
        "le",
        "ul",
        "ur",
        "ud",
        "az",
        "e",
        "y",
        "ag",
        "ould",
        "ben",
        "af",
    ]
)
# After a surname: 'John Example IV'.
SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})
APOSTROPHE_S = frozenset({"'s", "’s", "'", "’"})
HYPHENS = frozenset({"-", "–", "‐"})
# Demonyms of more words than this do not exist in countries.tsv.
LONGEST_COUNTRY = 4
# A body sentence full of names stays below this share of capitals, a headline in title case above it.
TITLED = 0.8


class Words(Struct, frozen=True, eq=False):
    """A paragraph with the folded key of each token, and how its letters are set.

    `shouted`: all in capitals; `titled`: a capital on nearly every longer word, as headlines have, so that a
    capital tells nothing.
    """

    parse: Parse
    keys: list[str]
    shouted: bool
    titled: bool

    def is_name_like(self, i: int) -> bool:
        """Whether token i is written as part of a name: a capital, letters, no common word at a sentence's start."""
        form = self.parse.forms[i]
        if not form[:1].isupper() or not (form[-1:].isalpha() or form.endswith(".")):
            return False
        if self.parse.pos[i] == "PROPN":
            return True
        return not self.begins_sentence(i) and self.parse.pos[i] in {"NOUN", "ADJ", "X", "VERB", "INTJ"}

    def begins_sentence(self, i: int) -> bool:
        """Whether nothing but punctuation stands between token i and its sentence's start."""
        while i > 0 and self.parse.sentences[i - 1] == self.parse.sentences[i]:
            i -= 1
            if self.parse.pos[i] != "PUNCT":
                return False
        return True


def words_of_parse(parse: Parse) -> Words:
    """The token facts of a paragraph."""
    keys = [word_key(form) for form in parse.forms]
    longer = [form for form in parse.forms if form[:1].isalpha() and len(form) > 3]
    capitals = sum(form[0].isupper() for form in longer)
    shouted = bool(longer) and all(form.isupper() for form in longer)
    # A list of names that ends like a sentence is none.
    titled = len(longer) > 2 and capitals > TITLED * len(longer) and parse.forms[-1] != "."
    return Words(parse, keys, shouted, titled)


def country_ending(words: Words, end: int, countries: Countries) -> tuple[int, CountryRow] | None:
    """The longest country name or demonym that ends before token `end`: its first token and the country."""
    forms = words.parse.forms
    for length in range(min(LONGEST_COUNTRY, end), 0, -1):
        first = end - length
        if not forms[first][:1].isupper() or not words.keys[end - 1]:
            continue
        if length == 1 and forms[first] in {"Us", "CAR"}:
            continue
        key = " ".join(key for key in words.keys[first:end] if key)
        row = countries.demonyms.get(key) or countries.names.get(key)
        if row:
            return first, row
    return None


def words_between(parse: Parse, first: int, last: int) -> str:
    """The words from token `first` to `last`, with blanks where the text has any space."""
    return parse.words_at(parse.span_of(first, last))
