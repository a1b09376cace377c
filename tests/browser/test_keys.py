"""Everything can be done by key, the focus is seen, and keys do nothing while something is typed."""

import pytest

FOCUSED = "document.activeElement.closest('#table > tbody')?.id"


def ids(page):
    return page.locator("#table > tbody:visible").evaluate_all("(all) => all.map((e) => e.id)")


def test_slash_searches_and_escape_leaves(opened, five):
    page = opened(five)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-text"
    page.keyboard.type("jk?/")
    assert page.locator("#f-text").input_value() == "jk?/"
    assert page.evaluate("document.activeElement.id") == "f-text"
    assert not page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#f-text").input_value() == ""
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") != "f-text"


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("ArrowDown", "ArrowUp")])
def test_keys_go_through_the_events_in_the_order_shown(opened, many, down, up):
    page = opened(many, "type=battle&sort=-n")
    order = ids(page)
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == order[0]
    for _ in range(30):
        page.keyboard.press(down)
    assert page.evaluate(FOCUSED) == order[30]
    box = page.locator(f"#{order[30]} tr.summary").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= 900
    page.keyboard.press(up)
    assert page.evaluate(FOCUSED) == order[29]


def test_enter_opens_and_escape_closes(opened, five):
    page = opened(five)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    event = page.locator("#table > tbody.opened")
    assert event.count() == 1 and event.locator("a.open").get_attribute("aria-expanded") == "true"
    assert page.evaluate("location.hash.slice(1)") == event.get_attribute("id")
    page.keyboard.press("Escape")
    assert page.locator("#table > tbody.opened").count() == 0
    assert page.evaluate("location.hash") == ""


def test_from_within_a_dossier_j_goes_to_the_next_event(opened, five):
    page = opened(five)
    order = ids(page)
    page.locator("#open-all").click()
    page.locator(f"#{order[1]} .dossier a.ref").first.focus()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) == order[2]


def test_question_mark_shows_the_keys_and_they_rest_meanwhile(opened, five):
    page = opened(five)
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("j")
    assert page.evaluate(FOCUSED) is None
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()


def test_keys_with_a_modifier_are_the_browsers(opened, five):
    page = opened(five)
    page.keyboard.press("Control+j")
    page.keyboard.press("Alt+k")
    assert page.evaluate(FOCUSED) is None


def test_the_focus_is_seen_wherever_tab_leads(opened, five):
    page = opened(five)
    page.locator("#open-all").click()
    page.evaluate("document.activeElement.blur(); document.querySelector('.skip').focus()")
    seen = set()
    for _ in range(160):
        page.keyboard.press("Tab")
        style = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), h = e.querySelector?.('.hit');
            return [e.tagName + '.' + (e.className.baseVal ?? e.className), s.outlineStyle, parseFloat(s.outlineWidth),
              h ? getComputedStyle(h).strokeWidth : '', getComputedStyle(e.closest('tr.summary') ?? e).outlineStyle]; }"""
        )
        if style[0] == "BODY.":
            break
        seen.add(style[0])
        assert (style[1] != "none" and style[2] >= 2) or style[3] == "3px" or style[4] == "solid", style
    assert {"A.open", "A.ref", "A.cite", "A.state", "a.pin exact", "INPUT.", "SELECT.", "DIV.timebox"} <= seen
