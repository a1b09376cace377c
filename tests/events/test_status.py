import tomllib
from pathlib import Path

import pytest

from dateline.events.code import code
from tests.events.read import document, read

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "status.toml").read_text())["case"]
KINDS = {
    "army": "military",
    "Troops": "military",
    "troops": "military",
    "ebels": "rebel",
    "militia": "political_militia",
}
NAMES = {"Orsa": "settlement", "Keld": "settlement"}


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["input"][:40])
def test_status(case, nlp, coding_tables):
    coded = code(read(nlp, document(case["input"]), KINDS, NAMES), coding_tables)
    assert [r.status for r in coded.reports if r.type == case["type"]] == [case["expected"]]


def test_reported_speech_is_hedged(nlp, coding_tables):
    coded = code(read(nlp, document("The rebels are reported to have abandoned Orsa."), KINDS, NAMES), coding_tables)
    assert coded.reports[0].certainty == "reported"
