"""axe finds nothing: light and dark, on a telephone and a desk, with dossiers open."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import DESK, TELEPHONE

# axe cannot judge the contrast of what is not laid out or is covered: for the test everything is, and nothing sticks.
STILL = ".filters{position:static!important}"
PLAIN = "*{content-visibility:visible!important}" + STILL
# 61,000 elements cost axe minutes; every row after these is made by the same template. `make soak` looks at all.
FIRST_ROWS = (
    "#table>tbody:nth-of-type(n+10),.bars>li:nth-child(n+10),.stories>li:nth-child(n+10),.links>li:nth-child(n+20)"
)
# What axe leaves open: text over a drawing, single letters, what a style sheet adds, and boxes that meet an edge.
UNDECIDED = {
    "imgNode",
    "shortTextContent",
    "pseudoContent",
    "nonBmp",
    "bgOverlap",
    "elmPartiallyObscured",
    "elmPartiallyObscuring",
}


@pytest.fixture(scope="session")
def axe():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(params=["light", "dark"])
def scheme(request):
    return request.param


@pytest.fixture(params=[DESK, TELEPHONE], ids=["desk", "telephone"])
def viewport(request):
    return request.param


def findings(page, axe, rules):
    page.set_default_timeout(300_000)
    page.evaluate(axe)
    found = page.evaluate("(rules) => axe.run({ resultTypes: ['violations', 'incomplete'], rules })", rules)
    open_ = {
        check["data"]["messageKey"]
        for finding in found["incomplete"]
        for node in finding["nodes"]
        for check in node["any"]
        if check.get("data")
    }
    assert open_ <= UNDECIDED
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]]


@pytest.mark.parametrize("name", ["five", "exercise"])
def test_open_dossiers(opened, request, axe, name, scheme, viewport):
    page = opened(request.getfixturevalue(name), viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.add_style_tag(content=PLAIN)
    if name == "five":
        page.locator("#open-all").click()
    else:
        page.evaluate(
            "[...document.querySelectorAll('#table > tbody')].slice(0, 12).forEach((e) => report.open(e, true))"
        )
    assert findings(page, axe, {"target-size": {"enabled": True}}) == []


@pytest.mark.skipif("DATELINE_SOAK" not in os.environ, reason="minutes long: run by `make soak`")
def test_2000_events_whole(opened, many, axe, viewport):
    page = opened(many, viewport=viewport, bypass_csp=True)
    page.add_style_tag(content=STILL)
    page.locator("#table a.open").nth(3).click()
    assert findings(page, axe, {"color-contrast": {"enabled": False}, "target-size": {"enabled": True}}) == []


def test_2000_events(opened, many, axe, scheme, viewport):
    page = opened(many, viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page.add_style_tag(content=PLAIN + FIRST_ROWS + "{display:none!important}")
    page.locator("#table a.open").nth(3).click()
    assert findings(page, axe, {"target-size": {"enabled": True}}) == []


def test_the_list_of_keys(opened, five, axe, scheme):
    page = opened(five, color_scheme=scheme, bypass_csp=True)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    assert findings(page, axe, {}) == []
