"""The commands of coding practice, from rows to restrictions, as somebody types them."""

import shutil

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app


@pytest.fixture
def case(built, tmp_path):
    built.store.settle()
    return shutil.copytree(built.folder, tmp_path / "case")


def run(*words, code=0):
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exit_code == code, (done.output, done.exception)
    return done


def event_of(case):
    import dateline

    return next(iter(dateline.open(case).events())).id


def test_rows_are_imported_and_listed(case, tmp_path):
    run("export", case, "--format", "csv", "-o", tmp_path / "own.csv")
    assert "would import" in run("rows", "import", case, tmp_path / "own.csv", "--dry-run").stderr
    assert "already coded" in run("rows", "import", case, tmp_path / "own.csv", "--by", "Ada").stderr
    assert "the row names this event" in run("rows", "status", case).stdout
    assert event_of(case) in run("rows", "status", case, "--events", "--state", "already coded").stdout


def test_columns_of_ones_own_are_named(case, tmp_path):
    (tmp_path / "own.csv").write_text("tag,ort\n2021-03-02,Tessalit\n")
    said = run("rows", "import", case, tmp_path / "own.csv", "--column", "date=tag", "--column", "place=ort").stderr
    assert "1 row in columns of own" in said


def test_events_are_assigned(case):
    assert "Ada\t1\t0" in run("assign", case, event_of(case), "--to", "Ada", "--by", "Chief").stdout
    assert "took back 1" in run("assign", case, event_of(case), "--undo").stderr


def test_a_round_is_coded_and_settled(case):
    event = event_of(case)
    two = ("--coder", "Ada", "--coder", "Ben", "--event", event, "--field", "killed")
    run("coding", "start", case, "first", *two, "--by", "Chief")
    run("coding", "code", case, "first", event, "--by", "Ada", "--set", "killed=12")
    assert "12" not in run("coding", "show", case, "first", "--by", "Ben").stdout.replace(event, "")
    run("coding", "code", case, "first", event, "--by", "Ben", "--set", "killed=14")
    assert "1 difference" in run("coding", "agreement", case, "first").stderr
    settle = ("coding", "adjudicate", case, "first", event, "--set", "killed=14", "--by", "Chief", "--why", "counted")
    assert "settled 1 field" in run(*settle).stderr
    assert "adjudicated in first" in run("decisions", case, "--by", "Chief").stdout


def test_logs_and_restrictions(case):
    run("codebook", case, "Ours", "1", "--by", "Chief")
    run("exclude", case, event_of(case), "--why", "not ours", "--by", "Ada")
    assert ",Ours,1," in run("decisions", case, "--csv").stdout
    run("sourcing", "checked", case, "Radio", "2021-03-02", "--by", "Ada")
    assert "2021-03-01" in run("sourcing", "gaps", case, "2021-03-01", "2021-03-02").stdout
    run("restrict", case, "two.html", "--why", "promised", "--by", "Ada")
    assert "documents from restricted sources (1)" in run("export", case).stderr
    assert "two.html" not in run("export", case).stdout
