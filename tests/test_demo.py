"""`make demo` after its setup: the exercise becomes a case and a report that can be handed on."""

import re
import subprocess
import sys
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
EXERCISE = ROOT / "examples" / "exercise"
FORMATS = ("jsonl", "csv", "geojson")


def demo(out):
    return subprocess.run(
        ["sh", "scripts/demo.sh", sys.executable, str(out)], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def dateline(*words):
    command = [sys.executable, "-m", "dateline", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder with a space in its name that the demo was made in, and what it said."""
    out = tmp_path_factory.mktemp("a demo")
    return out, demo(out)


@pytest.fixture(scope="module")
def handed_on(made):
    """Everything that leaves the case, by name."""
    out, _ = made
    texts = {format: dateline("export", out / "talmeru", "--format", format) for format in FORMATS}
    return {"report": (out / "talmeru.html").read_text(encoding="utf-8"), **texts}


def test_it_says_where_the_report_is_and_what_to_type_next(made):
    out, said = made
    assert f"The report is {out}/talmeru.html" in said
    commands = re.findall(r"^  .*dateline (events|show) (.*)$", said, re.M)
    assert [name for name, _ in commands] == ["events", "show"]
    assert commands[1][1].startswith(f"{out}/talmeru evt-")


def test_the_event_to_look_at_is_the_market_under_fire(made):
    out, said = made
    item = re.search(r"evt-\w+", said.rsplit("show", 1)[1]).group()
    told = dateline("show", out / "talmeru", item, "--evidence")
    assert "2018-09-06" in told
    assert "Saltmarket" in told


def test_the_case_has_its_places_and_coastline(made):
    out, _ = made
    assert (out / "talmeru" / "coastline.geojson").read_bytes() == (EXERCISE / "coastline.geojson").read_bytes()
    assert "\tSaltmarket, XZ\t" in dateline("events", out / "talmeru")


class Loads(HTMLParser):
    """What a browser would fetch to show a page."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        names = (
            ("src", "srcset", "poster", "data", "action")
            if tag == "a"
            else ("src", "srcset", "poster", "data", "action", "href")
        )
        self.found += [value for name, value in attrs if name in names and not value.startswith(("data:", "#"))]


def test_the_report_loads_nothing(handed_on):
    loads = Loads()
    loads.feed(handed_on["report"])
    assert loads.found == []
    assert re.findall(r"@import|url\((?!['\"]?(?:data:|#))", handed_on["report"]) == []


@pytest.mark.parametrize("name", ["report", *FORMATS])
def test_no_private_name_is_handed_on(handed_on, name):
    people = tomllib.loads((EXERCISE / "expected.toml").read_text(encoding="utf-8"))["private"]
    words = {word for person in people for full in (person["name"], *person["also"]) for word in full.split()}
    assert len(words) > len(people)
    found = {word for word in words if re.search(rf"\b{word}\b", handed_on[name], re.I)}
    assert not found


def test_running_it_again_keeps_the_case_and_gives_the_same_bytes(made, handed_on):
    out, first = made
    kept = (out / "talmeru" / "custody.jsonl").read_bytes()
    again = demo(out)
    assert " init " in first
    assert " init " not in again
    assert "21 reused" in again
    assert (out / "talmeru" / "custody.jsonl").read_bytes().startswith(kept)
    assert (out / "talmeru.html").read_text(encoding="utf-8") == handed_on["report"]
    for format in FORMATS:
        assert dateline("export", out / "talmeru", "--format", format) == handed_on[format]
