"""Every screen of the workbench, by the table of addresses: axe, width, keys, focus after swaps, no request outside."""

import re

import pytest
from starlette.routing import Match

from bench.screens import cases
from bench.screens.addresses import NO_SCREENS, SCREENS, addresses
from bench.screens.looking import SHIFTS, STICKS_OUT, STILL
from bench.served import served
from dateline.engine.case import Case
from dateline.web.app import PAGES
from dateline.web.options import Options
from tests.browser.conftest import DESK, TELEPHONE
from tests.browser.test_access import axe  # noqa: F401 -- a fixture
from tests.browser.test_rooms import findings

ZOOMED = {"width": 640, "height": 450}
"""1280 by 900 pixels at 200 %."""
NAMES = [one.name for one in SCREENS]
MOST_STOPS = 200
"""So many stops of the Tab key are looked at; rows after these come from the same templates."""
# What sticks is laid over what is below it, which axe takes for text without contrast.
FLAT = "#says,.acts,.paper,.panel,.bar,#cell{position:static!important}"
SWAPS = """() => [...document.querySelectorAll("a[hx-get], button[hx-get]")].filter((e) => e.checkVisibility()
  && e.id !== "add").map((e, n) => { e.dataset.nth = n; return (e.id || e.closest("[class]").className).split("-")[0]
  + " " + e.getAttribute("hx-target"); })"""
WATCH = """window.stops = []; document.addEventListener("focusin", (event) => {
  const e = event.target, s = getComputedStyle(e), h = e.querySelector?.(".hit");
  const all = [...document.querySelectorAll("*")], box = e.closest("label") || e;
  stops.push([all.indexOf(e), (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)
    || (h && getComputedStyle(h).strokeWidth === "3px") || false, e.outerHTML.slice(0, 160)]);
});"""
REACHABLE = """() => { const all = [...document.querySelectorAll("*")], groups = new Set();
  return all.filter((e) => e.matches("a[href], button, input, select, textarea, summary, [tabindex]") && e.tabIndex >= 0
    && !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true })
    && !(e.type === "radio" && (groups.has(e.name) || !groups.add(e.name)))).map((e) => [all.indexOf(e), e.outerHTML.slice(0, 160)]); }"""


@pytest.fixture(scope="session", params=["worked"])
def folder(request, tmp_path_factory):
    """A case that fills every screen."""
    return getattr(cases, request.param)(tmp_path_factory.mktemp("screens") / request.param)


@pytest.fixture(scope="session")
def known(folder):
    """The addresses by name."""
    case = Case.open(folder, create=False)
    found = dict(addresses(case))
    case.store.close()
    return found


@pytest.fixture(scope="session")
def at(folder):
    """Where the workbench answers."""
    with served(folder, Options(port=0, name="Ana")) as found:
        yield found


@pytest.fixture
def go(chromium, at, known):
    """Open a screen by its name: `go(name, **context options)`; what it asks for and says is checked at the end."""
    contexts, asked, said = [], [], []

    def start(name, **given):
        context = chromium.new_context(**({"viewport": DESK} | given))
        contexts.append(context)
        context.add_init_script(SHIFTS)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(at + known[name])
        page.wait_for_load_state("networkidle")
        return page

    yield start
    for context in contexts:
        context.close()
    # That a page is not found, and how fast a graphics card is, the browser says by itself.
    assert [text for text in said if "status of 40" not in text and "GL Driver" not in text] == []
    assert [url for url in asked if not re.match(r"http://127\.0\.0\.1:\d+/|blob:http://127\.0\.0\.1:", url)] == []


def routes():
    """The routes of the pages that answer a GET, in the order in which they are tried."""
    return [route for module in PAGES for route in module.router.routes if "GET" in route.methods]


def test_the_table_has_every_route_of_the_app():
    """A page that is added must be added to the table."""
    paths = {one.path for one in routes()}
    assert paths - NO_SCREENS == {one.route for one in SCREENS if one.route}
    assert paths >= NO_SCREENS


def test_every_address_is_answered_by_its_route(known):
    assert list(known) == NAMES, "the case lacks something that a screen shows"
    for one in SCREENS:
        path = known[one.name].partition("#")[0].partition("?")[0]
        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "root_path": ""}
        found = next(route.path for route in routes() if route.matches(scope)[0] is Match.FULL)
        assert found == one.route or not one.route, one.name


@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing_and_nothing_sticks_out(go, axe, name):  # noqa: F811
    page = go(name, bypass_csp=True)
    assert page.evaluate("window.shifted") < STILL
    assert page.evaluate(STICKS_OUT) <= 0
    page.add_style_tag(content=FLAT)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert findings(page, axe) == [], "light"
    page.emulate_media(color_scheme="dark")
    assert findings(page, axe, ("color-contrast",)) == [], "dark"
    for window in (TELEPHONE, ZOOMED):
        page.set_viewport_size(window)
        assert page.evaluate(STICKS_OUT) <= 0, window
    page.emulate_media(color_scheme="light")
    assert findings(page, axe, ("color-contrast", "target-size", "scrollable-region-focusable")) == [], "zoomed"


@pytest.mark.parametrize(
    "name", ["home", "queue", "review", "review, who", "explore", "disagreements, cell", "figures"]
)
@pytest.mark.parametrize("viewport", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_nothing_jumps_while_a_page_is_loaded(go, name, viewport):
    page = go(name, viewport=viewport)
    page.wait_for_timeout(300)
    assert page.evaluate("window.shifted") < STILL


@pytest.mark.parametrize("name", NAMES)
def test_tab_reaches_everything_in_the_order_read_and_is_seen(go, name):
    page = go(name)
    page.evaluate(
        "document.activeElement.blur(); getSelection().removeAllRanges(); history.replaceState(null, '', location.pathname + location.search)"
    )
    expected = page.evaluate(REACHABLE)
    page.evaluate(WATCH)
    page.evaluate("document.querySelector('.skip').focus()")
    while True:
        for _ in range(10):
            page.keyboard.press("Tab")
        stops = page.evaluate("stops")
        if len(stops) > MOST_STOPS or page.evaluate("document.activeElement === document.body"):
            break
        if [one[0] for one in stops].count(expected[0][0]) > 1:
            break
    first = expected[0][0]
    places = [one[0] for one in stops]
    stops = stops[: places.index(first, 1)] if first in places[1:] else stops
    assert [one for one in stops if not one[1]] == []
    places = [one[0] for one in stops]
    assert places == sorted(places)
    assert [one for one in expected if one[0] <= places[-1] and one[0] not in set(places)] == []
    assert len(stops) >= MOST_STOPS or places[-1] >= expected[-1][0]


def test_focus_is_kept_when_a_part_of_a_screen_is_exchanged(go, known):
    """Every kind of link that exchanges a part, by the keyboard: the focus is on something that is there and seen."""
    done = set()
    for name in ("review", "disagreements", "explore, filtered"):
        page = go(name)
        kinds = page.evaluate(SWAPS)
        for kind in dict.fromkeys(kinds):
            page.reload()
            page.wait_for_load_state("networkidle")
            page.evaluate(SWAPS)
            page.evaluate("document.addEventListener('htmx:after:swap', () => { window.swapped = true; })")
            here = page.url
            page.locator(f"[data-nth='{kinds.index(kind)}']").focus()
            page.keyboard.press("Enter")
            page.wait_for_function("() => window.swapped")
            page.wait_for_function("() => document.activeElement !== document.body", timeout=2000)
            assert page.evaluate("document.activeElement.checkVisibility()"), (name, kind)
            done.add(kind)
            page.goto(here)
    assert {"story #main", "field #panel", "do #panel", "next #main", "c #cell", "clear #explore"} <= done


@pytest.mark.parametrize("name", ["home", "review", "explore", "documents"])
def test_the_list_of_keys_opens_over_every_screen(go, axe, name):  # noqa: F811
    page = go(name, bypass_csp=True)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.get_by_role("dialog", name="Keys").wait_for()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert findings(page, axe) == [], scheme
    page.set_viewport_size(TELEPHONE)
    assert page.evaluate(STICKS_OUT) <= 0
    page.keyboard.press("Escape")
    page.get_by_role("dialog", name="Keys").wait_for(state="hidden")


@pytest.mark.parametrize("name", ["review", "event", "figures", "document", "documents", "practice, adjudication"])
def test_printed_nothing_is_cut_off(go, name):
    """On paper the bar and the buttons go, all of a text is there, and nothing is wider than the sheet."""
    page = go(name)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    assert not page.locator("nav[aria-label=Sections]").is_visible()
    assert page.evaluate(STICKS_OUT) <= 0
    assert page.evaluate("getComputedStyle(document.body).overflow") == "visible"
