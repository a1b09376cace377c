"""A report opens from disk without a request or a message, quickly, and stays where it is."""

import pytest

from bench.speed.report import MEGABYTE, MOST_MEGABYTES
from tests.browser.conftest import DESK, STILL, TELEPHONE


@pytest.mark.parametrize("viewport", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_it_opens_with_no_request_and_no_message_and_nothing_jumps(opened, report, viewport):
    page = opened(report, viewport=viewport)
    page.wait_for_timeout(300)
    for _ in range(12):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(40)
    assert page.evaluate("window.shifted") < STILL
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_every_id_is_the_only_one_and_every_reference_to_one_leads_somewhere(opened, many):
    page = opened(many)
    page.locator("#open-all").click()
    assert page.evaluate(
        """() => { const ids = [...document.querySelectorAll("[id]")].map((e) => e.id), all = new Set(ids);
        const asked = [...document.querySelectorAll("[aria-controls], [aria-labelledby], a[href^='#evt']")]
          .flatMap((e) => (e.getAttribute("href") ?? e.getAttribute("aria-controls") ?? e.getAttribute("aria-labelledby")).replace("#", "").split(" "));
        return [ids.length - all.size, asked.filter((id) => !all.has(id)).length]; }"""
    ) == [0, 0]


def test_2000_events_stay_small(many):
    assert many.stat().st_size < MOST_MEGABYTES * MEGABYTE


def test_the_first_screen_says_what_the_case_holds_and_leads_on(opened, five):
    page = opened(five)
    first = page.locator(".lead .first")
    assert "6 stories" in first.inner_text() and "5 events" in first.inner_text()
    assert "1 event is denied by someone" in page.locator(".lead").inner_text()
    for seen in (first, page.locator(".sureness"), page.locator(".leads")):
        box = seen.bounding_box()
        assert box["y"] + box["height"] <= DESK["height"]
    page.locator(".dispute a").first.click()
    assert page.locator("#table > tbody.opened").count() == 1


def test_what_is_open_is_laid_out_beside_its_evidence(opened, five):
    """Who says so and where reports disagree stand at the top of the dossier, beside the first source text."""
    page = opened(five)
    event = page.locator("#table > tbody:has(.flag)").first.get_attribute("id")
    page = opened(five, event)
    dossier = page.locator(f"#d-{event}")
    top = dossier.bounding_box()["y"]
    for seen in ("text=Who says so", "text=Where reports disagree", "blockquote mark"):
        assert dossier.locator(seen).first.bounding_box()["y"] - top < 260
    assert dossier.get_by_text("denies that it happened").first.is_visible()


def test_without_scripts_everything_is_there(opened, five):
    page = opened(five, java_script_enabled=False)
    assert page.locator("blockquote").count() >= 5
    assert page.locator("blockquote").first.is_visible()
    assert not page.locator("#filters").is_visible()


def test_names_and_quotes_from_right_to_left_stand_right(opened, many):
    page = opened(many)
    page.locator("#table > tbody:nth-of-type(4) a.open").click()
    found = page.evaluate(
        """() => [...document.querySelectorAll("#table > tbody.opened bdi, #table > tbody.opened [dir=auto]")]
        .filter((e) => /^[^A-Za-z]*[\\u0590-\\u06ff]/.test(e.textContent)).map((e) => getComputedStyle(e).direction)"""
    )
    assert found and set(found) == {"rtl"}


def test_a_name_from_right_to_left_does_not_turn_the_words_around_it(opened, many):
    """`A (B), via C` keeps its order when A and B are Arabic: C begins right of both."""
    page = opened(many)
    page.get_by_role("button", name="Open all").click()
    meta = page.locator(".meta", has_text="ناطق باسم البلدية").filter(has_text="via").first
    meta.scroll_into_view_if_needed()
    left = """(e, word) => {
      const walk = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
      for (let n = walk.nextNode(); n; n = walk.nextNode()) {
        const at = n.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(n, at); range.setEnd(n, at + word.length);
        const box = range.getBoundingClientRect();
        return [Math.round(box.top / 10), box.left];
      }
    }"""
    assert meta.evaluate(left, "ناطق باسم البلدية") < meta.evaluate(left, "via Meridian")
