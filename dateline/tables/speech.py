"""The words that attribute: verbs of saying, thinking and wanting, nouns, set phrases, and hedges without a source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, TypeVar

from msgspec import Struct

from dateline.tables.rows import read_table

# The longest row of hedges and phrases has fewer words.
LONGEST = 8
Row = TypeVar("Row", bound=Struct)
Kind = Literal["statement", "belief", "intention", "perception", "decree"]


class VerbRow(Struct, frozen=True, kw_only=True):
    """A row of speech_verbs.tsv: a verb, with its particle where it has one. `frames`: what can carry the content.

    `clause` (a that-clause), `quote` (quoted words beside it), `infinitive` ('vowed to'), `gerund` ('denied
    shelling'), `scene` (what is seen to happen: 'saw soldiers loot'), `object` ('condemned the attack'), `naming` (an
    object and what it is called), `word` (an object that is a noun of saying: 'released a statement'), `finding` (an
    object, when a report finds it), `measure` ('put the toll at 17'), or a preposition ('spoke about'). `passive`
    ('is believed to'), `passive-` with a preposition ('is seen as'), `passive-naming` ('was declared a danger'),
    `passive-alone` ('a truce was announced'). `hearer`: the object is who is told. `seeming`: nobody says it
    ('appeared to leave').
    """

    verb: str
    kind: Kind
    frames: tuple[str, ...]
    origin: str
    licence: str


class SpeechNoun(Struct, frozen=True, kw_only=True):
    """A row of speech_nouns.tsv: a noun for what is said, which can speak itself ('the statement reads')."""

    noun: str
    kind: Kind
    origin: str
    licence: str


class StanceRow(Struct, frozen=True, kw_only=True):
    """A row of speech_stances.tsv: a noun or adjective of what somebody says, thinks or wants, and what follows it.

    `frames`: `clause`, `infinitive`, or prepositions ('critical of', 'their support for', 'a call for').
    `within`: what the clause around it says stands in it ('in a report, ...'). `ownerless`: it is an attribution
    where the text names nobody, too ('allegations of torture').
    """

    word: str
    pos: Literal["noun", "adjective"]
    kind: Kind
    frames: tuple[str, ...]
    origin: str
    licence: str


class HedgeRow(Struct, frozen=True, kw_only=True):
    """A row of speech_hedges.tsv: words by which the author keeps a distance. `certainty`: reported, unverified."""

    words: str
    certainty: Literal["reported", "unverified"]
    origin: str
    licence: str


class PhraseRow(Struct, frozen=True, kw_only=True):
    """A row of speech_phrases.tsv. `place`: the source follows it as `before` the content's rest or is `cited`."""

    words: str
    kind: Kind
    place: Literal["before", "cited"]
    origin: str
    licence: str


class SpeechWords(Struct, frozen=True, eq=False):
    """Verbs, nouns and stances by lemma; hedges and phrases by their first word, then by all, in lower case.

    `with_particle`: the verbs of which some row has a particle.
    """

    verbs: dict[str, VerbRow]
    with_particle: frozenset[str]
    nouns: dict[str, SpeechNoun]
    stances: dict[str, StanceRow]
    hedges: dict[str, dict[tuple[str, ...], HedgeRow]]
    phrases: dict[str, dict[tuple[str, ...], PhraseRow]]

    def frames_of(self, noun: str) -> tuple[str, ...]:
        """What else than a that-clause can follow a noun of saying or thinking."""
        row = self.stances.get(noun)
        return row.frames if row is not None and row.pos == "noun" else ()

    def hedge_at(self, lower: Sequence[str], at: int) -> tuple[int, HedgeRow] | None:
        """The longest hedge that begins at token `at`: the token after it, and its row."""
        return _longest(self.hedges.get(lower[at], {}), lower, at)

    def phrase_at(self, lower: Sequence[str], at: int) -> tuple[int, PhraseRow] | None:
        """The longest phrase that begins at token `at`: the token after it, and its row."""
        return _longest(self.phrases.get(lower[at], {}), lower, at)


def _longest(rows: dict[tuple[str, ...], Row], lower: Sequence[str], at: int) -> tuple[int, Row] | None:
    for length in range(min(LONGEST, len(lower) - at), 0, -1):
        row = rows.get(tuple(lower[at : at + length]))
        if row is not None:
            return at + length, row
    return None


def tokens_of(words: str) -> tuple[str, ...]:
    """A phrase as the parser's lower-case tokens: hyphens are tokens of their own."""
    return tuple(words.lower().replace("-", " - ").split())


def load() -> SpeechWords:
    """The tables of attributing words."""
    hedges: dict[str, dict[tuple[str, ...], HedgeRow]] = defaultdict(dict)
    for hedge in read_table("speech_hedges", HedgeRow):
        hedges[tokens_of(hedge.words)[0]][tokens_of(hedge.words)] = hedge
    phrases: dict[str, dict[tuple[str, ...], PhraseRow]] = defaultdict(dict)
    for phrase in read_table("speech_phrases", PhraseRow):
        phrases[tokens_of(phrase.words)[0]][tokens_of(phrase.words)] = phrase
    verbs = {row.verb: row for row in read_table("speech_verbs", VerbRow)}
    return SpeechWords(
        verbs=verbs,
        with_particle=frozenset(verb.split()[0] for verb in verbs if " " in verb),
        nouns={row.noun: row for row in read_table("speech_nouns", SpeechNoun)},
        stances={row.word: row for row in read_table("speech_stances", StanceRow)},
        hedges=dict(hedges),
        phrases=dict(phrases),
    )
