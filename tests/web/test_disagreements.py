"""The matrix: every disagreement is in a cell, contradictions apart from milder ones, each value with its evidence."""

import html
import re
from urllib.parse import quote

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.store.disputes import Wanted, tallies

CELL = re.compile(
    r'<a id="c-([^"]+)" class="cell( clash)?" href="([^"]+)"[^>]*><b>(\d+)</b> ([^<]*?)(?: <span class="more">\+(\d+)|</a>)'
)


def cells(text):
    return [
        (key, bool(clash), html.unescape(href), int(n), relation.strip(), int(more or 0))
        for key, clash, href, n, relation, more in CELL.findall(text)
    ]


@pytest.fixture(scope="module")
def record(built):
    store = Case.open(built, create=False).store
    return store.record()


@pytest.mark.parametrize("shape", ["", "columns=relation", "rows=field"])
def test_every_disagreement_is_in_a_cell(server, record, shape):
    found = cells(asked(f"{server}/disagreements?{shape}").text)
    assert sum(n + more for *_, n, _, more in found) == len(record.disagreements)


def test_only_what_contradicts_looks_like_it(server):
    for _, clash, _, _, relation, _ in cells(asked(server + "/disagreements").text):
        assert clash == (relation in ("conflict", "far apart"))


@pytest.mark.parametrize(
    ("asks", "passes"),
    [
        ("relation=update", lambda d, e: d.relation == "update"),
        ("outcome=killed", lambda d, e: "killed" in d.field.split(", ")),
        ("outcome=bodies", lambda d, e: "bodies" in d.field.split(", ")),
        ("field=initiators", lambda d, e: d.field == "initiators"),
        ("place=saltmarket", lambda d, e: "Saltmarket" in (e.where.name or "")),
        ("outcome=killed&relation=conflict", lambda d, e: "killed" in d.field.split(", ") and d.relation == "conflict"),
        ("claimant=organisers", lambda d, e: "rganisers" in d.says),
        ("claimant=%25", lambda d, e: False),
        ("field=%27%20OR%201%3D1", lambda d, e: False),
    ],
)
def test_filters(server, record, asks, passes):
    events = {event.id: event for event in record.events}
    wanted = [d for d in record.disagreements if passes(d, events[d.event])]
    text = asked(f"{server}/disagreements?{asks}").text
    assert sum(n + more for *_, n, _, more in cells(text)) == len(wanted)
    assert ("No disagreement passes" in text) == (not wanted)


def test_a_cell_opens_on_every_claim_with_who_when_and_where(server, record):
    claims = {claim.id: claim for event in record.events for claim in event.claims}
    for key, _, href, *_ in cells(asked(server + "/disagreements").text):
        text = html.unescape(asked(server + href.partition("#")[0]).text)
        event = key.rpartition("-")[0]
        assert f'href="/review/{event}"' in text
        mine = [d for d in record.disagreements if d.event == event and key.endswith(d.field.split(", ")[0])]
        for claim in {claim for d in mine for claim in d.claims} & set(claims):
            one = claims[claim].evidence
            assert f"?start={one.start}&end={one.end}#passage" in text, claim
        for d in mine:
            assert d.says in text


def test_a_cell_is_given_alone_where_a_part_is_asked_for(server):
    _, _, href, *_ = cells(asked(server + "/disagreements").text)[0]
    text = asked(server + href.partition("#")[0], {"HX-Request": "true"}).text
    assert "<html" not in text and "data-focus" in text and 'class="voice"' in text


def test_a_cell_that_is_not_there_says_so(server):
    answer = asked(server + "/disagreements?event=ev-none&cell=killed")
    assert answer.status == 200
    assert "no disagreement there" in answer.text


def test_counts_follow_the_store(built):
    query = Case.open(built, create=False).store.query
    assert sum(one.number for one in tallies(query, Wanted())) == len(tuple(query.disagreements()))


def test_a_case_without_any(tmp_path):
    Case.open(tmp_path / "empty", create=True).store.close()
    with served(tmp_path / "empty") as address:
        assert "No reports of one event differ" in asked(address + "/disagreements").text


def test_names_from_pages_are_text(case):
    opened = Case.open(case, create=False)
    hostile = '"><script>alert(1)</script>'
    opened.store.close()
    with served(case) as address:
        text = asked(f"{address}/disagreements?claimant={quote(hostile)}&place={quote(hostile)}").text
    assert "<script>alert" not in text
