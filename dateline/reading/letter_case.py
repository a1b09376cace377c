"""The letters of text that was sent in one case only, set as English sets them: names and first words with capitals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.reading.lexicon import Lexicon
from dateline.tables.actor_rows import ActorRow
from dateline.tables.actors import word_key
from dateline.tables.letter_case import written
from dateline.tables.place_keys import fold

if TYPE_CHECKING:
    from dateline.tables.load import Tables

WORD = re.compile(r"[^\W\d_]+")
# What an apostrophe parts from the word before it.
CLITICS = frozenset({"s", "t", "m", "d", "re", "ve", "ll"})
# Small words inside names of other languages.
PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "el", "y", "da", "do", "dos", "van", "von", "der", "bin", "ibn"}
)
JOINTS = PARTICLES | {"of", "the", "for", "and", "e"}
ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}")
VOWEL = re.compile(r"[aeiouyàáâãäåèéêëìíîïòóôõöùúûü]")
LONGEST_ACRONYM, LONGEST_PLACE = 6, 4
# Months that are other words, too: months only beside a number.
BESIDE_NUMBER = frozenset({"may", "march", "mar", "dec", "sat", "sun", "sept", "jan"})
NUMBER_BEFORE, NUMBER_AFTER = re.compile(r"\d\s+$"), re.compile(r"\.?,?\s+\d")
ARTICLES = frozenset({"la", "las", "los", "el"})
APOSTROPHES = frozenset("'’ʼ")
ORDINALS = frozenset({"st", "nd", "rd", "th", "d", "s", "mm", "km", "kg", "m", "am", "pm"})
CALENDAR = frozenset({"monthname", "monthabbr", "weekday", "weekdayabbr", "zone"})
INITIAL = re.compile(r"\.\s?[^\W\d_]\b")
BRACKETED = re.compile(r"\((?P<letters>[^\W\d_]{2,6})\)")
LEAST_LETTERS, MOST_JOINTS, LONGEST_SHORT, FIRST_REACH, REACH = 2, 3, 4, 12, 120
FIRST = re.compile(r"(?:^|[.!?][\"”’)\]]*\s+|\s--\s+|[:]\s+[\"“]|^\W*)[\"“‘'(\[]*$")
# A full stop behind these ends no sentence, and one behind a single letter ends none.
# Behind these the letters of a name that are a word of English, too, are the name.
MEANT = re.compile(r"(?:\bthe\s|\()$", re.IGNORECASE)
ABBREVIATED = re.compile(r"(?:\b[^\W\d_]|\b(?:no|mr|mrs|ms|dr|st|vs|gen|col|lt|maj|capt|sgt|brig|adm|rev|sen|gov))\.$")


class Token(Struct):
    """A run of letters: where it stands, its small letters, how it is to be written, and whether it is a name.

    `form` is empty and `name` None while that is open; a `people` is a name that no person bears.
    """

    start: int
    end: int
    word: str
    form: str = ""
    name: bool = False
    people: bool = False

    def write(self, form: str, *, name: bool = True) -> None:
        """Settles how it is written."""
        self.form, self.name = form, name


class LetterCase(Struct, frozen=True, eq=False):
    """The rules over the parser's lexicon and the house's tables."""

    lexicon: Lexicon
    tables: Tables

    def written(self, text: str, seen: Mapping[str, str]) -> str:
        """A paragraph with the letters that English gives it; `seen`: how the story writes words elsewhere.

        Only the case of letters changes, and only where that keeps their number.
        """
        tokens = [Token(found.start(), found.end(), found[0].lower()) for found in WORD.finditer(text)]
        self._places(tokens, text)
        self._actors(tokens)
        for token in tokens:
            if not token.form:
                self._word(token, text, seen)
        _particles(tokens, text)
        self._beside_names(tokens, text)
        _spelled_out(tokens, text)
        return recased(text, tokens)

    def holds(self, word: str) -> bool:
        """Whether a word in small letters is a word of English, or of the tables of the house."""
        return self.lexicon.holds(word) or word.removesuffix("s") in self.tables.actors.nouns

    def _actors(self, tokens: list[Token]) -> None:
        """The names of the table of actors; one word that is a word of English, too, is no name by itself."""
        words = [token.word for token in tokens]
        keys = [word_key(word) for word in words]
        forms = [word.upper() if self._is_strange(word) else word.capitalize() for word in words]
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

    def _is_strange(self, word: str) -> bool:
        """Whether a word in small letters is no word of English, or only as the letters of a name are ('eta')."""
        return not self.holds(word) or word in written() or (len(word) > 2 and self.lexicon.is_noun(word))

    def _tells(self, alias: tuple[str, ...], words: list[str]) -> bool:
        """Whether words that an alias has must mean it: several of them, or one that is no word of English."""
        if len([word for word in words if word not in self.lexicon.function]) > 1:
            return True
        return any(
            not self.holds(word) or word in written() or (form.isupper() and self._is_strange(word))
            for form, word in zip(alias, words, strict=True)
        )

    def _places(self, tokens: list[Token], text: str) -> None:
        """Place names of several words of which one is no word of English, and countries and peoples."""
        countries = self.tables.gazetteer.countries
        for at, token in enumerate(tokens):
            for size in range(min(LONGEST_PLACE, len(tokens) - at), 0, -1):
                inside = tokens[at : at + size]
                if any(other.form for other in inside) or not all(_joined(a, b, text) for a, b in pairwise(inside)):
                    continue
                key = fold(text[token.start : inside[-1].end])
                people = key in countries.demonyms
                if people or self._is_place(key, inside):
                    short = len(key) < LONGEST_SHORT and not people
                    for other in inside:
                        joint = other.word in JOINTS - ARTICLES
                        other.write(other.word if joint else other.word.upper() if short else other.word.capitalize())
                        other.people = people
                    break

    def _is_place(self, key: str, inside: list[Token]) -> bool:
        if key in self.tables.gazetteer.countries.names:
            return len(inside) > 1 or len(key) >= LONGEST_SHORT or self._is_strange(key) or self.lexicon.is_noun(key)
        strange = any(not self.holds(other.word) or other.word in written() for other in inside)
        outer = {inside[0].word, inside[-1].word}
        if len(inside) == 1 or not strange or outer & (JOINTS - ARTICLES) or outer & self.lexicon.function:
            return False
        return bool(self.tables.gazetteer.find_key(key))

    def _word(self, token: Token, text: str, seen: Mapping[str, str]) -> None:
        """How a word is written that no name of several words holds."""
        word, before, after = token.word, text[: token.start], text[token.end :]
        if word in CLITICS and before[-1:] in APOSTROPHES and before[-2:-1].isalpha():
            token.write(word, name=False)
        elif before[-1:].isdigit():
            token.write(word if word in ORDINALS else word.upper(), name=False)
        elif word in seen and (seen[word] != word.upper() or not self.holds(word) or MEANT.search(before)):
            token.write(seen[word], name=seen[word] != word)
        elif len(word) == 1:
            token.write(word if word == "a" and not INITIAL.match(after) else word.upper(), name=word not in "ai")
        elif word == "us" and self._is_country(before, after):
            token.write("US")
            token.people = True
        elif word[-1] == "n" and after[:1] in APOSTROPHES and after[1:2].lower() == "t":
            token.write(word, name=False)
        elif word in BESIDE_NUMBER:
            dated = NUMBER_BEFORE.search(before[-4:]) or NUMBER_AFTER.match(after)
            token.write(word.capitalize() if dated else word, name=False)
        elif (kind := self._time(word)) in CALENDAR:
            token.write(word.upper() if kind == "zone" else word.capitalize(), name=False)
        elif (name := self._outlet(word)) is not None:
            token.write(name)
        elif word in written():
            token.write(written()[word])
        elif not self.holds(word):
            token.write(word.capitalize() if (word,) in self.tables.actors.ranks else strange_form(word))
        else:
            token.write(word, name=False)

    def _time(self, word: str) -> str:
        """The kind of a word of times: a month's name, a weekday, a zone."""
        row = self.tables.times.words.get(word)
        return (
            row.kind if (row is not None and not self.holds(word)) or (row is not None and row.kind != "zone") else ""
        )

    def _is_country(self, before: str, after: str) -> bool:
        """Whether 'us' is the country: behind 'the', or in front of a noun and behind no verb or preposition."""
        last = before.split()[-1].lower() if before.split() else ""
        following = WORD.match(after.lstrip(" -"))
        told = self.lexicon.words["noun"] | self.lexicon.words["adj"]
        noun = following is not None and (after[0] == "-" or following[0].lower() in told)
        taking = last in self.lexicon.function or any(last.endswith(ending) for ending in ("ed", "ing"))
        return last == "the" or (noun and (not taking or last in {"and", "by", "with", "of", "in"}))

    def _outlet(self, word: str) -> str | None:
        """The name of an outlet in few letters, if the word is one: AFP, Xinhua."""
        outlet = self.tables.outlets.named(word) if len(word) <= LONGEST_ACRONYM and self._is_strange(word) else None
        names = (outlet.name, *outlet.aliases) if outlet is not None else ()
        return next((name for name in names if name.lower() == word), None)

    def _beside_names(self, tokens: list[Token], text: str) -> None:
        """Ranks and given names before a name, and the noun of a body after one, which are words of English, too."""
        keys = [word_key(token.word) for token in tokens]
        actors, places, times = self.tables.actors, self.tables.gazetteer.words, self.tables.times.words
        for at in range(len(tokens) - 2, -1, -1):
            one, two = tokens[at], tokens[at + 1]
            if not _joined(one, two, text):
                continue
            if two.name and not two.people and not one.name:
                rank = actors.rank_ending(keys, at + 1)
                if rank is not None and rank[1].type == "role":
                    continue
                if rank is not None or one.word in actors.given_names:
                    for token in tokens[rank[0] if rank is not None else at : at + 1]:
                        token.write(token.word.capitalize())
        for one, two in pairwise(tokens):
            if one.name and not one.people and not two.name and _joined(one, two, text):
                noun = actors.nouns.get(two.word)
                if two.word in times:
                    continue
                if two.word in places.organisation or (noun is not None and noun.role in {"unit", "body"}):
                    two.write(two.word.capitalize())


def _alias(row: ActorRow, keys: list[str]) -> tuple[str, ...]:
    """The words of the name or alias that these folded words are, as the table writes them."""
    for name in (row.name, *row.aliases):
        said = tuple(WORD.findall(name))
        if [word_key(word) for word in said] == keys:
            return said
    return tuple(key.capitalize() for key in keys)


def _joined(one: Token, two: Token, text: str) -> bool:
    """Whether nothing but blanks or a hyphen stands between two words, or the full stop of a short one."""
    between = text[one.end : two.start].strip()
    return between in {"", "-"} or (between == "." and len(one.word) <= LONGEST_SHORT)


def _particles(tokens: list[Token], text: str) -> None:
    """Small words inside a name of another language: 'Luis de la Cruz', but 'El Mozote'."""
    for one, two in pairwise(tokens):
        if two.word in PARTICLES and one.name and not one.people and _joined(one, two, text):
            two.write(two.word)
        elif one.word in PARTICLES and not one.name and two.name and _joined(one, two, text):
            one.write(one.word.capitalize())


def strange_form(word: str) -> str:
    """How a word is written that is no word of English: a name, or the letters of one."""
    letters = VOWEL.search(word) is None or ROMAN.fullmatch(word) is not None
    return word.upper() if letters and len(word) <= LONGEST_ACRONYM else word.capitalize()


def acronyms_in(text: str) -> dict[str, str]:
    """The letters in brackets behind the words that they stand for, in any order: 'Will of the Nation Party (NWP)'."""
    found = {}
    for bracketed in BRACKETED.finditer(text):
        letters = bracketed["letters"].lower()
        before = WORD.findall(text[max(0, bracketed.start() - REACH) : bracketed.start()].lower())
        if len(letters) >= LEAST_LETTERS and _stand_for(letters, before) is not None:
            found[letters] = letters.upper()
    return found


def _stand_for(letters: str, before: list[str]) -> int | None:
    """How many words before an acronym hold its letters as first letters; None where they do not."""
    missing = list(letters)
    for count, word in enumerate(reversed(before[-len(letters) - MOST_JOINTS :]), 1):
        if word[0] in missing and word not in JOINTS:
            missing.remove(word[0])
            if not missing:
                return count
    return None


def _spelled_out(tokens: list[Token], text: str) -> None:
    """Capitals for the words that an acronym in brackets behind them stands for."""
    for at, token in enumerate(tokens):
        if not token.form.isupper() or text[token.start - 1 : token.start] != "(" or len(token.word) < LEAST_LETTERS:
            continue
        count = _stand_for(token.word, [one.word for one in tokens[:at]])
        for one in tokens[at - (count or 0) : at]:
            if one.word not in JOINTS and not one.name:
                one.write(one.word.capitalize())


def recased(text: str, tokens: list[Token]) -> str:
    """The text with its words as they were settled, the first word of a sentence with a capital."""
    parts, at = [], 0
    for token in tokens:
        form = token.form
        if FIRST.search(text[max(0, token.start - FIRST_REACH) : token.start]) and not _abbreviated(text, token.start):
            form = form[:1].upper() + form[1:]
        parts += [text[at : token.start], alike(text[token.start : token.end], form)]
        at = token.end
    return "".join([*parts, text[at:]])


def _abbreviated(text: str, start: int) -> bool:
    return ABBREVIATED.search(text[max(0, start - FIRST_REACH) : start].rstrip().lower()) is not None


def alike(word: str, form: str) -> str:
    """The word in the case of `form`, letter by letter; a letter whose other case is no single letter stays.

    >>> alike("STRAßE", "Straße"), alike("İZMİR", "izmir")
    ('Straße', 'İzmİr')
    """
    if len(word) != len(form):
        return word
    return "".join(map(_alike, word, form))


def _alike(letter: str, model: str) -> str:
    other = letter.upper() if model.isupper() else letter.lower()
    return other if len(other) == 1 and other.upper() == letter.upper() and len(letter.upper()) == 1 else letter
