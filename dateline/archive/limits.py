"""How much of what a page may be."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """`max_bytes`: the largest input that is read; a news page of text has some kilobytes, with images inlined a few
    megabytes. `max_nodes`, `max_depth`: the largest HTML tree that is walked (50,000 nested divs stall parsers for
    half a minute, research.md, 'Hostile input').
    """

    max_bytes: int = 20_000_000
    max_nodes: int = 300_000
    max_depth: int = 512
