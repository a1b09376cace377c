"""The commands as a user types them: data on stdout, words on stderr, exit codes."""

import json
import sqlite3
import subprocess
import sys

import pytest


def run(*words):
    return subprocess.run([sys.executable, "-m", "dateline", *map(str, words)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def folder(built):
    built.store.close()
    return built.folder


def test_init_add_build_events(tmp_path, pages):
    case = tmp_path / "case"
    assert run("init", case).returncode == 0
    dry = run("add", case, pages, "--dry-run")
    assert "would add 3 pages" in dry.stderr
    assert run("status", case, "--json").stdout.count('"captures": 0') == 1
    added = run("add", case, pages)
    assert added.returncode == 0
    assert "custody log head" in added.stderr
    built = run("build", case)
    assert built.returncode == 0
    assert built.stdout == ""
    events = run("events", case)
    assert events.stdout.startswith("id\ttype\tstatus\twhen\twhere")
    assert "left out" in events.stderr


def test_init_refuses_a_folder_that_holds_something(tmp_path):
    (tmp_path / "x").write_text("x")
    done = run("init", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")


def test_events_filters_say_what_they_left_out(folder):
    everything = json.loads(run("events", folder, "--status", "all", "--json").stdout)
    happened = run("events", folder, "--json")
    assert len(json.loads(happened.stdout)) < len(everything)
    none = run("events", folder, "--country", "NO")
    assert none.stdout.count("\n") == 1
    assert "in another country" in none.stderr


def test_show_prints_the_words_behind_every_claim(folder):
    item = json.loads(run("events", folder, "--json").stdout)[0]["id"]
    plain, full = run("show", folder, item), run("show", folder, item, "--evidence")
    assert plain.returncode == full.returncode == 0
    assert "occurrence" not in plain.stdout
    assert "occurrence" in full.stdout
    lines = json.loads(run("show", folder, item, "--json").stdout)
    assert {line["kind"] for line in lines} == {"event", "report", "claim"}


def test_show_takes_the_beginning_of_an_id_and_refuses_an_unknown_one(folder):
    item = json.loads(run("events", folder, "--json").stdout)[0]["id"]
    assert run("show", folder, item[:-2]).stdout == run("show", folder, item).stdout
    unknown = run("show", folder, "evt-nothing")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "evt-nothing" in unknown.stderr


def test_explain_names_the_rule(folder):
    item = json.loads(run("events", folder, "--json").stdout)[0]["id"]
    said = run("explain", folder, item).stdout
    assert "rule" in said and "reading" in said and "parse" in said


def test_explain_reads_a_sentence_typed_in():
    said = run("explain", "--sentence", "Rebels shelled Goma on Sunday.", "--published", "2024-05-07").stdout
    assert "remote.shelling  occurred" in said and "2024-05-05" in said and "runner-up" in said
    assert run("explain", "--sentence", "The weather was fine.").stdout.startswith("no report")
    assert run("explain").returncode == 2


@pytest.mark.parametrize("format", ["jsonl", "csv", "geojson", "acled", "ucdp", "plover", "hxl", "parquet", "xlsx"])
def test_export_says_what_was_written(folder, tmp_path, format):
    out = tmp_path / "out"
    done = run("export", folder, "--format", format, "-o", out)
    assert done.returncode == 0
    assert "rows exist" in done.stderr
    assert out.stat().st_size > 0
    if format not in ("parquet", "xlsx"):
        assert run("export", folder, "--format", format).stdout == out.read_text(encoding="utf-8")


def test_export_lists_what_it_leaves_out(folder, tmp_path):
    done = run("export", folder, "--format", "acled", "-o", tmp_path / "a.csv", "--left-out", tmp_path / "b.csv")
    assert done.returncode == 0, done.stderr
    head, *rows = (tmp_path / "b.csv").read_text(encoding="utf-8").splitlines()
    assert head == "id,reason"
    assert any(row.startswith("evt-") and row.endswith(",events that are planned") for row in rows)


def test_report_is_one_page_without_the_private_witness(folder, tmp_path):
    out = tmp_path / "report.html"
    done = run("report", folder, "-o", out)
    assert done.returncode == 0, done.stderr
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Tessalit" in page
    assert "Traore" not in page


def test_an_unmasked_export_is_logged(folder):
    run("export", folder, "--unmasked")
    assert "UNMASKED" in (folder / "custody.jsonl").read_text()


def test_verify_is_clean_and_knows_a_head(folder):
    done = run("verify", folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert run("verify", folder, "--head", "0" * 63 + "1").returncode == 1


def test_doctor_reads_a_sentence(folder):
    done = run("doctor", folder)
    assert done.returncode == 0, done.stdout
    assert "remote.shelling" in done.stdout


def test_gazetteer_find_explain_import(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert "geonames:" in run("gazetteer", "find", "Mosul").stdout
    assert run("gazetteer", "explain", "Mosul").stdout
    places = tmp_path / "places.csv"
    places.write_text("name,latitude,longitude,precision,country\nNowhere Crossing,36.1,43.2,point,IQ\n")
    assert "1 place imported" in run("gazetteer", "import", places).stderr
    assert "Nowhere Crossing" in run("gazetteer", "find", "Nowhere Crossing").stdout
    assert "unchanged: places.csv" in run("gazetteer", "import", places).stderr


def test_gazetteer_import_lists_what_it_leaves_out(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    places = tmp_path / "places.csv"
    places.write_text("name,latitude,longitude\nAba,5,6\n" + "Bab,95,6\n" * 30)
    done = run("gazetteer", "import", places)
    assert done.returncode == 3
    assert "left out: places.csv, line 3: latitude 95" in done.stderr and "10 more rows" in done.stderr
    places.write_text("name,latitude,longitude\nAba,5,6\n" + "Bab,95,6\n" * 31)
    assert len(json.loads(run("gazetteer", "import", places, "--json").stdout)["left_out"]) == 31


def test_gazetteer_explain_in_a_text_and_in_a_document_of_a_case(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    (tmp_path / "pages").mkdir()
    story = tmp_path / "pages" / "story.txt"
    story.write_text("Gunmen killed nine people in the village of Qorbaad in Somalia on Tuesday, police said.\n")
    said = run("gazetteer", "explain", "Qorbaad", "--in", story).stdout
    assert "does not know, somewhere in SO" in said and "not in the gazetteer" in said
    case = tmp_path / "case"
    areas = tmp_path / "adm2.csv"
    areas.write_text("ADM2_EN,ADM2_PCODE,ADM1_EN,ADM1_PCODE,lat,lon\nQorbaad,SO9901,Bay,SO24,3.1,43.6\n")
    run("init", case)
    assert "2 places imported" in run("gazetteer", "import", areas, "--case", case).stderr
    run("add", case, tmp_path / "pages")
    run("build", case)
    (event, *_) = json.loads(run("events", case, "--json").stdout)
    assert "Qorbaad, SO" in run("events", case).stdout
    (document,) = json.loads(run("documents", case, "--json").stdout)
    said = run("gazetteer", "explain", "Qorbaad", "--case", case, "--in", document["id"])
    assert "from the case's own gazetteer" in said.stdout, said.stderr
    assert "the case's own gazetteer" in run("explain", case, event["id"]).stdout
    (weighed,) = json.loads(run("gazetteer", "explain", "SO9901", "--case", case, "--json").stdout)
    assert weighed["chosen"] == "pcode:SO9901" and weighed["candidates"][0]["reasons"]
    # An unchanged layer leaves every page as it was read.
    run("gazetteer", "import", areas, "--case", case)
    assert "0 pages read, 1 reused" in run("build", case).stderr
    assert run("gazetteer", "explain", "Qorbaad", "--in", "nowhere.txt").returncode in {1, 2}


def test_a_closed_pipe_is_no_traceback(folder):
    command = f"{sys.executable} -m dateline export {folder} | head -c 10"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert "Traceback" not in done.stderr


def test_show_and_explain_a_document_list_every_candidate_of_its_masthead(folder):
    path = folder / "record.sqlite"
    with sqlite3.connect(path) as store:
        ((item, publisher),) = store.execute("SELECT id, publisher FROM documents ORDER BY id LIMIT 1").fetchall()
    for command in ("show", "explain"):
        done = run(command, folder, item)
        assert done.returncode == 0, done.stderr
        assert "read from" in done.stdout and "why" in done.stdout
        assert any(line.startswith("*") for line in done.stdout.splitlines())
    assert publisher is None or publisher in done.stdout
    (line,) = json.loads(run("show", folder, item, "--json").stdout)
    assert line["kind"] == "document" and line["id"] == item
    assert run("show", folder, "doc-").returncode == 2
