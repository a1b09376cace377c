"""The setup script says what is wrong before it installs anything."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")


@pytest.fixture
def setup(tmp_path):
    for name in (*LOCKS, "pyproject.toml"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())

    def run(python):
        command = ["sh", str(ROOT / "scripts" / "setup.sh"), str(python), ".venv", LOCKS[0]]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    return run


def stand_in(folder, lines):
    path = folder / "python"
    path.write_text("\n".join(["#!/bin/sh", *lines, f'exec {sys.executable} "$@"']) + "\n")
    path.chmod(0o755)
    return path


def test_an_old_python_is_refused_with_its_version(setup, tmp_path):
    old = ['case "$*" in *"< (3, 11)"*) exit 1 ;; *version_info*) echo 3.9; exit ;; esac']
    done = setup(stand_in(tmp_path, old))
    assert done.returncode == 2
    assert "needs Python 3.11 or newer" in done.stderr
    assert "is 3.9" in done.stderr


def test_an_absent_python_is_named(setup):
    done = setup("python3.99")
    assert done.returncode == 2
    assert "There is no python3.99" in done.stderr


def test_what_is_no_virtual_environment_is_left_alone(setup, tmp_path):
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "mine").write_text("mine")
    done = setup(sys.executable)
    assert done.returncode == 2
    assert "move it away" in done.stderr
    assert (tmp_path / ".venv" / "mine").read_text() == "mine"


def test_both_lock_files_name_the_same_releases():
    """What is ready for the tests is then ready for the demo as well."""

    def pins(name):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if "==" in line and line[0].isalnum()}

    assert pins(LOCKS[0]) - pins(LOCKS[1]) == set()
    assert len(pins(LOCKS[0])) > 20
