"""Docs cannot rot: the reference is what the code says, and the README's commands exist."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_reference_is_what_the_code_says():
    done = subprocess.run(
        [sys.executable, "scripts/write_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_command_named_in_the_docs_exists():
    from typer.main import get_command

    from dateline.cli.main import app

    known = set(get_command(app).commands)
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        named = set(re.findall(r"(?:^|`|\$ )dateline ([a-z]+)", page.read_text(encoding="utf-8"), re.M))
        assert named <= known, f"{page.name}: {named - known}"


def test_every_document_is_linked_from_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [p.name for p in sorted((ROOT / "docs").glob("*.md")) if f"docs/{p.name}" not in readme] == []
