"""WARC, ARC and WACZ: pages with address, time and headers; revisits; what is broken listed, all the rest read."""

import gzip
import io
import json

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from bench.synthetic.crawl import packed, records, written
from dateline.archive.limits import Limits
from dateline.archive.vault import Vault
from tests.archive.archives import found_in, html, warc, zipped

URL = "https://courier.example/ferry"
PAGES = [(URL, html("Keddal")), ("https://post.example/ferry", html("Orsk")), ("https://b.example/", html("Tor"))]


def warcio_file(*made, gzip=True):
    """A WARC by warcio of (type, url, body, http headers, status, WARC headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("x.warc.gz", {"software": "tests"}))
    for kind, url, body, headers, status, more in made:
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if status else None
        writer.write_record(
            writer.create_warc_record(url, kind, io.BytesIO(body), http_headers=http, warc_headers_dict=more)
        )
    return out.getvalue()


def response(url, body, headers=(), status="200 OK", at="2021-05-02T10:00:00Z"):
    return ("response", url, body, [("Content-Type", "text/html"), *headers], status, {"WARC-Date": at})


def with_dictionary(pages):
    """As the IIPC's draft has it: the dictionary in a frame to be skipped, compressed itself, then a frame a record."""
    plain = [written(url, n, page, []) for n, (url, page) in enumerate(pages)]
    samples = [written(f"https://s.example/{n}", n, html(f"Town {n}"), []) for n in range(300)]
    known = zstandard.train_dictionary(2048, samples)
    dictionary = zstandard.ZstdCompressor().compress(known.as_bytes())
    packer = zstandard.ZstdCompressor(dict_data=known)
    head = b"\x5d\x2a\x4d\x18" + len(dictionary).to_bytes(4, "little") + dictionary
    return head + b"".join(packer.compress(record) for record in plain)


PACKED = {
    "a.warc": warc(PAGES, bytes),
    "a.warc.gz": warc(PAGES),
    "whole.warc.gz": gzip.compress(warc(PAGES, bytes)),
    "a.warc.zst": warc(PAGES, zstandard.ZstdCompressor().compress),
    "whole.warc.zst": zstandard.ZstdCompressor().compress(warc(PAGES, bytes)),
    "dictionary.warc.zst": with_dictionary(PAGES),
    "dictionary.bin": with_dictionary(PAGES),
}


@pytest.mark.parametrize("name", PACKED)
def test_every_page_comes_in_however_the_archive_is_packed(tmp_path, name):
    captures, failures = found_in(tmp_path, name, PACKED[name])
    assert [(one.path, one.url) for one in captures.values()] == [
        (f"{name}#{n}", url) for n, (url, _) in enumerate(PAGES, 1)
    ]
    assert not failures
    vault = Vault(tmp_path / "vault")
    assert [vault.get(one.blob) for one in captures.values()] == [page for _, page in PAGES]


def test_a_page_has_its_address_time_and_headers(tmp_path):
    data = warcio_file(response(URL, html(), [("ETag", '"x1"'), ("X-Note", "a  b")]))
    captures, _ = found_in(tmp_path, "a.warc.gz", data)
    (capture,) = captures.values()
    assert (capture.url, capture.captured_at, capture.media) == (URL, "2021-05-02T10:00:00+00:00", "text/html")
    assert capture.headers == 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: "x1"\r\nX-Note: a  b\r\n'


def test_what_is_no_page_is_counted(tmp_path):
    data = warcio_file(
        response(URL, html()),
        ("request", URL, b"", [], "GET / HTTP/1.1", {}),
        ("response", "https://c.example/x.png", b"\x89PNG1", [("Content-Type", "image/png")], "200 OK", {}),
        ("response", "https://c.example/gone", b"<p>gone</p>", [("Content-Type", "text/html")], "404 Not Found", {}),
        ("response", "https://c.example/robots.txt", b"User-agent: *", [("Content-Type", "text/plain")], "200 OK", {}),
        ("resource", "urn:view:https://c.example/r", b"<p>seen</p>", [], None, {"Content-Type": "text/html"}),
    )
    captures, failures = found_in(tmp_path, "a.warc.gz", data)
    assert [one.url for one in captures.values()] == [URL]
    (passed,) = failures.values()
    assert passed.stage == "passed"
    for told in (
        "1 warcinfo records",
        "1 request records",
        "1 image/png",
        "1 responses of status 404",
        "1 text/plain but no page",
        "1 resource records",
    ):
        assert told in passed.reason


def test_a_page_that_was_archived_by_itself_comes_in_without_headers(tmp_path):
    data = warcio_file(("resource", URL, html(), [], None, {"Content-Type": "text/html"}))
    captures, failures = found_in(tmp_path, "a.warc.gz", data)
    (capture,) = captures.values()
    assert (capture.url, capture.media, capture.headers) == (URL, "text/html", None)
    assert Vault(tmp_path / "vault").get(capture.blob) == html()
    assert [one.stage for one in failures.values()] == ["passed"]


CODINGS = {
    "gzip": gzip.compress,
    "br": brotli.compress,
    "zstd": zstandard.ZstdCompressor().compress,
    "deflate": lambda data: __import__("zlib").compress(data),
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    "identity": bytes,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_content_encodings_are_undone(tmp_path, coding):
    data = warcio_file(response(URL, CODINGS[coding](html()), [("Content-Encoding", coding)]))
    captures, _ = found_in(tmp_path, "a.warc.gz", data)
    (capture,) = captures.values()
    assert Vault(tmp_path / "vault").get(capture.blob) == html()


def test_raw_deflate_and_chunks_are_undone_and_what_was_decoded_before_is_taken_as_it_is(tmp_path):
    import zlib

    packer = zlib.compressobj(wbits=-15)
    raw = packer.compress(html()) + packer.flush()
    chunked = b"".join(b"%X;x=1\r\n%s\r\n" % (len(p), p) for p in (html()[:20], html()[20:])) + b"0\r\nA: b\r\n\r\n"
    cases = [
        (raw, [("Content-Encoding", "deflate")]),
        (chunked, [("Transfer-Encoding", "chunked")]),
        (html(), [("Content-Encoding", "gzip")]),
        (html(), [("Content-Encoding", "br")]),
        (html(), [("Transfer-Encoding", "chunked")]),
    ]
    data = warcio_file(*(response(f"{URL}/{n}", body, headers) for n, (body, headers) in enumerate(cases)))
    captures, failures = found_in(tmp_path, "a.warc.gz", data)
    assert len(captures) == len(cases), failures
    assert len({one.blob for one in captures.values()}) == 1


def revisit(refers, digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"):
    return (
        "revisit", URL, b"", [("Content-Type", "text/html"), ("X-Then", "2")], "200 OK",
        {"WARC-Date": "2021-06-02T10:00:00Z", "WARC-Payload-Digest": digest, **refers},
    )  # fmt: skip


OF = {"WARC-Refers-To-Target-URI": URL, "WARC-Refers-To-Date": "2021-05-02T10:00:00Z"}


def test_a_revisit_is_a_later_capture_of_the_same_bytes(tmp_path):
    captures, failures = found_in(tmp_path, "a.warc.gz", warcio_file(response(URL, html()), revisit(OF)))
    first, again = captures.values()
    assert first.blob == again.blob and first.id != again.id
    assert again.captured_at == "2021-06-02T10:00:00+00:00" and "X-Then: 2" in again.headers
    assert all(one.stage == "passed" for one in failures.values())


def test_a_revisit_is_found_by_its_digest(tmp_path):
    import base64
    import hashlib

    digest = "sha1:" + base64.b32encode(hashlib.sha1(html()).digest()).decode()
    captures, _ = found_in(tmp_path, "a.warc.gz", warcio_file(response(URL, html()), revisit({}, digest)))
    assert len(captures) == 2


def test_a_revisit_of_what_is_not_there_is_listed(tmp_path):
    captures, failures = found_in(tmp_path, "a.warc.gz", warcio_file(revisit(OF)))
    assert not captures
    assert "add the archive that holds that" in failures["a.warc.gz#2"].reason


def arc(pages, pack=gzip.compress):
    version = b"1 0 Tests\nURL IP-address Archive-date Content-type Archive-length\n"
    out = [b"filedesc://a.arc 0.0.0.0 20050614070159 text/plain %d\n%s\n" % (len(version), version)]
    for url, page in pages:
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        out.append(b"%s 192.0.2.1 20050614070201 text/html %d\n%s\n" % (url.encode(), len(body), body))
    return b"".join(map(pack, out))


@pytest.mark.parametrize("name", ["a.arc", "a.arc.gz"])
def test_an_arc(tmp_path, name):
    captures, failures = found_in(tmp_path, name, arc(PAGES, gzip.compress if name.endswith("gz") else bytes))
    assert [one.url for one in captures.values()] == [url for url, _ in PAGES]
    assert {one.captured_at for one in captures.values()} == {"2005-06-14T07:02:01+00:00"}
    assert all(one.stage == "passed" for one in failures.values())


def test_an_arc_with_a_wrong_length_loses_one_page(tmp_path):
    data = arc(PAGES, bytes)
    at = data.index(b"https://courier") + data[data.index(b"https://courier") :].index(b"\n") - 3
    captures, failures = found_in(tmp_path, "a.arc", data[:at] + b"999" + data[at + 3 :])
    assert [one.url for one in captures.values()] == [url for url, _ in PAGES[1:]]
    assert any(URL in one.reason for one in failures.values())


def test_a_wacz_has_its_records_in_a_folder(tmp_path):
    files = {
        "archive/data.warc.gz": warc(PAGES),
        "indexes/index.cdx.gz": gzip.compress(b"x"),
        "pages/pages.jsonl": json.dumps({"url": URL}).encode(),
        "datapackage.json": b"{}",
    }
    captures, failures = found_in(tmp_path, "crawl.wacz", zipped(files))
    assert [one.path for one in captures.values()] == [f"crawl.wacz#archive/data.warc.gz#{n}" for n in (1, 2, 3)]
    (passed,) = failures.values()
    assert passed.stage == "passed" and "pages/pages.jsonl" in passed.reason


def test_the_same_bytes_from_ten_sites_are_ten_captures_of_one_blob(tmp_path):
    data = warc([(f"https://site{n}.example/a", html()) for n in range(10)])
    captures, _ = found_in(tmp_path, "ten.warc.gz", data)
    assert len(captures) == 10
    assert len(list(Vault(tmp_path / "vault").digests())) == 1


@pytest.mark.parametrize(("name", "how"), [("a.warc", "plain"), ("a.warc.gz", "gzip"), ("a.warc.zst", "zstd")])
def test_one_hostile_record_in_twenty_costs_itself_alone(tmp_path, name, how):
    """The small form of `python -m bench.speed crawl`: every kind of hostile record once."""
    made = list(records(440))
    kinds = [one.kind for one in made if one.kind]
    assert len(kinds) == len(set(kinds)) == 22
    captures, failures = found_in(tmp_path, name, b"".join(packed(iter(made), how)))
    assert [one.url for one in captures.values()] == [one.url for one in made if one.kind is None]
    assert len(failures) == len(kinds), [one.reason for one in failures.values()]
    listed = "\n".join(one.reason for one in failures.values())
    named = [one for one in made if one.kind and (how != "zstd" or one.spoil is None)]
    assert [one.kind for one in named if f"{one.url}" not in listed.replace(";", " ").split()] == [
        one.kind for one in named if one.url not in listed
    ]
    assert all(one.url in listed for one in named)


SMALL = Limits(max_bytes=100_000, max_archive=5_000_000, max_entries=100)


@given(st.sampled_from(sorted(PACKED)), st.data())
def test_no_damage_raises(tmp_path_factory, name, draw):
    data = bytearray(PACKED[name])
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    data = data[: draw.draw(st.integers(1, len(data)))]
    captures, failures = found_in(tmp_path_factory.mktemp("damage"), name, bytes(data), SMALL)
    assert captures or failures
