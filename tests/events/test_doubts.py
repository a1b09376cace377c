"""A later sentence that says that nobody has confirmed it makes what was quoted unverified."""

import pytest

import dateline


@pytest.mark.parametrize(
    ("doubt", "certainty"),
    [
        ("There was no independent confirmation.", "unverified"),
        ("Her account could not be checked.", "unverified"),
        ("Neither the army nor the council had confirmed this by Tuesday.", "unverified"),
        ("The council confirmed this on Tuesday.", "stated"),
        ("The road was closed.", "stated"),
    ],
)
def test_doubt(doubt, certainty):
    text = f"A nurse said that four villagers had been killed by a shell in Mosul. {doubt}"
    [found] = [r for r in dateline.read(text, published="2021-06-10").reports if r.type == "remote.shelling"]
    assert found.certainty == certainty


def test_the_narrators_own_words_stay_stated():
    text = "Shells killed four villagers in Mosul. There was no independent confirmation."
    [found] = [r for r in dateline.read(text, published="2021-06-10").reports if r.type == "remote.shelling"]
    assert found.certainty == "stated"
