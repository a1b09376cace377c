"""The candidates of a masthead: which are kept, which is chosen, and why."""

import tomllib
from itertools import groupby
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from dateline.document.addresses import address_of, country_of_host, fit, host_words, spelled
from dateline.document.published import choose
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.model.document import DateCandidate
from dateline.model.source import Announced, Capture
from dateline.tables import languages, mastheads, outlets, segments

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "candidates.toml").read_text("utf-8"))["case"]
TABLES = SimpleNamespace(segments=segments.load(), outlets=outlets.load(), languages=languages.load())
WORDS = mastheads.load()


def story(data, url=None, archived=None, announced=None):
    capture = Capture(
        id="cap-1", blob="b", path="page", url=url, captured_at=archived, size=len(data), announced=announced
    )
    return documents(render(data, "b", None, Limits()), data, capture, TABLES)[0]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_candidates(case):
    document = story(case.get("html", case.get("text")).encode(), case.get("url"))
    found = {(one.field, one.value, one.basis, one.chosen) for one in document.candidates}
    for wanted in case.get("candidates", []):
        assert tuple(wanted) in found, "\n".join(map(str, sorted(found)))
    if "published" in case:
        assert (document.published.earliest or "", document.published.latest or "") == tuple(case["published"])


def test_a_capture_bounds_what_has_no_date_and_the_reason_says_so():
    document = story(b"Rebels took the port of Karsa on Monday.", archived="2014-04-01T12:00:00Z")
    assert (document.published.earliest, document.published.latest) == (None, "2014-04-01")
    assert document.published.basis == "no date on the page; not after 2014-04-01, when it was archived"
    assert document.captured_at == "2014-04-01T12:00:00Z"


def test_without_a_capture_time_nothing_bounds():
    document = story(b"Rebels took the port of Karsa on Monday.\n\n(c) 2014 The Kivu Echo")
    assert (document.published.earliest, document.published.latest) == (None, None)


@pytest.mark.parametrize(
    ("day", "archived", "chosen"),
    [
        ("2014-04-01", "2014-04-01T12:00:00Z", True),
        ("2014-04-02", "2014-04-01T12:00:00Z", True),
        ("2014-04-03", "2014-04-01T12:00:00Z", False),
        ("2014-04-03", None, True),
    ],
    ids=["the same day", "zones differ by a day at most", "two days later", "not archived"],
)
def test_a_day_after_the_archived_copy_is_set_aside(day, archived, chosen):
    found = choose((DateCandidate(earliest=day, latest=day, precision="day", basis="masthead"),), archived)
    assert (found.earliest == day) is chosen
    assert (found.candidates[0].aside is None) is chosen


def test_exact_times_are_compared_to_the_second():
    late = DateCandidate(
        earliest="2014-04-01", latest="2014-04-01", precision="day", basis="meta", instant="2014-04-01T14:00:00+02:00"
    )
    assert choose((late,), "2014-04-01T11:59:59Z").earliest is None
    assert choose((late,), "2014-04-01T12:00:00Z").instant == "2014-04-01T14:00:00+02:00"


DAYS = st.dates().map(str)
TIMES = st.builds(
    lambda days, kind, precision: DateCandidate(
        earliest=min(days), latest=max(days), precision=precision, basis="masthead", kind=kind
    ),
    st.tuples(DAYS, DAYS),
    st.sampled_from(["published", "updated", "printed", "first_published", "archived"]),
    st.sampled_from(["day", "range", "month"]),
)


@given(st.lists(TIMES, max_size=6), st.none() | DAYS.map(lambda day: f"{day}T10:00:00+00:00"))
def test_a_chosen_time_is_a_candidate_of_publication_and_not_after_the_archive(listed, archived):
    found = choose(tuple(listed), archived)
    chosen = [one for one in found.candidates if one.chosen]
    assert len(found.candidates) == len(listed)
    assert len(chosen) == (found.earliest is not None)
    for one in chosen:
        assert one.kind == "published" and one.aside is None
        assert one.earliest <= found.earliest <= found.latest <= one.latest
    assert choose(tuple(listed), archived) == found


LINES = st.sampled_from(
    [
        "By Jane Roe",
        "Lake Echo, 13 May 2021",
        "Updated: 14 May 2021 10:00 GMT",
        "KARSA (Reuters) - Rebels took the port on Monday.",
        "(c) 2014 The Lake Echo",
        "Rebels take the port",
        "Originally published in The Post on 3 May 2021.",
        "Read more at: https://www.haaretz.com/2014/03/05/x",
        "The army left the town at dawn on Friday, a spokesman said.",
    ]
)


NOISE = st.text(st.characters(exclude_categories=("C",)), max_size=30)


@given(st.lists(LINES | NOISE, max_size=10), st.booleans(), st.none() | st.just("2020-01-01T00:00:00Z"))
@settings(max_examples=80, deadline=None)
def test_every_field_is_its_chosen_candidate_or_empty(lines, html, archived):
    page = "\n\n".join(lines) + "\n\nThe army left the town."
    data = (
        f"<html><h1>Army leaves</h1>{''.join(f'<p>{line}</p>' for line in lines)}<p>It did.</p></html>"
        if html
        else page
    )
    document = story(data.encode("utf-8", "replace"), archived=archived)
    for field, group in groupby(document.masthead, key=lambda one: one.field):
        chosen = [one.value for one in group if one.chosen]
        assert len(chosen) <= 1
        assert getattr(document, field) == (chosen[0] if chosen else None)
    for one in document.candidates:
        assert one.why and one.basis and one.value
        assert one.span is None or one.span.end <= len(document.text)
        if one.field == "title" and one.span is not None:
            assert one.span.of(document.text) == one.value
        if one.chosen and one.field == "published" and archived:
            assert one.value[:10] <= "2020-01-02"
    assert story(data.encode("utf-8", "replace"), archived=archived).masthead == document.masthead


@pytest.mark.parametrize(
    ("url", "own", "archived"),
    [
        ("http://web.archive.org/web/20170309id_/http://a.example/x", "http://a.example/x", "2017-03-09"),
        (
            "https://archive.ph/2017.03.09-121314/https://a.example/x",
            "https://a.example/x",
            "2017-03-09T12:13:14+00:00",
        ),
        ("https://www-a-example.cdn.ampproject.org/c/s/www.a.example/x", "https://www.a.example/x", None),
        ("https://webcache.googleusercontent.com/search?q=cache:Zx:https://a.example/x", "https://a.example/x", None),
        ("https://archive.ph/Ab1cD", None, None),
        ("https://a.example/x?u=https://b.example", "https://a.example/x?u=https://b.example", None),
        (None, None, None),
    ],
)
def test_the_address_behind_an_archive_or_a_cache(url, own, archived):
    found = address_of(url, WORDS)
    assert (found.url, found.archived) == (own, archived)


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("Kivu Echo", "kivuecho.example", 2),
        ("The Kivu Echo", "www.kivu-echo.example", 2),
        ("Kivu Echo Online", "kivuecho.example", 1),
        ("Neue Lake Zeitung", "nlz.example", 2),
        ("Börsen-Zeitung", "boersen-zeitung.example", 2),
        ("Lake Media", "kivuecho.example", 0),
        ("Goma Blog", "goma-blog.wordpress.com", 2),
    ],
)
def test_how_a_name_fits_a_host(name, host, expected):
    assert fit(name, host_words(host, WORDS)) == expected


@pytest.mark.parametrize(
    ("part", "text", "name"),
    [
        ("kivu-echo", "He told the Kivu Echo. KIVU ECHO said. Kivu Echo!", "Kivu Echo"),
        ("boersen-zeitung", "Die Börsen-Zeitung berichtet.", "Börsen-Zeitung"),
        ("kivuecho", "see www.kivuecho.example", None),
        ("abc", "ABC", None),
    ],
)
def test_a_host_as_the_page_spells_it(part, text, name):
    assert spelled(part, text) == name


@pytest.mark.parametrize(
    ("host", "country"), [("a.co.uk", "GB"), ("a.de", "DE"), ("a.tv", None), ("a.com", None), ("", None)]
)
def test_the_country_of_a_host(host, country):
    assert country_of_host(host) == country


SAYS = Announced(
    by="https://a.example/feed",
    title="Ferry runs again",
    author="Tamar Oduya",
    published="2021-05-04T06:30:00+00:00",
    updated="2021-05-06T06:30:00+00:00",
)


def test_what_a_feed_says_of_a_page_fills_what_the_page_leaves_open():
    document = story(b"<html><body><p>The ferry at Keddal ran twice on Monday.</p></body></html>", announced=SAYS)
    assert (document.title, document.byline) == ("Ferry runs again", "Tamar Oduya")
    assert (document.published.earliest, document.published.basis) == ("2021-05-04", "feed or sitemap")
    assert [one.kind for one in document.published.candidates] == ["published", "updated"]


def test_what_the_page_says_of_itself_ranks_above_the_feed():
    page = (
        b'<html><head><meta property="article:published_time" content="2021-05-03"><meta name="author" content="Ilyas'
        b' Drenov"></head><body><h1>Ferry stops</h1><p>The ferry at Keddal ran twice on Monday.</p></body></html>'
    )
    document = story(page, announced=SAYS)
    assert (document.title, document.byline) == ("Ferry stops", "Ilyas Drenov")
    assert document.published.earliest == "2021-05-03"
    assert "differs: 2021-05-04 (feed or sitemap)" in document.published.basis
    assert ("title", "Ferry runs again", "feed or sitemap", False) in {
        (one.field, one.value, one.basis, one.chosen) for one in document.candidates
    }
