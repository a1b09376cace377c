"""Bad input: a clear message with file, reason and remedy; the rest goes on; nothing is lost; status lists it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.model.errors import DatelineError

GOOD = "Shelling hits Aden\n\nRebels shelled the port of Aden on 12 August 2019, killing three people.\n"
BAD = {
    "empty.txt": b"",
    "binary.bin": bytes(range(256)) * 20,
    "huge.txt": b"word " * 10_000_000,
    "blank.html": b"<html><body><script>x</script></body></html>",
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed")
    for name, data in BAD.items():
        (folder / name).write_bytes(data)
    (folder / "good.txt").write_text(GOOD)
    (folder / "latin.txt").write_bytes(
        "Überfall in Zürich\n\nDie Polizei sagte, drei Männer seien geflüchtet.\n".encode("latin-1")
    )
    (folder / "undated.txt").write_text("Rebels shelled the port again.\n")
    (folder / "long line.txt").write_text("Rebels shelled the port of Aden on 12 August 2019. " * 2_000)
    case = dateline.open(tmp_path_factory.mktemp("cases") / "case")
    added = case.add(folder)
    report = case.build()
    return case, added, report


def test_the_rest_of_the_build_goes_on(mixed):
    case, _, _ = mixed
    assert {"good.txt", "latin.txt", "undated.txt", "long line.txt"} <= {d.path for d in case.documents()}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_page_is_listed_with_a_remedy(mixed, name):
    case, _, _ = mixed
    listed = [f for f in case.status().failures if f.path == name]
    assert len(listed) == 1
    assert listed[0].reason.count(";") >= 1, "a reason, then what to do"


def test_no_page_is_lost(mixed):
    case, _, _ = mixed
    accounted = {d.path for d in case.documents()} | {f.path for f in case.status().failures}
    assert accounted == {*BAD, "good.txt", "latin.txt", "undated.txt", "long line.txt"}


def test_an_undated_page_is_listed_as_undated(mixed):
    case, _, _ = mixed
    assert any(line.startswith("undated.txt") for line in case.status().undated)


def run(*words, **options):
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, words)], capture_output=True, text=True, **options
    )


def test_an_absent_folder_is_wrong_use(tmp_path):
    run("init", tmp_path / "case")
    done = run("add", tmp_path / "case", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_no_case_is_wrong_use(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "file").write_text("x")
    done = run("build", tmp_path / "x")
    assert done.returncode == 2
    assert "dateline init" in done.stderr


def test_a_case_of_a_newer_schema_is_refused(tmp_path):
    case = dateline.open(tmp_path / "case")
    with sqlite3.connect(case.store.path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatelineError, match="newer"):
        dateline.open(tmp_path / "case")


def test_output_goes_to_a_device_and_never_replaces_it(built):
    built.store.close()
    full = run("export", built.folder, "-o", "/dev/full")
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    assert not Path("/dev/full").is_file()
    folder = run("export", built.folder, "-o", built.folder)
    assert folder.returncode == 2


def test_a_second_build_is_refused_while_one_runs(tmp_path):
    case = dateline.open(tmp_path / "case")
    with case.store.building():
        done = run("build", tmp_path / "case")
    assert done.returncode == 1
    assert str(os.getpid()) in done.stderr


def test_a_full_disk_is_told_and_loses_nothing(tmp_path):
    """A file size limit makes the writes fail as a full disk would."""
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "good.txt").write_text(GOOD)
    case = dateline.open(tmp_path / "case")
    case.add(pages)
    case.build()
    before = len(case.events(status="all"))
    for number in range(60):
        (pages / f"more{number}.txt").write_text(GOOD.replace("three", str(number + 3)) * 20)
    case.add(pages)
    case.store.close()
    size = case.store.path.stat().st_size + 20_000

    # The language detector unpacks its model into a larger file; what is tested is the writing of the record.
    code = (
        "import resource, sys\n"
        "from dateline.document.language import detector\n"
        "detector()\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
        f"sys.argv = ['dateline', 'build', {str(tmp_path / 'case')!r}, '--workers', '0']\n"
        "from dateline.cli.main import main\n"
        "main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "record.sqlite" in done.stderr
    again = dateline.open(tmp_path / "case")
    assert len(again.events(status="all")) >= before
    again.build()
    assert len(again.documents()) == 61
