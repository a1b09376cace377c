"""Mutations without a fuzzer: for the tests, and where atheris cannot be installed. The same seed, the same bytes."""

from __future__ import annotations

import random
from collections.abc import Sequence

# What breaks readers: signs of size, nesting, encodings and ends.
BITS = (
    *(b"\0", b"\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\r", b"\n\n", b"\t", b'"'),
    *(b"<", b"</", b"<!--", b"<![CDATA[", b"&#0;", b"&#xD800;", b"&#x110000;", b"<script>", b"<a href='"),
    *(b"[" * 50, b"{" * 50, b"(" * 50, b"-1", b"99999999999", b"1e999", b"=?utf-8?b?", b"=?x?q?", b"=", b"%", b"--b"),
    *(b"Content-Type: message/rfc822\n\n", b"Content-Transfer-Encoding: base64\n", b"\nFrom ", b"PK\x03\x04", b"%PDF-"),
    *(b"2021-13-45", b"0000-00-00", b"31 February", b"99:99", b"\xe2\x80\xae", b"e\xcc\x81", b"\xef\xac\x81"),
)  # fmt: skip


def mutated(seeds: Sequence[bytes], chance: random.Random) -> bytes:
    """One input made of the seeds by some changes."""
    data = bytearray(chance.choice(seeds) if seeds else b"")
    for _ in range(chance.choice((1, 1, 2, 4, 8, 30))):
        at = chance.randrange(len(data) + 1)
        till = min(len(data), at + int(chance.expovariate(0.05)))
        change = chance.randrange(6)
        if change == 0:
            data[at:till] = b""
        elif change == 1:
            data[at:at] = chance.choice(BITS)
        elif change == 2:
            data[at:till] = data[at:till] * chance.choice((2, 3, 50))
        elif change == 3 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif change == 4 and seeds:
            other = chance.choice(seeds)
            start = chance.randrange(len(other) + 1)
            data[at:till] = other[start : start + chance.randrange(200)]
        else:
            data[at:till] = chance.randbytes(till - at)
    return bytes(data[:100_000])
