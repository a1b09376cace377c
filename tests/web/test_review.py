"""Review over the real server, by plain forms as a browser without scripts sends them."""

import html
import json
import re
import sqlite3
from urllib.parse import unquote_plus

import pytest

from bench.served import asked, served
from dateline.engine.case import Case
from dateline.web.options import Options

MARKET = "remote.shelling"


@pytest.fixture
def ana(case):
    with served(case, Options(port=0, name="Ana")) as address:
        yield address


@pytest.fixture
def market(case):
    """The shelling of the market: told by seven stories, contested."""
    opened = Case.open(case, create=False)
    found = max((e for e in opened.events(type=MARKET)), key=lambda e: len(e.documents))
    opened.store.close()
    return found.id


def version(text):
    return html.unescape(re.search(r'name="version" value="([^"]+)"', text)[1])


def cells(case, event):
    """The event as the record has it: everything but judgements."""
    with sqlite3.connect(case / "record.sqlite") as db:
        db.row_factory = sqlite3.Row
        row = dict(db.execute("SELECT * FROM events WHERE id = ?", [event]).fetchone())
        claims = [
            tuple(r) for r in db.execute("SELECT claim FROM event_claims WHERE event = ? ORDER BY ordinal", [event])
        ]
        return row, claims


def picks(text):
    return [html.unescape(one) for one in re.findall(r'name="pick" value="([^"]+)"', text)]


def edit(address, event, field, given, seen, who=None):
    headers = {"Cookie": f"dateline_name={who}"} if who else {}
    return asked(f"{address}/review/{event}/edit", headers, {"field": field, "version": seen, **given})


def test_the_queue_says_why_and_counts_by_state(ana):
    found = asked(f"{ana}/review").text
    assert "50 of 97 events" in found
    assert re.search(r"undecided <b>97</b>", found)
    assert "contested: affirmed by some and denied by others" in found
    second = re.search(r'href="\?([^"]+after=[^"]+)"', found)[1]
    assert "47 of 97 events" in asked(f"{ana}/review?{html.unescape(second)}").text


def test_a_state_and_a_person_are_in_the_address(ana, market):
    seen = version(asked(f"{ana}/review/{market}").text)
    asked(f"{ana}/review/{market}/decide", form={"decision": "accept", "version": seen})
    assert market in asked(f"{ana}/review?state=accepted&by=Ana").text
    assert market not in asked(f"{ana}/review?state=accepted&by=Ben").text
    assert market not in asked(f"{ana}/review").text


def test_without_a_name_it_is_asked_first(case, market):
    with served(case) as address:
        found = asked(f"{address}/review/{market}")
        assert found.status == 303
        assert unquote_plus(found.headers["Location"]) == f"/name?back=/review/{market}"


def test_a_reader_sees_no_review(case, market):
    with served(case, Options(port=0, role="reader")) as address:
        for path in ("/review", f"/review/{market}", "/review/add/note"):
            assert asked(address + path).status == 403


def test_the_screen_shows_text_record_and_who_says_so(ana, market):
    found = asked(f"{ana}/review/{market}").text
    assert "Ministry of Defence" in found
    assert "1 copy" in found
    assert '<mark class="where f-where">' in found
    assert re.search(r'class="block boilerplate noise"', found)
    lit = asked(f"{ana}/review/{market}?field=killed").text
    assert '<mark class="figure f-killed lit">' in lit


def test_accept_goes_to_the_next_event_of_the_queue(ana, market):
    seen = version(asked(f"{ana}/review/{market}").text)
    done = asked(f"{ana}/review/{market}/decide", form={"decision": "accept", "version": seen})
    assert done.status == 303
    assert market not in done.headers["Location"]
    assert "Accepted" in unquote_plus(done.headers["Location"])
    assert "accepted by" in asked(f"{ana}/review/{market}").text


def test_undo_restores_the_event_exactly(ana, case, market):
    before = cells(case, market)
    for field in ("where", "killed", "initiators", "type"):
        screen = asked(f"{ana}/review/{market}?do=edit&field={field}").text
        chosen = picks(screen)[2]
        done = edit(ana, market, field, {"pick": chosen}, version(screen))
        assert done.status == 303, done.text[:500]
    assert cells(case, market) != before
    for _ in range(4):
        asked(f"{ana}/review/undo", form={"here": market})
    assert cells(case, market) == before
    for _ in range(4):
        asked(f"{ana}/review/redo", form={"here": market})
    assert "set by" in asked(f"{ana}/review/{market}").text
    for _ in range(4):
        asked(f"{ana}/review/undo", form={"here": market})
    assert cells(case, market) == before


def test_a_choice_keeps_the_characters_that_say_so(ana, case, market):
    screen = asked(f"{ana}/review/{market}?do=edit&field=killed").text
    chosen = next(one for one in picks(screen) if json.loads(one)["value"]["best"] == 17)
    edit(ana, market, "killed", {"pick": chosen}, version(screen))
    opened = Case.open(case, create=False)
    event = opened.event(market)
    [held] = event.held("killed")
    claim = next(c for c in event.claims if c.id in held.claims and c.field == "killed")
    at = json.loads(chosen)["at"]
    assert (claim.evidence.start, claim.evidence.end) == (at["start"], at["end"])
    opened.store.close()


def test_what_is_typed_wrongly_is_said_where_it_was_typed(ana, market):
    screen = asked(f"{ana}/review/{market}?do=edit&field=when").text
    found = edit(ana, market, "when", {"text": "tomorrow"}, version(screen))
    assert found.status == 400
    assert "“tomorrow” is no time; type 2018-09-06" in found.text


def test_two_tabs_at_different_fields_lose_nothing(ana, case, market):
    seen = version(asked(f"{ana}/review/{market}").text)
    assert edit(ana, market, "when", {"text": "2018-09-05"}, seen).status == 303
    other = edit(ana, market, "killed", {"text": "23"}, seen, who="Ben")
    assert other.status == 303
    assert "Ana set When" in unquote_plus(other.headers["Location"])
    opened = Case.open(case, create=False)
    event = opened.event(market)
    assert event.when.earliest == "2018-09-05"
    assert set(event.set_by_hand) == {"when", "killed"}
    opened.store.close()


def test_two_tabs_at_one_field_choose_between_both(ana, case, market):
    seen = version(asked(f"{ana}/review/{market}").text)
    assert edit(ana, market, "when", {"text": "2018-09-05"}, seen).status == 303
    other = edit(ana, market, "when", {"text": "2018-09-07"}, seen, who="Ben")
    assert other.status == 409
    assert "5 Sep 2018" in other.text
    assert "7 Sep 2018" in other.text
    mine = html.unescape(re.search(r'name="keep-when" value="([^"]{2,})"', other.text)[1])
    fresh = html.unescape(re.search(r'class="stale".*?name="version" value="([^"]+)"', other.text, re.S)[1])
    ben = {"Cookie": "dateline_name=Ben"}
    given = {"decision": "edit", "version": fresh, "keep-when": mine}
    assert asked(f"{ana}/review/{market}/settle", ben, given).status == 303
    opened = Case.open(case, create=False)
    assert opened.event(market).when.earliest == "2018-09-07"
    opened.store.close()


def test_who_accepts_what_another_changed_is_asked_again(ana, market):
    seen = version(asked(f"{ana}/review/{market}").text)
    edit(ana, market, "when", {"text": "2018-09-05"}, seen, who="Ben")
    found = asked(f"{ana}/review/{market}/decide", form={"decision": "accept", "version": seen})
    assert found.status == 409
    assert "Accept it as it stands now" in found.text
    assert "Ben: When → 5 Sep 2018" in found.text


def test_merge_lists_events_of_the_same_kind_place_and_time(ana, market):
    found = asked(f"{ana}/review/{market}?do=merge").text
    assert re.search(r'data-key="1".*?Shelling · Dolmet.*?10 Sep 2018 · same type, same province', found, re.S)


def test_every_form_has_an_address_and_a_way_out(ana, market):
    for do in ("reject", "merge", "split", "edit&field=type", "edit&field=weapons"):
        found = asked(f"{ana}/review/{market}?do={do}").text
        assert 'id="panel" class="panel">' in found, do
        assert "data-close" in found


def test_hostile_words_stay_words(ana, market):
    screen = asked(f"{ana}/review/{market}?do=edit&field=initiators").text
    name = '<script>alert(1)</script>" onload="x'
    edit(ana, market, "initiators", {"text": name}, version(screen))
    found = asked(f"{ana}/review/{market}").text
    assert "<script>alert" not in found
    assert "&lt;script&gt;" in found


def test_a_story_can_be_read_to_add_what_was_missed(ana, case):
    opened = Case.open(case, create=False)
    document = next(d for d in opened.documents() if d.path.endswith("19-la-vigie-cessez-le-feu.html"))
    opened.store.close()
    at = document.text.index("cessez-le-feu")
    found = asked(f"{ana}/review/page/{document.id}?do=add&document={document.id}&start={at}&end={at + 13}").text
    assert "“cessez-le-feu”" in found
    assert "What happened" in found


def test_the_queue_of_one_person_is_kept_from_event_to_event(ana, case):
    first, second, *_ = queued(f"{ana}/review")
    opened = Case.open(case, create=False)
    opened.practice.assign(first, second, to="Ana")
    opened.practice.assign(first, to="Ben <b>")
    opened.store.close()
    found = asked(f"{ana}/review?assigned=Ana").text
    assert "2 of 2 events" in found
    assert "Ben &lt;b&gt;" in found
    assert queued(f"{ana}/review?assigned=Ana") == [first, second]
    assert first not in queued(f"{ana}/review?assigned=nobody")
    screen = asked(f"{ana}/review/{first}?assigned=Ana").text
    assert f'id="next" href="/review/{second}?assigned=Ana"' in screen
    form = {"decision": "accept", "version": version(screen)}
    done = asked(f"{ana}/review/{first}/decide?assigned=Ana", form=form)
    assert done.headers["Location"].startswith(f"/review/{second}?assigned=Ana&said=")
    seen = version(asked(f"{ana}/review/{second}").text)
    done = asked(f"{ana}/review/{second}/decide?assigned=Ana", form={"decision": "accept", "version": seen})
    assert done.headers["Location"].startswith("/review?assigned=Ana&said=")
    undone = asked(f"{ana}/review/undo?assigned=Ana", form={"here": ""})
    assert undone.headers["Location"].startswith(f"/review/{second}?assigned=Ana&said=")


def queued(address):
    return re.findall(r'id="q-(evt-[^"]+)"', asked(address).text)


def test_the_queue_tells_what_rows_code(ana, case, market, tmp_path):
    rows = tmp_path / "own.csv"
    opened = Case.open(case, create=False)
    event = opened.event(market)
    rows.write_text(
        "id,day,town,who,dead\n"
        f'"<i>1",{event.when.earliest},"{event.where.name}","{event.held("initiators")[0].value}",1\n',
        encoding="utf-8",
    )
    columns = {"id": ["id"], "date": ["day"], "place": ["town"], "actor": ["who"], "deaths": ["dead"]}
    opened.practice.import_rows(rows, columns=columns)
    opened.store.close()
    found = asked(f"{ana}/review?coded=new+information").text
    assert queued(f"{ana}/review?coded=new+information") == [market]
    assert "new information: <bdi>&lt;i&gt;1</bdi>; deaths" in found
    screen = asked(f"{ana}/review/{market}?coded=new+information").text
    assert "by 1 imported row" in screen
    assert "own table" in screen
    assert re.search(r"<b>deaths</b>: the rows say <bdi>1</bdi>, the reports <bdi>23", screen)
    assert len(queued(f"{ana}/review?coded=new+event")) == 50


def test_one_claim_is_rejected_with_a_reason_and_taken_back(ana, case, market):
    screen = asked(f"{ana}/review/{market}?do=claim&field=killed").text
    assert "Reject one claim" in screen
    chosen = html.unescape(re.search(r'href="([^"]+claim=clm[^"]+)"', screen)[1])
    form = asked(ana + chosen).text
    assert re.search(r'quoted" dir="auto">Killed: <b><bdi>at least 9', form)
    claim = re.search(r'name="claim" value="([^"]+)"', form)[1]
    assert asked(f"{ana}/review/{market}/reject-claim", form={"claim": claim, "why": " "}).status == 400
    assert asked(f"{ana}/review/{market}/reject-claim", form={"claim": "clm-none", "why": "x"}).status == 400
    done = asked(f"{ana}/review/{market}/reject-claim?field=killed", form={"claim": claim, "why": "misread"})
    assert done.headers["Location"].startswith(f"/review/{market}?field=killed&said=Claim+rejected")
    opened = Case.open(case, create=False)
    made = opened.history(market)[-1].changes[0]
    assert (made.decision, made.by, made.why, made.taken_back) == ("reject", "Ana", "misread", False)
    asked(f"{ana}/review/undo", form={"here": market})
    assert opened.history(market)[-1].changes[0].decision == "undone"
    opened.store.close()
