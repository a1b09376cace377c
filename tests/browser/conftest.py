"""Reports opened in Debian's Chromium: an invented case of 5 and of 2,000 events, and the built exercise."""

import os

import pytest

from bench.browser import browser, why_no_browser
from bench.built import exercise_report
from bench.synthetic import view
from dateline.export.report import load_basemap, write

DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# What a page may shift while it loads or scrolls before a reader sees it (Web Vitals calls up to 0.1 good).
STILL = 0.01
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="session")
def chromium():
    reason = why_no_browser()
    if reason and os.environ.get("CI"):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with browser() as started:
        yield started


def written(folder, case, name):
    path = folder / f"{name}.html"
    with path.open("wb") as out:
        write(case, out, basemap=load_basemap(), title="An invented case")
    return path


@pytest.fixture(scope="session")
def five(tmp_path_factory):
    return written(tmp_path_factory.mktemp("five"), view(5), "five")


@pytest.fixture(scope="session")
def many(tmp_path_factory):
    return written(tmp_path_factory.mktemp("many"), view(2000), "many")


@pytest.fixture(scope="session")
def exercise(tmp_path_factory):
    return exercise_report(tmp_path_factory.mktemp("cases") / "talmeru", "Talmeru")


@pytest.fixture(params=["five", "many", "exercise"])
def report(request):
    return request.getfixturevalue(request.param)


class Opened:
    """A page with all it asked for and all it said."""

    def __init__(self, page, path):
        self.page, self.path, self.requests, self.said = page, path, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, state=""):
        self.page.goto(self.path.as_uri() + (f"#{state}" if state else ""))
        return self.page


@pytest.fixture
def opened(chromium):
    """Open a report: `opened(path, state, viewport, **context options)`; what it says is checked at the end."""
    contexts, pages = [], []

    def start(path, state="", viewport=DESK, **given):
        context = chromium.new_context(viewport=viewport, **given)
        context.add_init_script(SHIFTS)
        contexts.append(context)
        one = Opened(context.new_page(), path)
        pages.append(one)
        one.go(state)
        return one.page

    yield start
    for context in contexts:
        context.close()
    for one in pages:
        assert one.said == []
        assert {url.partition("#")[0] for url in one.requests} == {one.path.as_uri()}
