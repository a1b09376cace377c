"""`languages`: the language of saved news pages, against the table `languages.toml` beside this file.

What the pages state of themselves is scored too: it is what a detector has to beat.
"""

from __future__ import annotations

import gzip
import time
import tomllib
from pathlib import Path

from msgspec import Struct

from bench.accuracy.pages import gold_pages
from dateline.archive.limits import Limits
from dateline.document.errors import DocumentError
from dateline.document.markup import page_of
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.tables.load import load

EXPECTED = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


class Told(Struct, frozen=True):
    """One page: the language it is in, the one that was found, the one that it states."""

    name: str
    expected: str
    found: str | None
    stated: str | None


def score(data: Path) -> dict[str, object]:
    """Share of right languages, of English told from others, of right statements by the pages; what is wrong."""
    tables = load()
    told: list[Told] = []
    failed: list[str] = []
    started = time.perf_counter()
    for gold in gold_pages(data):
        raw = gzip.decompress(gold.path.read_bytes())
        try:
            found = documents(render(raw, gold.name, None, Limits()), raw, None, tables)[0].language
        except DocumentError as error:
            failed.append(f"{gold.name}: {error}")
            continue
        told.append(Told(gold.name, expected(gold.name), found, tables.languages.code(page_of(raw).facts.language)))
    seconds = time.perf_counter() - started
    return {
        "language right": share([page.found == page.expected for page in told]),
        "English told from others": share([(page.found == "en") == (page.expected == "en") for page in told]),
        "stated by the page, right": share([page.stated == page.expected for page in told]),
        "pages": len(told),
        "not English": sum(page.expected != "en" for page in told),
        "seconds": round(seconds, 1),
        "failed": failed,
        "wrong": [f"{p.name}: found {p.found}, is {p.expected}" for p in told if p.found != p.expected],
        "wrongly stated": [
            f"{p.name}: {p.stated}, is {p.expected}" for p in told if p.stated not in (None, p.expected)
        ],
    }


def expected(name: str) -> str:
    """The language of a page by its name, `country/Outlet_day.html.gz`."""
    country, page = name.split("/")
    outlet = f"{country}/{page.split('_')[0]}"
    return str(EXPECTED["outlet"].get(outlet, EXPECTED["country"][country]))


def share(right: list[bool]) -> float:
    """Percent that are right."""
    return round(100 * sum(right) / (len(right) or 1), 1)
