"""Sources, actors and places: counted as the record has them, every link leads to a page."""

import html
import re

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.store.whereabouts import ids, place_of, whereabouts
from dateline.tables.places import Candidate
from dateline.web.pages.places import parts_of, whole_of

LINK = re.compile(r'href="(/(?:sources|actors|places|documents)[^"#?]*)')


@pytest.fixture(scope="module")
def record(built):
    return Case.open(built, create=False).store.record()


def links(text):
    return {html.unescape(one) for one in LINK.findall(text)}


def listed(text):
    return re.findall(r'<tr id="(evt-\w+)"', text)


def test_publishers_with_what_they_took_and_gave(server):
    text = asked(server + "/sources").text
    row = re.search(r"<bdi>Isles Today</bdi>.*?</tr>", text, re.S)[0]
    numbers = re.findall(r'data-name="([^"]+)">(\d+)', row)
    assert dict(numbers)["Stories"] == "4" and dict(numbers)["Took"] == "1" and dict(numbers)["Gave"] == "1"
    assert "1–11 of 11 publishers" in text
    assert "1–1 of 1 publisher<" in asked(server + "/sources?text=ISLES").text


def test_a_publisher_tells_from_whom_it_took_and_who_speaks(server):
    text = html.unescape(asked(server + "/sources/Isles%20Today").text)
    assert "took from <a" in text and "Ansel Courier" in text
    assert '<a href="/actors/Hanno%20Kest">' in text
    assert len(re.findall('href="/documents/doc-', text)) == 4


def test_every_link_of_the_sources_leads_somewhere(server):
    seen = set()
    for path in sorted(links(asked(server + "/sources").text)):
        seen |= links(asked(server + path).text)
    for path in sorted(seen):
        assert asked(server + path).status == 200, path


def test_stories_without_a_publisher_have_a_page(tmp_path):
    (tmp_path / "a.txt").write_text("Shells hit Dor on Monday, killing two people.\n")
    case = Case.open(tmp_path / "case", create=True)
    case.add(tmp_path / "a.txt")
    case.build()
    case.store.close()
    with served(tmp_path / "case") as address:
        assert "/sources/unknown" in asked(address + "/sources").text
        assert "Publisher not known" in asked(address + "/sources/unknown").text


@pytest.mark.parametrize("name", ["Eastern Shore Front", "eastern shore front", "EASTERN-SHORE FRONT"])
def test_an_actor_has_its_events_with_its_part_in_each(server, record, name):
    wanted = {
        event.id
        for event in record.events
        for field in ("initiators", "targets", "victims")
        if any(value.value == "Eastern Shore Front" for value in event.values.get(field, ()))
    }
    text = asked(f"{server}/actors/{name.replace(' ', '%20')}").text
    acts, _, says = text.partition(">Says so ")
    assert set(listed(acts)) == wanted
    parts = re.findall(r'<tr id="evt-.*?</tr>', acts, re.S)
    assert all(re.search("did it|acted upon|harmed", one) for one in parts)
    assert listed(says)


def test_what_it_says_as_a_claimant(server, record):
    wanted = {e.id for e in record.events if any(c.speaker == "Hanno Kest" for c in e.claimants)}
    says = asked(server + "/actors/Hanno%20Kest").text.partition(">Says so ")[2]
    assert set(listed(says)) == wanted


def test_an_actor_of_the_table_has_a_page_by_its_id_and_with_its_origin(built):
    from dateline.tables.actors import load

    row = next(row for row in load().by_id.values() if row.affiliated_with)
    with served(built) as address:
        text = html.unescape(asked(f"{address}/actors/{row.id}").text)
    assert row.name in text and row.origin in text and f"/actors/{row.affiliated_with}" in text


def test_a_place_tells_apart_there_near_inside_and_perhaps(built, server, record):
    case = Case.open(built, create=False)
    query, item = case.store.query, "gazetteer:tuvarre"
    place = place_of(query, item)
    found = whereabouts(item, place, parts_of(case, query, item, place))
    by_id = {event.id: event for event in record.events}
    groups = here, near, inside, _ = [
        ids(query, lying, 1000) for lying in (found.here, found.near, found.inside, found.around)
    ]
    assert {by_id[one].where.precision for one in here} == {"settlement"}
    assert all(by_id[one].where.precision == "near" for one in near)
    assert "Saltmarket" in {by_id[one].where.name for one in inside}
    assert sum(map(len, groups)) == len(set().union(*groups)), "an event lies in one way only"
    assert set(listed(asked(f"{server}/places/{item}").text)) == set().union(*groups)


def test_a_province_holds_its_places(server):
    text = asked(server + "/places/gazetteer:ombrel-province").text
    assert '<a href="/places/gazetteer%3Atuvarre">' in text
    assert "the case’s own gazetteer" in text or "another gazetteer" in text


def test_a_place_shows_its_row_and_where_that_is_from(server):
    text = asked(server + "/places/geonames%3A99072").text
    assert "Mosul" in text and "CC-BY-4.0" in text and "No event of the case is there" in text
    assert "the case’s own gazetteer" in asked(server + "/places/gazetteer%3Akeddal").text


def test_the_town_of_a_part_is_named_by_the_id_that_the_record_has():
    same = {"name": "X", "latitude": None, "longitude": None, "radius_km": None, "precision": "point"}
    assert whole_of(Candidate(gazetteer_id="mine:x", part_of="y", **same)) == "mine:y"
    assert whole_of(Candidate(gazetteer_id="dateline:x", part_of="geonames:1", **same)) == "geonames:1"
    assert whole_of(Candidate(gazetteer_id="mine:x", **same)) is None


@pytest.mark.parametrize(
    "path", ["/sources/Nobody", "/actors/Nobody", "/places/geonames:1", "/places/x", "/actors/%00"]
)
def test_what_is_not_there_is_no_page(server, path):
    assert asked(server + path).status == 404
