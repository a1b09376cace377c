"""Pages a second through rendition, segments and masthead, and two extractors on the same pages by turns."""

from __future__ import annotations

import gzip
import logging
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction

from bench.accuracy.pages import gold_pages
from dateline.archive.limits import Limits
from dateline.document.decode import decode
from dateline.document.errors import DocumentError
from dateline.document.markup import page_of
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.tables.load import Tables, load

Work = Callable[[bytes], object]


def pages(data: Path, rounds: int) -> dict[str, object]:
    """Pages a second of Dateline, of trafilatura with metadata, and of resiliparse; medians over rounds.

    The three take each page in turn, and seconds are those of the processor, so that what else the machine does weighs
    little, and on all of them alike.
    """
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tables = load()
    works: tuple[Work, ...] = (lambda raw: stories(raw, tables), with_metadata, main_text)
    raws = [gzip.decompress(gold.path.read_bytes()) for gold in gold_pages(data)]
    runs = [[0.0, 0.0, 0.0] for _ in range(rounds + 1)]
    for spent in runs:
        page_of.cache_clear()
        for raw in raws:
            for number, work in enumerate(works):
                began = time.process_time()
                work(raw)
                spent[number] += time.process_time() - began
    # The first round warms up caches and imports.
    ours, theirs, fast = (statistics.median(column) for column in zip(*runs[1:], strict=True))
    return {
        "ratio to trafilatura": round(statistics.median(run[1] / run[0] for run in runs[1:]), 2),
        "ratio to resiliparse": round(statistics.median(run[2] / run[0] for run in runs[1:]), 2),
        "pages/s": round(len(raws) / ours, 1),
        "trafilatura with metadata pages/s": round(len(raws) / theirs, 1),
        "resiliparse pages/s": round(len(raws) / fast, 1),
        "pages": len(raws),
        "megabytes": round(sum(map(len, raws)) / 1_000_000, 1),
    }


def stories(raw: bytes, tables: Tables) -> object:
    """Dateline's documents of a page; nothing for one that holds no text."""
    try:
        return documents(render(raw, "page", None, Limits()), raw, None, tables)
    except DocumentError:
        return None


def with_metadata(raw: bytes) -> object:
    """Trafilatura's text and metadata of a page."""
    return bare_extraction(decode(raw), with_metadata=True)


def main_text(raw: bytes) -> object:
    """Resiliparse's main text of a page."""
    return extract_plain_text(decode(raw), main_content=True)
