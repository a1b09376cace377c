"""Triage: every matter filters and counts; leaving out needs a reason and a name, and can be taken back."""

import re
import time

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.engine.judging import exclusions
from dateline.store.triage import MATTERS, Triage, counts, triage
from dateline.web.options import Options


def listed(text):
    return re.findall(r'<tr id="(doc-\w+)"', text)


@pytest.fixture
def mine(case):
    with served(case, Options(port=0, name="Ana")) as address:
        yield address, case


def in_force(case):
    opened = Case.open(case, create=False)
    found = exclusions(opened.store.judgements())
    opened.store.close()
    return found


@pytest.mark.parametrize("matter", [*MATTERS])
def test_each_matter_is_counted_as_listed(server, built, matter):
    query = Case.open(built, create=False).store.query
    found = triage(query, Triage(matter=matter), 1000, 0)
    text = asked(f"{server}/documents?matter={matter}").text
    assert len(listed(text)) == len(found.rows) == counts(query, Triage(matter=matter))[matter]
    assert all(matter in found.matters[row.id] for row in found.rows)


def test_the_exercise_has_what_it_was_written_with(server):
    assert len(listed(asked(server + "/documents").text)) == 22
    assert len(listed(asked(server + "/documents?matter=glued").text)) == 2
    assert listed(asked(server + "/documents?matter=copy").text) == ["doc-4aae83d8512fdda8"]
    assert "French: only English is read" in asked(server + "/documents?matter=unread").text


@pytest.mark.parametrize(
    ("asks", "number"),
    [
        ("publisher=Isles+Today", 4),
        ("language=fr", 1),
        ("text=MARKET", 6),
        ("text=%22%25", 0),
        ("publisher=Isles+Today&text=market", 1),
        ("text=&publisher=&language=", 22),
        ("matter=nonsense", 22),
    ],
)
def test_filters_narrow_and_keep_to_the_address(server, asks, number):
    answer = asked(f"{server}/documents?{asks}")
    assert answer.status == 200
    assert len(listed(answer.text)) == number


def test_orders(server):
    days = [
        re.findall(r"<td>(\d+ \w+ \d{4})", asked(f"{server}/documents?sort={one}").text) for one in ("newest", "oldest")
    ]
    assert days[0][0] == days[1][-1] == "20 Sep 2018"


def test_a_page_beyond_the_last_is_the_last(server):
    assert len(listed(asked(server + "/documents?page=999").text)) == 22
    assert asked(server + "/documents?page=0").status == 422


def test_leaving_out_asks_for_a_reason_in_its_row(mine):
    address, _ = mine
    text = asked(address + "/documents?leave=doc-57879f149918fdf0").text
    assert 'action="/documents/doc-57879f149918fdf0/leave-out"' in text
    assert "autofocus" in text


def test_leaving_out_and_taking_back(mine):
    address, case = mine
    answer = asked(
        address + "/documents/doc-57879f149918fdf0/leave-out", form={"why": "satire", "back": "/documents?text=kheddal"}
    )
    assert answer.status == 303
    assert [(one.by, one.why) for one in in_force(case)] == [("Ana", "satire")]
    text = asked(address + answer.headers["Location"]).text
    assert "Left out, as soon as the record is rebuilt" in text and "03-lantern-online-kheddal.html" in text
    assert "rebuilding…" in text
    assert 'hx-get="/review/rebuild/state' in text
    assert rebuilt(address)
    assert listed(asked(address + "/documents?text=kheddal").text) == []
    number = in_force(case)[0].number
    assert "satire" in asked(address + "/documents?matter=excluded").text
    assert asked(f"{address}/exclusions/{number}/take-back", form={"back": "/documents"}).status == 303
    assert in_force(case) == ()
    assert rebuilt(address)
    assert listed(asked(address + "/documents?text=kheddal").text) == ["doc-57879f149918fdf0"]


def rebuilt(address):
    """Whether the build in the background comes to its end."""
    for _ in range(600):
        text = asked(address + "/review/rebuild/state").text
        if "rebuilding" not in text:
            return "failed" not in text
        time.sleep(0.1)
    return False


def test_without_a_reason_nothing_is_left_out(mine):
    address, case = mine
    answer = asked(address + "/documents/doc-57879f149918fdf0/leave-out", form={"why": "  "})
    assert answer.status == 400
    assert "reason" in answer.text
    assert in_force(case) == ()


def test_who_has_no_name_is_asked_first(case):
    with served(case) as address:
        answer = asked(
            address + "/documents/doc-57879f149918fdf0/leave-out", form={"why": "satire", "back": "/documents"}
        )
    assert answer.headers["Location"] == "/name?back=%2Fdocuments"
    assert in_force(case) == ()


def test_it_leads_nowhere_else(mine):
    address, _ = mine
    form = {"why": "satire", "back": "//elsewhere.example"}
    assert (
        asked(address + "/documents/doc-57879f149918fdf0/leave-out", form=form).headers["Location"].startswith("/?done")
    )


def test_failures_come_with_their_reasons(tmp_path, case):
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 nothing")
    opened = Case.open(case, create=False)
    opened.add(tmp_path / "broken.pdf")
    opened.build()
    reasons = [one.reason for one in opened.store.failures()]
    opened.store.close()
    assert reasons
    with served(case) as address:
        text = asked(address + "/documents?matter=failed").text
    assert "broken.pdf" in text and len(re.findall("<tr><td>", text)) == len(reasons)
