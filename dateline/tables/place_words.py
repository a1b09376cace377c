"""The words around place names: locative words, kinds of place, titles, organisations, given names."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from dateline.tables.rows import read_table


class WordRow(Struct, frozen=True):
    """A word of place_words.tsv with its class; `value` of a noun is the precision it gives the name beside it."""

    word_class: str
    word: str
    origin: str
    licence: str
    value: str | None = None


class PlaceWords(Struct, frozen=True, eq=False):
    """Lower-case words by class.

    `locative`: words after which a name is a place, `weak` those that persons and dates follow as well.
    `nouns`: kind of place -> precision. `of_nouns`: what there is 'of' a place (outskirts, siege).
    `titles`: words before a person's name; `given`: given names; `organisation`: words that end an
    organisation's name; `disease` and `kin`: words before which a name is a disease's or a family's.
    `common`: words that are towns somewhere but seldom meant so; `generic`: what any city has (old city).
    `speech`: verbs of a government or person; `addressed`: what is done to a government as a speaker.
    `directions`; `edges` (outskirts); `beside` (near); `far_off`: what lies outside the town it is named after;
    `units`: lengths in kilometres; `numbers`: those of distances in words. `particles`: small words inside names;
    `sided`: participles after a hyphen. `roads`: what runs from one place to another; `dealings`: what goes on
    between two places, but not there.
    """

    locative: frozenset[str]
    nouns: dict[str, str]
    titles: frozenset[str]
    organisation: frozenset[str]
    common: frozenset[str]
    given: frozenset[str]
    speech: frozenset[str]
    directions: frozenset[str]
    particles: frozenset[str]
    sided: frozenset[str]
    disease: frozenset[str]
    kin: frozenset[str]
    of_nouns: frozenset[str]
    addressed: frozenset[str]
    edges: frozenset[str]
    beside: frozenset[str]
    far_off: frozenset[str]
    generic: frozenset[str]
    weak: frozenset[str]
    units: dict[str, float]
    numbers: dict[str, float]
    roads: frozenset[str]
    dealings: frozenset[str]


def load() -> PlaceWords:
    """The table of words around place names."""
    classes: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_table("place_words", WordRow):
        classes[row.word_class][row.word] = row.value or ""

    def words(name: str) -> frozenset[str]:
        return frozenset(classes[name])

    return PlaceWords(
        locative=words("locative"),
        nouns=classes["noun"],
        titles=words("title"),
        organisation=words("organisation"),
        common=words("common"),
        given=words("given"),
        speech=words("speech"),
        directions=words("direction"),
        particles=words("particle"),
        sided=words("sided"),
        disease=words("disease"),
        kin=words("kin"),
        of_nouns=words("of_noun"),
        addressed=words("addressed"),
        edges=words("edge"),
        beside=words("beside"),
        far_off=words("far_off"),
        generic=words("generic"),
        weak=frozenset(word for word, value in classes["locative"].items() if value == "weak"),
        numbers={word: float(value) for word, value in classes["number"].items()},
        roads=words("road"),
        dealings=words("dealing"),
        units={word: float(km) for word, km in classes["unit"].items()},
    )
