"""Explore over a case of very many events in the real browser: when it is painted, when the map has come to rest."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from bench.browser import browser
from bench.many import many_events
from bench.served import served

MOST_SECONDS = 1.5
# First contentful paint (W3C Paint Timing), once the page has shown the rows of its table.
PAINTED = """() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"""
AT_REST = """() => document.querySelector('#map[data-drawn]') && !document.querySelector('#facets[aria-busy]')
  && performance.now()"""


def explore(events: int, rounds: int, folder: Path | None = None) -> dict[str, object]:
    """Median seconds of Explore over a generated case of so many events, or over the case in `folder`."""
    with tempfile.TemporaryDirectory() as made:
        case = folder or Path(made) / "case"
        began = time.perf_counter()
        if folder is None:
            many_events(case, events).store.close()
        written = time.perf_counter() - began
        with served(case) as address:
            opened = [once(f"{address}/explore") for _ in range(rounds)]
    painted, rested = (round(statistics.median(times), 2) for times in zip(*opened, strict=True))
    return {
        "events": events,
        "seconds to write the case": round(written),
        "seconds to first paint": painted,
        "seconds until map and filters rest": rested,
        "each": [round(one, 2) for one, _ in opened],
        f"first paint under {MOST_SECONDS} s": int(painted < MOST_SECONDS),
    }


def once(address: str) -> tuple[float, float]:
    """Seconds until the first paint, and until the map is drawn and the filters are counted, in a new browser."""
    with browser() as started:
        page = started.new_page(viewport={"width": 1440, "height": 900})
        page.goto(address, wait_until="commit")
        painted = page.wait_for_function(PAINTED, timeout=60_000).json_value()
        page.wait_for_selector("#events tbody tr")
        rested = page.wait_for_function(AT_REST, timeout=60_000).json_value()
        return float(painted) / 1000, float(rested) / 1000
