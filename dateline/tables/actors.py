"""Who acts: named actors, generic nouns for actors, and the ranks and offices that precede names."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from dateline.tables.actor_rows import ActorRow, GivenName, HardwareRow, NameSign, NounRow, RankRow
from dateline.tables.rows import read_table

# A possessive is a token of its own, as the parser's is; hyphens part words, but not before a number ('MS-13'); an
# inner apostrophe does not.
WORD = re.compile(r"'s\b|[^\s\-–'/]+(?:(?:'(?!s\b)|-(?=\d))[^\s\-–'/]+)*")
APOSTROPHES = str.maketrans("’‘ʻʼ`", "'''''")
# One Arabic article in the spellings of different languages.
ARTICLES = frozenset({"al", "el", "ul", "il"})
SKIPPED = frozenset({"-", "–", "‐", "/", '"', "“", "”"})


class Found(Struct, frozen=True):
    """A table match: the token after its last, the row, and whether the name is one of its `local_names`."""

    end: int
    row: ActorRow
    local: bool


class Alias(Struct, frozen=True):
    """One way to write an actor: the folded words, the words as written, the row; `local`: see `ActorRow`."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    row: ActorRow
    local: bool


def type_key(word: str) -> str:
    """The key of a designation: no hyphens, and less the letters of a variant and the plural after its number.

    >>> type_key("F-16Cs"), type_key("T-72B3"), type_key("AKs"), type_key("F-16")
    ('f16', 't72', 'ak', 'f16')
    """
    flat = re.sub(r"[-‐–/]", "", word)
    found = re.match(r"([A-Za-z]+\d+)(?:[A-Z]{1,2}\d?|v\d)?s?$", flat)
    return (found.group(1) if found else flat.removesuffix("s")).lower()


@lru_cache(maxsize=16_384)  # words recur: the 27,000 of gold/stories have 7,000 forms
def word_key(word: str) -> str:
    """The key of one word: no case, accents, full stops or apostrophes; empty for a hyphen or quotation mark."""
    if word in SKIPPED:
        return ""
    flat = (
        word.lower()
        if word.isascii()
        else "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    )
    return re.sub(r"[.'’‘ʻʼ`]", "", flat)


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a name, split as the parser splits them, hyphens left out."""
    return tuple(WORD.findall(phrase.translate(APOSTROPHES)))


def _article(key: str) -> str:
    """The key of a word in a name: one for all spellings of the Arabic article."""
    return "al" if key in ARTICLES else key


def fits_case(alias: str, form: str) -> bool:
    """Whether a text's word is written as an alias asks: acronyms to the letter, names with a capital.

    >>> fits_case("IS", "is"), fits_case("US", "U.S."), fits_case("Taliban", "TALIBAN"), fits_case("force", "Force")
    (False, True, True, True)
    """
    bare = alias.replace(".", "")
    if len(bare) > 1 and bare.isupper():
        return form.replace(".", "").isupper()
    return not alias[:1].isupper() or form[:1].isupper()


class ActorTable:
    """Named actors by alias and id, generic nouns by lemma, ranks and offices by their words, given names."""

    def __init__(
        self,
        actors: Sequence[ActorRow],
        nouns: Sequence[NounRow],
        ranks: Sequence[RankRow],
        given_names: frozenset[str],
        signs: Sequence[NameSign] = (),
        hardware: Sequence[HardwareRow] = (),
    ) -> None:
        self.by_id = {row.id: row for row in actors}
        self.nouns = {row.noun: row for row in nouns}
        self.given_names = given_names
        self._signs: dict[str, set[str]] = defaultdict(set)
        for sign in signs:
            self._signs[sign.sign].add(sign.word)
        self.designations = {type_key(row.word): row.kind for row in hardware if row.sign == "designation"}
        self.vessels = frozenset(row.word for row in hardware if row.sign == "vessel")
        self.ship_prefixes = frozenset(row.word for row in hardware if row.sign == "ship")
        self._types: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for kept in hardware:
            if kept.sign == "name":
                named = tuple(word_key(word) for word in words_of(kept.word))
                self._types[named[0].removesuffix("s")].append((named, kept.kind))
        self.ranks = {tuple(word_key(word) for word in words_of(row.words)): row for row in ranks}
        self.longest_rank = max(map(len, self.ranks), default=0)
        self._rank_ends = frozenset(words[-1] for words in self.ranks if words)
        # By the first word and the second, which is empty for a name of one word.
        self._aliases: dict[str, dict[str, list[Alias]]] = defaultdict(lambda: defaultdict(list))
        for row in actors:
            for name in (row.name, *row.aliases, *row.local_names):
                words = words_of(name)
                local = name in row.local_names
                alias = Alias(tuple(_article(word_key(word)) for word in words), words, row, local)
                self._aliases[alias.keys[0]][alias.keys[1] if len(words) > 1 else ""].append(alias)
        bearers: dict[tuple[str, ...], dict[str, ActorRow]] = defaultdict(dict)
        for listed in (some for bucket in self._aliases.values() for some in bucket.values()):
            listed.sort(key=lambda a: (-len(a.keys), a.row.id))
            for alias in listed:
                bearers[alias.keys][alias.row.id] = alias.row
        self._rivals = {keys: tuple(rows.values()) for keys, rows in bearers.items() if len(rows) > 1}
        at_home = {row.id for row in actors if row.local_names}
        self.contested = at_home | {row.id for rows in self._rivals.values() for row in rows}
        self._predecessors: dict[str, list[ActorRow]] = defaultdict(list)
        for row in actors:
            if row.succeeded_by:
                self._predecessors[row.succeeded_by].append(row)
        self._members: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._homes = _homes(actors)
        for row in actors:
            if row.kind == "person" and row.affiliated_with:
                self._members[(row.affiliated_with, word_key(words_of(row.name)[-1]))].append(row.id)

    def match(self, forms: Sequence[str], keys: Sequence[str], at: int) -> Found | None:
        """The longest named actor that begins at token `at`; `keys` are the `word_key` of `forms`."""
        bucket = self._aliases.get(_article(keys[at])) if keys[at] else None
        if bucket is None:
            return None
        second = next((keys[i] for i in range(at + 1, len(keys)) if keys[i]), "")
        for listed in (bucket.get(_article(second), ()) if second else (), bucket.get("", ())):
            for alias in listed:
                end = self._end(alias, forms, keys, at)
                if end is not None:
                    return Found(end, alias.row, alias.local)
        return None

    def rivals(self, forms: Sequence[str], keys: Sequence[str], at: int) -> tuple[ActorRow, ...]:
        """All actors of the longest name that begins at token `at`, if more than one bears it."""
        found = self.match(forms, keys, at)
        if found is None:
            return ()
        return self._rivals.get(tuple(_article(key) for key in keys[at : found.end] if key), ())

    def predecessors(self, actor_id: str) -> Sequence[ActorRow]:
        """The actors that became another one."""
        return self._predecessors.get(actor_id, ())

    def shared_names(self) -> list[tuple[tuple[str, ...], tuple[ActorRow, ...]]]:
        """The folded names that several actors bear, with those actors."""
        return sorted(self._rivals.items(), key=lambda item: item[0])

    def named(self, name: str) -> ActorRow | None:
        """The actor that `name` names as a whole, if any."""
        words = words_of(name)
        found = self.match(words, [word_key(word) for word in words], 0) if words else None
        return found.row if found and found.end == len(words) and not found.local else None

    def type_at(self, keys: Sequence[str], at: int) -> tuple[int, str] | None:
        """The longest name of a type of weapon or vehicle at token `at`, a plural too: its end and its kind."""
        best = None
        for named, kind in self._types.get(keys[at].removesuffix("s"), ()):
            said = [key for key in keys[at : at + 2 * len(named)] if key][: len(named)]
            same = said == list(named) or said == [*named[:-1], f"{named[-1]}s"]
            end = at
            while same and said:
                said = said[1:] if keys[end] else said
                end += 1
            if same and (best is None or end > best[0]):
                best = end, kind
        return best

    def home_of_leader(self, surname: str) -> str | None:
        """The country whose persons of the table alone have a folded surname: 'the X government' is its government."""
        homes = self._homes.get(surname, set())
        return next(iter(homes)) if len(homes) == 1 else None

    def member(self, group: str, surname: str) -> ActorRow | None:
        """The one person of the table whom `group` (an id) has under a folded surname, if there is exactly one."""
        found = self._members.get((group, surname), ())
        return self.by_id[found[0]] if len(found) == 1 else None

    def signs(self, sign: str) -> frozenset[str] | set[str]:
        """The words of name_signs.tsv under one sign; none for a sign that has no row."""
        return self._signs.get(sign, frozenset())

    def rank_ending(self, keys: Sequence[str], end: int) -> tuple[int, RankRow] | None:
        """The longest rank or office whose last word is token `end` - 1: its first token and the row."""
        # Most words end no rank: a fiftieth of all reading went into finding that out one word after the other.
        if end > 0 and keys[end - 1] and keys[end - 1] not in self._rank_ends:
            return None
        best = None
        said: tuple[str, ...] = ()
        first = end
        while first > 0 and len(said) < self.longest_rank:
            first -= 1
            if not keys[first]:
                if first == end - 1 and end > 1 and keys[first - 1] and self.is_abbreviation(keys[first - 1]):
                    continue
                if said and first > 0 and keys[first - 1]:
                    continue
                break
            said = (keys[first], *said)
            row = self.ranks.get(said)
            if row:
                best = first, row
        return best

    def is_abbreviation(self, key: str) -> bool:
        """Whether a word is a rank by itself, so that a full stop after it ends no sentence."""
        return (key,) in self.ranks

    @staticmethod
    def _end(alias: Alias, forms: Sequence[str], keys: Sequence[str], at: int) -> int | None:
        i = at
        for n, key in enumerate(alias.keys):
            while n and i < len(keys) and not keys[i]:
                i += 1
            if i >= len(keys) or _article(keys[i]) != key or not fits_case(alias.words[n], forms[i]):
                return None
            i += 1
        return i


def _homes(actors: Sequence[ActorRow]) -> dict[str, set[str]]:
    """The countries of the persons of each folded surname."""
    homes: dict[str, set[str]] = defaultdict(set)
    for row in actors:
        if row.kind == "person" and row.country:
            homes[word_key(re.split(r"[\s-]", row.name)[-1])].add(row.country)
    return homes


def load() -> ActorTable:
    """The tables of actors, of nouns for actors, of ranks and of given names."""
    return ActorTable(
        read_table("actors", ActorRow),
        read_table("actor_nouns", NounRow),
        read_table("ranks", RankRow),
        frozenset(word_key(row.name) for row in read_table("given_names", GivenName)),
        read_table("name_signs", NameSign),
        read_table("hardware", HardwareRow),
    )
