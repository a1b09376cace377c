"""Pages made to hurt whoever reads them: each ends as documents or as a listed failure, and costs nothing else.

A few here; `make soak` takes every one of tests/hostile.py (DATELINE_SOAK=1).
"""

import importlib.util
import os
from pathlib import Path

import pytest

import dateline

spec = importlib.util.spec_from_file_location("hostile", Path(__file__).parents[1] / "hostile.py")
hostile = importlib.util.module_from_spec(spec)
spec.loader.exec_module(hostile)

FEW = ("deep.html", "bomb.docx", "lying.docx", "entities.docx", "deep.eml", "deep-few.eml", "deep.json", "bomb.pdf")
TAKEN = hostile.PAGES if os.environ.get("DATELINE_SOAK") else FEW
GOOD = "Shelling hits Aden\n\nRebels shelled the port of Aden on 12 August 2019, killing three people.\n"


@pytest.fixture(scope="module")
def built_of(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for name in TAKEN:
        (folder / name).write_bytes(hostile.PAGES[name]())
    (folder / "a-good.txt").write_text(GOOD)
    (folder / "z-good.txt").write_text(GOOD.replace("three", "four"))
    case = dateline.open(tmp_path_factory.mktemp("cases") / "case")
    (case.folder / "dateline.toml").write_text("max_memory_mb = 1000\ndeadline_seconds = 60\n")
    case.add(folder)
    case.build(workers=1)
    return case


def test_the_good_pages_are_read(built_of):
    read = {d.path: len(d.reports) for d in built_of.documents()}
    assert read["a-good.txt"] and read["z-good.txt"]


def file_of(path):
    """The file of a path: rows of a table are named by their number behind it."""
    return path.partition("#")[0]


def test_no_page_is_lost(built_of):
    told = {file_of(one.path) for one in (*built_of.documents(), *built_of.status().failures)}
    assert told >= {*TAKEN, "a-good.txt", "z-good.txt"}


@pytest.mark.parametrize("name", TAKEN)
def test_each_is_read_or_listed_with_a_remedy(built_of, name):
    reasons = [f.reason for f in built_of.status().failures if file_of(f.path) == name]
    assert all(";" in reason for reason in reasons)
    assert reasons or any(file_of(d.path) == name for d in built_of.documents())


def test_a_page_that_needs_too_much_memory_loses_its_process_only(built_of):
    (reason,) = [f.reason for f in built_of.status().failures if f.path == "bomb.pdf"]
    assert "SIGABRT" in reason or "memory" in reason or "SIGTRAP" in reason
    assert built_of.verify().problems == ()
