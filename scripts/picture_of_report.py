"""The pictures of the report in docs/images: the exercise, built and opened in Chromium.

Run `python -m scripts.picture_of_report`, or with the path of a report that is there already. Needs what the tests
in a browser need (`make browser`).
"""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from bench.browser import browser
from bench.built import exercise_report

ROOT = Path(__file__).resolve().parents[1]
TITLE = "Three weeks in Talmeru, an exercise"
IMAGES = ROOT / "docs" / "images"
WIDTH = 1440
COLOURS = 128
MOST_BYTES = 400_000
# What is told by most stories among the disputed: the first link under that heading.
MOST_DISPUTED = ".dispute a"
PICTURES = (
    ("report", "light", 1130, None),
    ("report-dark", "dark", 1130, None),
    ("report-event", "light", 900, MOST_DISPUTED),
)
"""Name, colours, height, and what is clicked first."""


def take(started: Browser, report: Path, scheme: str, height: int, click: str | None) -> bytes:
    """One picture as PNG, in few colours."""
    page = started.new_page(
        viewport={"width": WIDTH, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page.goto(report.as_uri())
    if click is not None:
        page.locator(click).first.click()
        page.wait_for_timeout(300)
        page.evaluate("document.activeElement.blur()")
    taken = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = taken.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as started:
        report = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else exercise_report(Path(folder) / "talmeru", TITLE)
        for name, scheme, height, click in PICTURES:
            data = take(started, report, scheme, height, click)
            if len(data) > MOST_BYTES:
                raise SystemExit(f"{name}.png has {len(data):,} bytes, more than {MOST_BYTES:,}")
            (IMAGES / f"{name}.png").write_bytes(data)
            print(f"docs/images/{name}.png: {len(data):,} bytes")


if __name__ == "__main__":
    main()
