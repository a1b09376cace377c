"""What a side tells against its own interest, and how many institutions speak where some have no name."""

import tomllib
from pathlib import Path

import pytest

import dateline
from dateline.values.voices import institutions

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "admissions.toml").read_text())["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_admissions_and_sources_without_a_name(case):
    story = dateline.read(case["text"], published="2018-09-07", publisher="Daily Lantern")
    event = dateline.link([story]).events[0]
    if "admits" in case:
        assert sorted({one.of for one in event.admissions}) == case["admits"]
        claims = {claim.id for claim in event.claims}
        assert all(one.claims and set(one.claims) <= claims for one in event.admissions)
    if "grade" in case:
        assert event.grade.partition(":")[0] == case["grade"]
    if "unnamed" in case:
        assert [one.speaker for one in event.unnamed] == case["unnamed"]
        assert institutions(event.claimants, event.unnamed) == (case["least"], case["most"])


def test_officials_of_two_outlets_may_be_two():
    stories = [
        dateline.read(text, published="2018-09-07", publisher=paper)
        for text, paper in (
            ("Market shelled\n\nShells hit a market in Tikrit on Thursday, killing nine people, officials said.", "Daily Lantern"),
            ("Dead in Tikrit\n\nNine people died when a market in Tikrit was shelled on Thursday, according to officials.", "Karsa Post"),
        )
    ]  # fmt: skip
    (event,) = dateline.link(stories).events
    assert len(event.unnamed) == 2
    assert institutions(event.claimants, event.unnamed) == (1, 2)
