"""What feeds, sitemaps, robots.txt and HTTP bodies of any kind become: names and bytes, or a reason, and nothing else."""

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.feeds import FeedError, listing_kind, listing_of, unpacked
from dateline.archive.fetching import Answer
from dateline.archive.http_body import Headers, HttpError, content
from dateline.archive.limits import Limits
from dateline.archive.manners import rules_of
from dateline.archive.web_records import message

KINDS = {
    b'<?xml version="1.0"?><rss version="2.0">': "feed",
    b"\xef\xbb\xbf  <!-- by hand --><feed xmlns='http://www.w3.org/2005/Atom'>": "feed",
    b'<rdf:RDF xmlns:rdf="x">': "feed",
    b"<?xml version='1.0'?>\n<?xml-stylesheet href='a.xsl'?>\n<urlset>": "sitemap",
    b"<sitemapindex>": "sitemap index",
    b'<!DOCTYPE rss [<!ENTITY a "b>c">]><rss>': "feed",
    b"<!DOCTYPE html><html><body><p>rss</p>": None,
    b"<html><rss>": None,
    b"<svg><rss/></svg>": None,
    b"The army <rss> left": None,
    b"<!-- never ends": None,
    b"": None,
}


@pytest.mark.parametrize("data", KINDS)
def test_what_is_a_feed_and_what_is_a_page(data):
    assert listing_kind(data) == KINDS[data]


MARKS = (
    "<rss version='2.0'>|<channel>|<item>|</item>|<link>|https://a.example/1|</link>|<title>|&lt;b&gt;|&x;|&#0;|<pubDate>|"
    "Tue, 04 May 2021 08:30:00 GMT|99999999999|</pubDate>|<urlset>|<url>|<loc>|</loc>|</url>|<lastmod>|2021|</urlset>|<feed>|"
    "<entry>|<updated>|0000-00-00|]]>|<![CDATA[|<!--|-->|<!DOCTYPE x [<!ENTITY x 'y'>]>|<?xml version='1.0' encoding='utf-7'?>|"
    "\0|\ud7ff|http://[::1|javascript:x|//|<guid isPermaLink='true'>|<enclosure url='x'/>|<media:content>"
)


@given(st.lists(st.sampled_from(MARKS.split("|")), max_size=30), st.sampled_from(["feed", "sitemap", "sitemap index"]))
def test_any_feed_gives_names_or_a_reason(parts, kind):
    data = "".join(parts).encode()
    try:
        listing = listing_of(data, kind, "x", "https://base.example/feed", Limits())
    except FeedError as error:
        assert str(error)
        return
    for named in listing.named:
        assert named.url.startswith(("http://", "https://")) and named.announced.by == "x"
    assert len({named.url for named in listing.named}) == len(listing.named)


@given(st.binary(max_size=300))
def test_any_packed_sitemap_is_unpacked_or_refused(data):
    try:
        unpacked(b"\x1f\x8b\x08" + data, Limits(max_unpacked=1000))
    except FeedError as error:
        assert str(error)


CODED = [
    brotli.compress(b"ferry " * 40),
    zstandard.ZstdCompressor().compress(b"ferry " * 40),
    b"5\r\nferry\r\n0\r\n\r\n",
    b"x\x9c",
]


@given(
    st.one_of(st.binary(max_size=200), st.sampled_from(CODED)),
    st.sampled_from(["gzip", "br", "zstd", "deflate", "x", "gzip, br", ","]),
    st.data(),
)
def test_any_body_is_decoded_within_its_limit_or_refused(body, coding, draw):
    body = body[: draw.draw(st.integers(0, len(body)))]
    fields = (("Content-Encoding", coding), ("Transfer-Encoding", draw.draw(st.sampled_from(["chunked", "identity"]))))
    try:
        found = content(Headers("HTTP/1.1 200 OK", fields), body, 1000)
    except HttpError as error:
        assert str(error)
    else:
        assert len(found) <= 1000


@given(st.binary(max_size=300))
def test_any_message_has_headers_that_are_written_again_as_they_are_read(data):
    headers, _ = message(data)
    again, _ = message(str(headers).encode("latin-1") + b"\r\n")
    assert [name for name, _ in again.fields if name] == [name for name, _ in headers.fields if name]


@given(st.text(max_size=200), st.integers(100, 599))
def test_any_robots_txt_can_be_asked(text, status):
    rules = rules_of(Answer("https://a.example/robots.txt", status, Headers("", ()), text.encode("utf-8", "replace")))
    if rules is not None:
        assert rules.can_fetch("https://a.example/x?y", "Dateline") in (True, False)
        delay = rules.crawl_delay("Dateline")
        assert delay is None or isinstance(delay, float | int)


@pytest.mark.parametrize("link", ["//[", "mailto:a@b.example", "ftp://a.example/", "javascript:x"])
def test_a_link_that_is_no_address_of_the_web_is_counted(link):
    data = f"<rss version='2.0'><channel><item><link>{link}</link></item></channel></rss>".encode()
    for base in (None, "https://base.example/feed"):
        listing = listing_of(data, "feed", "x", base, Limits())
        assert (listing.named, listing.without) == ((), 1)
