"""On paper: everything that passes the filter, open; no row cut by the end of a page, nothing beyond the margins."""

import html
import re
import shutil
import subprocess

import pytest

POINTS_PER_MM = 72 / 25.4
MARGINS_MM = (14, 16)
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


@pytest.fixture
def pages(tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: run `make browser` (as root)")

    def read(page):
        path = tmp_path / "report.pdf"
        page.pdf(path=path, prefer_css_page_size=True, print_background=True)
        said = subprocess.run(["pdftotext", "-bbox", path, "-"], check=True, capture_output=True, text=True).stdout
        found = []
        for width, height, words in re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', said, re.S):
            boxes = [(*map(float, word[:4]), html.unescape(word[4])) for word in WORD.findall(words)]
            found.append((float(width), float(height), boxes))
        return found

    return read


def text_of(pages):
    return [" ".join(word[4] for word in words) for _, _, words in pages]


def within_margins(pages):
    """A line that a page cuts would reach into its margin, or lie beyond the paper."""
    across, down = (mm * POINTS_PER_MM for mm in MARGINS_MM)
    return [
        word
        for width, height, words in pages
        for word in words
        if word[0] < across - 2 or word[2] > width - across + 2 or word[1] < down - 2 or word[3] > height - down + 2
    ]


@pytest.mark.parametrize("name", ["five", "exercise"])
def test_no_line_is_cut_and_every_event_is_there_once_with_its_row_whole(opened, request, pages, name):
    page = opened(request.getfixturevalue(name))
    rows = page.locator("#table > tbody").evaluate_all(
        """(all) => all.map((e) => [e.id, e.querySelector('.open').textContent, e.querySelector('.when').firstChild.data])"""
    )
    found = pages(page)
    assert within_margins(found) == []
    texts = text_of(found)
    for event, title, when in rows:
        ends = [number for number, text in enumerate(texts) if f"{event}, revision" in text]
        assert len(ends) == 1, event
        # Its row stands on the page of its end or on one before.
        before = [word for _, _, words in found[max(0, ends[0] - 12) : ends[0] + 1] for word in words]
        dates, titles = ({word[1] for word in before if word[4] == said.split()[0]} for said in (when, title))
        assert any(abs(date - title) < 4 for date in dates for title in titles), (event, title)


def test_a_row_of_the_table_never_breaks(opened, five, pages):
    """What stands in one summary row stands on one page: its last cell is below its first on the same page."""
    page = opened(five)
    page.emulate_media(media="print")
    assert page.locator("tr.summary").evaluate_all(
        "(all) => all.every((e) => getComputedStyle(e).breakInside === 'avoid' && getComputedStyle(e).breakAfter === 'avoid')"
    )
    assert page.locator(".bars > li").evaluate_all(
        "(all) => all.every((e) => getComputedStyle(e).breakInside === 'avoid')"
    )


def test_no_words_are_clipped(opened, many):
    """What the screen shortens with an ellipsis stands in full on paper."""
    page = opened(many, "type=battle&sure=denied")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    clipped = page.locator("tr.summary:visible *, .bars > li:visible a *").evaluate_all(
        "(all) => all.filter((e) => e.offsetParent && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible')"
        ".map((e) => e.outerHTML.slice(0, 120))"
    )
    assert clipped == []


def test_what_the_filter_leaves_out_is_not_printed_and_the_filter_is_said(opened, many, pages):
    page = opened(many, "type=battle&sure=denied")
    wanted = page.locator("#table > tbody:visible").evaluate_all("(all) => all.map((e) => e.id)")
    assert 5 < len(wanted) < 200
    found = pages(page)
    said = " ".join(text_of(found))
    assert "Type: Fighting; How sure: denied by someone" in said
    assert sorted(set(re.findall(r"(evt-[0-9a-f]{16}), revision", said))) == sorted(wanted)
    assert within_margins(found) == []


def test_paper_is_white_whatever_the_screen_is(opened, five):
    page = opened(five, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
