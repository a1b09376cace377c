"""The HTML report of many invented events: how big it is, how long it takes to write and to open."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from bench.browser import browser
from bench.synthetic import view
from dateline.export.report import load_basemap, write

MEGABYTE = 1_000_000
MOST_MEGABYTES = 15
MOST_SECONDS = 2.0
# Interactive: painted, the page's own script has run, and the last task of more than 50 ms (W3C Long Tasks) is over.
WATCH = """
window.free = 0; window.painted = 0;
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.free = e.startTime + e.duration;
}).observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.painted = e.startTime;
}).observe({ type: "paint", buffered: true });
"""
READY = """() => {
  const ready = performance.getEntriesByName("dateline-ready")[0];
  return ready && painted && performance.now() - Math.max(free, painted, ready.startTime) > 1000
    ? Math.max(free, painted, ready.startTime) : 0;
}"""


def report(events: int, rounds: int) -> dict[str, object]:
    """Size and median seconds for a report of `events` invented events."""
    basemap, case = load_basemap(), view(events)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        began = time.perf_counter()
        with path.open("wb") as out:
            write(case, out, basemap=basemap, title="An invented case")
        written = time.perf_counter() - began
        size = path.stat().st_size
        seconds = [interactive(path) for _ in range(rounds)]
    median = statistics.median(seconds)
    return {
        "events": events,
        "megabytes": round(size / MEGABYTE, 2),
        "seconds to write": round(written, 2),
        "seconds to interactive": round(median, 2),
        "each": [round(one, 2) for one in seconds],
        f"under {MOST_MEGABYTES} MB": int(size < MOST_MEGABYTES * MEGABYTE),
        f"under {MOST_SECONDS:.0f} s to interactive": int(median < MOST_SECONDS),
    }


def interactive(path: Path) -> float:
    """Seconds from opening the file in a new browser until it has painted, its script has run, and no task holds it."""
    with browser() as started:
        page = started.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(WATCH)
        page.goto(path.as_uri())
        handle = page.wait_for_function(READY, timeout=60_000)
        return float(handle.json_value()) / 1000
