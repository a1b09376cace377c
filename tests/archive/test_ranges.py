"""Web archives in ranges: whatever the cuts, every record is read once."""

import gzip
from itertools import accumulate, pairwise
from random import Random

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from dateline.archive.ranges import Range, RangeError, RangeReading, ranges, torn
from dateline.archive.web_records import Bad, Page

PAGE = b"<html><body><p>%s</p></body></html>"


def record(number, body):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    head = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/%d\r\n" % number
    head += b"WARC-Date: 2021-05-02T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    return head + b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"


NESTED = record(900, PAGE % b"inner") + record(901, PAGE % b"inner")
BODIES = st.sampled_from(
    [
        PAGE % b"short",
        PAGE % (b"long " * 3000),
        PAGE % b"WARC/1.0 is a format\r\nWARC/1.0\r\nWARC-Type: no record",
        PAGE % NESTED,
        PAGE % b"\x1f\x8b\x08 is gzip",
        PAGE % (gzip.compress(record(902, PAGE % b"inner")) + gzip.compress(record(903, PAGE % b"inner"))),
    ]
)


def packed(records, level):
    if level is None:
        return b"".join(records)
    return b"".join(gzip.compress(one, level, mtime=0) for one in records)


def read(range_):
    reading = RangeReading(range_, Limits())
    found = list(reading)
    return found, reading.joint


def joined(parts):
    """All records of the ranges, those done again that did not join."""
    found = [read(one) for one in parts]
    tries = 0
    while (again := torn([joint for _, joint in found])) is not None:
        found[again.index] = read(again.range)
        tries += 1
        assert tries <= 2 * len(parts)
    return [one for records, _ in found for one in records]


def cut(address, size, places):
    edges = sorted({0, size, *(place % (size + 1) for place in places)})
    return [Range(address, a, b, known=a == 0) for a, b in pairwise(edges)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    bodies=st.lists(BODIES, min_size=1, max_size=8),
    level=st.sampled_from([None, 0, 6]),
    places=st.lists(st.integers(0, 200_000), max_size=12),
    hurt=st.none() | st.integers(0, 200_000),
)
def test_any_ranges_together_hold_every_record_once(tmp_path, bodies, level, places, hurt):
    file = tmp_path / ("a.warc" if level is None else "a.warc.gz")
    pieces = [packed([record(n, body)], level) for n, body in enumerate(bodies)]
    data = bytearray(b"".join(pieces))
    if hurt is not None:
        data[hurt % len(data)] ^= 0x41
    file.write_bytes(data)
    try:
        whole, _ = read(Range(str(file), 0, len(data), known=True))
    except RangeError:
        assert hurt is not None
        return
    if hurt is None:
        assert [one.at for one in whole] == [0, *accumulate(map(len, pieces))][:-1]
    assert joined(cut(str(file), len(data), places)) == whole


def test_a_page_that_holds_an_archive_is_no_record_of_its_own(tmp_path):
    """The reading in its middle takes what it holds for records, until it is seen not to join."""
    file = tmp_path / "a.warc"
    outer = record(0, PAGE % NESTED)
    file.write_bytes(outer + record(1, PAGE % b"next"))
    middle = outer.index(b"https://a.example/900") - 60
    parts = cut(str(file), file.stat().st_size, [middle, len(outer)])
    assert [len(read(one)[0]) for one in parts] == [1, 3, 1]
    assert [one.what.url for one in joined(parts)] == ["https://a.example/0", "https://a.example/1"]


def test_a_file_is_cut_at_every_so_many_bytes(tmp_path):
    file = tmp_path / "a.warc.gz"
    file.write_bytes(packed([record(n, PAGE % b"x") for n in range(20)], 6))
    parts = ranges(str(file), 500)
    assert len(parts) > 3 and parts[0].known and not parts[1].known
    assert [(a.end, b.start) for a, b in pairwise(parts)] == [(b.start, b.start) for b in parts[1:]]
    assert all(isinstance(one.what, Page) for one in joined(parts)) and len(joined(parts)) == 20


def test_what_can_only_be_read_from_its_beginning_is_one_range(tmp_path):
    file = tmp_path / "a.warc.zst"
    file.write_bytes(b"".join(zstandard.compress(record(n, PAGE % b"x")) for n in range(3)))
    assert len(ranges(str(file), 10)) == 1
    assert len(joined(ranges(str(file), 10))) == 3


def test_a_file_packed_as_one_stream_is_read_by_its_first_range(tmp_path):
    file = tmp_path / "a.warc.gz"
    bodies = [Random(n).randbytes(3_500_000).hex().encode() for n in range(4)]
    file.write_bytes(gzip.compress(b"".join(record(n, PAGE % body) for n, body in enumerate(bodies)), 9))
    parts = ranges(str(file), 5_000_000)
    assert len(parts) > 1
    assert [one.what.url for one in joined(parts)] == [f"https://a.example/{n}" for n in range(4)]


def test_an_address_of_another_system(tmp_path):
    fsspec = pytest.importorskip("fsspec")
    with fsspec.open("memory://crawl/a.warc.gz", "wb") as out:
        out.write(packed([record(n, PAGE % b"x") for n in range(5)], 6))
    assert len(joined(ranges("memory://crawl/a.warc.gz", 300))) == 5


def test_what_is_no_archive_is_told(tmp_path):
    (tmp_path / "a.txt").write_text("no records")
    with pytest.raises(RangeError, match="no WARC or ARC"):
        read(Range(str(tmp_path / "a.txt"), 0, 10, known=True))
    with pytest.raises(RangeError, match="cannot be opened"):
        ranges(str(tmp_path / "absent.warc"))


def test_a_broken_record_is_told_once(tmp_path):
    file = tmp_path / "a.warc.gz"
    pieces = [gzip.compress(record(n, PAGE % (b"%d " % n * 400)), mtime=0) for n in range(6)]
    pieces[2] = pieces[2][:60] + bytes(20) + pieces[2][80:]
    file.write_bytes(b"".join(pieces))
    found = joined(ranges(str(file), 150))
    assert [type(one.what) for one in found].count(Bad) == 1 and len(found) == 6
