"""Fetching from servers that are slow, endless, packed, broken, and from one that has to prove who it is."""

import gzip
import ssl
import time

import pytest

from dateline.archive.fetching import FetchError, Web
from tests.archive.servers import Server

PAGE = b"<html><body><p>The ferry at Keddal ran twice.</p></body></html>"


def slow_headers(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(100):
        request.wfile.write(b"X-%d: a\r\n" % n)
        request.wfile.flush()
        time.sleep(0.1)


def slow_body(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    for _ in range(100):
        request.wfile.write(b"a")
        request.wfile.flush()
        time.sleep(0.1)


def endless(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(10_000):
        request.wfile.write(b"a" * 10_000)


def silent(request):
    time.sleep(20)


def short(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\nabc")
    request.close_connection = True


def garbage(request):
    request.wfile.write(b"220 ftp.example ready\r\n")
    request.close_connection = True


def many_headers(request):
    request.wfile.write(
        b"HTTP/1.1 200 OK\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"a" * 60_000) for n in range(200)) + b"\r\n"
    )


def chunked(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    request.wfile.write(b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in (PAGE[:9], PAGE[9:])) + b"0\r\n\r\n")


PAGES = {
    "/": (200, {"Content-Type": "text/html", "ETag": '"a"'}, PAGE),
    "/gzip": (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE)),
    "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(50_000_000))),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/moved": (301, {"Location": "there"}, b""),
    "/there": (200, {}, PAGE),
    "/gone": (410, {}, b"gone"),
    "/chunked": chunked,
} | {f"/{f.__name__}": f for f in (slow_headers, slow_body, endless, silent, short, garbage, many_headers)}


@pytest.fixture(scope="module")
def server():
    held = Server(PAGES)
    yield held
    held.close()


def fetch(server, path, **options):
    return Web("Dateline/tests", private=["127.0.0.1"], seconds=1.5).fetch(server.origin + path, 1_000_000, **options)


def test_a_page_with_status_headers_and_address(server):
    answer = fetch(server, "/")
    assert (answer.status, answer.data, answer.url) == (200, PAGE, f"{server.origin}/")
    assert answer.headers.get("etag") == '"a"' and str(answer.headers).startswith("HTTP/1.1 200 OK\r\n")


def test_the_tool_says_who_asks(server):
    fetch(server, "/", headers={"If-None-Match": '"a"'})
    _, headers = server.asked[-1]
    assert headers["User-Agent"] == "Dateline/tests" and headers["If-None-Match"] == '"a"'
    assert headers["Host"] == server.origin.removeprefix("http://")


@pytest.mark.parametrize("path", ["/gzip", "/chunked", "/moved"])
def test_encodings_are_undone_and_redirects_followed(server, path):
    answer = fetch(server, path)
    assert answer.data == PAGE
    assert answer.url.endswith("/there" if path == "/moved" else path)


def test_a_status_is_told_not_raised(server):
    assert fetch(server, "/gone").status == 410


BAD = {
    "/bomb": "unpack to more than the 1,000,000 bytes allowed",
    "/endless": "more than the 1,000,000 bytes allowed",
    "/loop": "more than 5 redirects",
    "/slow_headers": "no whole answer within 1.5 seconds",
    "/slow_body": "no whole answer within 1.5 seconds",
    "/silent": "no whole answer within 1.5 seconds",
    "/short": "could not be fetched",
    "/garbage": "could not be fetched",
    "/many_headers": "could not be fetched",
}


@pytest.mark.parametrize("path", BAD)
def test_what_cannot_be_fetched_says_why_and_in_time(server, path):
    began = time.monotonic()
    with pytest.raises(FetchError, match=BAD[path]):
        fetch(server, path)
    assert time.monotonic() - began < 5


def test_nobody_listens(server):
    closed = Server()
    closed.close()
    unused = closed.port
    web = Web("tests", private=["127.0.0.1"], seconds=1.5)
    with pytest.raises(FetchError, match="could not be fetched"):
        web.fetch(f"http://127.0.0.1:{unused}/", 1_000)


def test_a_server_has_to_prove_who_it_is(tmp_path):
    """A certificate that nobody vouches for: the page is not taken."""
    import subprocess

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=public.example"]
    subprocess.run([*made, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    held = Server(PAGES)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    held.server.socket = context.wrap_socket(held.server.socket, server_side=True)
    try:
        web = Web("tests", private=["public.example"], resolver=lambda host, port: ["127.0.0.1"], seconds=5)
        with pytest.raises(FetchError, match="CERTIFICATE_VERIFY_FAILED"):
            web.fetch(f"https://public.example:{held.port}/", 1_000_000)
        assert held.asked == []
    finally:
        held.close()
