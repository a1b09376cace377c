"""Explore shows what the store holds: filters, counts, pages, map and timeline of one selection."""

import json
import re
from itertools import pairwise
from urllib.parse import urlencode

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.store.browsing import Selection, browse, facets, map_points, timeline
from dateline.web.options import Options


@pytest.fixture(scope="module")
def query(built):
    case = Case.open(built, create=False)
    yield case.store.query
    case.store.close()


def test_the_table_holds_what_the_store_finds(server, query):
    text = asked(f"{server}/explore").text
    found = browse(query, Selection(), 100)
    assert re.findall(r'<tr id="([^"]+)"', text) == [row.event.id for row in found.rows]
    assert f"1–{found.total} of {found.total}" in text
    assert f">{found.total} <small>of {found.existing} events" in text
    assert sum(found.left_out.values()) == found.existing - found.total > 0
    for why, number in found.left_out.items():
        assert f"<li>{number:,} {why}</li>" in text


@pytest.mark.parametrize(
    ("asks", "wanted"),
    [
        ("type=battle", Selection(type=("battle",))),
        ("type=battle&type=remote.shelling&status=all", Selection(type=("battle", "remote.shelling"), status=("all",))),
        ("since=2018-09-05&until=2018-09-08", Selection(since="2018-09-05", until="2018-09-08")),
        ("mapped=no", Selection(mapped=False)),
        ("text=market+-queue", Selection(text="market -queue")),
        ("actor=eastern+shore+front&grade=weak", Selection(actor=("eastern shore front",), grade=("weak",))),
    ],
)
def test_filters_of_the_address_are_those_of_the_store(server, query, asks, wanted):
    found = browse(query, wanted, 100)
    text = asked(f"{server}/explore?{asks}").text
    assert re.findall(r'<tr id="([^"]+)"', text) == [row.event.id for row in found.rows]
    on_map = json.loads(asked(f"{server}/explore/map.json?{asks}&zoom=6").text)
    points = map_points(query, wanted, None, 6)
    assert (on_map["total"], on_map["shown"]) == (found.total, points.shown)
    assert on_map["unmapped"] == sum(points.not_mapped.values()) == found.total - points.shown
    over_time = json.loads(asked(f"{server}/explore/timeline.json?{asks}").text)
    assert sum(n for _, _, n in over_time["intervals"]) + over_time["undated"] == found.total
    assert len(over_time["intervals"]) == len(timeline(query, wanted).intervals)


def test_counts_of_the_choices_are_those_of_the_store(server, query):
    text = asked(f"{server}/explore").text
    for name, facet in facets(query, Selection()).items():
        if name == "contested" or len(facet.values) < 2:
            continue
        for one in facet.values:
            if name == "type" and "." not in one.value:
                continue
            shown = re.search(rf'name="{name}" value="{re.escape(one.value)}".*?<span class="n">([\d,]+)', text)
            assert shown and shown[1] == f"{one.count:,}", (name, one)


def test_events_that_are_not_mapped_are_a_link_away(server, query):
    text = asked(f"{server}/explore?type=battle").text
    link = re.search(r'href="(/explore\?[^"]*mapped=no[^"]*)"[^>]*>([\d,]+) not mapped', text)
    listed = asked(server + link[1].replace("&amp;", "&")).text
    assert len(re.findall(r'<tr id="', listed)) == int(link[2]) > 0
    assert browse(query, Selection(type=("battle",), mapped=False), 0).total == int(link[2])


def test_htmx_gets_the_part_and_the_clean_address(server):
    answer = asked(f"{server}/explore?type=battle&sort=earliest", {"HX-Request": "true"})
    assert answer.headers["HX-Push-Url"] == "/explore?type=battle"
    assert answer.text.lstrip().startswith('<div id="explore"') and "<html" not in answer.text
    back = asked(f"{server}/explore", {"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "HX-Push-Url" not in back.headers


def test_a_form_sent_without_scripts_gets_the_clean_address(server):
    answer = asked(f"{server}/explore?text=&since=&type=battle")
    assert (answer.status, answer.headers["Location"]) == (303, "/explore?type=battle")


def test_filters_in_force_can_each_be_taken_away(server):
    text = asked(f"{server}/explore?type=battle&place=Tuvarre").text
    assert '<a href="/explore?place=Tuvarre"' in text and '<a href="/explore?type=battle"' in text


def test_pages_follow_one_another_to_the_end(built, query, monkeypatch):
    monkeypatch.setattr("dateline.web.pages.explore.PART", 7)
    everything = [row.event.id for row in browse(query, Selection(), 1000).rows]
    seen, path = [], "/explore"
    with served(built) as address:
        while path:
            text = asked(address + path).text
            mine = re.findall(r'<tr id="([^"]+)"', text)
            assert f"{len(seen) + 1}–{len(seen) + len(mine)} of {len(everything)}" in text
            seen += mine
            following = re.search(r'<a href="([^"]+)"[^>]*>Next', text)
            path = following and following[1].replace("&amp;", "&")
    assert seen == everything


def test_what_means_nothing_is_said(server):
    answer = asked(f"{server}/explore?since=soon")
    assert answer.status == 400 and "YYYY-MM-DD" in answer.text
    assert asked(f"{server}/explore?cursor=AAAA").status == 400


def test_choices_come_later_in_a_case_of_very_many_events(built, monkeypatch):
    monkeypatch.setattr("dateline.web.pages.explore.MANY", 1)
    with served(built) as address:
        text = asked(f"{address}/explore?type=battle&level=incident").text
        later = re.search(r'data-facets="([^"]+)"', text)[1].replace("&amp;", "&")
        assert 'id="f-type-battle"' not in text and '<input type="hidden" name="type" value="battle">' in text
        assert 'id="f-type-battle"' in asked(address + later).text


def test_the_ground_is_drawn_from_this_machine(server):
    shipped = json.loads(asked(f"{server}/ground/countries.json").text)
    assert {"Chad", "Iraq"} <= {one["properties"].get("name") for one in shipped["features"]}
    surfaces = [one["geometry"] for one in shipped["features"] if one["geometry"]["type"] == "MultiPolygon"]
    rings = [ring for one in surfaces for polygon in one["coordinates"] for ring in polygon]
    leaps = [ring for ring in rings if any(abs(a[0] - b[0]) > 180 for a, b in pairwise(ring))]
    assert len(leaps) <= 1, "only the land around the South Pole may reach across"
    assert json.loads(asked(f"{server}/ground/coastline.json").text)["features"]


def test_a_reader_sees_and_finds_no_private_person(case):
    opened = Case.open(case, create=False)
    documents = [one for one in opened.store.query.documents() if one.reading]
    people = [one for d in documents for one in d.actors if one.is_private_person is not None]
    public = " ".join(one.name for one in people if not one.is_private_person)
    private = {one.name for one in people if one.is_private_person and one.name not in public}
    events = opened.store.query.rows("SELECT count(*) FROM events")[0][0]
    opened.store.close()
    assert private
    with served(case, Options(port=0, role="reader")) as address:
        text = asked(f"{address}/explore?status=all").text
        assert f"of {events} events" in text and not {name for name in private if name in text}
        for path in ("/explore/map.json?zoom=3", "/explore/timeline.json", "/explore/facets"):
            answer = asked(f"{address}{path}")
            assert answer.status == 200 and not {name for name in private if name in answer.text}
        for name in private:
            for asks in ("actor", "claimant", "text"):
                found = asked(
                    f"{address}/explore?status=all&" + urlencode({asks: f'"{name}"' if asks == "text" else name})
                )
                assert 'data-found="0"' in found.text, (asks, name)
