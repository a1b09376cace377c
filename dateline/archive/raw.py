"""A file read at any place and searched, without holding it in memory."""

from __future__ import annotations

import os
from typing import IO

FIRST, MOST = 1 << 12, 1 << 20


class Raw:
    """The bytes of an open file by their places."""

    def __init__(self, file: IO[bytes]) -> None:
        """The bytes of `file`, which must be seekable."""
        self.file = file
        self.size = file.seek(0, os.SEEK_END)

    def at(self, start: int, length: int) -> bytes:
        """At most `length` bytes from `start` on; fewer at the end of the file."""
        self.file.seek(start)
        return self.file.read(length)

    def find(self, sought: bytes, start: int, end: int | None = None) -> int:
        """Where some bytes begin next, from `start` on and before `end`; -1 where they do not."""
        stop = self.size if end is None else min(end, self.size)
        at, step = start, FIRST
        while at < stop:
            piece = self.at(at, min(step, stop - at) + len(sought) - 1)
            found = piece.find(sought)
            if found >= 0:
                return at + found if at + found < stop else -1
            # What is sought may stand close by, again and again.
            at, step = at + step, min(2 * step, MOST)
        return -1
