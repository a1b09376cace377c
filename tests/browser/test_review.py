"""Review in the real browser, by the keyboard alone, at the real server over the exercise."""

import shutil
from urllib.parse import urlsplit

import pytest

from bench.built import EXERCISE, built_case
from bench.screens.cases import ARABIC, HEBREW
from bench.served import served
from dateline.engine.case import Case
from dateline.model.event import is_set
from dateline.web.options import Options
from tests.browser.conftest import DESK, SHIFTS, STILL, TELEPHONE

LONG = "A very long name " * 12 + "W" * 120


@pytest.fixture(scope="session")
def talmeru(tmp_path_factory):
    """The exercise with an invented Arabic and an invented Hebrew page."""
    folder = tmp_path_factory.mktemp("review")
    pages = shutil.copytree(EXERCISE / "pages", folder / "pages")
    (pages / "90-arabic.txt").write_text(ARABIC, encoding="utf-8")
    (pages / "91-hebrew.txt").write_text(HEBREW, encoding="utf-8")
    built_case(folder / "talmeru", pages, EXERCISE / "gazetteer.csv").store.close()
    return folder / "talmeru"


@pytest.fixture
def case(talmeru, tmp_path):
    return shutil.copytree(talmeru, tmp_path / "talmeru")


class Desk:
    """A coder at the workbench, with all that the page asked for and said."""

    def __init__(self, page, address, folder):
        self.page, self.address, self.folder, self.requests, self.said = page, address, folder, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def go(self, path):
        self.page.goto(self.address + path)
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(60)
        self.page.wait_for_function("() => document.getElementById('main').ariaBusy !== 'true'")
        self.page.wait_for_timeout(40)

    def value(self, field):
        return self.page.locator(f".line[data-field={field}] .value").inner_text()

    def says(self):
        return self.page.locator("#says").inner_text()

    def hears(self, words):
        """Wait until the page says something that begins so."""
        begun = "(words) => document.getElementById('says').innerText.startsWith(words)"
        self.page.wait_for_function(begun, arg=words, timeout=10_000)

    def title(self):
        return self.page.locator("h1").inner_text()

    def event(self, item):
        case = Case.open(self.folder, create=False)
        try:
            return case.event(item)
        finally:
            case.store.close()


@pytest.fixture
def desk(chromium, case):
    """Open the workbench: `desk(path, viewport, **context options)`."""
    contexts, desks = [], []
    with served(case, Options(port=0, name="Ana")) as address:

        def start(path, viewport=DESK, **given):
            context = chromium.new_context(viewport=viewport, **given)
            context.add_init_script(SHIFTS)
            contexts.append(context)
            desks.append(Desk(context.new_page(), address, case))
            return desks[-1].go(path)

        yield start
        for context in contexts:
            context.close()
    for one in desks:
        assert one.said == []
        assert {urlsplit(url).hostname for url in one.requests} == {"127.0.0.1"}


@pytest.fixture(scope="session")
def market(talmeru):
    """The shelling of the market: seven stories, contested."""
    case = Case.open(talmeru, create=False)
    found = max(case.events(type="remote.shelling"), key=lambda e: len(e.documents)).id
    case.store.close()
    return found


@pytest.fixture(scope="session")
def foreign(talmeru):
    """The Arabic and the Hebrew story."""
    case = Case.open(talmeru, create=False)
    found = [d.id for d in case.documents() if (d.path or "").endswith(("90-arabic.txt", "91-hebrew.txt"))]
    case.store.close()
    return found


def test_from_the_queue_through_events_without_a_mouse(desk, case):
    one = desk("/review")
    one.press("n")
    first = one.title()
    one.press("a")
    assert one.title() != first
    assert one.says() == f"Accepted: {first}. z takes it back"
    one.press("n")
    third = one.title()
    one.press("p", "n")
    assert one.title() == third
    one.press("z")
    assert one.title() == first
    assert "undecided" in one.page.locator(".facts").inner_text()
    assert one.page.evaluate("shifted") < STILL


def test_the_queue_of_one_person_by_the_keyboard(desk, case):
    opened = Case.open(case, create=False)
    first, second, third, *_ = [row.event for row in opened.queue().rows]
    opened.practice.assign(first, third, to="Ana")
    opened.store.close()
    one = desk("/review?assigned=Ana")
    one.press("n")
    one.page.wait_for_url(f"**/review/{first}?assigned=Ana")
    one.press("a")
    assert third in one.page.url
    assert "assigned=Ana" in one.page.url
    one.press("9", "-")
    assert "assigned=Ana" in one.page.url
    one.press("a")
    one.page.wait_for_url("**/review?assigned=Ana*")
    assert "Nothing waits here" in one.page.locator("main").inner_text()
    assert second in [row.event for row in Case.open(case, create=False).queue().rows]


def test_a_quick_hand_loses_no_key(desk, market):
    one = desk(f"/review/{market}")
    one.page.keyboard.type("43")  # the field, and the third choice, before the form is there
    one.page.keyboard.type("93a")  # the killed, the third choice, accept
    one.page.wait_for_function("(id) => !location.pathname.includes(id)", arg=market)
    event = one.event(market)
    assert event.set_by_hand == ("killed", "where")
    assert event.held("killed")[0].value == "23"


def test_a_field_lights_its_characters_and_the_address_says_so(desk, market):
    one = desk(f"/review/{market}")
    one.press("9")
    assert "field=killed" in one.page.url
    assert one.page.locator("#paper mark.lit").first.inner_text() == "nine dead"
    one.press("Escape")
    assert one.page.evaluate("document.activeElement.id") == "field-killed"
    one.page.reload()
    assert one.page.locator("#paper mark.lit").count() > 0


def test_choices_typing_and_nothing(desk, market):
    one = desk(f"/review/{market}")
    one.press("1", *"civ", "Enter")
    assert one.value("type") == "Attack on civilians"
    one.press("3", "w", *"7", "Enter")
    assert one.value("when") == "7 Sep 2018"
    one.press("8", "-")
    assert one.value("weapons") == "–"
    one.press("5", "2", "Enter")
    assert one.value("initiators") == "army"
    assert "proposed: army, Eastern Shore Front" in one.page.locator(".line[data-field=initiators]").inner_text()
    one.press("2", "2")
    assert one.value("status").startswith("going on")


def test_undo_any_number_across_reloads_restores_exactly(desk, market):
    one = desk(f"/review/{market}")
    before = one.event(market)
    one.press("9", "3", "4", "2", "8", "-", "a")
    one.go(f"/review/{market}")
    one.press("z", "z")
    one.page.reload()
    one.press("z", "z", "z")
    after = one.event(market)
    assert after.values == before.values
    assert after.claims == before.claims
    assert (after.where, after.when, after.estimates) == (before.where, before.when, before.estimates)
    one.press("Z", "Z")
    assert one.event(market).set_by_hand == ("killed", "where")


def test_selecting_by_keyboard_re_evidences_a_field(desk, market):
    one = desk(f"/review/{market}")
    one.press("f", *"fish stalls", "Enter")
    assert one.page.evaluate("getSelection().toString()") == "fish stalls"
    one.press("Shift+ArrowRight")
    assert one.page.evaluate("getSelection().toString()") == "fish stalls shortly"
    one.press("6")
    assert "“fish stalls shortly”" in one.page.locator("#panel").inner_text()
    one.press("Enter")
    event = one.event(market)
    claim = next(c for c in event.claims if c.field == "targets" and is_set(c))
    assert claim.evidence.quote == "fish stalls shortly"


def test_selecting_with_the_mouse(desk, market):
    one = desk(f"/review/{market}")
    one.page.locator("#paper mark.f-where").first.dblclick()
    assert one.page.locator("#selected").inner_text().startswith("Tuvarre")
    one.press("4")
    assert "“Tuvarre”" in one.page.locator("#panel").inner_text()
    one.press("Enter")
    assert one.value("where").startswith("Tuvarre")


def test_reject_with_a_reason_by_one_key(desk, market):
    one = desk(f"/review/{market}")
    one.press("x", "3")
    one.hears("Rejected: Shelling in Saltmarket")
    rebuilt(one)
    one.press("z")
    one.hears("Taken back")
    rebuilt(one)
    one.go(f"/review/{market}")
    assert one.title() == "Shelling in Saltmarket"


def test_one_claim_is_rejected_by_keys(desk, market):
    one = desk(f"/review/{market}?field=killed")
    before = one.event(market)
    one.press("c")
    assert one.page.locator("#panel h3").text_content() == "Reject one claim"
    one.press("1")
    assert "Killed:" in one.page.locator("#panel .quoted").inner_text()
    one.press("1")
    one.hears("Claim rejected, misread")
    rebuilt(one)
    after = one.event(market)
    assert len(after.claims) < len(before.claims)
    one.press("z")
    one.hears("Taken back")
    rebuilt(one)
    assert one.event(market).claims == before.claims


def test_two_tabs_merge_or_ask(desk, market):
    ana, ben = desk(f"/review/{market}"), desk(f"/review/{market}")
    ben.page.context.add_cookies([{"name": "dateline_name", "value": "Ben", "url": ben.address}])
    ben.press("4")
    ana.press("9", "3", "4")
    ben.press("2")
    assert "Ana set Killed" in ben.says()
    ana.press("1")
    # Ana did not see what Ben set: she is asked, and both values are there.
    panel = ana.page.locator("#panel").inner_text()
    assert "Tuvarre" in panel and "Saltmarket" in panel
    ana.said.clear()  # the browser tells of the 409
    ana.press("Enter")
    event = ana.event(market)
    assert event.where.name == "Tuvarre"
    assert event.held("killed")[0].value == "23"


def test_keys_are_off_in_text_fields_and_can_be_others(desk, market):
    one = desk(f"/review/{market}")
    one.press("f", *"axz")
    assert one.title() == "Shelling in Saltmarket"
    assert one.page.locator("#find").input_value() == "axz"
    one.page.evaluate("localStorage.setItem('dateline.keys', JSON.stringify({ 'accept and next': 'y' }))")
    one.page.reload()
    assert one.page.locator("#accept kbd").inner_text() == "y"
    one.press("y")
    assert one.says().startswith("Accepted")
    one.press("?")
    assert "accept and next" in one.page.get_by_role("dialog").inner_text()


def test_stories_by_key_keep_the_focus(desk, market):
    one = desk(f"/review/{market}")
    one.page.locator("#accept").focus()
    first = one.page.locator("#text-title").inner_text()
    one.press("j")
    assert one.page.locator("#text-title").inner_text() != first
    assert one.page.evaluate("document.activeElement.id") == "accept"
    one.press("k")
    assert one.page.locator("#text-title").inner_text() == first


def test_right_to_left_text_is_laid_and_selected_from_the_right(desk, foreign):
    for story, word in zip(foreign, ("قصف", "הצבא"), strict=True):
        one = desk(f"/review/page/{story}")
        line = one.page.locator("#paper p.body").first
        assert line.evaluate("(p) => getComputedStyle(p).direction") == "rtl"
        one.press("v")
        one.press("ArrowLeft")
        box = one.page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().right")
        assert box > line.bounding_box()["x"] + 5
        one.press("f")
        one.page.keyboard.insert_text(word)
        one.press("Enter")
        one.press("i")
        assert f"“{word}”" in one.page.locator("#panel").inner_text()


@pytest.mark.parametrize("width", [720, 512, 390, 320])
def test_zoomed_nothing_is_cut_off(desk, market, width):
    one = desk(f"/review/{market}?do=edit&field=initiators", {"width": width, "height": 450})
    for path in (f"/review/{market}", f"/review/{market}?do=split", "/review"):
        one.go(path)
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_very_long_name_wraps(desk, market):
    one = desk(f"/review/{market}", TELEPHONE)
    one.press("5")
    one.page.keyboard.insert_text(LONG[:190])
    one.press("Enter", "Enter")
    one.page.locator(".line[data-field=initiators] .value", has_text="A very long name").wait_for()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]


def test_without_scripts_everything_can_be_decided(desk, market):
    one = desk(f"/review/{market}", java_script_enabled=False)
    one.page.locator("#field-killed").click()
    one.page.locator("#choices button", has_text="Selm Okarre").first.click()
    assert "set by Ana" in one.page.locator(".line[data-field=killed]").inner_text()
    one.page.locator("#accept").click()
    assert "Accepted: Shelling in Saltmarket" in one.page.locator("noscript, .done").first.inner_text()
    one.page.locator("#undo").click()
    assert one.title() == "Shelling in Saltmarket"


def test_a_figure_of_another_kind(desk, market):
    one = desk(f"/review/{market}")
    one.press("o", "o", *"displ", "Enter")
    one.press("w", *"20+", "Enter")
    assert one.value("displaced") == "at least 20"


def test_merge_split_and_add_show_after_the_rebuild_without_a_jump(desk, market):
    one = desk(f"/review/{market}")
    one.page.locator("#text").evaluate("(box) => { box.scrollTop = 180 }")
    stories = one.page.locator("#sources-title").inner_text()
    one.press("s", "7", "Enter")
    assert "rebuilding" in one.page.locator("#rebuild").inner_text()
    rebuilt(one)
    assert one.page.locator("#sources-title").inner_text() != stories
    assert one.page.locator("#text").evaluate("(box) => box.scrollTop") == 180
    one.press("z")
    rebuilt(one)
    one.go(f"/review/{market}")
    assert one.page.locator("#sources-title").inner_text() == stories
    one.press("m", "1")
    rebuilt(one)
    assert one.page.locator("#sources-title").inner_text() != stories
    one.press("z")
    rebuilt(one)
    one.go(f"/review/{market}")
    assert one.page.locator("#sources-title").inner_text() == stories


def test_an_open_form_is_left_alone_by_a_rebuild(desk, market):
    one = desk(f"/review/{market}")
    one.press("s", "7", "Enter")
    one.press("3", "w")
    one.page.keyboard.type("2018-09")
    rebuilt(one)
    assert one.page.locator("#typed").input_value() == "2018-09"
    assert one.page.evaluate("document.activeElement.id") == "typed"


def test_what_was_missed_is_added_from_arabic_words(desk, foreign):
    one = desk(f"/review/page/{foreign[0]}")
    one.press("f")
    one.page.keyboard.insert_text("نزح كثير")
    one.press("Enter", "i", *"displ", "Enter")
    assert one.says().startswith("Added: Displacement")
    rebuilt(one)
    one.page.wait_for_selector("#sources .stories a")
    one.press("1")
    assert one.title() == "Displacement"
    assert one.page.locator("#paper mark.clause").first.inner_text() == "نزح كثير"
    one.press("4")
    one.page.keyboard.insert_text("توفاري")
    one.press("Enter")
    assert one.value("where").strip("\u2068\u2069") == "توفاري"
    one.press("a")
    assert one.says().startswith("Accepted: Displacement")


def rebuilt(one):
    one.page.wait_for_function("() => document.getElementById('rebuild').innerText === ''", timeout=60_000)
    one.press()
