"""The pages of the workbench around the review, in a real browser: keys, focus, cases of any size, three scripts."""

import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest

from bench.built import exercise_case
from bench.served import asked, served
from bench.synthetic.stored import stored_case
from dateline.engine.case import Case
from dateline.web.options import Options

DESK, TELEPHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
# What axe leaves open: see test_access.
UNDECIDED = {"imgNode", "shortTextContent", "pseudoContent", "nonBmp", "bgOverlap", "elmPartiallyObscured", "elmPartiallyObscuring"}  # fmt: skip
SHIFTS = """window.shifted = 0; new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (!e.hadRecentInput) window.shifted += e.value;
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.fixture(scope="session")
def case(tmp_path_factory):
    """The exercise with a release, then one page left out."""
    folder = exercise_case(tmp_path_factory.mktemp("rooms") / "talmeru")
    opened = Case.open(folder, create=False)
    opened.release("first")
    opened.exclude("12-lantern-online-dolmet.html", why="satire", by="Ana")
    opened.build()
    opened.store.close()
    return folder


@pytest.fixture(scope="session")
def address(case):
    with served(case, Options(port=0, name="Ana")) as found:
        yield found


@pytest.fixture(scope="session")
def axe():
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


class Open:
    """A page with all it asked for and said."""

    def __init__(self, page):
        self.page, self.requests, self.said = page, [], []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))


@pytest.fixture
def go(chromium, address):
    """Open a page: `go(path, viewport, **context options)`; what it asks for and says is checked at the end."""
    contexts, opened = [], []

    def start(path, viewport=DESK, at=None, **given):
        context = chromium.new_context(viewport=viewport, **given)
        context.add_init_script(SHIFTS)
        contexts.append(context)
        one = Open(context.new_page())
        opened.append(one)
        one.page.goto((at or address) + path)
        return one.page

    yield start
    for context in contexts:
        context.close()
    for one in opened:
        assert [said for said in one.said if "404" not in said] == []
        assert all(re.match(r"http://127\.0\.0\.1:\d+/", url) for url in one.requests)


def findings(page, axe, only=()):
    """What axe finds; `only`: by these of its rules."""
    page.evaluate(axe)
    options = {"resultTypes": ["violations", "incomplete"], "rules": {"target-size": {"enabled": True}}}
    if only:
        options["runOnly"] = {"type": "rule", "values": list(only)}
    found = page.evaluate("(options) => axe.run(options)", options)
    open_ = {
        check["data"]["messageKey"]
        for finding in found["incomplete"]
        for node in finding["nodes"]
        for check in node["any"]
        if isinstance(check.get("data"), dict) and "messageKey" in check["data"]
    }
    assert open_ <= UNDECIDED
    return [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found["violations"]]


def test_a_page_is_left_out_by_keys_alone_and_taken_back(chromium, case, tmp_path):
    mine = shutil.copytree(case, tmp_path / "talmeru")
    with served(mine, Options(port=0, name="Ana")) as address:
        context = chromium.new_context(viewport=DESK)
        page = context.new_page()
        page.goto(address + "/documents")
        for key in ("j", "j", "j", "k"):
            page.keyboard.press(key)
        row = page.evaluate("document.activeElement.closest('tr').id")
        assert row == page.locator("table tbody tr").nth(1).get_attribute("id")
        page.keyboard.press("x")
        page.wait_for_selector("#why")
        assert page.evaluate("document.activeElement.id") == "why"
        page.keyboard.type("jxk satire")
        page.keyboard.press("Enter")
        page.wait_for_selector(".notice")
        assert page.locator(f"#{row}").get_attribute("class") == "out"
        assert "jxk satire" in page.locator(".notice").inner_text()
        page.keyboard.press("z")
        page.wait_for_selector(".notice", state="detached")
        assert page.locator("tr.out").count() == 0
        context.close()


def test_a_cell_opens_beside_the_matrix_and_the_focus_goes_there_and_back(go):
    page = go("/disagreements")
    first = page.locator("a.cell").first
    first.focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.tagName") == "A"
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#cell h2")
    page.wait_for_function("document.activeElement.id === 'cell-h'")
    assert "cell=" in page.url
    shown = page.locator("#cell").inner_text()
    page.reload()
    assert page.locator("#cell").inner_text() == shown, "the address is the state"
    page.keyboard.press("c")
    page.wait_for_selector("#cell h2", state="detached")
    assert "cell=" not in page.url


def test_a_point_of_the_chart_leads_to_its_row_and_evidence(go):
    page = go("/figures")
    dot = page.locator("a.dot").first
    dot.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#point-1")
    page.locator("#point-1 a.quote").click()
    page.wait_for_selector("#passage")
    box = page.locator("#passage").bounding_box()
    assert 0 <= box["y"] <= DESK["height"]


def test_the_passage_is_in_view_and_is_the_quote(go, case):
    document = Case.open(case, create=False).document("doc-2a82236b833d471a")
    one = document.reports[-1].evidence[0]
    page = go(f"/documents/{document.id}?start={one.start}&end={one.end}#passage")
    box = page.locator("#passage").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= DESK["height"]


@pytest.fixture(scope="session", params=[0, 1, 300])
def invented(request, tmp_path_factory):
    folder = stored_case(
        tmp_path_factory.mktemp("invented") / "An invented case with a name that goes on", request.param
    )
    with served(folder, Options(port=0, name="Ana")) as found:
        yield found, folder


def test_cases_of_any_size_with_long_names_and_three_scripts(go, invented, axe):
    at, folder = invented
    query = Case.open(folder, create=False).store.query
    paths = ["/", "/documents", "/documents?matter=failed", "/disagreements", "/figures", "/releases", "/sources"]
    for row in query.rows("SELECT id, publisher FROM documents ORDER BY length(publisher) DESC LIMIT 1"):
        paths += [f"/documents/{row['id']}", f"/sources/{quote(row['publisher'] or 'unknown')}"]
    for row in query.rows("SELECT name FROM names WHERE kind = 'actor' ORDER BY length(name) DESC LIMIT 1"):
        paths.append(f"/actors/{quote(row['name'])}")
    for row in query.rows("SELECT event, field FROM disagreements LIMIT 1"):
        paths.append(f"/disagreements?event={row['event']}&cell=*")
    for path in paths:
        assert asked(at + path).status == 200, path
        page = go(path, viewport=TELEPHONE, at=at, bypass_csp=True)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
        assert findings(page, axe) == [], path


def test_text_from_right_to_left_is_set_so(go, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "ar.html").write_text(
        "<html lang='ar'><title>قصف على دور</title><article><h1>قصف على دور</h1>"
        "<p>قالت الشرطة إن قذائف سقطت على بلدة دور يوم الاثنين وقتلت شخصين.</p></article></html>"
    )
    opened = Case.open(tmp_path / "case", create=True)
    opened.add(pages)
    opened.build()
    item = opened.documents().rows[0].id
    opened.store.close()
    with served(tmp_path / "case") as at:
        page = go(f"/documents/{item}", at=at)
        for kind in ("h1", ".seg p >> nth=0"):
            assert page.locator(kind).first.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
