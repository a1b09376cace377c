"""Live blogs, posts of a blog and articles glued below one another."""

import json
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.model.source import Capture

LONG = (
    "Shells fell on the market of Ostrava Bay in the morning, two traders said, and the road to the port was closed. "
)
POST = LONG * 4


def stories(page, tables, url=None):
    data = page.encode()
    capture = Capture(id="cap-1", blob="b", path="page", url=url, size=len(data))
    found = documents(render(data, "b", None, Limits()), data, capture, tables)
    assert_covered(found)
    return found


def assert_covered(found):
    text = found[0].text
    spans = sorted(segment.span for document in found for segment in document.segments)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(text[span.start : span.end] for span in spans).split()) == "".join(text.split())


def live_page(entries, head="", date="2021-03-04T06:00:00+02:00", changed="2021-03-05T01:00:00+02:00"):
    updates = [
        {"@type": "BlogPosting", "headline": entry["title"], "datePublished": entry["stated"], "articleBody": LONG}
        for entry in entries
        if "stated" in entry
    ]
    stated = {
        "@type": "LiveBlogPosting",
        "headline": "Fighting at the port: live",
        "datePublished": date,
        "dateModified": changed,
        "publisher": {"name": "Ostrava Herald"},
        "liveBlogUpdate": updates,
    }
    shown = "".join(
        f'<div class="entry e{number}"><div class="info">{entry["clock"]}</div><h3>{entry["title"]}</h3><p>{LONG}</p></div>'
        for number, entry in enumerate(entries)
    )
    return (
        f'<html><head><script type="application/ld+json">{json.dumps(stated)}</script></head><body><nav>Home</nav><article>'
        f"<h1>Fighting at the port: live</h1>{head}<div class='entries'>{shown}</div></article><footer>Imprint</footer></body></html>"
    )


ENTRIES = [
    {"clock": "00:20 Jane Roe", "title": "Second ship leaves the port", "stated": "2021-03-05T00:20:00+02:00"},
    {"clock": "23:10", "title": "Governor speaks of nine dead", "stated": "2021-03-04T23:10:00+02:00"},
    {"clock": "4 hours ago", "title": "Road to the market closed"},
]


def test_the_entries_of_a_live_blog_are_stories_with_their_own_title_and_date(tables):
    page, *entries = stories(live_page(ENTRIES), tables)
    assert page.title == "Fighting at the port: live"
    assert page.body == ""
    assert [entry.title for entry in entries] == [entry["title"] for entry in ENTRIES]
    assert [entry.published.earliest[:10] for entry in entries] == ["2021-03-05", "2021-03-04", "2021-03-04"]
    assert {entry.publisher for entry in (page, *entries)} == {"Ostrava Herald"}
    assert entries[0].byline == "Jane Roe"
    assert len({entry.id for entry in (page, *entries)}) == 4


def test_an_entry_without_a_date_may_be_of_any_day_of_the_blog(tables):
    *_, last = stories(live_page(ENTRIES), tables)
    assert (last.published.earliest[:10], last.published.latest[:10]) == ("2021-03-04", "2021-03-05")
    assert last.published.basis.startswith("the live blog's")


def test_the_standfirst_of_a_live_blog_stays_with_the_page(tables):
    page, *entries = stories(live_page(ENTRIES, head=f"<p>{LONG}</p>" * 2), tables)
    assert page.body.splitlines() == [LONG.strip()] * 2
    assert len(entries) == 3


def test_the_address_of_a_live_blog_does_not_date_its_entries(tables):
    found = stories(live_page(ENTRIES), tables, url="https://herald.example/2021/03/04/live")
    assert found[3].published.latest[:10] == "2021-03-05"


POSTS = "".join(
    f'<article class="post-{n} hentry"><h2>{title}</h2><p class="meta">{date}</p><p>{POST}</p></article>'
    for n, title, date in [(7, "Convoy turned back", "4 May 2021"), (9, "Bridge blown up", "6 May 2021")]
)


def test_posts_of_a_blog_are_told_apart(tables):
    one, two = stories(f"<html><title>Bay Watch</title><body><nav>Home</nav><main>{POSTS}</main></body></html>", tables)
    assert [one.title, two.title] == ["Convoy turned back", "Bridge blown up"]
    assert [one.published.earliest, two.published.earliest] == ["2021-05-04", "2021-05-06"]
    assert one.segments[0].role == "boilerplate"


def test_the_next_article_glued_below_is_another_story(tables):
    stated = json.dumps({"@type": "NewsArticle", "headline": "Convoy turned back", "datePublished": "2021-05-04"})
    page = (
        f'<html><head><script type="application/ld+json">{stated}</script></head><body>'
        + POSTS.replace("<h2>Convoy turned back</h2>", "<h1>Convoy turned back</h1>")
        + "</body></html>"
    )
    one, two = stories(page, tables)
    assert (one.title, one.published.basis.split(";")[0]) == ("Convoy turned back", "JSON-LD datePublished")
    assert (two.title, two.published.earliest) == ("Bridge blown up", "2021-05-06")


SECTIONS = "".join(f"<section><h2>{title}</h2><p>{POST}</p></section>" for title in ("The port", "The road", "The bay"))
COMMENTS = "".join(f'<li class="comment"><p>14:0{n}</p><p>{LONG}</p></li>' for n in range(3))
TIMELINE = "".join(f"<p>0{n}:30: {LONG}</p>" for n in range(4, 8))


@pytest.mark.parametrize(
    "inner",
    [
        f"<h1>Three days at the bay</h1><p>By Jane Roe</p>{SECTIONS}",
        f"<h1>Convoy turned back</h1><p>{POST}</p><p>{POST}</p><ul class='comments'>{COMMENTS}</ul>",
        f"<h1>Convoy turned back</h1><p>{POST}</p><p>{POST}</p><h2>How the day went</h2>{TIMELINE}",
        "<h1>Departures</h1><table>"
        + "".join(f"<tr><td>0{n}:15</td><td>Ostrava</td><td>Pier {n}</td></tr>" for n in range(5))
        + "</table>",
    ],
    ids=["sections of one story", "comments", "a timeline below a story", "a timetable"],
)
def test_one_story_stays_one(inner, tables):
    assert len(stories(f"<html><body><article>{inner}</article></body></html>", tables)) == 1


@pytest.mark.parametrize(
    ("times", "count"),
    [
        (["21:40 GMT", "20:05 GMT", "18:30 GMT"], 4),
        (["6:10 am -", "11:45 am -", "2:20 pm -"], 4),
        (["00:15:", "23:50:", "22:10:"], 4),
        (["5 mins ago 21:40", "2 hours ago20:05", "4 hours ago 18:30"], 4),
        (["21:40", "20:05"], 1),
        (["21:40", "9:05", "18:30", "7:10", "12:00"], 1),
    ],
    ids=["newest first", "oldest first", "past midnight", "how long ago beside it", "two times are no blog", "in no order"],
)
def test_a_live_blog_saved_as_text(times, count, tables):
    entries = "\n\n".join(f"{time} The governor spoke of nine dead at the port. {LONG}" for time in times)
    found = stories(f"Fighting at the port\n\n4 March 2021\n\n{LONG}\n\n{entries}", tables)
    assert len(found) == count
    if count > 1:
        assert found[0].body == LONG.strip()
        assert [document.segments[0].role for document in found[1:]] == ["dateline"] * (count - 1)
        assert {document.published.earliest for document in found} == {"2021-03-04"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["div", "li", "article"]), st.booleans(), st.integers(0, 2), st.booleans()),
        max_size=6,
    )
)
def test_whatever_stands_side_by_side_every_character_has_one_story(tables, parts):
    shown = "".join(
        f"<{tag} class='x{n}'>{'<h2>Bridge blown up</h2>' if titled else ''}{'<span>12:3' + str(n) + '</span>' if timed else ''}"
        f"{('<p>' + LONG + '</p>') * paragraphs}</{tag}>"
        for n, (tag, titled, paragraphs, timed) in enumerate(parts)
    )
    stories(f"<html><body><h1>Fighting at the port</h1><div>{shown}</div><p>Imprint</p></body></html>", tables)
