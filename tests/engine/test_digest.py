"""Which table belongs to what: found in the sources, so that a list that forgets one fails."""

import ast
import shutil
from functools import cache
from pathlib import Path

import pytest

import dateline
from dateline.archive.limits import Limits
from dateline.engine import digest
from dateline.engine.digest import LINKING_TABLES, OUTER_TABLES, record_digest, work_digest
from dateline.tables import load, rows

ROOT = Path(dateline.__file__).parent
LOADER = "dateline.tables.load"
READING = (
    "dateline.engine.pages",
    "dateline.engine.reader",
    "dateline.document",
    "dateline.reading",
    "dateline.events",
)
LINKING = ("dateline.linking", "dateline.store")
SIFTING = {"dateline.document.sift", "dateline.document.quick_text"}
TABLES = sorted(path.stem for path in (ROOT / "data").glob("*.tsv"))


@cache
def module(name):
    """The parsed source of a module, None for what is none."""
    path = ROOT.parent.joinpath(*name.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(path.read_text()) if path.is_file() else None


@cache
def imported(name):
    tree, found = module(name), set()
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline"):
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def modules_of(package):
    """A module, or all of a package but those that only the sifting of archives needs."""
    folder = ROOT.parent.joinpath(*package.split("."))
    if not folder.is_dir():
        return {package}
    found = {".".join(path.relative_to(ROOT.parent).with_suffix("").parts) for path in folder.rglob("*.py")}
    return found - SIFTING


def reached(packages):
    """Every module that code in these packages imports, and theirs; the loader of all tables stands for none."""
    todo, seen = [name for package in packages for name in modules_of(package)], set()
    while todo:
        name = todo.pop()
        if name not in seen | SIFTING and name != LOADER and module(name):
            seen.add(name)
            todo += imported(name)
    return seen


def opened(names):
    """The tables that these modules open by name."""
    calls = [node for name in names for node in ast.walk(module(name)) if isinstance(node, ast.Constant)]
    return {node.value for node in calls if isinstance(node.value, str)} & set(TABLES)


def fields_used(names):
    """The loaders behind those fields of Tables that these modules ask for."""
    attributes = {node.attr for name in names for node in ast.walk(module(name)) if isinstance(node, ast.Attribute)}
    fields = set(load.Tables.__struct_fields__) & attributes
    return {f"dateline.tables.{'event_types' if field == 'types' else field}" for field in fields}


def needed(packages):
    names = reached(packages)
    return opened(names | fields_used(names))


def test_no_table_that_reading_opens_is_left_out_of_its_digest():
    assert needed(READING) & (LINKING_TABLES | OUTER_TABLES) == set()


def test_no_table_that_linking_opens_is_left_out_of_its_digest():
    assert needed(LINKING) & OUTER_TABLES == set()
    assert needed(LINKING) >= LINKING_TABLES


def test_the_search_finds_who_opens_what():
    assert {"triggers", "actors", "outlets", "segment_words"} <= needed(READING)
    assert "wording_weights" in needed(LINKING) and "export_csv" in opened(reached(("dateline.export",)))


@pytest.mark.parametrize("table", ["triggers", "actors", "wording_weights", "export_csv", "sift_words"])
def test_a_changed_table_changes_the_digests_of_what_depends_on_it(table, tmp_path, monkeypatch):
    def digests():
        work = work_digest.__wrapped__(Limits())
        return work, record_digest.__wrapped__(work)

    before = digests()
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("*.sqlite", "*.json"))
    with (tmp_path / "data" / f"{table}.tsv").open("a") as file:
        file.write("# changed\n")
    monkeypatch.setattr(rows, "DATA", tmp_path / "data")
    work, record = (a == b for a, b in zip(before, digests(), strict=True))
    assert (work, record) == (table in LINKING_TABLES | OUTER_TABLES, table in OUTER_TABLES)


def test_machines_compare_all_of_what_is_installed():
    assert digest.installed_digest() == digest.installed_digest.__wrapped__()
