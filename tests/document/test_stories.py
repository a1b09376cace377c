import time
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from dateline.document.errors import DocumentError
from dateline.document.render import render
from dateline.document.stories import documents, from_text
from dateline.model.source import Capture

CASES = Path(__file__).parents[1] / "cases"


def cases(name):
    return [
        pytest.param(case, id=case["name"])
        for case in tomllib.loads((CASES / f"{name}.toml").read_text("utf-8"))["case"]
    ]


def stories(data, tables, url=None):
    capture = Capture(id="cap-1", blob="b", path="page", url=url, size=len(data))
    return documents(render(data, "b", None, Limits()), data, capture, tables)


@pytest.mark.parametrize("case", cases("segments"))
def test_roles(case, tables):
    (document,) = stories(case["text"].encode(), tables)
    found = [(segment.role, segment.text) for segment in document.segments]
    assert [role for role, _ in found] == [role for role, _ in case["roles"]], found
    for (_, text), (_, beginning) in zip(found, case["roles"], strict=True):
        assert text.startswith(beginning)


@pytest.mark.parametrize("case", cases("mastheads"))
def test_masthead(case, tables):
    (document,) = stories(case.get("html", case.get("text")).encode(), tables, case.get("url"))
    for field in {"title", "publisher", "agency", "byline", "language"} & set(case):
        assert getattr(document, field) == (None if case[field] == "none" else case[field]), field
    if "published" in case:
        assert document.published.earliest == (None if case["published"] == "none" else case["published"])
    if "candidate" in case:
        assert tuple(case["candidate"]) in {(one.basis, one.earliest) for one in document.published.candidates}


SECOND = (
    "The general in a picture of 2009. Photo: AFP\n\nStaff writersAP\n\n"
    + "Rebels in the north are losing ground as the battle for the port drags on, a military official said. " * 4
)


def test_two_stories_on_one_page_are_told_apart(tables):
    first = (
        "Wells Burn Weeks After Town Retaken\n\n" + "Wells still burn south of the town, the local channel said. " * 4
    )
    one, two = stories((first + "Credit: YouTube/Live\n\n" + SECOND).encode(), tables)
    assert one.title == "Wells Burn Weeks After Town Retaken"
    assert one.segments[-1].role == "credit"
    assert two.title is None
    assert [segment.role for segment in two.segments] == ["caption", "credit", "body"]
    assert (one.agency, two.agency) == (None, "AP")
    assert one.id != two.id


ECHO = """Lake Echo

Militia turns back trucks at the Karsa bridge

Lake Echo, 13 May 2021

A militia stopped nine trucks at the Karsa bridge on Wednesday and sent them back to the port, drivers said.

Nobody was hurt, and the trucks had reached the port again by the evening, the governor of the district said.


Hundreds march for peace in the capital

{line}

{body}
"""
MARCH = "People marched through the capital on Thursday and asked for talks. " * 8


def test_a_second_line_of_outlet_and_date_opens_a_second_story(tables):
    one, two = stories(ECHO.format(line="Lake Echo, 14 May 2021", body=MARCH).encode(), tables)
    assert [one.title, two.title] == [
        "Militia turns back trucks at the Karsa bridge",
        "Hundreds march for peace in the capital",
    ]
    assert [one.publisher, two.publisher] == ["Lake Echo", "Lake Echo"]
    assert [one.published.earliest, two.published.earliest] == ["2021-05-13", "2021-05-14"]


@pytest.mark.parametrize(
    ("line", "body"),
    [("Port Harcourt, 14 May 2021", MARCH), ("Lake Echo, 14 May 2021", "A short note.")],
    ids=["a place with a date", "no story's worth of words"],
)
def test_other_dated_lines_split_nothing(line, body, tables):
    assert len(stories(ECHO.format(line=line, body=body).encode(), tables)) == 1


def test_a_byline_at_the_end_does_not_split(tables):
    body = "Wells still burn south of the town, the local channel said. " * 4
    assert len(stories(f"Wells Burn\n\n{body}\n\nBy Jane Roe\n\nThe author is a reporter.".encode(), tables)) == 1


def test_gold_stories_are_one_story_each(gold, tables):
    import json

    for line in (gold / "stories" / "texts.jsonl").read_text("utf-8").splitlines():
        assert len(stories(json.loads(line)["text"].encode(), tables)) == 1, line[:60]


EXPECTED = {"000": 1, "001": 1, "002": 1, "003": 1, "004": 2}


@pytest.mark.parametrize("number", EXPECTED)
def test_seed_pages(number, seeds, tables):
    (path,) = seeds.glob(f"{number}_*")
    found = stories(path.read_bytes(), tables)
    assert len(found) == EXPECTED[number]
    assert_covered(path.read_bytes().decode(), found)


def assert_covered(text, found):
    spans = [segment.span for document in found for segment in document.segments]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    seen = "".join(text[span.start : span.end] for span in spans)
    assert "".join(seen.split()) == "".join(text.split())
    for document in found:
        assert document.text == text
        assert all(segment.text == segment.span.of(text) for segment in document.segments)


CUES = [
    "ALSO READ: ",
    "(File photo. AFP)",
    "Picture: AP",
    "By Jane Roe",
    "[caption]",
    "[/caption]",
    "© 2015 X",
    "\n",
    "\r\n",
    " | ",
    "[…]",
]
PROSE = st.lists(
    st.one_of(st.text(max_size=40), st.sampled_from(CUES), st.just("The army took the town. ")), max_size=14
)


@given(PROSE)
@settings(max_examples=150, deadline=None)
def test_segments_cover_any_text_and_never_overlap(parts):
    text = "".join(parts)
    document = from_text(text, title=None, url=None, publisher=None, published=None, tables=shared_tables())
    assert_covered(text, [document])


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
@settings(max_examples=100, deadline=None)
def test_html_of_any_bytes_is_covered_or_refused(noise):
    from dateline.document.errors import DocumentError

    data = b"<html><body><p>The army took the town of Marka on Friday.</p><div>" + noise + b"</div><h1>Marka falls</h1>"
    try:
        rendition = render(data, "b", "text/html", Limits())
    except DocumentError:
        return
    found = documents(rendition, data, None, shared_tables())
    assert_covered(rendition.text, found)


def shared_tables():
    from types import SimpleNamespace

    from dateline.tables import languages, outlets, segments

    if not LOADED:
        LOADED.append(SimpleNamespace(segments=segments.load(), outlets=outlets.load(), languages=languages.load()))
    return LOADED[0]


LOADED: list = []


@pytest.mark.parametrize(
    "text",
    [
        "By Jane Roe\n\nThe army left the town at dawn.\n\n" * 4_000,
        "a\n" * 50_000 + "The army left the town at dawn on Friday.",
        "The army left the town. " * 20_000,
        "A-" * 50_000 + " said",
        "." * 100_000 + " A",
        "A A " * 50_000,
        "(photo " * 20_000,
        "[caption " * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_time_grows_with_length_only(text, tables):
    # Processor time, so that a busy machine changes nothing: about 4 s at most here; quadratic took many minutes.
    started = time.process_time()
    assert stories(text.encode(), tables)
    assert time.process_time() - started < 20


def test_given_values_win(tables):
    document = from_text(
        "Rebels shelled Aden.",
        title="Aden",
        url=None,
        publisher="Me",
        published="2016-10-20T07:23+05:30",
        tables=tables,
    )
    assert (document.title, document.publisher, document.published.earliest) == ("Aden", "Me", "2016-10-20")
    assert document.published.basis == "given"
    assert document.published.instant == "2016-10-20T07:23:00+05:30"
    chosen = {one.field: (one.value, one.basis) for one in document.candidates if one.chosen}
    assert chosen["title"] == ("Aden", "given")
    assert chosen["publisher"] == ("Me", "given")
    assert chosen["published"] == ("2016-10-20T07:23:00+05:30", "given")


@pytest.mark.parametrize(
    ("published", "interval"),
    [("2016", ("2016-01-01", "2016-12-31", "year")), ("2016-02", ("2016-02-01", "2016-02-29", "month"))],
)
def test_given_dates_may_be_coarse(published, interval, tables):
    found = from_text("x", title=None, url=None, publisher=None, published=published, tables=tables).published
    assert (found.earliest, found.latest, found.precision) == interval


@pytest.mark.parametrize("published", ["yesterday", "2016-13", "20 October 2016", ""])
def test_a_date_that_is_none_is_refused(published, tables):
    with pytest.raises(ValueError, match="ISO date"):
        from_text("x", title=None, url=None, publisher=None, published=published, tables=tables)


@pytest.mark.parametrize("text", ["\ud800 x", "Shells fell.\udfff"])
def test_a_text_with_half_characters_is_refused_as_a_page_is(text):
    with pytest.raises(DocumentError, match=r"half characters \(surrogates\); save it again as UTF-8"):
        from_text(text, title=None, url=None, publisher=None, published=None, tables=shared_tables())


def test_a_caption_code_in_a_paragraph_of_html_is_a_caption(tables):
    page = (
        b"<html><body><h1>Ferry burns off Warri</h1><p>A ferry burned off Warri on Friday, the navy said.</p>"
        b'<p>[caption id="a_1" width="300"]Smoke over the quay[/caption]</p>'
        b'<p>[caption id="a_2"]The burnt deck[/caption] Nine people are missing, the owner of the ferry said.</p></body></html>'
    )
    (document,) = stories(page, tables)
    found = [(segment.role, segment.text) for segment in document.segments if segment.role != "headline"]
    assert [role for role, _ in found] == ["body", "caption", "caption", "body"], found
    assert found[-1][1].startswith("Nine people")
