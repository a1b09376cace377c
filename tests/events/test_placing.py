"""Where a happening took place: what is told of a place and is not it."""

import tomllib
from pathlib import Path

import pytest

import dateline
from dateline.events.code import code
from tests.events.read import document, read

READ = tomllib.loads((Path(__file__).parents[1] / "cases" / "placing.toml").read_text())["case"]
CASES = [
    ("Nine men were killed on the Orsa road.", {"Orsa": "settlement"}, "Keld"),
    ("Nine men were killed in Orsa.", {"Orsa": "settlement"}, "Orsa"),
    ("Guns shelled the mill from Orsa.", {"Orsa": "settlement"}, "Keld"),
    ("Rebels captured a hill near Orsa.", {"Orsa": "settlement"}, "Orsa"),
    ("Nine men were killed in Orsa (Tal Province).", {"Orsa": "settlement", "Tal Province": "admin1"}, "Orsa"),
    ("Residents of Orsa said that soldiers were searching houses for mines.", {"Orsa": "settlement"}, "Orsa"),
    ("A nurse in Orsa said that soldiers were searching houses for mines.", {"Orsa": "settlement"}, None),
    ("Nine hundred people fled the city and the villages round it.", {}, "Keld"),
    ("Nine hundred people fled many villages.", {}, None),
    ("The ministry has opened an inquiry into the shelling.", {}, None),
    ("The militia has sent 400 men.", {}, None),
    ("The militia moved its guns.", {}, "Keld"),
]


@pytest.mark.parametrize(("text", "names", "where"), CASES, ids=[c[0] for c in CASES])
def test_where(text, names, where, nlp, coding_tables):
    doc = document(f"Rain fell on Keld all day.\n{text}")
    kinds = {"militia": "political_militia", "ministry": "government", "ebels": "rebel"}
    found = code(read(nlp, doc, kinds, {"Keld": "settlement", **names}), coding_tables).reports
    told = [r for r in found if r.evidence[0].start > len("Rain fell on Keld all day.")]
    assert told
    assert [r.where.name if r.where else None for r in told][:1] == [where]


@pytest.mark.parametrize("case", READ, ids=lambda c: c["input"][-50:])
def test_where_from_words(case):
    reports = dateline.read(case["input"], published="2018-09-14").reports
    told = [r for r in reports if r.type == case["type"]]
    assert told, [r.type for r in reports]
    place = told[0].where
    assert (place.name if place else "") == case["where"], place
    assert place is None or place.use == "location"
