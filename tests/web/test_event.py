"""An event's page tells what the record tells, marks its evidence, and names no private person to a reader."""

import html
import re

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.export.report.words import type_words
from dateline.web.options import Options

TAGS = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def query(built):
    case = Case.open(built, create=False)
    yield case.store.query
    case.store.close()


def test_every_event_of_the_exercise_has_a_page(server, query):
    for event in query.events():
        answer = asked(f"{server}/events/{event.id}")
        assert answer.status == 200, event.id
        assert type_words(event.type) in answer.text
        for report in event.reports:
            for one in query.reports(report)[0].evidence:
                assert one.quote.split()[0] in html.unescape(TAGS.sub("", answer.text))


def test_its_passages_lead_into_their_documents(server, query):
    event = max(query.events(), key=lambda one: len(one.documents))
    text = asked(f"{server}/events/{event.id}").text
    links = [html.unescape(one) for one in re.findall(r'<a class="cite" href="([^"]+)"', text)]
    assert {one.split("?")[0] for one in links} == {f"/documents/{document}" for document in event.documents}
    opened = asked(server + links[0].partition("#")[0]).text
    assert 'id="passage"' in opened


def test_totals_and_their_parts_lead_to_one_another(server, query):
    part = next(event for event in query.events() if event.part_of)
    assert f'href="/events/{part.part_of}"' in asked(f"{server}/events/{part.id}").text
    assert f'href="/events/{part.id}"' in asked(f"{server}/events/{part.part_of}").text


def test_an_event_that_is_gone(case):
    opened = Case.open(case, create=False)
    first, second = (event.id for event in opened.store.query.events()[:2])
    with opened.store.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO tombstones VALUES ('evt-old', ?), ('evt-out', NULL)", (first,))
    opened.store.close()
    with served(case) as address:
        assert asked(f"{address}/events/evt-old").headers["Location"] == f"/events/{first}"
        assert asked(f"{address}/events/evt-out").status == 404
        assert asked(f"{address}/events/evt-none").status == 404
        assert asked(f"{address}/events/{second}").status == 200


def test_decisions_are_listed(case):
    opened = Case.open(case, create=False)
    event = max(opened.store.query.events(), key=lambda one: len(one.documents))
    opened.exclude(event.reports[0], why="told by nobody who was there", by="Ada")
    opened.store.close()
    with served(case) as address:
        text = asked(f"{address}/events/{event.id}").text
    assert "told by nobody who was there" in text and "Ada" in text


def test_a_reader_sees_private_people_masked(case, query):
    private = {}
    for document in query.documents():
        for one in document.actors if document.reading else ():
            if one.is_private_person:
                private.setdefault(document.id, set()).add(one.name)
    assert private
    with served(case, Options(port=0, role="reader")) as address:
        checked = 0
        for event in query.events():
            names = {name for d in event.documents for name in private.get(d, ())}
            if names:
                text = html.unescape(asked(f"{address}/events/{event.id}").text)
                assert not {name for name in names if name in text}
                assert "/documents/" not in text and "/review/" not in text
                checked += 1
        assert checked
