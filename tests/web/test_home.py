import html
import re

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.engine.deciding import decide
from dateline.engine.decisions import Decision, Edit
from dateline.engine.judging import exclude
from dateline.web.options import Options


@pytest.fixture
def empty(tmp_path):
    Case.open(tmp_path / "empty", create=True).store.close()
    return tmp_path / "empty"


def test_it_tells_what_the_case_holds_and_leads_everywhere(server, built):
    text = asked(server + "/").text
    counts = Case.open(built, create=False).store.counts()
    for kind in ("events", "documents"):
        assert re.search(rf"{kind}</dt><dd>.*{counts[kind]}", text), kind
    for path in ("/review", "/explore", "/disagreements", "/figures", "/documents", "/sources", "/search", "/releases"):
        assert f'<li><a href="{path}">' in text


def test_what_waits_is_counted_and_linked(server):
    text = asked(server + "/").text
    assert '<a href="/documents?matter=unread"><b>1</b><span>document kept but not read' in text
    assert "matter=failed" not in text, "what is none does not wait"


def test_an_empty_case_says_what_to_run(empty):
    with served(empty) as address:
        text = asked(address + "/").text
    assert f"dateline add {empty} PAGES" in text
    assert f"dateline build {empty}" in text


def test_pages_that_no_build_read_wait(empty, tmp_path):
    (tmp_path / "page.txt").write_text("Shells hit Dor on Monday, killing two people.")
    case = Case.open(empty, create=False)
    case.add(tmp_path / "page.txt")
    case.store.close()
    with served(empty) as address:
        text = asked(address + "/").text
    assert '<b class="urgent">1</b><span>page not read yet' in text


def test_what_was_decided_last_comes_with_who_and_why_and_as_text(case):
    opened = Case.open(case, create=False)
    exclude(opened, opened.documents()[0].path, why="<b>satire</b>", by="Ana", undo=False)
    opened.store.close()
    with served(case) as address:
        text = asked(address + "/").text
    assert html.escape("<b>satire</b>") in text
    assert "left out" in text and "Ana, <time" in text


def test_an_edit_shows_what_the_field_held_before(case):
    opened = Case.open(case, create=False)
    event = max(opened.events(type="remote.shelling"), key=lambda e: len(e.documents))
    for best, name in ((4.0, "<i>Dor</i>"), (5.0, "Salt & Sea")):
        edits = {"killed": Edit({"best": best}, reason="x"), "where": Edit({"name": name}, reason="x")}
        decide(opened, Decision(event=event.id, decision="edit", by="Bo", edits=edits))
    opened.store.close()
    with served(case) as address:
        text = asked(address + "/").text
    assert re.search(r'Killed: <s class="before"><bdi>\d.*?</bdi></s> → <b><bdi>about 4</bdi></b>', text)
    assert 'Killed: <s class="before"><bdi>about 4</bdi></s> → <b><bdi>about 5</bdi></b>' in text
    assert "<bdi>Saltmarket</bdi></s> → <b><bdi>&lt;i&gt;Dor&lt;/i&gt;</bdi></b>" in text
    assert "<bdi>&lt;i&gt;Dor&lt;/i&gt;</bdi></s> → <b><bdi>Salt &amp; Sea</bdi></b>" in text


def test_a_reader_sees_no_decisions(case):
    opened = Case.open(case, create=False)
    exclude(opened, opened.documents()[0].path, why="names Tamar Oduya", by="Ana", undo=False)
    opened.store.close()
    with served(case, Options(port=0, role="reader")) as address:
        assert "Oduya" not in asked(address + "/").text


def test_an_act_is_told_once_whatever_it_judged(case):
    opened = Case.open(case, create=False)
    event = next(e for e in opened.store.record().events if len(e.reports) > 1 and e.type == "remote.air_strike")
    decide(opened, Decision(event=event.id, decision="reject", by="Bo", why="no such strike"))
    opened.store.close()
    with served(case) as address:
        text = asked(address + "/").text
    assert text.count("no such strike") == 1
    assert "Air strike: <q" in text and ">1</dd></div>" in text
