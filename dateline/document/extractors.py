"""Two extractors of main content, as voters: what they keep of a page, found again among its lines.

They return text without offsets, so their text is matched to the page's lines in order and blind to white space.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from resiliparse.extract.html2text import extract_plain_text

from dateline.document.decode import decode

# Deeper or larger pages they do not see: resiliparse needs 32 seconds for 50,000 nested elements, trafilatura gives up.
DEEPEST, MOST_NODES, MOST_BYTES = 256, 60_000, 8_000_000
# Shorter lines stand in many places of a page; between two lines that it keeps an extractor may add so much of its own.
SHORTEST, LONGEST_GAP = 12, 4_000


def kept_fast(tree: Any, nodes: int, depth: int) -> str:  # noqa: ANN401
    """What resiliparse keeps of a parsed page; nothing where the page is too deep or large for it."""
    if depth > DEEPEST or nodes > MOST_NODES:
        return ""
    return str(extract_plain_text(tree, main_content=True))


def kept_slow(data: bytes) -> str:
    """What trafilatura keeps of a page; it is asked only where the others disagree."""
    if len(data) > MOST_BYTES:
        return ""
    # Half a second to import, so not for commands that read no page.
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return extract(decode(data), fast=True, favor_precision=True, include_comments=False) or ""


def found_again(kept: str, lines: Sequence[str]) -> list[bool]:
    """For each line whether it stands in what an extractor kept, in order; short lines never do."""
    text = "".join(kept.split())
    found: list[bool] = []
    at = 0
    for line in lines:
        bare = "".join(line.split()) if text else ""
        start = text.find(bare, at, at + len(bare) + LONGEST_GAP) if len(bare) >= SHORTEST else -1
        found.append(start >= 0)
        if start >= 0:
            at = start + len(bare)
    return found
