"""Pages, feeds and sitemaps of the web, from a real server on this computer: politely, once, and only what changed."""

import gzip
from itertools import count

import pytest

import dateline
from dateline.archive.manners import Clock
from dateline.engine.adding import add
from dateline.engine.adding_web import Asking
from tests.archive.archives import warc
from tests.archive.servers import Server

PAGE = "<html><head><title>Ferry {n}</title></head><body><h1>Ferry {n}</h1><p>The ferry at Keddal ran {n} times.</p></body></html>"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>River Post</title><link>{o}/</link>
<item><title>Ferry &lt;b&gt;one&lt;/b&gt; runs</title><link>{o}/1</link><dc:creator>Tamar Oduya</dc:creator>
<pubDate>Tue, 04 May 2021 08:30:00 +0200</pubDate></item>
<item><title>Ferry two</title><link>/2#top</link><pubDate>yesterday</pubDate></item>
<item><title>Nothing to read</title><guid>urn:x</guid></item>
<item><title>Ferry one again</title><link>{o}/1</link></item>
<item><title>Inside</title><link>http://169.254.169.254/latest</link></item>
<item><title>Gone</title><link>{o}/gone</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>River Post</title><updated>2021-05-05T00:00:00Z</updated>
<entry><title>Ferry one</title><id>1</id><link rel="alternate" href="{o}/1"/><author><name>Ilyas Drenov</name></author>
<published>2021-05-04T06:30:00Z</published><updated>2021-05-04T09:00:00Z</updated></entry></feed>"""
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{o}/1</loc><lastmod>2021-05-04T10:00:00Z</lastmod><image:image><image:loc>{o}/x.jpg</image:loc></image:image></url>
<url><loc>{o}/2</loc><news:news><news:publication_date>2021-05-03</news:publication_date><news:title>Ferry</news:title></news:news></url>
<url><loc>{o}/3</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{o}/sitemap.xml</loc></sitemap><sitemap><loc>{o}/packed.xml.gz</loc></sitemap><sitemap><loc>{o}/index.xml</loc></sitemap>
<sitemap><loc>{o}/lost.xml</loc></sitemap></sitemapindex>"""


class Site(Server):
    """A site that answers conditional requests, and notes when."""

    def __init__(self):
        super().__init__()
        self.bodies = {f"/{n}": PAGE.format(n=n).encode() for n in range(1, 6)}
        self.bodies |= {"/feed": RSS, "/atom": ATOM, "/sitemap.xml": SITEMAP, "/index.xml": INDEX}
        self.bodies["/packed.xml.gz"] = gzip.compress(
            SITEMAP.format(o=self.origin).replace("/1<", "/4<").replace("/2<", "/5<").encode()
        )
        self.pages = self
        self.robots = (404, {}, b"")

    def get(self, path, otherwise):
        if path == "/robots.txt":
            return self.robots
        body = self.bodies.get(path)
        if body is None:
            return otherwise
        if callable(body):
            return body
        body = body.format(o=self.origin).encode() if isinstance(body, str) else body
        etag = f'"{hash(body)}"'
        if dict(self.asked[-1][1]).get("If-None-Match") == etag:
            return 304, {"ETag": etag}, b""
        return 200, {"ETag": etag, "Content-Type": "text/html; charset=utf-8"}, body

    def fresh(self):
        """The paths asked for since the last time, without robots.txt."""
        found = [path for path in self.paths if path != "/robots.txt"]
        self.asked.clear()
        return found


@pytest.fixture
def site():
    held = Site()
    yield held
    held.close()


class FakeClock:
    """A clock that waits in no time and notes how long it would have."""

    def __init__(self):
        self.time = 0.0
        self.waited = []

    def clock(self):
        return Clock(now=lambda: self.time, sleep=self.sleep)

    def sleep(self, seconds):
        self.waited.append(seconds)
        self.time += seconds


def take(case, *sources, clock=None, **options):
    asking = Asking(private=("127.0.0.1",), clock=(clock or FakeClock()).clock(), limit=options.pop("limit", None))
    return add(case, sources, dry_run=options.pop("dry_run", False), progress=lambda d, t: None, asking=asking)


@pytest.fixture
def case(tmp_path):
    return dateline.open(tmp_path / "case")


def paths(case, site):
    return [capture.path.removeprefix(site.origin) for capture in case.store.captures()]


def test_a_page_by_its_address(case, site):
    report = take(case, f"{site.origin}/1#part")
    (capture,) = case.store.captures()
    assert (report.added, capture.path, capture.url) == (1, f"{site.origin}/1", f"{site.origin}/1")
    assert capture.captured_at.startswith("20") and "ETag: " in capture.headers
    assert case.vault.get(capture.blob) == site.bodies["/1"]
    assert case.verify().problems == ()


def test_a_page_that_did_not_change_is_not_sent_again_and_one_that_did_supersedes(case, site):
    take(case, f"{site.origin}/1")
    site.asked.clear()
    report = take(case, f"{site.origin}/1")
    assert (report.added, report.known) == (0, 1)
    assert site.asked[-1][1]["If-None-Match"]
    site.bodies["/1"] = PAGE.format(n=77).encode()
    report = take(case, f"{site.origin}/1")
    assert (report.added, report.superseded) == (1, 1)
    assert len(case.store.captures()) == 2


def test_a_server_that_knows_no_conditions_still_gives_a_page_once(case, site):
    site.bodies["/1"] = lambda request: (200, {"Content-Type": "text/html"}, PAGE.format(n=1).encode())
    for added, known in ((1, 0), (0, 1)):
        report = take(case, f"{site.origin}/1")
        assert (report.added, report.known) == (added, known)


def test_the_pages_of_a_feed_with_what_it_says_of_them(case, site):
    report = take(case, f"{site.origin}/feed")
    assert paths(case, site) == ["/1", "/2"]
    first, second = (capture.announced for capture in case.store.captures())
    assert (first.title, first.author, first.published) == (
        "Ferry one runs",
        "Tamar Oduya",
        "2021-05-04T06:30:00+00:00",
    )
    assert (second.title, second.published, second.by) == ("Ferry two", None, f"{site.origin}/feed")
    assert {one.path.removeprefix(site.origin) for one in report.failures} == {"http://169.254.169.254/latest", "/gone"}
    reasons = {one.path: one.reason for one in report.failures}
    assert "not a public address; only the public web is asked" in reasons["http://169.254.169.254/latest"]
    assert "the server answered 404" in reasons[f"{site.origin}/gone"]
    (passed,) = report.passed
    assert passed.reason == "passed over, entries without an address of the web: 1"


def test_an_atom_feed_and_one_in_a_file(case, site, tmp_path):
    assert take(case, f"{site.origin}/atom").added == 1
    (capture,) = case.store.captures()
    assert (capture.announced.author, capture.announced.updated) == ("Ilyas Drenov", "2021-05-04T09:00:00+00:00")
    (tmp_path / "saved.xml").write_text(RSS.format(o=site.origin))
    assert take(case, tmp_path / "saved.xml").added == 0, "its relative link has no base, the other page is there"
    (tmp_path / "sitemap.xml").write_text(SITEMAP.format(o=site.origin))
    assert take(case, tmp_path / "sitemap.xml").added == 2


def test_a_feed_that_did_not_change_costs_one_request(case, site):
    take(case, f"{site.origin}/atom")
    site.fresh()
    report = take(case, f"{site.origin}/atom")
    assert site.fresh() == ["/atom"]
    assert "unchanged since" in report.passed[0].reason and not report.failures


def test_a_feed_of_which_a_page_failed_is_gone_through_again(case, site):
    site.bodies["/atom"] = ATOM.replace("{o}/1", "{o}/late")
    assert len(take(case, f"{site.origin}/atom").failures) == 1
    site.bodies["/late"] = PAGE.format(n=9).encode()
    report = take(case, f"{site.origin}/atom")
    assert report.added == 1 and not report.failures
    assert case.status().failures == ()


def test_what_a_feed_says_did_not_change_is_not_asked_for(case, site):
    take(case, f"{site.origin}/1")
    site.fresh()
    report = take(case, f"{site.origin}/sitemap.xml")
    assert site.fresh() == ["/sitemap.xml", "/2", "/3"]
    assert (report.added, report.known) == (2, 1)


def test_an_index_of_sitemaps_packed_ones_too_and_each_once(case, site):
    report = take(case, f"{site.origin}/index.xml")
    assert paths(case, site) == ["/1", "/2", "/3", "/4", "/5"]
    assert site.fresh().count("/index.xml") == 1
    assert [one.path for one in report.failures] == [f"{site.origin}/lost.xml"]
    second = next(one for one in case.store.captures() if one.path.endswith("/2"))
    assert (second.announced.published, second.announced.title) == ("2021-05-03", "Ferry")


def test_the_limit_is_told(case, site):
    report = take(case, f"{site.origin}/sitemap.xml", limit=1)
    assert report.added == 1
    assert "passed over, pages behind the first 1 that --limit allows: 2" in [one.reason for one in report.passed]
    assert take(case, f"{site.origin}/sitemap.xml").added == 2


def test_a_dry_run_asks_for_the_feed_alone_and_keeps_nothing(case, site):
    report = take(case, f"{site.origin}/sitemap.xml", f"{site.origin}/4", dry_run=True)
    assert site.fresh() == ["/sitemap.xml", "/4"]
    assert [one.path.removeprefix(site.origin) for one in report.planned] == ["/4", "/1", "/2", "/3"]
    assert report.added == 4 and case.store.captures() == () and case.store.visits() == {}
    assert list(case.vault.digests()) == []


ROBOTS = b"User-agent: Dateline\nDisallow: /2\nCrawl-delay: 7\n\nUser-agent: *\nDisallow: /\n"


def test_robots_are_heeded_and_asked_once(case, site):
    site.robots = (200, {}, ROBOTS)
    clock = FakeClock()
    report = take(case, f"{site.origin}/sitemap.xml", clock=clock)
    assert paths(case, site) == ["/1", "/3"]
    (failure,) = report.failures
    assert failure.path.endswith("/2") and "robots.txt forbids it" in failure.reason
    assert site.paths.count("/robots.txt") == 1
    assert [one for one in clock.waited if one] == [7.0, 7.0, 7.0]


@pytest.mark.parametrize("answer", [(500, {}, b""), (429, {}, b""), (302, {"Location": "http://127.0.0.2/r"}, b"")])
def test_where_robots_cannot_be_had_nothing_is_asked_for(case, site, answer):
    site.robots = answer
    report = take(case, f"{site.origin}/1")
    assert site.fresh() == []
    assert "its robots.txt cannot be fetched" in report.failures[0].reason


def test_one_host_is_asked_once_a_second(case, site):
    clock = FakeClock()
    take(case, f"{site.origin}/sitemap.xml", clock=clock)
    assert len(site.asked) == 5 and sum(clock.waited) == pytest.approx(4.0)


def test_a_redirect_goes_by_robots_too(case, site):
    site.robots = (200, {}, b"User-agent: *\nDisallow: /hidden\n")
    site.bodies["/to"] = lambda request: (302, {"Location": "/hidden"}, b"")
    report = take(case, f"{site.origin}/to")
    assert "/hidden" not in site.paths and "robots.txt forbids it" in report.failures[0].reason


BAD_FEEDS = {
    "entities": '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa">]><rss version="2.0"><channel><title>&a;</title></channel></rss>',
    "a DTD": '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss version="2.0"><channel></channel></rss>',
    "sitemap entities": '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
    "a broken sitemap": "<urlset><url><loc>http://a.example/</loc></urlset>",
}


@pytest.mark.parametrize("name", BAD_FEEDS)
def test_hostile_feeds_are_listed_with_a_reason(case, site, name):
    site.bodies["/bad"] = BAD_FEEDS[name].encode()
    report = take(case, f"{site.origin}/bad")
    assert report.added == 0 and len(report.failures) == 1, report
    assert site.fresh() == ["/bad"]


def test_a_broken_feed_is_read_as_far_as_it_goes(case, site):
    site.bodies["/half"] = RSS.partition("<item><title>Ferry two")[0]
    assert take(case, f"{site.origin}/half").added == 1


def test_an_archive_on_the_web(case, site):
    site.bodies["/crawl.warc.gz"] = warc([("https://river.example/1", PAGE.format(n=1).encode())])
    assert take(case, f"{site.origin}/crawl.warc.gz").added == 1
    (capture,) = case.store.captures()
    assert (capture.path, capture.url) == (f"{site.origin}/crawl.warc.gz#1", "https://river.example/1")


def test_an_interrupted_run_keeps_what_came_in_and_goes_on(case, site):
    numbers = count(1)

    def stop(request):
        if next(numbers) == 1:
            raise KeyboardInterrupt
        return 200, {}, PAGE.format(n=2).encode()

    case.now  # noqa: B018
    real, case_now = case.now, numbers

    def now():
        if next(case_now) == 2:
            raise KeyboardInterrupt
        return real()

    case.now = now
    with pytest.raises(KeyboardInterrupt):
        take(case, f"{site.origin}/sitemap.xml")
    case.now = real
    assert len(case.store.captures()) < 3
    assert take(case, f"{site.origin}/sitemap.xml").failures == ()
    assert paths(case, site) == ["/1", "/2", "/3"]
    assert case.verify().problems == ()


def test_an_address_that_is_none_is_listed(case, site):
    report = take(case, "ftp://river.example/", "https://user:pw@river.example/")
    assert report.added == 0 and len(report.failures) == 2


def test_nothing_on_this_computer_is_asked_by_default(case, site):
    report = case.add(f"{site.origin}/1", f"http://localhost:{site.port}/1")
    assert report.added == 0 and site.asked == []
    assert all("only the public web is asked" in one.reason for one in report.failures)
    (case.folder / "dateline.toml").write_text("delay_seconds = 0\n")
    assert case.add(f"{site.origin}/1", private_hosts=["127.0.0.1"]).added == 1
