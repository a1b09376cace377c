"""Intervals for undated stories, from what they name and what others date."""

import itertools

import pytest
from msgspec.structs import replace

from dateline.linking.dating import date, decide_all
from dateline.model.mention import Symbol
from dateline.model.report import When
from tests.linking.factories import actor, coded, document, place, reading, report, time

TODAY = Symbol(anchor="publication", rule="offset", unit="day", amount=0, direction="same")
SATURDAY = Symbol(anchor="publication", rule="weekday", value="6", direction="past")


def about(name, text, day=None, places=("Tolma",), times=(), **more):
    one = document(name, text, day, **more)
    return reading(one, places=tuple(place(text, p) for p in places), times=times)


def the(documents, name):
    return next(d for d in documents if d.id == f"doc-{name}")


@pytest.fixture
def dated():
    text = "Troops took the mill at Tolma, and Colonel Ana Petrov raised a flag over it."
    return reading(about("dated", text, "2021-03-09"), actors=(actor(text, "Ana Petrov", "person"),))


def test_a_caption_dates_the_week_after_its_photo():
    text = "Smoke over the docks, April 2, 2021.\nDockers fled."
    one = about(
        "u",
        text,
        places=(),
        times=(time(text, "April 2, 2021", "2021-04-02"),),
        captions=("Smoke over the docks, April 2, 2021.",),
    )
    (found,) = date((one,))
    assert (found.published.earliest, found.published.latest) == ("2021-04-02", "2021-04-09")
    assert "caption of 'April 2, 2021'" in found.published.basis


def test_a_story_lies_near_the_dated_one_that_shares_its_rare_things(dated):
    text = "A grave was found at Tolma, Ana Petrov said."
    one = reading(about("u", text), actors=(actor(text, "Ana Petrov", "person"),))
    found = the(date((dated, one)), "u")
    assert found.published.earliest <= "2021-03-01" and found.published.latest >= "2021-03-30"
    assert "doc-dated of 2021-03-09" in found.published.basis and "Tolma" in found.published.basis


def test_a_shared_place_alone_dates_nothing(dated):
    assert the(date((dated, about("u", "A grave was found at Tolma."))), "u").published.earliest is None


def test_a_day_without_a_year_bears_a_shared_place_out_and_bounds_the_story(dated):
    text = "The bridge at Tolma fell on March 20, its keeper said."
    symbol = Symbol(anchor="publication", rule="monthday", value="03-20", direction="past")
    found = the(date((dated, about("u", text, times=(time(text, "March 20", symbol=symbol),)))), "u")
    assert found.published.earliest == "2021-03-20"
    assert found.times[0].earliest == "2021-03-20"


def test_a_story_is_not_older_than_what_it_tells_of(dated):
    text = "Ana Petrov left Tolma on 2 June 2021, and nobody followed."
    one = about("u", text, times=(time(text, "2 June 2021", "2021-06-02"),))
    found = the(date((dated, reading(one, actors=(actor(text, "Ana Petrov", "person"),)))), "u")
    assert found.published.earliest is None and "not before '2 June 2021'" in found.published.basis


BLAST = "A blast broke the dam at Tolma on Monday, Ana Petrov said."


def blast(name, text, day, when, **more):
    """A story of a blast at Tolma, published on `day`, with Ana Petrov in it."""
    one = reading(about(name, text, day, **more), actors=(actor(text, "Ana Petrov", "person"),))
    return coded(one, report(one, text, "remote.ied", when=when, where=one.places[0]))


@pytest.mark.parametrize(
    ("words", "symbol", "earliest", "latest"),
    [
        (
            "two weeks ago",
            Symbol(anchor="publication", rule="offset", unit="week", amount=2),
            "2021-03-18",
            "2021-03-26",
        ),
        (
            "two weeks before",
            Symbol(anchor="narrative", rule="offset", unit="week", amount=2),
            "2021-03-18",
            "2021-04-02",
        ),
        ("on Monday", Symbol(anchor="publication", rule="weekday", value="1"), "2021-03-08", "2021-03-15"),
        ("on Saturday", SATURDAY, "2021-02-09", "2021-04-06"),
    ],
)
def test_a_story_is_dated_by_how_long_ago_it_puts_what_others_date(words, symbol, earliest, latest):
    monday = When(earliest="2021-03-08", latest="2021-03-08", precision="day", text="Monday", basis="clause")
    told = When(earliest=None, latest=None, precision=None, text=words, basis="clause", symbol=symbol)
    known = blast("dated", BLAST, "2021-03-09", monday)
    asked = blast("u", f"A blast broke the dam at Tolma {words}, Ana Petrov said.", None, told)
    found = the(date((known, asked)), "u").published
    assert (found.earliest, found.latest) == (earliest, latest)
    assert ("told as" in found.basis) == (words != "on Saturday")


def test_a_footer_year_is_no_evidence():
    text = "Dockers fled.\n© 3 May 2015 Harbour Post"
    assert (
        date((about("u", text, places=(), times=(time(text, "3 May 2015", "2015-05-03"),)),))[0].published.earliest
        is None
    )


def test_a_story_on_the_page_of_a_dated_one_lies_within_two_weeks(dated):
    other = replace(about("u", "x", places=()), rendition=dated.rendition, segments=())
    found = the(date((dated, other)), "u")
    assert (found.published.earliest, found.published.latest) == ("2021-02-23", "2021-03-23")
    assert "one page" in found.published.basis


def test_symbolic_times_reports_and_claims_are_resolved_at_the_interval():
    text = "Smoke over the docks, April 2, 2021.\nShells hit the docks on Saturday. A crane burned today."
    times = (time(text, "April 2, 2021", "2021-04-02"), time(text, "Saturday", symbol=SATURDAY))
    one = about("u", text, places=(), times=times, captions=("Smoke over the docks, April 2, 2021.",))
    waiting = When(earliest=None, latest=None, precision=None, text="Saturday", basis="clause", symbol=SATURDAY)
    inherited = When(earliest=None, latest=None, precision=None, text=None, basis="publication date", symbol=TODAY)
    reports = (
        report(one, "Shells hit the docks on Saturday", "remote.shelling", when=waiting),
        report(one, "A crane burned today", "destruction.arson", when=inherited),
    )
    (found,) = date((coded(one, *reports),))
    assert found.times[1].earliest == "2021-03-27" and found.times[1].latest == "2021-04-03"
    assert (found.reports[0].when.earliest, found.reports[0].when.latest) == ("2021-03-27", "2021-04-03")
    assert (found.reports[1].when.earliest, found.reports[1].when.latest) == ("2021-04-02", "2021-04-09")
    assert [c.value for c in found.reports[0].claims if c.field == "when"] == ["2021-03-27/2021-04-03"]
    assert [r.id for r in found.reports] == [r.id for r in reports]


def test_dated_documents_are_left_alone(dated):
    assert date((dated,)) == (dated,)


def test_decisions_do_not_depend_on_the_order_of_documents(dated):
    text = "A grave was found at Tolma, Ana Petrov said."
    one = reading(about("u", text), actors=(actor(text, "Ana Petrov", "person"),))
    far = reading(
        about("far", "Tolma slept, Ana Petrov said.", "2019-01-01"),
        actors=(actor("Tolma slept, Ana Petrov said.", "Ana Petrov", "person"),),
    )
    others = [about(f"o{n}", "Nothing happened in Verrin.", "2020-01-01", places=("Verrin",)) for n in range(2)]
    found = [decide_all((*order, *others), [one]) for order in itertools.permutations((dated, far, one))]
    assert all(one == found[0] for one in found)
    assert found[0]["doc-u"].period is None and "far apart" in found[0]["doc-u"].basis


def test_a_story_is_not_younger_than_its_archived_copy(dated):
    text = "A grave was found at Tolma, Ana Petrov said."
    one = reading(about("u", text), actors=(actor(text, "Ana Petrov", "person"),))
    archived = replace(one, published=replace(one.published, latest="2021-03-12"))
    found = the(date((dated, archived)), "u").published
    assert found.earliest < found.latest == "2021-03-12"
    before = replace(one, published=replace(one.published, latest="2020-01-01", basis="not after 2020-01-01"))
    kept = the(date((dated, before)), "u").published
    assert (kept.earliest, kept.latest) == (None, "2020-01-01")
    assert "archived on 2020-01-01" in kept.basis
