"""How much of what a page may be."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """How much of a page is read.

    `max_bytes`: the largest input; a news page of text has some kilobytes, with images inlined a few megabytes.
    `max_nodes`: the largest HTML tree; the pages of `pages/fundus` have 600 to 30,000 nodes.
    `max_characters`: the longest rendition; the longest of those 257 pages has 47,168 characters, and a book is
    better split. Depth needs no limit of its own, since trees are walked without recursion.
    """

    max_bytes: int = 20_000_000
    max_nodes: int = 300_000
    max_characters: int = 1_000_000
