"""Time expressions: each case of the table, and promises that hold on any text."""

import tomllib
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.document import Document, Published, Segment
from dateline.model.mention import Period
from dateline.model.span import Rendition, Span
from dateline.reading.parse import parse_document
from dateline.reading.time_tokens import CODE
from dateline.reading.times import RULES, find_times
from dateline.tables import times as words
from dateline.values.calendar import resolve

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]
TABLES = SimpleNamespace(times=words.load())


def story(text, published=None, role="body"):
    dated = Published(earliest=published, latest=published, precision="day" if published else None, basis="given")
    return Document(
        id="doc-1",
        capture=None,
        path=None,
        url=None,
        captured_at=None,
        rendition=Rendition.make(text, blob="", extractor="test"),
        title=None,
        segments=(Segment(span=Span(0, len(text)), role=role, text=text),),
        published=dated,
        publisher=None,
        agency=None,
        byline=None,
        language="en",
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.get('expect', 'none')} | {case['text'][:30]}")
def test_case(case):
    found = find_times(story(case["text"], case.get("published")), (), TABLES)
    if case.get("none"):
        assert [t.text for t in found] == []
        return
    time = next((t for t in found if t.text == case["expect"]), None)
    assert time is not None, [t.text for t in found]
    if case.get("untold"):
        assert time.earliest is None and time.precision is None
    if case.get("waits"):
        assert time.earliest is None and time.symbol is not None
        assert "waits for the date of the document" in time.basis
    if "earliest" in case:
        assert (time.earliest, time.latest) == (case["earliest"], case.get("latest", case["earliest"]))
    for field in ("precision", "timex3", "kind", "anchor"):
        if field in case:
            assert getattr(time, field) == case[field], field


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("The governor will open the camp on November 2.", "2012-11-02"),
        ("The governor opened the camp on November 2.", "2011-11-02"),
        ("The army plans to attack on Thursday.", "2012-03-22"),
        ("The army attacked on Thursday.", "2012-03-15"),
        ("The rebels set the depot ablaze before fleeing in August.", "2011-08-01"),
        ("The talks were planned for August.", "2012-08-01"),
        ("The minister said that the army would attack on Thursday.", "2012-03-22"),
        ("The army would have attacked on Thursday.", "2012-03-15"),
        ("Troops are to leave on Thursday.", "2012-03-22"),
        ("The talks resume on Thursday.", "2012-03-22"),
        ("The talks resumed on Thursday.", "2012-03-15"),
        ("This Thursday the talks will resume.", "2012-03-22"),
        ("The envoy will be back in three days.", "2012-03-23"),
        ("The UN expects four million people by July.", "2012-07-01"),
        ("The envoy was shot on the 21st.", "2012-02-21"),
        ("The envoy will leave on the 21st.", "2012-03-21"),
        ("The minister promised aid in August.", "2011-08-01"),
    ],
)
def test_tense_gives_the_direction(nlp, text, expect):
    document = story(text, "2012-03-20")
    (time,) = find_times(document, parse_document(nlp, document), TABLES)
    assert time.earliest == expect


def test_an_interval_of_publication_gives_the_hull():
    document = story("The convoy was hit yesterday.")
    published = Published(earliest="2012-03-05", latest="2012-03-08", precision="days", basis="given")
    document = Document(**{f: getattr(document, f) for f in document.__struct_fields__} | {"published": published})
    (time,) = find_times(document, (), TABLES)
    assert (time.earliest, time.latest) == ("2012-03-04", "2012-03-07")


def test_a_waiting_time_resolves_once_the_document_is_dated():
    (waiting,) = find_times(story("The convoy was hit two days ago."), (), TABLES)
    (dated,) = find_times(story("The convoy was hit two days ago.", "2012-03-20"), (), TABLES)
    late = resolve(waiting.symbol, Period("2012-03-20", "2012-03-20"))
    assert (late.earliest, late.latest, late.timex3) == (dated.earliest, dated.latest, dated.timex3)


def test_a_caption_is_read_from_its_own_date_and_moves_no_story():
    text = "Smoke over the docks on 2 April 2011. Two days later they burned.\nA day earlier it had rained."
    caption, body = (Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text)))
    segments = tuple(
        Segment(span=span, role=role, text=span.of(text)) for span, role in ((caption, "caption"), (body, "body"))
    )
    document = story(text)
    document = Document(**{f: getattr(document, f) for f in document.__struct_fields__} | {"segments": segments})
    _, later, earlier = find_times(document, (), TABLES)
    assert later.earliest == "2011-04-04" and "the date that the caption last named" in later.basis
    assert earlier.earliest is None and "the story names no date before it" in earlier.basis


def test_a_length_before_an_event_says_why_it_has_no_interval():
    (time,) = find_times(story("Two days after the raid he fled.", "2012-03-20"), (), TABLES)
    assert (time.timex3, time.earliest, time.basis) == ("P2D", None, "counted from something that is not dated here")


def test_history_counts_from_the_date_last_named_even_in_a_dated_text():
    text = (
        "The war of 1801 began in March 1801. "
        + "It spread in 1802. It paused in 1803. " * 3
        + "On 5 May 1804 it ended. "
    )
    found = find_times(story(text + "In June the king fled.", "2010-01-01"), (), TABLES)
    assert found[-1].timex3 == "1804-06" and found[-1].anchor == "narrative"


@pytest.mark.parametrize("role", ["comment", "related", "boilerplate", "credit"])
def test_only_the_story_is_read(role):
    assert find_times(story("It fell on 5 May 2004.", role=role), (), TABLES) == ()


PIECES = st.sampled_from(
    [*sorted(TABLES.times.words), "2016", "31", "5", "February", ",", "-", ".", "BC", "9999", "10:30", "of", "\n", "0"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30), st.sampled_from([None, "2016-02-29", "0001-01-01", "9999-12-31"]))
def test_any_mixture_of_time_words_is_read_without_failing(pieces, published):
    text = " ".join(pieces)
    found = find_times(story(text, published), (), TABLES)
    assert all(time.span.of(text) == time.text for time in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(time.earliest <= time.latest for time in found if time.earliest is not None)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_failing(text):
    assert all(time.span.of(text) == time.text for time in find_times(story(text, "2016-02-29"), (), TABLES))


@settings(max_examples=300)
@given(st.lists(st.sampled_from(sorted(CODE.values())), max_size=12).map("".join))
def test_the_quick_look_spares_no_rule_that_matches(classes):
    for needed, pattern, _ in RULES:
        if pattern.search(classes):
            assert not any(codes.isdisjoint(classes) for codes in needed)
