"""The documentation opened in Debian's Chromium, from disk: silent, still, legible to axe, no wider than the screen."""

from pathlib import Path

import pytest

from tests.browser.conftest import DESK, TELEPHONE


@pytest.fixture(scope="module")
def axe():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(params=[("light", DESK), ("dark", TELEPHONE)], ids=["light, desk", "dark, telephone"])
def page(request, chromium):
    scheme, viewport = request.param
    context = chromium.new_context(color_scheme=scheme, viewport=viewport)
    yield context.new_page()
    context.close()


def test_every_page_opens_from_disk(page, docs_site, axe):
    asked, said, wide, found = [], [], [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in sorted(docs_site.rglob("*.html")):
        page.goto(f"{path.as_uri()}?q=claimant")
        if path.stem == "search":
            page.wait_for_selector("h2:has-text('Search Results')")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path.name)
        page.evaluate(axe)
        # What axe preloads it asks for itself, and a browser forbids that for files.
        violations = page.evaluate("axe.run({ preload: false, resultTypes: ['violations'] })")["violations"]
        found += [(path.name, one["id"], one["nodes"][0]["html"]) for one in violations]
    assert (said, wide) == ([], [])
    assert [url for url in asked if not url.startswith((docs_site.as_uri(), "data:"))] == []
    # The theme gives the page of search results no heading of the first rank.
    assert [one for one in found if one[:2] != ("search.html", "page-has-heading-one")] == []


def test_the_search_finds_without_a_server(chromium, docs_site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto((docs_site / "index.html").as_uri())
    page.fill("input.sidebar-search", "claimant")
    page.press("input.sidebar-search", "Enter")
    # Results are shown one after the other: wait for the one that must be there, which fails when it never comes.
    page.locator("#search-results li a", has_text="Concepts").first.wait_for()
    context.close()
