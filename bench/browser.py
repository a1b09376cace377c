"""Debian's Chromium, driven by Playwright; no browser is ever downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Nothing that Chromium does on its own account may count as a request of the page.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def why_no_browser() -> str | None:
    """Why pages cannot be opened here, with what to do; None when they can."""
    if chromium() is None:
        return "no Chromium: run `make browser` (as root), or set CHROMIUM to one"
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "no Playwright: run `make setup`"
    return None


def chromium() -> Path | None:
    """The browser: what CHROMIUM names, else Debian's."""
    named = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return Path(named) if named else None


@contextmanager
def browser() -> Iterator[Browser]:
    """A running headless Chromium."""
    from playwright.sync_api import sync_playwright

    executable = chromium()
    if executable is None:
        raise FileNotFoundError(why_no_browser())
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        try:
            yield started
        finally:
            started.close()
