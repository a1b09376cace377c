import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.events.code import code
from tests.events.read import document, read, said

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "events.toml").read_text())["case"]
WORDS = ["army", "rebels", "the", "seized", "town", "villagers", "killed", "fled", "not", "will", "in", "Orsa"]
WORDS += ["attack", "of", "said", "if", ",", ".", "air", "strike"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["input"][:40])
def test_reports(case, nlp, coding_tables):
    doc = document(case["input"])
    coded = code(read(nlp, doc, case.get("actors"), case.get("places"), case.get("times")), coding_tables)
    counted = [r for r in coded.reports if r.status in ("occurred", "ongoing")]
    if not case["expected"]:
        assert not [r for r in counted if coding_tables.types.counts(r.type)]
    for row in case["expected"]:
        found = [r for r in counted if r.type == row["type"]]
        assert found, [r.type for r in counted]
        assert any(fits(row, r) for r in found), found


def fits(row, report):
    roles = all(
        {a.text for a in getattr(report, role)} == set(row[role]) for role in ("initiators", "victims") if role in row
    )
    where = "where" not in row or (report.where is not None and report.where.name == row["where"])
    plain = all(getattr(report, field) == row[field] for field in ("status", "level") if field in row)
    return (
        roles and where and plain and ("when" not in row or [report.when.earliest, report.when.latest] == row["when"])
    )


def test_mentions_of_one_happening_are_one_report(nlp, coding_tables):
    text = "Rebels seized Orsa on Monday. The rebels captured Orsa after a short siege."
    coded = code(read(nlp, document(text), {"ebels": "rebel"}, {"Orsa": "settlement"}), coding_tables)
    captures = [r for r in coded.reports if r.type == "battle.capture"]
    assert len(captures) == 1
    assert len(captures[0].evidence) == 2


def test_captions_and_comments_are_no_reports(nlp, coding_tables):
    text = "Smoke after rebels shelled Orsa.\nThe market was calm.\nRebels seized Keld, wrote a reader."
    parts = text.split("\n")
    doc = document(text, roles=[("caption", parts[0]), ("body", parts[1]), ("comment", parts[2])])
    assert code(read(nlp, doc), coding_tables).reports == ()


def test_undated_story_keeps_the_symbol(nlp, coding_tables):
    coded = code(
        read(nlp, document("Rebels seized Orsa.", published=None), {"Rebels": "rebel"}, {"Orsa": "settlement"}),
        coding_tables,
    )
    when = coded.reports[0].when
    assert (when.earliest, when.basis, when.symbol.anchor) == (None, "publication date", "publication")


def test_attribution_and_denial(nlp, coding_tables):
    text = "The spokesman denied that his troops had shelled the clinic."
    attribution = said(text, "The spokesman", "denied", "that his troops had shelled the clinic")
    report = code(read(nlp, document(text), attributions=[attribution]), coding_tables).reports[0]
    assert report.status == "alleged"
    assert report.attribution == attribution
    assert [c.stance for c in report.claims if c.field == "occurrence"] == ["denies"]


def test_either_or_is_an_alternative_group(nlp, coding_tables):
    text = "Either the Red Brigade or the Blue Guard shelled the clinic."
    kinds = {"the Red Brigade": "rebel", "the Blue Guard": "rebel"}
    report = code(read(nlp, document(text), kinds), coding_tables).reports[0]
    assert report.alternative_group is not None
    assert len(report.initiators) == 2


def test_main_report_is_the_headlines(nlp, coding_tables):
    text = "Rebels seize Orsa\nPolice arrested nine men. Rebels seized Orsa on Friday."
    parts = text.split("\n")
    coded = code(
        read(
            nlp,
            document(text, roles=[("headline", parts[0]), ("body", parts[1])]),
            {"ebels": "rebel"},
            {"Orsa": "settlement"},
        ),
        coding_tables,
    )
    assert coded.main_report.type == "battle.capture"


MAIN_REPORTS = [
    ("Troops entered Orsa and raped nine women.", "civilian.sexual_violence"),
    ("The council declared a curfew in Orsa after rebels killed four villagers.", "political.declaration"),
    ("The envoy met the prime minister in Orsa. Rebels killed four villagers.", "political.visit"),
    ("Police sealed off a square in Orsa and dispersed a protest.", "order.protest"),
]


@pytest.mark.parametrize(("text", "kind"), MAIN_REPORTS, ids=[case[0] for case in MAIN_REPORTS])
def test_the_main_report_is_the_heaviest_of_the_first_sentence_and_no_cause(text, kind):
    assert dateline.read(text).main_report.type == kind


def test_a_story_of_what_had_happened_before_is_about_that():
    assert dateline.read("Rebels had shelled the town of Orsa.").main_report.type == "remote.shelling"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_every_value_stands_in_the_text(nlp, coding_tables, text):
    coded = code(read(nlp, document(text), {"army": "military"}, {"Orsa": "settlement"}), coding_tables)
    ids = [r.id for r in coded.reports]
    assert len(ids) == len(set(ids))
    for report in coded.reports:
        assert report.evidence
        assert len({c.id for c in report.claims}) == len(report.claims)
        for claim in report.claims:
            assert claim.report == report.id
            assert claim.evidence is None or claim.evidence.quote == text[claim.evidence.start : claim.evidence.end]
    assert (
        code(read(nlp, document(text), {"army": "military"}, {"Orsa": "settlement"}), coding_tables).reports
        == coded.reports
    )


def test_a_people_and_a_country_act():
    types = {r.type for r in dateline.read("Many Syrians fled to Jordan. Russia opposed the plan.").reports}
    assert {"humanitarian.displacement", "political.rejection"} <= types
