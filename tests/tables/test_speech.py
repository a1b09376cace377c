"""The attributing words load, and are found where they stand."""

import pytest

from dateline.tables.speech import load

KINDS = {"statement", "belief", "intention", "perception", "decree"}
FRAMES = {
    "clause",
    "quote",
    "passive",
    "infinitive",
    "object",
    "measure",
    "naming",
    "word",
    "finding",
    "hearer",
    "seeming",
}
FRAMES |= {"gerund", "alone", "scene"}
PREPOSITIONS = {"about", "of", "for", "against", "on", "with", "to", "at", "as", "in", "over", "behind", "after", "by"}
PREPOSITIONS |= {"toward", "towards"}
STANCE_FRAMES = {"clause", "infinitive", "ownerless", "within"}


@pytest.fixture(scope="module")
def speech():
    return load()


def test_vocabulary(speech):
    rows = [*speech.verbs.values(), *speech.nouns.values(), *speech.stances.values()]
    assert {row.kind for row in rows} <= KINDS
    frames = {frame.removeprefix("passive-") for row in speech.verbs.values() for frame in row.frames}
    assert frames <= FRAMES | PREPOSITIONS
    assert {f for row in speech.stances.values() for f in row.frames} <= STANCE_FRAMES | PREPOSITIONS


def test_particles_are_known_by_their_verb(speech):
    assert "point out" in speech.verbs
    assert "point" in speech.with_particle


def test_longest_phrase_wins(speech):
    end, row = speech.hedge_at(["it", "could", "not", "be", "independently", "verified"], 1)
    assert (end, row.certainty) == (6, "unverified")
    assert speech.phrase_at(["according", "to", "him"], 0)[0] == 2
    assert speech.phrase_at(["according", "with"], 0) is None
