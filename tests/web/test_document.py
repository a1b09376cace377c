"""A document's page: its characters are the rendition's, and an address leads to a passage of them."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.export.report.evidence import Mark
from dateline.model.span import Span
from dateline.web.lighting import evidence_marks, marked, run

TAG = re.compile(r"<[^>]*>")
MARKET = "doc-2a82236b833d471a"


@pytest.fixture(scope="module")
def documents(built):
    return tuple(Case.open(built, create=False).documents())


def plain(markup):
    return html.unescape(TAG.sub("", str(markup)))


def test_taking_out_the_tags_gives_the_segments_back(documents):
    for document in documents:
        reports = document.reports if document.coding else ()
        found = marked(document, evidence_marks(document, reports))
        assert [plain(one.html) for one in found] == [s.text for s in sorted(document.segments, key=lambda s: s.span)]


@given(
    st.text(alphabet="ab <&\n\"'שלام😀é", min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["when", "clause", "passage"]))),
)
@settings(max_examples=200, deadline=None)
def test_marks_never_change_the_text(text, spans):
    marks = sorted({Mark(a, b, kind, "") for a, b, kind in spans if a < b})
    found = run(text, Span(0, len(text)), marks)
    assert plain(found) == text
    assert found.count("<mark") == found.count("</mark>")
    assert found.count('id="passage"') == min(1, found.count('class="passage"'))


def test_every_quote_of_the_case_opens_where_it_stands(server, documents):
    for document in documents:
        for report in document.reports[:2] if document.coding else ():
            one = report.evidence[0]
            text = asked(f"{server}/documents/{document.id}?start={one.start}&end={one.end}").text
            begins = text.index('id="passage"')
            assert plain(text[begins:].partition(">")[2])[: len(one.quote)] == one.quote


@pytest.mark.parametrize("asks", ["start=5&end=2", "start=99999999&end=99999999", "start=-4&end=3", "report=rep-none"])
def test_an_address_that_points_nowhere_shows_the_document(server, asks):
    answer = asked(f"{server}/documents/{MARKET}?{asks}")
    assert answer.status == 200
    assert 'id="passage"' not in answer.text


def test_a_report_lights_its_own_evidence_alone(server, documents):
    document = next(one for one in documents if one.id == MARKET)
    whole = asked(f"{server}/documents/{MARKET}").text.count("<mark")
    text = asked(f"{server}/documents/{MARKET}?report={document.reports[3].id}").text
    assert 0 < text.count("<mark") < whole
    assert 'aria-current="true"' in text


def test_it_tells_where_its_masthead_and_bytes_come_from(server, documents):
    document = next(one for one in documents if one.id == MARKET)
    text = asked(f"{server}/documents/{MARKET}").text
    assert document.rendition.blob in text
    assert html.escape(document.published.basis) in text
    for one in document.candidates:
        assert one.why in html.unescape(text)
    assert '<a href="/documents/doc-4aae83d8512fdda8" dir="auto">' in text, "who copied it"


def test_what_is_not_there_is_no_page(server):
    assert asked(server + "/documents/doc-none").status == 404
    assert asked(server + "/captures/cap-none").status == 404


def test_a_capture_leads_to_its_document(server, documents):
    assert asked(f"{server}/captures/{documents[0].capture}").headers["Location"] == f"/documents/{documents[0].id}"


def test_versions_and_what_changed(tmp_path):
    (tmp_path / "pages").mkdir()
    page = tmp_path / "pages" / "a.txt"
    case = Case.open(tmp_path / "case", create=True)
    for dead in ("two", "nine"):
        page.write_text(f"Shells hit the town of Dor on Monday, killing {dead} people, police said.\n")
        case.add(tmp_path / "pages")
        case.build()
    item = case.documents()[0].id
    case.store.close()
    with served(tmp_path / "case") as address:
        text = asked(f"{address}/documents/{item}").text
        shown = asked(f"{address}/documents/{item}?changes=shown").text
        old = asked(f"{address}/documents?matter=superseded").text
    assert "2 versions" in text and "What changed" in text
    assert re.search(r'class="minus">-Shells.*two people', shown)
    assert re.search(r'class="plus">\+Shells.*nine people', shown)
    assert "a.txt" in old
