"""Sifting: pages that tell of violence or crisis pass, ordinary news does not, and no bytes stall or stop it."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.document.quick_text import quick_text
from dateline.document.sift import counted, load_sieve, verdict
from dateline.tables.sifting import load, words_of
from dateline.values.media import HTML, PDF, TEXT

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "sifting.toml").read_text("utf-8"))["page"]
SIEVE = load_sieve()


@pytest.fixture(scope="module")
def sieve():
    return SIEVE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
@pytest.mark.parametrize("media", [TEXT, HTML])
def test_the_verdict_on_a_page(case, media, sieve):
    text = case["text"] if media == TEXT else page(case["text"])
    found = verdict(text.encode(), media, sieve)
    assert found.keep == case["keep"], found
    assert found.reason == case.get("reason", "words of violence or crisis")


def page(text, body="<p>{}</p>"):
    return (
        "<!DOCTYPE html><html><head><title>News</title><script>var x = 'bombing massacre militants airstrike';</script>"
        "<style>p { color: red }</style></head><body><nav><p>War, refugees, hostages, shelling in our archive</p></nav>"
        f"{body.format(text)}<footer><p>Militants and rebels: read about bombings here, every day</p></footer></body>"
    )


def test_what_stands_in_menus_and_scripts_counts_for_nothing(sieve):
    recipe = next(case["text"] for case in CASES if case["text"].startswith("Slice"))
    assert verdict(page(recipe).encode(), HTML, sieve).words == ()


@pytest.mark.parametrize(
    "body", ["<div>{}</div>", "<table><tr><td>{}<br><br>", "<P class='a'>{}", "<p>{}<p>Second one"]
)
def test_a_page_without_closed_paragraphs_gives_its_text_too(body, sieve):
    assert "a mortar shell hit the market" in quick_text(page(CASES[0]["text"], body).encode(), HTML).body
    assert verdict(page(CASES[0]["text"], body).encode(), HTML, sieve).keep


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_a_page_in_any_encoding_of_its_time(encoding, sieve):
    assert verdict(page(CASES[0]["text"] + " “Karsa’s café”").encode(encoding), HTML, sieve).keep


def test_what_cannot_be_looked_into_is_read(sieve):
    assert verdict(b"%PDF-1.4", PDF, sieve).keep
    assert verdict(b"<p>a recipe</p>" * 700_000, HTML, sieve).keep


HOSTILE = [
    "<",
    "<!--",
    "<nav ",
    "<p ",
    "<p>",
    "<meta name='description'",
    "<title>",
    "<div>",
    "<h1 ",
    "&#",
    "</p",
    "\0",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_the_bytes_only(piece, sieve):
    began = time.process_time()
    verdict((piece * 3_000_000)[:3_000_000].encode(), HTML, sieve)
    # Measured: .3 s at most on a busy machine; anything that grows by the square takes minutes.
    assert time.process_time() - began < 8


@given(st.binary(max_size=400) | st.lists(st.sampled_from([*HOSTILE, "war ", "x"]), max_size=60).map("".join))
def test_any_bytes_get_one_verdict(data):
    data = data if isinstance(data, bytes) else data.encode()
    assert verdict(data, HTML, SIEVE) == verdict(data, HTML, SIEVE)
    assert verdict(data, TEXT, SIEVE).reason


def test_every_word_of_the_table_can_be_found():
    words = load()
    lost = [word for word in words.weights if word not in counted(words_of(f"then {word} there"), words)]
    assert not lost
