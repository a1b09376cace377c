"""The whole pipeline, from text or page to reports, against the bare spaCy pipeline with all its components, by turns.

Seconds are those of the processor, so that what else the machine does weighs little, and on both alike. Data: the
texts of `stories/`, or saved pages, of which those with a story in English are taken. Both get the whole text; Dateline
parses only what its gate lets through, and of pages it first makes their text out of the HTML, which spaCy is given.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from bench.accuracy.pages import gold_pages
from dateline.archive.limits import Limits
from dateline.document.errors import DocumentError
from dateline.document.markup import page_of
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.engine.reader import Reader
from dateline.model.document import Document
from dateline.reading.parse import MODEL


def pipeline(data: Path, rounds: int) -> dict[str, object]:
    """Words a second of both, and the median and each of their ratios."""
    import spacy

    bare, reader = spacy.load(MODEL), Reader.load()
    works: list[Callable[[], object]]
    if (data / "texts.jsonl").exists():
        lines = (data / "texts.jsonl").read_text(encoding="utf-8").splitlines()
        texts = [str(json.loads(line)["text"]) for line in lines]
        works = [lambda: [reader.read_text(text) for text in texts], lambda: list(bare.pipe(texts))]
    else:
        english = [(raw, text) for raw in saved(data) if (text := english_text(raw, reader)) is not None]
        texts = [text for _, text in english]
        works = [lambda: [read_page(raw, reader) for raw, _ in english], lambda: list(bare.pipe(texts))]
    runs = [[seconds(work) for work in works] for _ in range(rounds + 1)][1:]  # the first round fills caches
    words = sum(len(text.split()) for text in texts)
    return {
        "ratio": round(statistics.median(theirs / ours for ours, theirs in runs), 3),
        "ratios": [round(theirs / ours, 3) for ours, theirs in runs],
        "dateline words/s": round(words / statistics.median(ours for ours, _ in runs)),
        "spaCy words/s": round(words / statistics.median(theirs for _, theirs in runs)),
        "words": words,
    }


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor for one call."""
    page_of.cache_clear()
    began = time.process_time()
    work()
    return time.process_time() - began


def saved(data: Path) -> Iterator[bytes]:
    """The bytes of the saved pages."""
    return (gzip.decompress(gold.path.read_bytes()) for gold in gold_pages(data))


def stories(raw: bytes, reader: Reader) -> tuple[Document, ...]:
    """The stories of a page, not yet read; none where it holds no text."""
    try:
        return documents(render(raw, "page", None, Limits()), raw, None, reader.tables)
    except DocumentError:
        return ()


def english_text(raw: bytes, reader: Reader) -> str | None:
    """The whole text of a page with a story in English."""
    return next((story.text for story in stories(raw, reader) if story.unread is None), None)


def read_page(raw: bytes, reader: Reader) -> list[Document]:
    """The stories of a page with their reports."""
    return [reader.read(story) for story in stories(raw, reader)]
