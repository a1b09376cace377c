"""What Chromium itself saves of a page of the exercise, read as the page is."""

import pytest

from tests.document.test_media import stories
from tests.saved import HTML, PARAGRAPHS, PUBLISHER, TITLE

URL = "https://anselcourier.example/2018/09/06/market.html"


@pytest.fixture(scope="module")
def saved(chromium):
    """The page served under its address, saved as MHTML and printed with the browser's own margins."""
    page = chromium.new_context().new_page()
    page.route(
        "**/*",
        lambda route: route.fulfill(body=HTML, content_type="text/html") if route.request.url == URL else route.abort(),
    )
    page.goto(URL)
    snapshot = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    margins = {"top": "2cm", "bottom": "2cm"}
    return {
        "page.mhtml": snapshot.encode(),
        "page.pdf": page.pdf(format="A4", display_header_footer=True, margin=margins),
    }


@pytest.mark.parametrize("name", ["page.mhtml", "page.pdf"])
def test_what_a_browser_saves_is_the_page(saved, name):
    (story,) = stories(name, saved[name])
    body = story.body.splitlines()
    assert body[: len(PARAGRAPHS)] == [line.removeprefix("TUVARRE, Talmeru, Sept 6 (WPA) - ") for line in PARAGRAPHS]
    assert (story.title, story.publisher) == (TITLE, PUBLISHER)
    assert story.published.earliest == "2018-09-06"


def test_its_address_comes_with_it(saved):
    (story,) = stories("page.mhtml", saved["page.mhtml"])
    assert story.url == URL
    (story,) = stories("page.pdf", saved["page.pdf"])
    assert URL in story.text and URL not in story.body
