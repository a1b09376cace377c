"""The tutorial notebook runs on the demo case from its first cell to its last, and shows what it says it shows."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from bench.built import exercise_case

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "notebook.ipynb"


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """The folder in which the notebook ran, and its code cells with their outputs."""
    folder = tmp_path_factory.mktemp("notebook")
    (folder / "build" / "demo").mkdir(parents=True)
    exercise_case(folder / "build" / "demo" / "talmeru")
    found = nbformat.read(NOTEBOOK, as_version=4)
    here = {"metadata": {"path": str(folder)}}
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
    NotebookClient(found, timeout=300, kernel_name="python3", resources=here).execute(env=os.environ | paths)
    return folder / "build" / "demo", [cell for cell in found.cells if cell.cell_type == "code"]


def shown(cell, kind="text/html"):
    return "".join(output.get("text") or output.get("data", {}).get(kind, "") for output in cell.outputs)


def test_events_reports_and_documents_show_the_words_that_carry_them(ran):
    _, cells = ran
    by_source = {cell.source.splitlines()[-1]: shown(cell) for cell in cells}
    assert "<mark>" in by_source["event"]
    assert "<mark>" in by_source["report"]
    assert "<mark>" in by_source["case.document(report.document)"]
    assert by_source["events"].startswith("<table>")


def test_what_it_exports_is_masked_though_what_it_shows_is_not(ran):
    folder, cells = ran
    files = sorted(path.name for path in folder.glob("talmeru-*"))
    assert files == [
        *("talmeru-acled.csv", "talmeru-hxl.csv", "talmeru-parquet.parquet"),
        *("talmeru-plover.tsv", "talmeru-ucdp.csv", "talmeru-xlsx.xlsx"),
    ]
    assert "Ilva Perran" in "".join(shown(cell, "text/plain") for cell in cells)
    for name in ("talmeru-acled.csv", "talmeru-plover.tsv", "talmeru-ucdp.csv"):
        assert "Perran" not in (folder / name).read_text(encoding="utf-8")


def test_it_is_kept_without_outputs_which_name_private_people():
    found = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(found)
    assert [cell for cell in found.cells if cell.get("outputs") or cell.get("execution_count")] == []
