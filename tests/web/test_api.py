"""The API, over the real server: it says what the record says, page by page, in every format, and never breaks."""

import csv
import io
import json
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.engine.selecting import BY_NAME, items_of, selection_of
from dateline.web.api.resources import RESOURCES
from dateline.web.options import Options


def got(server, path, **query):
    answer = asked(f"{server}/api/v1/{path}{'?' if query else ''}{urlencode(query, doseq=True)}")
    assert answer.status == 200, answer.text
    return json.loads(answer.text)


def everything(server, path, limit, **query):
    rows, cursor = [], {}
    while True:
        page = got(server, path, limit=limit, **query, **cursor)
        assert page["count"] == len(page["data"]) <= limit == page["limit"]
        rows += page["data"]
        if page["next"] is None:
            assert len(rows) == page["total"]
            return rows
        cursor = {"cursor": page["next"]}


@pytest.fixture(scope="module")
def exported(built):
    """The lines of the unmasked JSONL, by kind."""
    case, out = Case.open(built, create=False), io.BytesIO()
    case.export("jsonl", out, masked=False)
    case.store.close()
    found = {}
    for line in out.getvalue().splitlines():
        row = json.loads(line)
        found.setdefault(row["kind"], []).append(row)
    return found


LINES = {
    "events": "event", "reports": "report", "claims": "claim", "figures": "figure", "documents": "document",
    "sources": "source_edge", "disagreements": "disagreement",
}  # fmt: skip


@pytest.mark.parametrize("name", LINES)
@pytest.mark.parametrize("limit", [7, 1000])
def test_the_lists_hold_the_lines_of_the_jsonl_each_once(server, exported, name, limit):
    query = {"status": "all"} if name == "events" else {}
    rows = everything(server, name, limit, **query)
    by_content = [sorted(json.dumps(row, sort_keys=True) for row in of) for of in (rows, exported[LINES[name]])]
    assert by_content[0] == by_content[1]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(RESOURCES)), limit=st.integers(1, 60), narrow=st.booleans())
def test_going_from_page_to_page_gives_every_row_once(server, name, limit, narrow):
    query = {"type": ["battle", "political"], "since": "2018-09-01"} if narrow and name != "deleted" else {}
    rows = [json.dumps(row, sort_keys=True) for row in everything(server, name, limit, **query)]
    assert rows == [json.dumps(row, sort_keys=True) for row in everything(server, name, 1000, **query)]
    if rows and name not in ("places", "disagreements"):
        assert len(set(rows)) == len(rows)
    second = got(server, name, limit=limit, page=2, **query)["data"]
    assert [json.dumps(row, sort_keys=True) for row in second] == rows[limit : 2 * limit]


def test_one_event_comes_with_all_that_is_told_of_it(server, exported):
    event = max(exported["event"], key=lambda one: len(one["reports"]))
    page = got(server, f"events/{event['id']}")
    assert page["event"] == event
    assert [one["id"] for one in page["reports"]] == event["reports"]
    reports = set(event["reports"])
    assert {one["id"] for one in page["claims"]} == {c["id"] for c in exported["claim"] if c["report"] in reports}
    assert {one["id"] for one in page["documents"]} == set(event["documents"])
    assert page["disagreements"] == [d for d in exported["disagreement"] if d["event"] == event["id"]]
    assert {f["id"] for f in page["figures"]} == {f["id"] for f in exported["figure"] if f["report"] in reports}


def test_what_belongs_to_one_thing(server, exported):
    event = max(exported["event"], key=lambda one: len(one["reports"]))
    claims = everything(server, "claims", 5, event=event["id"])
    assert {one["report"] for one in claims} == set(event["reports"])
    report = event["reports"][0]
    assert {one["report"] for one in everything(server, "claims", 50, report=report)} == {report}
    document = event["documents"][0]
    assert {one["document"] for one in everything(server, "reports", 50, document=document)} == {document}
    left = got(server, "documents", event=event["id"])
    assert left["left_out"] == {
        "of events that the filters leave out, or of none": len(exported["document"]) - left["total"]
    }


def test_csv_is_the_table_of_the_export(server, built):
    case, out = Case.open(built, create=False), io.BytesIO()
    case.export("csv", out, masked=False)
    case.store.close()
    answer = asked(f"{server}/api/v1/events.csv?limit=1000")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    ours = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text))}
    assert int(answer.headers["x-total-count"]) == len(ours)
    theirs = {row["id"]: row for row in csv.DictReader(io.StringIO(out.getvalue().decode()))}
    # The export leaves out totals whose parts stand beside them; a list of the API shows them.
    assert theirs.items() <= ours.items()
    claims = list(csv.DictReader(io.StringIO(asked(f"{server}/api/v1/claims.csv?limit=3").text)))
    assert len(claims) == 3
    assert json.loads(claims[0]["evidence"])[0]["quote"]


def test_geojson_is_that_of_the_export_and_says_what_has_no_place(server, built):
    case, out = Case.open(built, create=False), io.BytesIO()
    case.export("geojson", out, masked=False)
    case.store.close()
    theirs = {one["id"]: one for one in json.loads(out.getvalue())["features"]}
    answer = asked(f"{server}/api/v1/events.geojson?limit=1000")
    assert answer.headers["content-type"] == "application/geo+json"
    found = json.loads(answer.text)
    ours = {one["id"]: one for one in found["features"]}
    assert {item: ours[item] for item in theirs} == theirs
    unplaced = [one for one in found["features"] if one["geometry"] is None]
    assert found["left_out"]["events without coordinates"] == len(unplaced) > 0
    assert found["total"] == len(ours)
    places = got(server, "places.geojson", limit=1000)["features"]
    assert {"Point", "Polygon"} <= {one["geometry"]["type"] for one in places if one["geometry"]}


def test_counts_of_a_selection(server):
    total = got(server, "events", type="battle")["total"]
    facets = got(server, "facets", type="battle")
    assert sum(one["count"] for one in facets["status"]["values"] if one["value"] in ("occurred", "ongoing")) == total
    assert any(not one["value"].startswith("battle") for one in facets["type"]["values"])
    mapped = got(server, "map", type="battle", zoom=6)
    assert mapped["total"] == total == mapped["shown"] + mapped["outside"] + sum(mapped["not_mapped"].values())
    assert got(server, "map", type="battle", zoom=6, bbox="0,0,1,1")["shown"] == 0
    days = got(server, "timeline", type="battle", unit="month")
    assert days["total"] == total == days["undated"] + sum(one["count"] for one in days["intervals"])


def test_an_answer_is_sent_once(server):
    first = asked(f"{server}/api/v1/events?limit=3")
    again = asked(f"{server}/api/v1/events?limit=3", {"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status, again.text, again.headers["etag"]) == (304, "", first.headers["etag"])
    assert asked(f"{server}/api/v1/events?limit=4", {"If-None-Match": first.headers["etag"]}).status == 200


def test_a_change_of_the_record_is_seen_at_once(case):
    with served(case) as server:
        before = asked(f"{server}/api/v1/events")
        event = json.loads(before.text)["data"][0]["id"]
        changed = got(server, "events", updated_since="2000-01-01T00:00:00Z", status="all")["total"]
        assert changed == got(server, "events", status="all")["total"]
        opened = Case.open(case, create=False)
        opened.exclude(event, why="a test")
        opened.build(workers=0)
        opened.store.close()
        assert asked(f"{server}/api/v1/events", {"If-None-Match": before.headers["etag"]}).status == 200
        gone = got(server, "deleted")["data"]
        assert event in [one["id"] for one in gone]
        assert all(one["at"] for one in gone)
        assert got(server, "deleted", updated_since="2999-01-01T00:00:00Z")["left_out"] == {"gone before": len(gone)}
        answer = asked(f"{server}/api/v1/events/{event}")
        assert answer.status == 404
        assert "withdrawn" in json.loads(answer.text)["fix"]


WRONG = [
    ("events?typ=battle", 422, "typ"), ("events?type=bat", 422, "type"), ("events?country=IRQ", 422, "country"),
    ("events?since=17.10.2016", 422, "since"), ("events?since=2016-13-01", 422, "since"), ("events?bbox=1,2,3", 422, "bbox"),
    ("events?bbox=1,2,3,nan", 422, "bbox"), ("events?bbox=-999,2,3,4", 422, "bbox"), ("events?contested=maybe", 422, "contested"),
    ("events?limit=0", 422, "limit"), ("events?limit=1001", 422, "limit"), ("events?limit=٣", 422, "limit"),
    ("events?limit=1&limit=2", 422, "limit"), ("events?page=0", 422, "page"), ("events?sort=best", 422, "sort"),
    ("events?cursor=e30", 422, "cursor"), ("events?cursor=%00", 422, "cursor"), ("reports?cursor=WyJldmVudHMiXQ", 422, "cursor"),
    ("events?text=" + "a" * 501, 422, "text"), ("events?actor=" + "a" * 301, 422, "actor"), ("events?actor=%20", 422, "actor"),
    ("events?" + "&".join(f"actor=a{n}" for n in range(41)), 422, "actor"), ("events?since=2016-01-01&since=2017-01-01", 422, "since"),
    ("events?updated_since=yesterday", 422, "updated_since"), ("claims?event=1;drop", 422, "event"),
    ("events/evt-0", 404, "id"), ("events/%00", 404, "id"), ("event", 404, "/api/v1/event"), ("reports.geojson", 404, "/api/v1/reports.geojson"),
    ("map?zoom=99", 422, "zoom"), ("timeline?unit=week", 422, "unit"), ("deleted?type=battle", 422, "type"), ("events?since=", 422, "since"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "status", "where"), WRONG, ids=[path[:30] for path, _, _ in WRONG])
def test_what_is_wrong_is_said_with_where_and_what_to_do(server, path, status, where):
    answer = asked(f"{server}/api/v1/{path}".replace("٣", "%D9%A3"))
    assert answer.status == status
    problem = json.loads(answer.text)
    assert set(problem) == {"error", "where", "fix"}
    assert problem["where"] == where
    assert problem["error"] and problem["fix"]


def test_it_only_reads(server):
    answer = asked(f"{server}/api/v1/events", form={"id": "x"})
    assert (answer.status, answer.headers["allow"].split(", ")) == (405, ["GET", "HEAD"])
    assert json.loads(answer.text)["fix"] == "only GET is answered"


HOSTILE = st.text(max_size=30) | st.sampled_from(
    ['"', "*", "' OR 1=1 --", "NEAR(", "a AND", "role:", "-", "language:", '"*', "{title}: x", "\ud800".encode("utf-8", "replace").decode()]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.sampled_from([name for name in BY_NAME if name != "sort"]), value=HOSTILE, list_=st.sampled_from(("events", "claims", "places", "facets")))  # fmt: skip
def test_whatever_is_typed_is_answered_or_refused(server, where, value, list_):
    answer = asked(f"{server}/api/v1/{list_}?{urlencode({where: value})}")
    assert answer.status in (200, 422)


def test_a_selection_is_its_address():
    given_ = [("type", "battle"), ("type", "remote.shelling"), ("bbox", "170,-10,-170,5.5"), ("contested", "true"),
              ("text", '"a b" -c'), ("updated_since", "2026-01-01T00:00:00+00:00"), ("sort", "latest")]  # fmt: skip
    wanted = selection_of(given_)
    assert wanted.bbox == (170.0, -10.0, 190.0, 5.5)
    assert sorted(items_of(wanted)) == sorted(given_)
    assert selection_of(items_of(wanted)) == wanted


def test_a_token_is_asked_for_beyond_this_machine(built):
    with served(built, Options(port=0, token="a secret of many letters")) as server:
        assert asked(f"{server}/api/v1/events").status == 401
        assert asked(f"{server}/api/v1/events", {"Authorization": "Bearer a secret of many letters"}).status == 200
