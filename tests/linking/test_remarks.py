"""What stories say of their own counts."""

import tomllib
from pathlib import Path

import pytest

import dateline
from dateline.linking.remarks import NOTHING, remarks
from dateline.tables import counting

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "count_remarks.toml").read_text())["case"]
WORDS = counting.load()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_what_a_story_says_of_a_count(case):
    read = dateline.read(case["text"], published="2021-05-04")
    one = next(figure for figure in read.figures if case["number"] in figure.text)
    said = remarks(read, WORDS).get(one.id, NOTHING)
    assert said.kind == case.get("kind", "")
    held = None if said.replaced_by is None else said.replaced_by.best or said.replaced_by.low
    assert held == case.get("instead")


def test_what_replaces_a_number_knows_which():
    read = dateline.read("The blast in Karsa killed 14 people, not 12 as earlier reported.", published="2021-05-04")
    said = remarks(read, WORDS)
    right = next(figure for figure in read.figures if figure.best == 14)
    assert said[right.id].instead_of is not None
    assert said[right.id].instead_of.best == 12


def test_a_sentence_owns_that_a_count_was_wrong():
    read = dateline.read("The army admitted it had undercounted: 90 soldiers died in Karsa.", published="2021-05-04")
    assert [one.admitted for one in remarks(read, WORDS).values()] == [True]
