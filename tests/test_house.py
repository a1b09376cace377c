"""The house keeps its own rules: map against tree, tables with origin and licence, lazy imports, no foreign text."""

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "dateline"
TABLES = sorted((PACKAGE / "data").glob("*.tsv"))


def test_map_names_every_folder_and_only_those():
    named = set(re.findall(r"^\| `([\w/]+)/` \|", (ROOT / "CONTRIBUTING.md").read_text(), re.M))
    packages = {f"dateline/{p.name}" for p in PACKAGE.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert named == packages | {"tests", "bench", "scripts", "docs", "examples"}


@pytest.mark.parametrize("path", TABLES, ids=lambda p: p.stem)
def test_every_row_states_origin_and_licence(path):
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(
            csv.DictReader((li for li in lines if not li.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    assert rows
    lacking = [n for n, row in enumerate(rows, 2) if not (row.get("origin") and row.get("licence"))]
    assert not lacking, f"{path.name} rows {lacking[:10]}"


def test_every_table_is_loaded_by_the_tables_package():
    code = "\n".join(p.read_text() for p in (PACKAGE / "tables").glob("*.py"))
    code += "\n".join(p.read_text() for p in (PACKAGE / "export").glob("*.py"))
    assert [p.stem for p in TABLES if f'"{p.stem}"' not in code] == []


def imported_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    return set(subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split())


HEAVY = {
    *("spacy", "sqlalchemy", "alembic", "numpy", "resiliparse", "rich", "msgspec", "jinja2", "lxml", "cryptography"),
    *("ray", "duckdb", "pyarrow", "pandas", "fsspec", "openpyxl", "fastapi", "starlette", "uvicorn", "urllib3"),
}


def test_import_is_lazy():
    assert not (HEAVY | {"typer"}) & imported_by("import dateline")
    assert not HEAVY & imported_by("import dateline.cli.main")


def test_help_loads_nothing_but_the_commands():
    loaded = imported_by(
        "import dateline.cli.main as m; sys.argv = ['dateline', '--help']\ntry: m.main()\nexcept SystemExit: pass\n"
    )
    assert "typer" in loaded, "the listing of modules came through"
    assert not HEAVY & loaded
    assert not {
        name
        for name in loaded
        if name.startswith("dateline.") and not name.startswith(("dateline.cli", "dateline.model"))
    }


def test_a_case_is_listed_without_what_builds_and_serves_it(tmp_path):
    """`dateline events` needs the store, and neither the parser nor the web."""
    loaded = imported_by(
        "import dateline\n"
        f"dateline.open({str(tmp_path / 'case')!r})\n"
        f"import dateline.cli.main as m; sys.argv = ['dateline', 'events', {str(tmp_path / 'case')!r}]\n"
        "try: m.main()\nexcept SystemExit: pass\n"
    )
    assert "dateline.store.store" in loaded
    assert not {"spacy", "ray", "duckdb", "pyarrow", "pandas", "openpyxl", "fastapi", "starlette", "uvicorn"} & loaded


def test_no_file_grows_past_the_limit():
    long = {
        p.relative_to(ROOT).as_posix(): n for p in PACKAGE.rglob("*.py") if (n := len(p.read_text().splitlines())) > 350
    }
    assert not long


def test_no_seed_sentence_is_copied_into_the_project(seeds):
    """Eight words in a row of a seed page stand nowhere in the project."""
    ours = [
        p
        for f in ("dateline", "tests", "bench", "docs", "scripts")
        for p in (ROOT / f).rglob("*")
        if p.suffix in {".py", ".tsv", ".toml", ".md"}
    ]
    texts = {p: re.sub(r"\W+", " ", p.read_text(encoding="utf-8")).lower() for p in ours}
    for page in sorted(seeds.iterdir()):
        words = re.sub(r"\W+", " ", page.read_text(encoding="utf-8")).lower().split()
        runs = {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}
        for path, text in texts.items():
            mine = text.split()
            copied = runs & {" ".join(mine[i : i + 8]) for i in range(len(mine) - 7)}
            assert not copied, f"{path}: {sorted(copied)[:2]}"
