"""The letters of text that was sent in one case only, set as English sets them: names and first words with capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.reading.case_acronyms import spell_out
from dateline.reading.case_names import Names
from dateline.reading.case_words import APOSTROPHES, WORD, Token, after, before, recased, tokens_of
from dateline.reading.lexicon import Lexicon
from dateline.tables.letter_case import written

if TYPE_CHECKING:
    from dateline.tables.load import Tables

# What an apostrophe parts from the word before it, and what stands right behind a number.
CLITICS = frozenset({"s", "t", "m", "d", "re", "ve", "ll"})
BEHIND_NUMBER = frozenset({"st", "nd", "rd", "th", "d", "s", "mm", "km", "kg", "m", "am", "pm"})
CALENDAR = frozenset({"monthname", "monthabbr", "weekday", "weekdayabbr", "zone"})
# Words of the calendar that are other words, too: meant only beside a number, or months behind a word of time.
BESIDE_NUMBER = frozenset({"may", "march", "mar", "dec", "sat", "sun", "sept", "jan"})
NUMBER_BEFORE, NUMBER_AFTER = re.compile(r"\d(?:st|nd|rd|th)?\s+(?:of\s+)?$"), re.compile(r"\.?,?\s+\d")
IN_MONTH = re.compile(r"\b(?:in|since|until|by|last|next|early|late|mid)[\s-]+$")
INITIAL = re.compile(r"\.\s?[^\W\d_]\b")
# Behind these the letters of a name that are a word of English, too, are the name.
MEANT = re.compile(r"(?:\bthe\s|\()$")
# What may stand between 'us', the country, and a verb: 'and US troops'.
LINKS = frozenset({"and", "by", "with", "of", "in"})
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}")
VOWEL = re.compile(r"[aeiouyàáâãäåèéêëìíîïòóôõöùúûü]")
LONGEST_ACRONYM = 6
LEAST_ENGLISH = 0.4


class LetterCase(Struct, frozen=True, eq=False):
    """The rules over the parser's lexicon and the house's tables."""

    names: Names
    lexicon: Lexicon
    tables: Tables

    @classmethod
    def of(cls, lexicon: Lexicon, tables: Tables) -> LetterCase:
        """The rules over these."""
        return cls(Names(lexicon, tables), lexicon, tables)

    def is_running(self, text: str) -> bool:
        """Whether a line has words of English enough to be one: a list of names by their letters is written so."""
        words = [found[0].lower() for found in WORD.finditer(text)]
        return sum(map(self.names.holds, words)) >= LEAST_ENGLISH * len(words)

    def written(self, text: str, seen: Mapping[str, str]) -> str:
        """A paragraph with the letters that English gives it; `seen`: how the story writes words elsewhere.

        Only the case of letters changes, and only where that keeps their number.
        """
        tokens = tokens_of(text)
        self.names.places(tokens, text)
        self.names.actors(tokens)
        for token in tokens:
            if not token.form:
                self._beside_signs(token, text)
            if not token.form:
                self._word(token, text, seen)
        self.names.beside(tokens, text)
        spell_out(tokens, text)
        return recased(text, tokens)

    def _beside_signs(self, token: Token, text: str) -> None:
        """Settles what apostrophes, digits and full stops beside a word tell: 'don't', '10th', 'G3', 'J. F.'."""
        word, said, following = token.word, before(text, token), after(text, token)
        parted = word in CLITICS and said[-1:] in APOSTROPHES and said[-2:-1].isalpha()
        if parted or (word[-1] == "n" and following[:1] in APOSTROPHES and following[1:2] == "t"):
            token.write(word, name=False)
        elif said[-1:].isdigit():
            token.write(word if word in BEHIND_NUMBER else word.upper(), name=False)
        elif len(word) == 1:
            token.write(word if word == "a" and not INITIAL.match(following) else word.upper(), name=word not in "ai")

    def _word(self, token: Token, text: str, seen: Mapping[str, str]) -> None:
        """Settles a word that no name of the tables holds."""
        word, said = token.word, before(text, token)
        if word == "us" and self._is_country(token, text):
            token.write("US")
            token.people = True
        elif word in seen and (seen[word] != word.upper() or not self.names.holds(word) or MEANT.search(said)):
            token.write(seen[word], name=seen[word] != word)
        elif (form := self._time(token, text)) is not None:
            token.write(form, name=False)
        elif (name := self._outlet(word)) is not None:
            token.write(name)
        elif word in written():
            token.write(written()[word], name=not written()[word].islower())
        elif self.names.holds(word):
            token.write(word, name=False)
        else:
            token.write(word.capitalize() if (word,) in self.tables.actors.ranks else strange_form(word))

    def _time(self, token: Token, text: str) -> str | None:
        """A word of the calendar as it is written; None for others."""
        word, said = token.word, before(text, token)
        row = self.tables.times.words.get(word)
        if word in BESIDE_NUMBER:
            dated = NUMBER_BEFORE.search(said) or NUMBER_AFTER.match(after(text, token)) or IN_MONTH.search(said)
            return word.capitalize() if dated else word
        if row is None or row.kind not in CALENDAR or (row.kind == "zone" and not NUMBER_BEFORE.search(said)):
            return None
        return word.upper() if row.kind == "zone" else word.capitalize()

    def _is_country(self, token: Token, text: str) -> bool:
        """Whether 'us' is the country: behind 'the', or in front of a noun and behind no verb or preposition."""
        words, following = WORD.findall(before(text, token)), after(text, token)
        last, nouns = (words[-1] if words else ""), self.lexicon.words
        behind = WORD.match(following.lstrip(" -"))
        noun = behind is not None and (behind[0] in nouns["noun"] or behind[0] in nouns["adj"])
        taking = last in self.lexicon.function or last.endswith(("ed", "ing"))
        return last == "the" or following[:1] == "-" or (noun and (not taking or last in LINKS))

    def _outlet(self, word: str) -> str | None:
        """The name of an outlet in few letters, if the word is one: AFP, Xinhua."""
        outlet = (
            self.tables.outlets.named(word) if len(word) <= LONGEST_ACRONYM and self.names.is_strange(word) else None
        )
        names = (outlet.name, *outlet.aliases) if outlet is not None else ()
        return next((name for name in names if name.lower() == word), None)


def strange_form(word: str) -> str:
    """How a word is written that is no word of English: a name, or the letters of one."""
    letters = VOWEL.search(word) is None or ROMAN.fullmatch(word) is not None
    return word.upper() if letters and len(word) <= LONGEST_ACRONYM else word.capitalize()
