"""Tolls without a doer belong to the happening told before them."""

import pytest

import dateline


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Rebels kidnapped residents of Tikrit on Sunday. 19 people were taken away.", ["civilian.abduction"]),
        ("Rebels shelled Tikrit on Sunday. 19 people were killed.", ["remote.shelling"]),
        ("Rebels shelled Tikrit on Sunday. 19 people were taken hostage.", ["civilian.abduction", "remote.shelling"]),
    ],
)
def test_a_bare_toll_is_of_what_was_told_before(text, types):
    story = dateline.read(text, published="2018-09-10")
    assert sorted(report.type for report in story.reports) == types
