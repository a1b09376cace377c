"""One screen in the browser: its picture, what sticks out of it, how far it jumped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

HEIGHTS = {1440: 900, 390: 844}
"""The windows: a desk and a telephone."""
TALLEST = 4_000
"""So many pixels of a page are pictured at most."""
STILL = 0.01
"""What a page may shift while it is loaded before somebody sees it (Web Vitals calls up to 0.1 good)."""
PATIENCE = 300_000
"""Milliseconds: to verify 10,000 events takes a minute."""
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value;
}).observe({ type: "layout-shift", buffered: true });"""
DRAWN = "() => { const map = document.querySelector('#map'); return !map || map.dataset.drawn; }"
STICKS_OUT = "document.documentElement.scrollWidth - innerWidth"


class Looked(Struct, frozen=True):
    """A picture that was taken, and what is wrong with the screen."""

    file: Path
    problem: str


def look_at(context: BrowserContext, address: str, file: Path) -> Looked:
    """Open an address and take its picture."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(SHIFTS)
    page.goto(address, timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    width = page.viewport_size["width"] if page.viewport_size else 0
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    out, shifted = page.evaluate(STICKS_OUT), page.evaluate("window.shifted")
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    page.close()
    problems = [f"sticks out by {out} px"] if out > 0 else []
    problems += [f"jumped by {shifted:.3f}"] if shifted >= STILL else []
    problems += [text for text in said if "status of 40" not in text and "GL Driver" not in text]
    return Looked(file, f"{file.name}: {'; '.join(problems)}" if problems else "")
