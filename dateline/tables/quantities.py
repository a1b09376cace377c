"""The words of quantities: numerals, vague words, modifiers, units, counted nouns and what befell them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from dateline.tables.rows import TableError, read_table

# Scale words that are words only when they touch their digits: 1.5bn, 30k.
SUFFIXES = ("bn", "mn", "k")


class NumberRow(Struct, frozen=True):
    """A numeral: `kind` is unit (0 to 19), tens, scale (multiplies what precedes) or part (half, couple)."""

    word: str
    value: float
    kind: str
    origin: str
    licence: str


class VagueRow(Struct, frozen=True):
    """A vague word. `low`: the least it says; `conservative`: what ACLED writes for it (event-types.md).

    `factor`: what it stands for before a scale word (`several dozen` is three dozen); `scale`: its value after
    another vague word (`hundreds of thousands`).
    """

    word: str
    origin: str
    licence: str
    low: float | None = None
    conservative: float | None = None
    factor: float | None = None
    scale: float | None = None


class ModifierRow(Struct, frozen=True):
    """Words beside a number that open or blur it; `position` is before, after, or noun (after the counted noun too)."""

    phrase: str
    modifier: str
    position: str
    origin: str
    licence: str


class UnitRow(Struct, frozen=True):
    """A unit noun: the symbol it is stored as, and what is measured."""

    word: str
    unit: str
    outcome: str
    origin: str
    licence: str


class NounRow(Struct, frozen=True):
    """A noun that numbers count. `outcome` holds when nothing in the sentence says more, or always if `rank` is strong.

    `role`: combatant, armed_official, civilian, person, public, displaced, captive, prisoner, protester, body,
    toll (the noun is the outcome itself: deaths, arrests), household, movement.
    """

    lemma: str
    counted: str
    party: str
    role: str
    origin: str
    licence: str
    outcome: str | None = None
    rank: str | None = None


class CueRow(Struct, frozen=True):
    """A word that says what befell those counted. `slot`: which argument of a verb they are (object, subject, both).

    `pos`: verb, adjective, noun, state (`in custody`), phrase (verb and a word below it), change (verbs by which a
    total moves: `rose to`), leaving (verbs that, prevented, mean trapped), left (what the displaced leave), hosting
    and host (`the camp holds 300 families`), fielding (what an armed group does with its own men: `has 700 men`),
    recovering (what is done with bodies found), passing (a total passes a number: `topped 300`),
    fraction (parts of those counted, whose lot is not that of all: `half of the 300 residents fled`).
    `needs` is `people` where the word may befall things too (`lost ten tanks`), so that the counted noun must be
    known to mean people; `named` where it must be told at all (`destroyed 30 militants`).
    """

    lemma: str
    pos: str
    slot: str
    origin: str
    licence: str
    outcome: str = ""
    needs: str | None = None


class LabelRow(Struct, frozen=True):
    """A capitalised word that makes the number after it a name: `Resolution 12`, `Route 4`."""

    word: str
    origin: str
    licence: str


class QuantityWords(Struct, frozen=True, eq=False):
    """The tables of quantities, indexed, with the patterns that find them compiled once."""

    numbers: dict[str, NumberRow]
    vague: dict[str, VagueRow]
    modifiers: dict[str, str]
    units: dict[str, UnitRow]
    nouns: dict[str, NounRow]
    verbs: dict[str, CueRow]
    adjectives: dict[str, CueRow]
    outcome_nouns: dict[str, CueRow]
    states: dict[str, CueRow]
    changes: frozenset[str]
    leaving: frozenset[str]
    left_places: frozenset[str]
    hosting: frozenset[str]
    hosts: frozenset[str]
    fielding: frozenset[str]
    fractions: frozenset[str]
    recovering: frozenset[str]
    passing: frozenset[str]
    phrases: dict[str, tuple[tuple[str, CueRow], ...]]
    atom: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    after_noun: re.Pattern[str]
    unit_after: re.Pattern[str]
    label_before: re.Pattern[str]


def load() -> QuantityWords:
    """The shipped tables `quantity_*.tsv`; raises TableError when a row has an unknown kind."""
    numbers = {row.word: row for row in read_table("quantity_numbers", NumberRow)}
    vague = {row.word: row for row in read_table("quantity_vague", VagueRow)}
    modifiers = read_table("quantity_modifiers", ModifierRow)
    units = {row.word: row for row in read_table("quantity_units", UnitRow)}
    cues = read_table("quantity_cues", CueRow)
    unknown = {row.kind for row in numbers.values()} - {"unit", "tens", "scale", "part"}
    if unknown:
        raise TableError(f"data/quantity_numbers.tsv: unknown kind {', '.join(sorted(unknown))}")
    before = {row.phrase: row.modifier for row in modifiers if row.position == "before"}
    after_noun = {row.phrase: row.modifier for row in modifiers if row.position == "noun"}
    after = {row.phrase: row.modifier for row in modifiers if row.position == "after"} | after_noun
    labels = [row.word.capitalize() for row in read_table("quantity_labels", LabelRow)]
    return QuantityWords(
        numbers=numbers,
        vague=vague,
        modifiers=before | after,
        units=units,
        nouns={row.lemma: row for row in read_table("quantity_nouns", NounRow)},
        verbs={row.lemma: row for row in cues if row.pos == "verb"},
        adjectives={row.lemma: row for row in cues if row.pos == "adjective"},
        outcome_nouns={row.lemma: row for row in cues if row.pos == "noun"},
        states={row.lemma: row for row in cues if row.pos == "state"},
        changes=_lemmas(cues, "change"),
        leaving=_lemmas(cues, "leaving"),
        left_places=_lemmas(cues, "left"),
        hosting=_lemmas(cues, "hosting"),
        hosts=_lemmas(cues, "host"),
        fielding=_lemmas(cues, "fielding"),
        fractions=_lemmas(cues, "fraction"),
        recovering=_lemmas(cues, "recovering"),
        passing=_lemmas(cues, "passing"),
        phrases=_phrases(row for row in cues if row.pos == "phrase"),
        atom=_atoms([*numbers, *vague]),
        before=re.compile(rf"(?<![\w-])({_any(before)})\s+$", re.IGNORECASE),
        after=re.compile(rf"(?:\s+|-)({_any(after)})(?!\w)|(?P<sign>\+)(?![\w+])", re.IGNORECASE),
        # `fifty people, at least, were hurt`, but not `fifty people, at least two of them children`
        after_noun=re.compile(
            rf"(?:\s+|,\s+(?=at\s))({_any(after_noun)})(?!\w)(?!\s+(?:\d|an?\b|(?:{_any(numbers)})\b))", re.IGNORECASE
        ),
        unit_after=re.compile(rf"(?:-plus|\s+or\s+more|\+)?[\s-]?({_any(units)})(?!\w|-\d)", re.IGNORECASE),
        label_before=re.compile(rf"(?<!\w)(?:{_any(labels)}|No\.|Nos\.|#)[\s-]?$"),
    )


def _lemmas(rows: Iterable[CueRow], pos: str) -> frozenset[str]:
    """The words of one kind."""
    return frozenset(row.lemma for row in rows if row.pos == pos)


def _phrases(rows: Iterable[CueRow]) -> dict[str, tuple[tuple[str, CueRow], ...]]:
    """By verb: the word that must depend on it and what the two mean together (`lose` + `life`)."""
    found: dict[str, tuple[tuple[str, CueRow], ...]] = {}
    for row in rows:
        verb, word = row.lemma.split()
        found[verb] = (*found.get(verb, ()), (word, row))
    return found


def _any(phrases: Iterable[str]) -> str:
    """An alternation of the phrases, longest first, with any white space between words."""
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _atoms(words: Iterable[str]) -> re.Pattern[str]:
    """Digits (thousands set off by comma, thin or no-break space, or a space) or one number word.

    A comma or space separates thousands only before exactly three digits, so `in 2014, 300 people` is two numbers.
    """
    plain = [word for word in words if word not in SUFFIXES]
    digits = r"\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+(?:\.\d+)?"
    return re.compile(
        rf"(?P<digits>{digits})|(?P<word>(?<!\w)(?:{_any(plain)})|(?<=\d)(?:{_any(SUFFIXES)}))(?!\w)", re.IGNORECASE
    )
