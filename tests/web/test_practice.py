"""The pages of coding practice: forms that do what the command line does, and blindness that pages keep."""

import re

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.engine.practice.rounds import items_of
from dateline.web.options import Options

TABS = ("", "/rows", "/rows?of=events", "/assignments", "/rounds", "/decisions", "/sourcing", "/restricted")


@pytest.fixture
def mine(case):
    with served(case, Options(port=0)) as address:
        yield address, case


def by(name):
    return {"Cookie": f"dateline_name={name}"}


def post(address, name, **form):
    return asked(address, by(name), form)


def opened(case):
    return Case.open(case, create=False)


@pytest.mark.parametrize("tab", TABS)
def test_every_page_opens_empty(server, tab):
    answer = asked(f"{server}/practice{tab}")
    assert answer.status == 200
    assert "<h1>" in answer.text


@pytest.mark.parametrize("tab", TABS)
def test_readers_see_none_of_it(built, tab):
    with served(built, Options(port=0, role="reader")) as address:
        assert asked(f"{address}/practice{tab}").status == 403


def test_who_is_not_named_is_asked(mine):
    address, _ = mine
    answer = asked(f"{address}/practice/restricted", form={"item": "x", "why": "y"})
    assert (answer.status, answer.headers["location"]) == (303, "/name?back=%2Fpractice%2Frestricted")


def test_rows_are_imported_and_listed_by_state(mine, tmp_path):
    address, case = mine
    path = tmp_path / "own.csv"
    with path.open("wb") as out:
        opened(case).export("csv", out)
    extra = b'<b>bold,1,,,,,2019-01-01,2019-01-01,day,"<script>",,,,,,,,,,,,,,,,,,\r\n'
    answer = upload(f"{address}/practice/rows", path.read_bytes() + extra)
    assert answer.status == 303
    text = asked(address + answer.headers["location"]).text
    assert "&lt;b&gt;bold" in text
    assert "<script>" not in text.replace('<script src="', "")
    listed = asked(f"{address}/practice/rows?state=no+evidence+in+this+case").text
    assert listed.count('<tr id="rows_') == 1
    assert '<tr id="evt-' in asked(f"{address}/practice/rows?of=events&state=already+coded").text


def upload(address, data, name="own.csv"):
    """A file as a browser sends it."""
    import urllib.request

    from bench.served import Answer, Stay

    body = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data
    body += b'\r\n--x\r\nContent-Disposition: form-data; name="columns"\r\n\r\n\r\n--x--\r\n'
    headers = {"Content-Type": "multipart/form-data; boundary=x", **by("Ada")}
    request = urllib.request.Request(address, data=body, headers=headers)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read().decode())


def test_a_file_that_cannot_be_read_says_why(mine):
    address, _ = mine
    answer = upload(f"{address}/practice/rows", b"a,b\n1,2\n", name="../../x.csv")
    assert answer.status == 400
    assert "no column holds the day" in answer.text
    assert "../" not in answer.text


def test_events_are_assigned_and_taken_back(mine):
    address, case = mine
    event = opened(case).store.record().events[0].id
    assert post(f"{address}/practice/assignments", "Chief", items=event, person="Ada").status == 303
    text = asked(f"{address}/practice/assignments?person=Ada").text
    assert f"event {event}" in text
    post(f"{address}/practice/assignments/{event}/take-back", "Chief", person="Ada", back="//evil.example/")
    assert "Nothing is assigned" in asked(f"{address}/practice/assignments").text


def test_a_round_from_beginning_to_settlement(mine):
    address, case = mine
    form = {"round": "first", "one": "Ada", "other": "Ben", "percent": "3", "fields": "type killed"}
    at = address + post(f"{address}/practice/rounds", "Chief", **form).headers["location"]
    event = items_of(opened(case), "first")[0].event
    coded = {"field-type": "battle.clash", "field-killed": "41"}
    assert post(f"{at}/{event}/code", "Ada", **coded).status == 303
    for other in ("Ben", "Chief"):
        for page in (at, f"{at}/{event}"):
            assert "41" not in re.sub(r"\d\d:\d\d|evt-\w+", "", asked(page, by(other)).text), f"{other} sees it"
    assert 'value="41"' in asked(f"{at}/{event}", by("Ada")).text
    assert post(f"{at}/{event}/settle", "Chief", why="x", **{"pick-killed": "0"}).status == 400
    post(f"{at}/{event}/code", "Ben", **coded | {"field-killed": "43"})
    text = asked(f"{at}/{event}", by("Chief")).text
    assert "41" in text
    assert "43" in text
    assert "no value" not in text
    assert asked(at, by("Chief")).text.count('<span class="tag warn">open</span>') == 1
    post(f"{at}/{event}/settle", "Chief", why="the ministry", **{"pick-killed": "1"})
    assert opened(case).event(event).values["killed"][0].value == "43"
    assert '<span class="tag">settled</span>' in asked(at, by("Chief")).text
    log = asked(f"{address}/practice/decisions?by=Chief").text
    assert "adjudicated in first (Ada: 41; Ben: 43)" in log


def test_the_log_is_filtered_carries_the_codebook_and_is_downloaded(mine):
    address, case = mine
    post(f"{address}/practice/codebook", "Chief", codebook="Ours", version="2.1")
    document = opened(case).store.documents()[0].id
    opened(case).exclude(document, why="=1+1", by="Ada")
    assert "Ours</bdi> 2.1" in asked(f"{address}/practice/decisions?by=Ada").text
    assert "No judgement passes" in asked(f"{address}/practice/decisions?by=Nobody").text
    answer = asked(f"{address}/practice/decisions.csv")
    assert "attachment" in answer.headers["content-disposition"]
    assert "'=1+1" in answer.text


def test_checks_and_gaps(mine):
    address, _ = mine
    post(f"{address}/practice/sourcing", "Ada", source="Radio <x>", first="2018-09-02", last="2018-09-03")
    text = asked(f"{address}/practice/sourcing?since=2018-09-01&until=2018-09-04").text
    assert text.count("not checked") == 2
    assert "Radio &lt;x&gt;" in text
    assert asked(f"{address}/practice/sourcing?since=soon&until=2018-09-04").status == 400


def test_sources_are_restricted_and_freed(mine):
    address, case = mine
    document = opened(case).store.documents()[0]
    post(f"{address}/practice/restricted", "Ada", item=document.path, why="promised", kind="page")
    assert document.path in asked(f"{address}/practice/restricted").text
    assert opened(case).practice.restrictions()[0].by == "Ada"
    item = opened(case).practice.restrictions()[0].item
    post(f"{address}/practice/restricted", "Ada", item=item, why="free", kind="page", undo="true")
    assert opened(case).practice.restrictions() == ()
