"""What the commands say to somebody who is new: what comes next, what is wrong, and nothing that harms a terminal."""

import json
import os
import pty
import subprocess
import sys

import pytest

PAGE = (
    "March 4, 2021\n\nFighting at Tessalit\n\n"
    "Rebels shelled the \x1b[31mbridge\x1b]0;owned\x07 at Tessalit on Tuesday, killing 12 people, Colonel Issa Keita"
    " said.\n"
)


def run(*words):
    return subprocess.run([sys.executable, "-m", "dateline", *map(str, words)], capture_output=True, text=True)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("guidance") / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def case(page):
    folder = page.parent / "case"
    for words in (("init", folder), ("add", folder, page), ("build", folder)):
        assert run(*words).returncode == 0
    return folder


@pytest.fixture(scope="module")
def shelling(case):
    rows = json.loads(run("events", case, "--type", "remote.shelling", "--json").stdout)
    return rows[0]["id"]


def test_every_step_names_the_next(tmp_path, page):
    folder = tmp_path / "case"
    assert f"next: dateline add {folder}" in run("init", folder).stderr
    for command in ("status", "events", "build", "export"):
        assert f"no pages yet; next: dateline add {folder}" in run(command, folder).stderr, command
    assert f"next: dateline build {folder}" in run("add", folder, page).stderr
    for command in ("status", "events", "export"):
        assert f"1 page and no document; next: dateline build {folder}" in run(command, folder).stderr, command
    assert f"next: dateline events {folder}" in run("build", folder).stderr


def test_status_counts_what_no_build_has_read(tmp_path, page):
    folder = tmp_path / "case"
    other = tmp_path / "other.txt"
    other.write_text(PAGE.replace("12", "13"))
    for words in (("init", folder), ("add", folder, page), ("build", folder), ("add", folder, other)):
        run(*words)
    said = run("status", folder)
    assert "\nnot read yet\t1\n" in said.stdout
    assert f"1 page not read yet; next: dateline build {folder}" in said.stderr
    assert json.loads(run("status", folder, "--json").stdout)["unread"] == ["other.txt"]
    run("exclude", folder, "other.txt", "--why", "a test")
    assert json.loads(run("status", folder, "--json").stdout)["unread"] == []


def test_init_knows_a_case(case):
    done = run("init", case)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is a case already" in done.stderr


def test_show_tells_figures_and_the_event_of_a_report(case, shelling):
    told = run("show", case, shelling, "--evidence").stdout
    assert "\n  killed       12 (1 claim)\n" in told
    assert "figure = 12 " in told
    report = json.loads(run("show", case, shelling, "--json").stdout)[1]
    assert f"  event        {shelling}\n" in run("show", case, report["id"]).stdout
    assert json.loads(run("show", case, report["id"], "--json").stdout)[0]["event"] == shelling


def test_explain_states_each_rule_once_above_its_values(case, shelling):
    lines = run("explain", case, shelling).stdout.splitlines()
    rules = [line for line in lines if line.startswith("  rule ")]
    assert len(rules) == len(set(rules)) > 0
    assert any(line.startswith("    when ") for line in lines)


def test_a_page_cannot_command_the_terminal(case, shelling):
    for words in (("show", case, shelling, "--evidence"), ("explain", case, shelling), ("events", case)):
        done = run(*words)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\x07" not in done.stdout + done.stderr
    assert "�[31mbridge" in run("show", case, shelling).stdout


def test_a_report_is_not_poured_over_a_terminal(case):
    master, terminal = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "report", str(case)], stdout=terminal, stderr=subprocess.PIPE, text=True
    )
    os.close(terminal)
    os.close(master)
    assert done.returncode == 2
    assert "-o report.html" in done.stderr


def test_a_report_says_where_it_is(case, tmp_path):
    assert f"open it in a browser: {tmp_path / 'r.html'}" in run("report", case, "-o", tmp_path / "r.html").stderr


def test_an_absent_folder_for_output_is_named(case, tmp_path):
    done = run("export", case, "-o", tmp_path / "nowhere" / "x")
    assert done.returncode == 2
    assert f"there is no folder {tmp_path / 'nowhere'}" in done.stderr


def test_a_type_without_its_family_is_guessed(case):
    done = run("events", case, "--type", "shelling")
    assert done.returncode == 2
    assert "did you mean remote.shelling?" in done.stderr


def test_a_name_that_no_place_has_is_said(case):
    for command in ("find", "explain"):
        assert "no place is called Zzyzx" in run("gazetteer", command, "Zzyzx", "--case", case).stderr


def test_a_missing_file_of_places_is_named_once(case):
    said = run("gazetteer", "import", "nowhere.csv", "--case", case).stderr
    assert said.count("nowhere.csv") == 1
    assert "Errno" not in said


def test_verify_says_that_all_is_well(case):
    assert "all as it was taken in" in run("verify", case).stderr


def test_every_summary_of_a_command_fits_its_line():
    listed = run("--help").stdout
    assert "..." not in listed.split("Commands:")[1]


def test_a_reader_whose_parent_has_gone_ends_quietly():
    done = subprocess.run(
        [sys.executable, "-m", "dateline.engine.worker"], stdin=subprocess.DEVNULL, capture_output=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
