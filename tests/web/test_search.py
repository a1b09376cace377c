"""Search shows the store's hits with their words marked, and leads to the passage and to the events."""

import html
import re
import shutil
from urllib.parse import urlencode

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.store.search import search
from dateline.web.options import Options

TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def query(built):
    case = Case.open(built, create=False)
    yield case.store.query
    case.store.close()


def hits_of(text):
    return re.findall(r'<h3><a class="open" href="([^"]+)".*?<blockquote[^>]*>(.*?)</blockquote>', text, re.DOTALL)


@pytest.mark.parametrize(
    ("asks", "words"),
    [
        ("text=market", "market"),
        ("text=%22head+of+Vessary+hospital%22", '"head of Vessary hospital"'),
        ("text=shell*+-market", "shell* -market"),
        ("text=hospital&publisher=beacon", 'hospital publisher:"beacon"'),
        ("text=market&role=headline", 'market role:"headline"'),
    ],
)
def test_hits_are_those_of_the_store(server, query, asks, words):
    found = search(query, words, 20)
    assert found.hits
    shown = hits_of(asked(f"{server}/search?{asks}").text)
    assert len(shown) == len(found.hits)
    for hit, (address, marked) in zip(found.hits, shown, strict=True):
        assert html.unescape(TAGS.sub("", marked)) == hit.quote
        marks = re.findall(r'<mark class="found">(.*?)</mark>', marked)
        text = query.rendition(query.documents(hit.document.id)[0].rendition.id).text
        assert [html.unescape(one) for one in marks] == [text[one.start : one.end] for one in hit.marks]
        assert html.unescape(address) == f"/documents/{hit.document.id}?start={hit.start}&end={hit.end}#passage"


def test_hits_lead_to_the_passage_and_to_events(server):
    text = asked(f"{server}/search?text=market").text
    passage = asked(server + html.unescape(hits_of(text)[0][0]).partition("#")[0])
    assert passage.status == 200 and 'id="passage"' in passage.text
    events = set(re.findall(r'href="(/events/[^"]+)"', text))
    assert events and all(asked(server + one).status == 200 for one in events)


def test_what_was_left_out_is_said(server, query):
    notes = search(query, "market", 20).notes
    text = asked(f"{server}/search?text=market").text
    assert all(html.escape(note, quote=False) in text for note in notes)
    assert "no word to look for" in asked(f"{server}/search?text=-market").text


def test_a_long_list_goes_on_and_says_how_many_there_are(server, query):
    existing = search(query, "the", 1).existing
    text = asked(f"{server}/search?text=the&limit=2").text
    assert len(hits_of(text)) == 2 < existing and "the best 2 are shown" in text
    more = html.unescape(re.search(r'href="([^"]+)"[^>]*>More', text)[1])
    assert len(hits_of(asked(server + more).text)) == min(existing, 22)


def test_what_is_typed_is_text(server):
    text = asked(f"{server}/search?text=%3Cscript%3Ealert(1)%3C/script%3E&publisher=%22%3E%3Cb%3Ex").text
    assert "<script>alert" not in text and '"><b>x' not in text


def test_arabic_is_found_and_kept_from_turning_the_page(tmp_path):
    page = tmp_path / "pages" / "خبر.html"
    page.parent.mkdir()
    page.write_text(
        '<html lang="ar"><title>قصف السوق</title><body><article><h1>قصف السوق</h1>'
        + "<p>قصفت المدفعية سوق المدينة يوم الاثنين وقتل تسعة مدنيين بحسب وزارة الصحة.</p>" * 3
        + "</article></body></html>",
        encoding="utf-8",
    )
    case = Case.open(tmp_path / "case", create=True)
    case.add(page.parent)
    case.build()
    with served(case.folder) as address:
        text = asked(f"{address}/search?text=%D8%A7%D9%84%D9%85%D8%AF%D9%81%D8%B9%D9%8A%D8%A9").text
    (hit,) = hits_of(text)
    assert '<mark class="found">المدفعية</mark>' in hit[1] and '<blockquote dir="auto">' in text
    shutil.rmtree(case.folder)


def test_a_reader_finds_what_is_not_masked(case):
    opened = Case.open(case, create=False)
    documents = [one for one in opened.store.query.documents() if one.reading]
    people = [one for d in documents for one in d.actors if one.is_private_person is not None]
    public = " ".join(one.name for one in people if not one.is_private_person)
    private = {one.name for one in people if one.is_private_person and one.name not in public}
    opened.store.close()
    with served(case, Options(port=0, role="reader")) as address:
        text = asked(f"{address}/search?text=market").text
        assert '<mark class="found">' in text and "/documents/" not in text
        for name in private:
            assert (
                '<mark class="found">'
                not in asked(f"{address}/search?{urlencode({'text': chr(34) + name + chr(34)})}").text
            )
