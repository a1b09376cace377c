"""The exercise, built once; each test that changes it has a copy."""

import shutil

import pytest

import dateline
from bench.built import exercise_case


@pytest.fixture(scope="session")
def exercise_folder(tmp_path_factory):
    return exercise_case(tmp_path_factory.mktemp("cases") / "exercise")


@pytest.fixture
def exercise(exercise_folder, tmp_path):
    shutil.copytree(exercise_folder, tmp_path / "exercise")
    return dateline.open(tmp_path / "exercise")
