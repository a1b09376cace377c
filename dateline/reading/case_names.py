"""Names in text of one case: those of the tables, and what stands beside them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.reading.case_acronyms import JOINTS, PARTICLES
from dateline.reading.case_words import LONGEST_SHORT, WORD, Token, before, joined
from dateline.reading.lexicon import Lexicon
from dateline.tables.actor_rows import ActorRow
from dateline.tables.actors import word_key
from dateline.tables.letter_case import written
from dateline.tables.place_keys import fold

if TYPE_CHECKING:
    from dateline.tables.load import Tables

LONGEST_PLACE = 4
# A town so large that a noun behind a word of place is its name ('in Cork').
LARGE = 50_000
IN_PLACE = re.compile(r"\b(?:in|near|outside|(?:city|town|village|port|province) of)\s+$")
ARTICLES = frozenset({"la", "las", "los", "el"})


class Names(Struct, frozen=True, eq=False):
    """The rules over the parser's lexicon and the house's tables."""

    lexicon: Lexicon
    tables: Tables

    def holds(self, word: str) -> bool:
        """Whether a word in small letters is a word of English, or of the table of nouns."""
        return self.lexicon.holds(word) or self.is_house_noun(word)

    def is_house_noun(self, word: str) -> bool:
        """Whether the table of nouns for actors has it."""
        return word in self.tables.actors.nouns or word.removesuffix("s") in self.tables.actors.nouns

    def is_strange(self, word: str) -> bool:
        """Whether it is no word of English, or a noun and nothing else, as the lexicon has some names."""
        return not self.holds(word) or word in written() or self.may_be_name(word)

    def may_be_name(self, word: str) -> bool:
        """Whether the lexicon has it as a noun alone and the house does not."""
        return len(word) > 2 and self.lexicon.is_noun(word) and not self.is_house_noun(word)

    def places(self, tokens: list[Token], text: str) -> None:
        """Settles countries, their peoples, and place names that are told by a strange word or by what precedes."""
        at = 0
        while at < len(tokens):
            size = next((n for n in range(LONGEST_PLACE, 0, -1) if self._place(tokens[at : at + n], n, text)), 1)
            at += size

    def _place(self, inside: list[Token], size: int, text: str) -> bool:
        if len(inside) < size or not all(joined(one, two, text) for one, two in pairwise(inside)):
            return False
        countries, key = self.tables.gazetteer.countries, fold(text[inside[0].start : inside[-1].end])
        if key in countries.demonyms:
            forms = [token.word.capitalize() for token in inside]
        elif key in countries.names:
            if size == 1 and len(key) < LONGEST_SHORT and not self.is_strange(key):
                return False
            forms = [_place_form(token.word, short=len(key) < LONGEST_SHORT) for token in inside]
        elif (name := self._town(inside, key, text)) is not None:
            said = WORD.findall(name)
            same = [word.lower() for word in said] == [token.word for token in inside]
            forms = said if same else [_place_form(token.word, short=False) for token in inside]
        else:
            return False
        for token, form in zip(inside, forms, strict=True):
            token.write(form)
            token.people = key in countries.demonyms
        return True

    def _town(self, inside: list[Token], key: str, text: str) -> str | None:
        """The gazetteer's name of a place of several words, or of a large town whose name is a noun."""
        if len(inside) == 1:
            if not self.may_be_name(key) or key in self.tables.gazetteer.words.common:
                return None
            found = self.tables.gazetteer.find_key(key) if IN_PLACE.search(before(text, inside[0])) else ()
            return found[0].name if found and (found[0].population or 0) >= LARGE else None
        strange = any(not self.holds(token.word) or token.word in written() for token in inside)
        outer = {inside[0].word, inside[-1].word}
        if not strange or outer & (JOINTS - ARTICLES) or outer & self.lexicon.function:
            return None
        found = self.tables.gazetteer.find_key(key)
        return found[0].name if found else None

    def actors(self, tokens: list[Token]) -> None:
        """Settles the names of the table of actors; one word of English is no name by itself."""
        words = [token.word for token in tokens]
        keys = [word_key(word) for word in words]
        forms = [word.upper() if self.is_strange(word) else word.capitalize() for word in words]
        at = 0
        while at < len(tokens):
            found = self.tables.actors.match(forms, keys, at)
            alias = _alias(found.row, keys[at : found.end]) if found is not None else ()
            if not self._tells(alias, words[at : at + len(alias)]) or (len(alias) == 1 and tokens[at].form):
                at += 1
                continue
            for token, form in zip(tokens[at:], alias, strict=False):
                token.write(form)
            at += len(alias)

    def _tells(self, alias: tuple[str, ...], words: list[str]) -> bool:
        """Whether words that an alias has must mean it: several of them, or one that is no word of English."""
        if len([word for word in words if word not in self.lexicon.function]) > 1:
            return True
        return any(
            not self.holds(word) or word in written() or (form.isupper() and self.is_strange(word))
            for form, word in zip(alias, words, strict=True)
        )

    def beside(self, tokens: list[Token], text: str) -> None:
        """Settles what stands beside a name: particles, ranks, given names, surnames."""
        for one, two in pairwise(tokens):
            if joined(one, two, text):
                _particle(one, two)
                self._surname(one, two, text)
        keys = [word_key(token.word) for token in tokens]
        for at in range(len(tokens) - 2, -1, -1):
            one, two = tokens[at], tokens[at + 1]
            if two.name and not two.people and not one.name and joined(one, two, text):
                self._before_name(tokens, keys, at)

    def _surname(self, one: Token, two: Token, text: str) -> None:
        """A noun behind a given name or a shortened rank is a surname: 'Oscar Arias', 'Brig. Silva'."""
        actors = self.tables.actors
        given = one.word in actors.given_names and one.word not in self.tables.gazetteer.countries.names
        shortened = (one.word,) in actors.ranks and (text[one.end : one.end + 1] == "." or not self.holds(one.word))
        if two.name or not ((one.name and given) or shortened):
            return
        if self.may_be_name(two.word) or (two.word in actors.given_names and not self.is_house_noun(two.word)):
            two.write(two.word.capitalize())

    def _before_name(self, tokens: list[Token], keys: list[str], at: int) -> None:
        """A rank, an office or a given name right before a name; what people do for a living has no capital."""
        rank = self.tables.actors.rank_ending(keys, at + 1)
        if rank is not None and rank[1].type != "role":
            for token in tokens[rank[0] : at + 1]:
                token.write(token.word.capitalize())
        elif rank is None and tokens[at].word in self.tables.actors.given_names:
            tokens[at].write(tokens[at].word.capitalize())


def _place_form(word: str, *, short: bool) -> str:
    if word in JOINTS - ARTICLES:
        return word
    return word.upper() if short else word.capitalize()


def _alias(row: ActorRow, keys: list[str]) -> tuple[str, ...]:
    """The words of the name or alias that these folded words are, as the table writes them."""
    for name in (row.name, *row.aliases):
        said = tuple(WORD.findall(name))
        if [word_key(word) for word in said] == keys:
            return said
    return tuple(key.capitalize() for key in keys)


def _particle(one: Token, two: Token) -> None:
    """Small words inside a name of another language: 'Luis de la Cruz', but 'El Mozote'."""
    if two.word in PARTICLES and one.name and not one.people:
        two.write(two.word)
    elif one.word in PARTICLES and not one.name and two.name:
        one.write(one.word.capitalize())
