"""The attributing words load, and are found where they stand."""

import pytest

from dateline.tables.speech import load

KINDS = {"statement", "belief", "intention", "perception", "decree"}
FRAMES = {"clause", "quote", "passive", "infinitive", "object", "measure"}


@pytest.fixture(scope="module")
def speech():
    return load()


def test_vocabulary(speech):
    assert {row.kind for row in speech.verbs.values()} | {row.kind for row in speech.nouns.values()} <= KINDS
    assert {frame for row in speech.verbs.values() for frame in row.frames} <= FRAMES


def test_longest_phrase_wins(speech):
    end, row = speech.hedge_at(["it", "could", "not", "be", "independently", "verified"], 1)
    assert (end, row.certainty) == (6, "unverified")
    assert speech.phrase_at(["according", "to", "him"], 0)[0] == 2
    assert speech.phrase_at(["according", "with"], 0) is None
