"""`judge`, as somebody types it: each decision, its undoing, and two people at one event."""

import json
import shutil

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli.main import app


@pytest.fixture
def case(built, tmp_path):
    built.store.settle()
    return shutil.copytree(built.folder, tmp_path / "case")


@pytest.fixture
def event(case):
    return next(e for e in dateline.open(case).events(status="all") if e.values.get("killed"))


def judge(case, *words, code=0):
    done = CliRunner().invoke(app, ["judge", str(case), *map(str, words)])
    assert done.exit_code == code, (done.output, done.exception)
    return done


def standing(case, event):
    return json.loads(judge(case, event, "--json").stdout)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["--accept"], "accepted"),
        (["--unsure"], "unsure"),
        (["--reject", "--why", "a drill"], "rejected"),
        (["--edit", "killed=40", "--why", "the ministry"], "edited"),
        (["--accept", "--edit", "killed=40", "--edit", "initiators=army; police", "--why", "counted"], "accepted"),
    ],
)
def test_a_decision_and_its_undoing(case, event, words, state):
    before = standing(case, event.id)
    done = json.loads(judge(case, event.id, *words, "--by", "Ana", "--json").stdout)
    assert (done["state"], done["by"]) == (state, "Ana")
    assert standing(case, event.id)["state"] == state
    assert "Ana" in judge(case, event.id).stdout
    undone = json.loads(judge(case, event.id, "--undo", done["act"], "--by", "Ben", "--json").stdout)
    assert undone["act"] == done["act"]
    after = standing(case, event.id)
    assert (after["state"], after["acts"][0]["taken_back"]) == (before["state"], True)
    again = judge(case, event.id, "--undo", done["act"], code=1)
    assert "no decision" in str(again.exception)


def test_an_edit_rests_on_the_words_that_are_quoted(case, event):
    words = next(c.evidence.quote for c in event.claims if c.field == "figure" and c.evidence)
    text = dateline.open(case).document(event.documents[0]).text
    at = text.find(words)
    quote = text[at : at + len(words) + 12]
    judge(case, event.id, "--edit", "killed=5", "--quote", quote, "--document", event.documents[0], "--by", "Ana")
    claim = next(c for c in dateline.open(case).event(event.id).claims if c.method == "by hand")
    assert claim.evidence.quote == quote
    assert (claim.evidence.start, claim.evidence.end) == (at, at + len(quote))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--edit", "killed=5", "--quote", "words of no story"], "does not stand in"),
        (["--edit", "killed=5", "--quote", "e"], "times in"),
        (["--edit", "killed=5"], "give a reason why there are none"),
        (["--edit", "killed"], "write it as NAME=VALUE"),
        (["--edit", "killed=many"], "no number many"),
        (["--reject"], "needs a reason"),
        (["--accept", "--reject", "--why", "x"], "exclude one another"),
        (["--accept", "--claim", "clm-1"], "--claim goes with --reject"),
        (["--accept", "--quote", "x"], "--quote goes with --edit"),
        (["--undo", "77"], "is not on"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(case, event, words, says):
    done = judge(case, event.id, *words, code=1)
    assert says in str(done.exception)
    assert done.exception.exit_code == 2
    assert standing(case, event.id)["acts"] == []


def test_one_claim_is_rejected_and_taken_back(case, event):
    claim = next(c for c in event.claims if c.field == "figure")
    done = judge(case, event.id, "--reject", "--claim", claim.id, "--why", "of another day", "--by", "Ana")
    assert "next: dateline build" in done.stderr
    opened = dateline.open(case)
    opened.build(workers=0)
    assert claim not in opened.event(event.id).claims
    act = standing(case, event.id)["acts"][0]["act"]
    judge(case, event.id, "--undo", act, "--by", "Ana")
    opened.build(workers=0)
    assert claim in opened.event(event.id).claims


def test_who_looked_at_an_older_version_is_shown_both(case, event):
    seen = standing(case, event.id)["version"]
    judge(case, event.id, "--edit", "killed=4", "--why", "the army", "--by", "Ben")
    mine = ("--edit", "killed=7", "--why", "the ministry", "--by", "Ana", "--version", seen)
    done = judge(case, event.id, *mine, code=1)
    assert "Ben decided on it since you looked" in done.stderr
    assert "you want 7; it stands as 4, by Ben" in done.stderr
    found = json.loads(judge(case, event.id, *mine, "--json", code=1).stdout)
    assert [(one["field"], one["mine"], one["theirs"], one["by"]) for one in found["rivals"]] == [
        ("killed", "7", "4", "Ben")
    ]
    assert dateline.open(case).event(event.id).held("killed")[0].value == "4"
    meanwhile = judge(case, event.id, "--edit", "injured=2", "--why", "x", "--by", "Ana", "--version", seen)
    assert "meanwhile Ben decided: edit killed" in meanwhile.stderr
    judge(case, event.id, *mine[:-1], found["version"])
    assert dateline.open(case).event(event.id).held("killed")[0].value == "7"
