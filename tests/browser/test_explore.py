"""Explore in the real browser over the real server: one selection in table, map, timeline and address."""

import re
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest

from bench.built import exercise_case
from bench.served import served
from bench.synthetic import view
from dateline.engine.case import Case
from dateline.model.source import Capture
from dateline.store.browsing import Selection, browse
from dateline.web.asked import selection_of
from tests.browser.conftest import DESK, TELEPHONE
from tests.browser.test_access import axe, findings, scheme  # noqa: F401

DRAWN = "#map[data-drawn]"
# What a driver without a graphics card says when pixels are read back; no page can keep it from that.
OF_THE_DRIVER = "GL Driver Message"


@pytest.fixture(scope="session")
def talmeru(tmp_path_factory):
    return exercise_case(tmp_path_factory.mktemp("desk") / "talmeru")


@pytest.fixture(scope="session")
def exercise_desk(talmeru):
    with served(talmeru) as address:
        yield address


def invented(folder, events):
    """A case of invented events, written as a build writes it."""
    made, case = view(events), Case.create(folder)
    case.store.add_captures(
        Capture(id=d.capture, blob=d.rendition.blob, path=d.path or "", media="text/html", size=len(d.text))
        for d in made.documents
    )
    case.store.write_record(made.documents, made.record)
    case.store.close()
    return folder


@pytest.fixture(scope="session", params=[0, 1, 10_000])
def invented_desk(request, tmp_path_factory):
    folder = invented(tmp_path_factory.mktemp("invented") / "case", request.param)
    with served(folder) as address:
        yield request.param, address
    shutil.rmtree(folder)


@pytest.fixture
def desk(chromium):
    """Open a page: `desk(address, viewport, **context options)`; at the end nothing was said or asked of elsewhere."""
    contexts, said, asked = [], [], []

    def start(address, viewport=DESK, **given):
        context = chromium.new_context(viewport=viewport, **given)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        return page

    yield start
    for context in contexts:
        context.close()
    assert [one for one in said if OF_THE_DRIVER not in one] == []
    hosts = {(urlsplit(url).scheme, urlsplit(url).hostname) for url in asked}
    assert hosts <= {("http", "127.0.0.1"), ("blob", None), ("data", None)} and ("http", "127.0.0.1") in hosts


def found(page):
    return int(page.locator("#explore").get_attribute("data-found"))


def selection(page):
    return selection_of(
        [(name, value) for name, values in parse_qs(urlsplit(page.url).query).items() for value in values]
    )


def in_store(case, wanted):
    opened = Case.open(case, create=False)
    try:
        return browse(opened.store.query, wanted, 0).total
    finally:
        opened.store.close()


def settled(page, url):
    page.wait_for_url(url)
    page.wait_for_function("!document.querySelector('.htmx-request')")


def test_map_and_timeline_hold_what_the_table_holds(desk, exercise_desk):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector(DRAWN)
    drawn = int(page.locator("#map").get_attribute("data-drawn"))
    unmapped = int(re.search(r"\d+", page.get_by_text("not mapped").inner_text())[0])
    assert drawn + unmapped == found(page) == page.locator("#events tbody tr").count()
    assert page.locator("#timeline rect.sure").count() > 0
    assert page.locator("#timeline rect.spread").count() > 0


def test_a_filter_changes_everything_and_back_undoes_it(desk, exercise_desk, talmeru):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector(DRAWN)
    before, canvas = found(page), page.locator("#map canvas").element_handle()
    page.locator("#f-type-battle").check()
    settled(page, "**/explore?type=battle")
    assert page.evaluate("document.activeElement.id") == "f-type-battle"
    assert found(page) == in_store(talmeru, Selection(type=("battle",))) < before
    assert canvas.evaluate("(one) => one.isConnected"), "the map is kept"
    page.go_back()
    settled(page, "**/explore")
    page.wait_for_function("(n) => document.querySelector('#explore').dataset.found == n", arg=str(before))
    assert not page.locator("#f-type-battle").is_checked()
    page.go_forward()
    page.wait_for_function("(n) => document.querySelector('#explore').dataset.found != n", arg=str(before))
    assert page.locator("#f-type-battle").is_checked()


def test_words_are_typed_and_sent_by_keys(desk, exercise_desk, talmeru):
    page = desk(f"{exercise_desk}/explore")
    page.keyboard.press("/")
    page.keyboard.type("market")
    page.keyboard.press("Enter")
    settled(page, "**/explore?text=market")
    page.wait_for_function("document.querySelector('.chips')")
    assert found(page) == in_store(talmeru, Selection(text="market"))
    page.keyboard.press("Escape")
    page.keyboard.press("x")
    settled(page, "**/explore")
    page.wait_for_function("!document.querySelector('.chips')")
    assert page.locator("#f-text").input_value() == ""


def test_drawing_over_the_timeline_sets_the_days(desk, exercise_desk, talmeru):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector("#timeline svg")
    box = page.locator("#timeline svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.97, box["y"] + 40, steps=4)
    page.mouse.up()
    settled(page, "**since=**")
    wanted = selection(page)
    assert wanted.since < wanted.until
    page.wait_for_function("document.querySelectorAll('.chips li').length > 2")
    assert found(page) == in_store(talmeru, wanted)
    assert page.locator("#f-since").input_value() == wanted.since


def test_the_timeline_by_keys(desk, exercise_desk):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector("#timeline svg")
    page.keyboard.press("l")
    assert page.evaluate("document.activeElement.id") == "timeline"
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    assert " to " in page.locator("#says").inner_text()
    page.keyboard.press("Enter")
    settled(page, "**since=**")
    assert selection(page).since < selection(page).until


def test_a_row_lights_up_on_the_timeline_and_the_other_way(desk, exercise_desk):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector("#timeline svg")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 2
    assert page.locator("#events tr.lit").count() == 1 and page.locator("#timeline g rect.lit").count() == 1
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.closest('tr').rowIndex") == 1
    # A square of the timeline that holds a bar lights the rows of that time.
    bar = page.locator("#timeline rect.sure").last.bounding_box()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + 3)
    assert page.locator("#events tr.lit").count() > 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")


def test_a_spot_lights_its_rows_and_says_what_it_is(desk, exercise_desk):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector(DRAWN)
    page.wait_for_timeout(500)
    box = page.locator("#map").bounding_box()
    for n in range(24 * 20):
        x, y = box["x"] + box["width"] * (n % 24 + 0.5) / 24, box["y"] + box["height"] * (n // 24 + 0.5) / 20
        page.mouse.move(x, y)
        if page.evaluate("document.querySelector('#map canvas').style.cursor") == "pointer":
            break
    assert page.locator("#events tr.lit").count() >= 1
    page.mouse.click(x, y)
    assert "event" in page.locator("#picked").inner_text()


def test_only_what_the_map_shows(desk, exercise_desk, talmeru):
    page = desk(f"{exercise_desk}/explore")
    page.wait_for_selector(DRAWN)
    page.keyboard.press("m")
    for _ in range(2):
        page.keyboard.press("=")
        page.wait_for_timeout(700)
    page.keyboard.press("o")
    settled(page, "**bbox=**")
    page.wait_for_function("document.querySelector('.chips')")
    assert found(page) == in_store(talmeru, selection(page))


def test_what_is_not_mapped_is_a_link(desk, exercise_desk, talmeru):
    page = desk(f"{exercise_desk}/explore")
    link = page.get_by_text("not mapped")
    number = int(re.search(r"\d+", link.inner_text())[0])
    link.click()
    settled(page, "**mapped=no**")
    page.wait_for_function("document.querySelector('.chips')")
    assert found(page) == number == page.locator("#events tbody tr").count()


def test_a_filter_is_saved_by_name(desk, exercise_desk):
    page = desk(f"{exercise_desk}/explore?type=battle")
    page.locator("#saved summary").click()
    page.locator("#saved-name").fill("Fighting <b>only</b>")
    page.keyboard.press("Enter")
    page.goto(f"{exercise_desk}/explore")
    page.locator("#saved summary").click()
    page.get_by_role("link", name="Fighting <b>only</b>").click()
    page.wait_for_url("**/explore?type=battle")
    page.locator("#saved summary").click()
    page.get_by_role("button", name="Remove Fighting").click()
    assert page.locator("#saved-list li").count() == 0


@pytest.mark.parametrize("viewport", [DESK, TELEPHONE], ids=["desk", "telephone"])
@pytest.mark.parametrize("path", ["/explore", "/explore?type=battle&text=army", "/search?text=market", "event"])
def test_axe_finds_nothing(desk, exercise_desk, axe, scheme, viewport, path):  # noqa: F811
    if path == "event":
        page = desk(f"{exercise_desk}/explore?grade=contested")
        path = page.locator("#events a.open").first.get_attribute("href")
    page = desk(exercise_desk + path, viewport, color_scheme=scheme, bypass_csp=True)
    if path.startswith("/explore"):
        page.wait_for_selector(DRAWN)
        page.evaluate("document.querySelectorAll('details:not(.saved)').forEach((one) => { one.open = true; })")
    assert findings(page, axe, {}) == []


@pytest.mark.parametrize("path", ["/explore", "/search?text=market"])
def test_twice_as_large_nothing_runs_off_the_page(desk, exercise_desk, path):
    page = desk(exercise_desk + path, {"width": DESK["width"] // 2, "height": DESK["height"] // 2})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_tabulator_goes_through_the_parts_in_order(desk, exercise_desk):
    page = desk(f"{exercise_desk}/explore?type=battle")
    page.wait_for_selector(DRAWN)
    page.locator(".jump a").first.focus()
    seen = []
    for _ in range(160):
        page.keyboard.press("Tab")
        part = page.evaluate(
            "['#saved', '.chips', '#filters', '#table', '.beside'].find((one) => document.activeElement.closest(one))"
        )
        if part is None and seen:
            break
        if part is not None and part not in seen[-1:]:
            seen.append(part)
    assert seen == ["#saved", ".chips", "#filters", "#table", ".beside"]


@pytest.mark.parametrize("viewport", [DESK, TELEPHONE], ids=["desk", "telephone"])
def test_no_event_one_and_ten_thousand(desk, invented_desk, viewport):
    events, address = invented_desk
    page = desk(f"{address}/explore?status=all", viewport)
    page.wait_for_selector(DRAWN)
    assert found(page) == events
    assert page.locator("#events tbody tr").count() == min(events, 100)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if events > 100:
        assert f"1–100 of {events:,}" in page.locator(".pager").first.inner_text()
        page.keyboard.press("n")
        settled(page, "**cursor=**")
        page.wait_for_function("document.querySelector('.pager').textContent.includes('101–200')")
        turned = page.locator("#events .quote").evaluate_all(
            "(all) => all.map((one) => getComputedStyle(one).direction)"
        )
        assert {"ltr", "rtl"} <= set(turned)
