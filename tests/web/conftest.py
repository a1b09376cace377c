"""A built case of the exercise, and the real server over it on loopback."""

import shutil

import pytest

from bench.built import exercise_case
from bench.served import served


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The exercise, built once; tests that change anything take `case`."""
    return exercise_case(tmp_path_factory.mktemp("web") / "talmeru")


@pytest.fixture
def case(built, tmp_path):
    return shutil.copytree(built, tmp_path / "talmeru")


@pytest.fixture(scope="session")
def server(built):
    with served(built) as address:
        yield address
