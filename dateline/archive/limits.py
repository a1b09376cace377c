"""How much of what a page may be."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """`max_bytes`: the largest input that is read; a news page of text has some kilobytes, with images inlined a few
    megabytes. `max_nodes`: the largest HTML tree that becomes a document; the pages of `pages/fundus` have 600 to
    30,000 nodes. Depth needs no limit of its own, since trees are walked without recursion.
    """

    max_bytes: int = 20_000_000
    max_nodes: int = 300_000
