"""The exercise, built once; each test that changes it has a copy."""

import shutil
from pathlib import Path

import pytest

import dateline

PAGES = Path(__file__).parents[3] / "examples" / "exercise" / "pages"


@pytest.fixture(scope="session")
def exercise_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cases") / "exercise"
    case = dateline.open(folder)
    case.add(PAGES)
    case.build(workers=0)
    case.store.settle()
    case.store.close()
    return folder


@pytest.fixture
def exercise(exercise_folder, tmp_path):
    shutil.copytree(exercise_folder, tmp_path / "exercise")
    return dateline.open(tmp_path / "exercise")
