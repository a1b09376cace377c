"""A web archive of invented pages, one in twenty of them hostile; written by warcio, and by hand where it is broken."""

from __future__ import annotations

import gzip
import io
import random
import zlib
from collections.abc import Callable, Iterator

import brotli
import zstandard
from msgspec import Struct
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

EVERY = 20
BOMB = 400_000_000
DAY = "2021-05-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}Z"
PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>Bridge report {n}</title></head><body><h1>Report {n}</h1>'
    "<p>Bulletin {n} of the river office: the ferry at landing {m} ran {k} times, and nobody was hurt. {filler}</p>"
    "</body></html>"
)


class Record(Struct, frozen=True):
    """One record as plain bytes; `kind` names what is wrong with it, None for a good one.

    `spoil` is done to the compressed member, where the archive is compressed.
    """

    url: str
    data: bytes
    kind: str | None = None
    spoil: Callable[[bytes], bytes] | None = None


def page_of(n: int) -> bytes:
    """The HTML of page `n`."""
    chance = random.Random(n)
    filler = " ".join(str(chance.randrange(10**9)) for _ in range(40))
    return PAGE.format(n=n, m=n % 97, k=n % 13, filler=filler).encode()


def written(url: str, n: int, body: bytes, headers: list[tuple[str, str]]) -> bytes:
    """A response record as warcio writes it, not compressed."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    at = DAY.format(day=1 + n % 28, hour=n // 3600 % 24, minute=n // 60 % 60, second=n % 60)
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8"), *headers], protocol="HTTP/1.1")
    record = writer.create_warc_record(
        url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": at}
    )
    writer.write_record(record)
    return out.getvalue()


def encoded(body: bytes, coding: str) -> tuple[bytes, list[tuple[str, str]]]:
    """A body with a content encoding, and the header that says so."""
    return body, [("Content-Encoding", coding)]


def bombs() -> dict[str, tuple[bytes, list[tuple[str, str]]]]:
    """Bodies that unpack to 400 MB and more; made once, since that takes seconds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = b"<p>" + bytes(1_000_000)
    zipped = b"".join(packer.compress(piece) for _ in range(BOMB // len(piece))) + packer.flush()
    squeezed = zstandard.ZstdCompressor(level=3).compress(bytes(BOMB))
    return {
        "a gzip bomb": encoded(zipped, "gzip"),
        "a gzip bomb in gzip": encoded(gzip.compress(zipped), "gzip, gzip"),
        "a zstd bomb": encoded(squeezed, "zstd"),
        "a brotli bomb": encoded(brotli.compress(bytes(BOMB // 4), quality=5), "br"),
    }


def broken_bodies(page: bytes) -> dict[str, tuple[bytes, list[tuple[str, str]]]]:
    """Bodies whose encodings are broken."""
    zipped = gzip.compress(page)
    layered = page
    for _ in range(6):
        layered = gzip.compress(layered)
    chunk = b"%x\r\n%s\r\n" % (len(page), page)
    return {
        "six encodings one in the other": encoded(layered, "gzip, gzip, gzip, gzip, gzip, gzip"),
        "an unknown encoding": encoded(page, "x-secret"),
        "gzip cut short": encoded(zipped[: len(zipped) // 2], "gzip"),
        "gzip with bytes changed": encoded(zipped[:40] + b"\xff\x00\xff\x00" + zipped[44:], "gzip"),
        "chunks cut short": (chunk[:-40], [("Transfer-Encoding", "chunked")]),
        "chunks of wrong length": (b"5\r\n" + chunk[5:] + b"0\r\n\r\n", [("Transfer-Encoding", "chunked")]),
        "nothing in it": (b"", []),
    }


def _length(record: bytes, to: bytes) -> bytes:
    """A record with another length in its header."""
    head, line, rest = record.partition(b"Content-Length: ")
    return head + line + to + rest[rest.index(b"\r\n") :]


def broken_records(record: bytes) -> dict[str, bytes]:
    """Records whose frames are broken, whatever they hold."""
    size = len(record)
    return {
        "a length too long": _length(record, b"%d" % (size * 3)),
        "a length too short": _length(record, b"%d" % (size // 3)),
        "a length of words": _length(record, b"many"),
        "a negative length": _length(record, b"-5"),
        "a length beyond all": _length(record, b"9" * 30),
        "no length": record.replace(b"Content-Length", b"Content-Girth", 1),
        "bytes changed after writing": record.replace(b"Bulletin", b"Bullet1n", 1),
        "no mark of a record": b"CRAW" + record[4:],
        "cut short": record[: size // 2],
    }


def cut(member: bytes) -> bytes:
    """A compressed member without its end."""
    return member[: len(member) * 2 // 3]


def flipped(member: bytes) -> bytes:
    """A compressed member with a byte changed in the middle."""
    at = len(member) // 2
    return member[:at] + bytes([member[at] ^ 0x55]) + member[at + 1 :]


def records(count: int) -> Iterator[Record]:
    """So many records, one in twenty hostile, each kind in its turn; the same at every call."""
    made = bombs()
    hostile = 0
    for n in range(count):
        url, page = f"https://river{n % 50}.example/report/{n}", page_of(n)
        good = written(url, n, page, [])
        if n % EVERY != EVERY - 1:
            yield Record(url, good)
            continue
        bodies = made | broken_bodies(page)
        options = [Record(url, written(url, n, body, headers), kind) for kind, (body, headers) in bodies.items()]
        options += [Record(url, data, kind) for kind, data in broken_records(good).items()]
        options += [Record(url, good, "a member cut short", cut), Record(url, good, "a member changed", flipped)]
        yield options[hostile % len(options)]
        hostile += 1


def packed(found: Iterator[Record], how: str) -> Iterator[bytes]:
    """The bytes of an archive: `plain`, or compressed record by record with `gzip` or `zstd`."""
    squeeze = zstandard.ZstdCompressor(level=3, write_checksum=True).compress
    for record in found:
        if how == "plain":
            # What is done to members is done to the record itself.
            yield record.data if record.spoil is None else cut(record.data)
        else:
            member = gzip.compress(record.data, mtime=0) if how == "gzip" else squeeze(record.data)
            yield member if record.spoil is None else record.spoil(member)
