"""`add` and `versions` on the command line: what is printed where, exit codes, and an `add` that is killed."""

import json
import signal
import subprocess
import sys
import time

import pytest

import dateline
from bench.synthetic.crawl import page_of
from tests.archive.archives import html, warc, zipped


def run(*words):
    command = [sys.executable, "-m", "dateline", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


@pytest.fixture
def case(tmp_path):
    run("init", tmp_path / "case")
    return tmp_path / "case"


def test_a_dry_run_lists_what_would_be_added_and_adds_nothing(case, tmp_path):
    (tmp_path / "all.zip").write_bytes(zipped({"a.html": html(), "b.gif": b"GIF89a" + bytes(20), "c.html": b""}))
    done = run("add", case, tmp_path / "all.zip", "--dry-run")
    lines = done.stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["path", "all.zip#a.html"]
    assert lines[1].split("\t")[3:] == ["text/html", str(len(html()))]
    assert "not added: all.zip#c.html: an empty file" in done.stderr
    assert "would add 1 page; 0 were there already; 2 could not be used" in done.stderr
    assert done.returncode == 3
    assert dateline.open(case).store.captures() == ()


def test_a_pipe_gets_no_progress_bar(case, tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(warc([("https://a.example/1", html())]))
    done = run("add", case, tmp_path / "crawl.warc.gz", "--json")
    assert json.loads(done.stdout)["added"] == 1
    assert done.returncode == 0
    assert "\x1b" not in done.stderr and "\r" not in done.stderr


def test_a_later_version_is_told_and_what_changed_is_shown(case, tmp_path):
    for place in ("Keddal", "Orsk"):
        (tmp_path / "page.html").write_bytes(html(place))
        done = run("add", case, tmp_path / "page.html")
    assert f"1 page of the case in a later version, both kept; what changed: dateline versions {case}" in done.stderr
    assert [line.split("\t")[-1] for line in run("versions", case).stdout.splitlines()[1:]] == ["not read", "not read"]
    assert "1 superseded" in run("build", case).stderr
    table = [line.split("\t") for line in run("versions", case).stdout.splitlines()]
    assert [row[-1] for row in table[1:]] == ["superseded", "stands"]
    changed = run("versions", case, "page.html")
    assert "-The ferry at Keddal ran twice." in changed.stdout and "+The ferry at Orsk ran twice." in changed.stdout
    assert run("versions", case, "nothing.html").returncode == 2


def test_an_address_inside_is_listed_not_asked(case):
    done = run("add", case, "http://127.0.0.1:9999/")
    assert done.returncode == 3
    assert "127.0.0.1 is at 127.0.0.1, this computer; only the public web is asked" in done.stderr


def test_an_add_that_is_killed_goes_on_where_it_stopped(case, tmp_path):
    pages = [(f"https://river.example/{n}", page_of(n)) for n in range(1_200)]
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(warc(pages))
    adding = subprocess.Popen(
        [sys.executable, "-m", "dateline", "add", str(case), str(path)], stderr=subprocess.DEVNULL
    )
    log = case / "custody.jsonl"
    deadline = time.monotonic() + 120
    while adding.poll() is None and time.monotonic() < deadline and not (log.exists() and log.stat().st_size > 10_000):
        time.sleep(0.01)
    adding.send_signal(signal.SIGKILL)
    adding.wait()
    opened = dateline.open(case)
    before = len(opened.store.captures())
    assert before < 1_200, "it was killed in the middle"
    report = opened.add(path)
    assert (report.known, report.added) == (before, 1_200 - before)
    assert sorted(one.url for one in opened.store.captures()) == sorted(url for url, _ in pages)
    assert opened.verify().problems == ()
