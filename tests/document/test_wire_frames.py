import tomllib
from pathlib import Path

import pytest

from dateline.document.stories import from_text
from dateline.document.wire_frames import frame_day, frame_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "wire_frames.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["line"][:40] for case in CASES])
def test_frame(case):
    found = frame_of(case["line"])
    if case.get("none"):
        assert found is None
        return
    assert found is not None and case["line"][: found.length].rstrip() == case["frame"]
    assert found.agency == case.get("agency")
    day = frame_day(case["frame"])
    assert (day.earliest if day is not None else None) == case.get("day")


def test_headline_and_story_run_over_their_lines(tables):
    text = (
        "REBELS OF THE EASTERN SHORE FRONT TAKE THE PORT OF KEDDAL AFTER THREE DAYS OF\n"
        "SIEGE AND HEAVY SHELLING\n\n"
        "VARNO, 3 May 1991 (AFP) - Rebels of the Eastern Shore Front took the port of\n"
        "Keddal on Monday after a siege of three days, the army said in a statement.\n"
        "Twelve soldiers were killed.\n"
    )
    found = from_text(text, title=None, url=None, publisher=None, published=None, tables=tables)
    assert found.title == " ".join(text.partition("\n\n")[0].split())
    assert [segment.role for segment in found.segments] == ["headline", "dateline", "body"]
    assert (found.published.earliest, found.agency) == ("1991-05-03", "AFP")


def test_story_in_capitals_has_its_frame_as_dateline_and_nothing_else_as_furniture(tables):
    text = (
        "CARACAS (VENEZUELA), 30 AUG 89 (DPA) -- [TEXT] REBELS OF THE EASTERN SHORE\n"
        "FRONT KILLED TWO SOLDIERS NEAR KEDDAL ON MONDAY, THE ARMY SAID IN A\n"
        "STATEMENT.  THE ATTACKERS FLED TO THE HILLS.\n\n"
        "   IN ADDITION, THE COMMAND DIVIDED THE SEARCH OF THE AREA IN TWO PHASES,\n"
        "NAMELY: THE ROAD RELATED TO THE ATTACK, AND THE VILLAGES.\n"
    )
    found = from_text(text, title=None, url=None, publisher=None, published=None, tables=tables)
    assert [segment.role for segment in found.segments] == ["dateline", "body"]
    assert found.segments[0].text.endswith("[TEXT]")
    assert (found.published.earliest, found.agency, found.title) == ("1989-08-30", "dpa", None)
    assert all(segment.text == segment.span.of(text) for segment in found.segments)
