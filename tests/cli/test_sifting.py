"""The commands of the prefilter: sift, audit, read, and what build and status say of it."""

import json

from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.model.errors import DatelineError
from tests.engine.test_sifting import PAGES, warc


def run(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == 0, (result.output, result.exception)
    return result


def refused(*words):
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert isinstance(result.exception, DatelineError)
    return str(result.exception)


def test_from_an_archive_to_a_page_read_anyway(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(warc(PAGES))
    case = tmp_path / "case"
    run("init", case)
    run("add", case, tmp_path / "crawl.warc.gz")
    built = run("build", case, "--workers", 0)
    assert "3 pages of bulk archives passed over: " in built.stderr and "dateline audit" in built.stderr
    assert "passed over by the prefilter\tother language: German: 1" in run("status", case).stdout
    listed = run("audit", case, "--list").stdout.splitlines()
    assert len(listed) == 4
    audited = run("audit", case, "--sample", 10, "--json")
    found = json.loads(audited.stdout)
    assert found["telling"] == 1 and "95 in 100" in audited.stderr
    page = found["rows"][0]["path"]
    run("read", case, page, "--by", "Ada")
    run("build", case, "--workers", 0)
    assert json.loads(run("status", case, "--json").stdout)["counts"]["documents"] == 2
    assert "nothing has that id or path" in refused("read", case, "no such page")


def test_sift_says_what_it_kept_and_refuses_a_full_folder(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(warc(PAGES))
    out = tmp_path / "out"
    made = run("sift", tmp_path / "crawl.warc.gz", "-o", out, "--workers", 0)
    assert "kept\t1" in made.stdout and "passed over: other language: German\t1" in made.stdout
    assert "kept 1 of 4 pages (25.0 %) in 1 file" in made.stderr and f"dateline add CASE {out / 'kept'}" in made.stderr
    assert "not empty" in refused("sift", tmp_path / "crawl.warc.gz", "-o", out)
    assert "cannot be opened" in refused("sift", tmp_path / "none.warc.gz", "-o", tmp_path / "other")
    assert not (tmp_path / "other").exists()
