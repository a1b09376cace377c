"""Pages of the public web, fetched within limits of size, time and redirects, each hop checked anew."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from http.client import HTTPException
from urllib.parse import urljoin

import certifi
from msgspec import Struct
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from dateline.archive.addresses import RefusedError, Resolver, Target, closed, resolve, target
from dateline.archive.http_body import Headers, HttpError, content
from dateline.model.errors import DatelineError

MOVED = frozenset({301, 302, 303, 307, 308})
UNCHANGED = 304
HOPS = 5
# Of the addresses of one host so many are tried.
TRIED = 3
# One answer, headers and all; a page of news takes a second or two.
SECONDS, SILENCE = 60.0, 20.0
PIECE = 1 << 16
ASKED_FOR = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Connection": "close",
}


class FetchError(DatelineError):
    """A page that could not be fetched; says why."""


class Answer(Struct, frozen=True):
    """What a server sent: the address that was asked last, status and headers, and the content decoded."""

    url: str
    status: int
    headers: Headers
    data: bytes


class Web:
    """The public web, asked under one name. Nothing that is not public is ever connected to."""

    def __init__(
        self, agent: str, *, private: Collection[str] = (), resolver: Resolver = resolve, seconds: float = SECONDS
    ) -> None:
        """`agent`: the name told to servers; `private`: hosts asked though not public; `resolver`: for tests."""
        self.agent = agent
        self.private = frozenset(private)
        self.resolver = resolver
        self.seconds = seconds

    def fetch(
        self,
        url: str,
        limit: int,
        headers: Mapping[str, str] | None = None,
        permit: Callable[[Target], None] = lambda target: None,
    ) -> Answer:
        """What is at an address, after at most five redirects. Raises FetchError or RefusedError with the reason.

        `limit`: the most bytes of the answer, packed or not; `permit` is asked before each hop and may raise.
        """
        for _ in range(HOPS + 1):
            there = target(url, self.resolver, self.private)
            permit(there)
            answer = self.ask(there, limit, headers or {})
            moved = answer.headers.get("location") if answer.status in MOVED else None
            if moved is None:
                return answer
            try:
                url = urljoin(url, moved.strip()).partition("#")[0]
            except ValueError as error:
                raise FetchError(f"{url}: redirects to what is no address ({error})") from error
        raise FetchError(f"{url}: more than {HOPS} redirects; open it in a browser, save the page and add the file")

    def ask(self, there: Target, limit: int, headers: Mapping[str, str]) -> Answer:
        """One request to a target that was checked, at the address that was checked."""
        problem: Exception | None = None
        for address in there.addresses[:TRIED]:
            connection = self.connection(there, address)
            late = threading.Event()
            overdue = threading.Timer(self.seconds, cut, [connection, late])
            overdue.start()
            try:
                connection.connect()
                self.refuse_peer(connection, there)
                answer = self.exchange(connection, there, limit, headers)
                if not late.is_set():
                    return answer
            except (OSError, HTTPError, HTTPException, ValueError) as error:
                problem = error
            finally:
                overdue.cancel()
                connection.close()
            if late.is_set():
                # A line that was cut off can look like the end of what was sent.
                within = f"no whole answer within {self.seconds:g} seconds"
                raise FetchError(f"{there.url}: {within}; add it again later") from problem
        raise FetchError(f"{there.url}: could not be fetched ({problem}); add it again later") from problem

    def refuse_peer(self, connection: HTTPConnection, there: Target) -> None:
        """Raises RefusedError when the other end is not public after all: a second lock on the same door."""
        peer = "" if connection.sock is None else str(connection.sock.getpeername()[0])
        if there.host not in self.private and closed(peer) is not None:
            raise RefusedError(f"{there.url}: answered from {peer}, which is not public")

    def connection(self, there: Target, address: str) -> HTTPConnection:
        """A connection to a numeric address, on which the server has to prove that it is the host that was meant."""
        if there.scheme == "http":
            return HTTPConnection(address, there.port, timeout=SILENCE)
        context = ssl.create_default_context(cafile=certifi.where())
        context.load_default_certs()
        return HTTPSConnection(
            address,
            there.port,
            timeout=SILENCE,
            ssl_context=context,
            server_hostname=there.host,
            assert_hostname=there.host,
        )

    def exchange(self, connection: HTTPConnection, there: Target, limit: int, headers: Mapping[str, str]) -> Answer:
        """Ask and read the answer."""
        asked = {"Host": there.netloc, "User-Agent": self.agent, **ASKED_FOR, **headers}
        connection.request("GET", there.path, headers=asked, preload_content=False, decode_content=False)
        response = connection.getresponse()
        version = "1.0" if response.version == 10 else "1.1"
        status_line = f"HTTP/{version} {response.status} {response.reason or ''}".rstrip()
        told = Headers(status_line, tuple((name, value) for name, value in response.headers.items()))
        if response.status in MOVED or response.status == UNCHANGED:
            return Answer(there.url, response.status, told, b"")
        # Chunks are undone by the connection already.
        coded = Headers(status_line, tuple(one for one in told.fields if one[0].casefold() != "transfer-encoding"))
        try:
            return Answer(there.url, response.status, told, content(coded, body(response, limit), limit))
        except HttpError as error:
            raise FetchError(f"{there.url}: {error}") from error


def body(response: BaseHTTPResponse, limit: int) -> bytes:
    """What a server sends, as it sends it; raises HttpError when it is more than `limit` bytes."""
    found = bytearray()
    while piece := response.read(PIECE, decode_content=False):
        found += piece
        if len(found) > limit:
            raise HttpError(f"more than the {limit:,} bytes allowed; raise max_bytes in dateline.toml")
    return bytes(found)


def cut(connection: HTTPConnection, late: threading.Event) -> None:
    """Ends a connection whose time is over, whatever it waits for; `late` is set first, so that who waits knows why."""
    late.set()
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
