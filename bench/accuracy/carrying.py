"""`carrying`: evidence of saved pages carried over to other renditions of them, as `dateline reanchor` does.

The evidence is what reading gives (reports, claims, figures of the pages in English), and of every page each sentence
of its story and short runs of one to three words, which stand in many places. The other renditions are made from the
first (`bench/synthetic/renditions.py`), so the true place is known; two are by other extractors, where only the words
can be compared.

`carried`: of the runs that still stand in the other rendition. `right`: of those carried. `made up`: runs that were
carried although a part of them was dropped.
"""

from __future__ import annotations

import gzip
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from resiliparse.extract.html2text import extract_plain_text
from trafilatura import extract

from bench.accuracy.pages import gold_pages
from bench.synthetic.renditions import Remade, remade
from dateline.archive.limits import Limits
from dateline.document.decode import decode
from dateline.document.errors import DocumentError
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.engine.reader import default_reader
from dateline.model.document import Document
from dateline.model.span import Span
from dateline.values.carrying import Blind, Carried, Carrier, is_same

SENTENCE = re.compile(r"[^\s][^\n]*?[.!?]+[\"”“»’')]*(?=\s|$)|[^\s][^\n]*")
SHORT_RUNS = 20
READ = "evidence"


def score(data: Path) -> dict[str, object]:
    """How much is carried, how much of it to the right place, by kind of rendition and kind of run."""
    counts: Counter[tuple[str, str, str]] = Counter()
    reasons: Counter[str] = Counter()
    pages = 0
    for name, raw, stories in read_pages(data):
        pages += 1
        text = stories[0].rendition.text
        runs = dict.fromkeys(runs_of(name, stories))
        segments = [segment for story in stories for segment in story.segments]
        for other in remade(name, text, segments):
            tally(text, other, runs, counts, reasons)
        for how, theirs in (("resiliparse", by_resiliparse(raw)), ("trafilatura", by_trafilatura(raw))):
            tally_words(how, text, theirs, runs, counts)
    return {"pages": pages, **figures(counts), "lost, by reason": dict(reasons.most_common(8))}


def read_pages(data: Path) -> Iterator[tuple[str, bytes, tuple[Document, ...]]]:
    """Every page with its stories, those in English read."""
    reader = default_reader()
    for gold in gold_pages(data):
        raw = gzip.decompress(gold.path.read_bytes())
        try:
            found = documents(render(raw, gold.name, None, Limits()), raw, None, reader.tables)
        except DocumentError:
            continue
        yield gold.name, raw, tuple(reader.read(document) for document in found)


def runs_of(name: str, stories: tuple[Document, ...]) -> Iterator[tuple[str, Span]]:
    """Kind and place of every run to be carried."""
    chance = random.Random(name)
    for story in stories:
        for report in story.reports:
            claims = (claim.evidence for claim in report.claims)
            yield from ((READ, one.span) for one in (*report.evidence, *claims) if one is not None)
        yield from ((READ, figure.evidence.span) for figure in story.figures if figure.evidence is not None)
        for segment in story.segments:
            if segment.role in ("headline", "body"):
                for found in SENTENCE.finditer(segment.text):
                    yield "sentence", Span(segment.span.start + found.start(), segment.span.start + found.end())
        words = list(re.finditer(r"\S+", story.rendition.text))
        for _ in range(min(SHORT_RUNS, len(words))):
            first = chance.randrange(len(words))
            last = min(len(words) - 1, first + chance.randrange(3))
            yield "one to three words", Span(words[first].start(), words[last].end())


def tally(
    text: str,
    other: Remade,
    runs: dict[tuple[str, Span], None],
    counts: Counter[tuple[str, str, str]],
    reasons: Counter[str],
) -> None:
    """Count what becomes of each run, against its true place."""
    carrier = Carrier(text, other.text)
    for kind, span in runs:
        truth, found = other.of(text, span), carrier.carry(span)
        if truth is None:
            counts[other.how, kind, "made up" if isinstance(found, Carried) else "gone"] += 1
        elif isinstance(found, Carried):
            counts[other.how, kind, "right" if found.span == truth else "wrong"] += 1
        else:
            counts[other.how, kind, "lost"] += 1
            reasons[re.sub(r"[\d,]+", "N", found.reason)] += 1


def tally_words(
    how: str, text: str, theirs: str, runs: dict[tuple[str, Span], None], counts: Counter[tuple[str, str, str]]
) -> None:
    """Count what is carried to a text of which only the words are known: of the runs whose characters it holds."""
    carrier, held = Carrier(text, theirs), Blind.of(theirs).text
    for kind, span in runs:
        found = carrier.carry(span)
        if isinstance(found, Carried):
            same = is_same(span.of(text), found.span.of(theirs), found.how)
            counts[how, kind, "right" if same else "wrong"] += 1
        else:
            counts[how, kind, "lost" if Blind.of(span.of(text)).text in held else "gone"] += 1


def by_resiliparse(raw: bytes) -> str:
    """The whole page by another extractor."""
    return str(extract_plain_text(decode(raw), main_content=False, alt_texts=True, links=True))


def by_trafilatura(raw: bytes) -> str:
    """The story by another extractor."""
    return extract(decode(raw), fast=True, include_comments=True) or ""


def figures(counts: Counter[tuple[str, str, str]]) -> dict[str, object]:
    """Shares over all, by kind of run, and by rendition."""
    made: dict[str, object] = {}
    own = [how for how in dict.fromkeys(how for how, _, _ in counts) if how not in ("resiliparse", "trafilatura")]
    for kind in (READ, "sentence", "one to three words"):
        total = Counter[str]()
        for (how, one, outcome), number in counts.items():
            if one == kind and how in own:
                total[outcome] += number
        made |= told(kind, total)
    for how in dict.fromkeys(how for how, _, _ in counts):
        total = Counter[str]()
        for (one, kind, outcome), number in counts.items():
            if one == how and kind == READ:
                total[outcome] += number
        made |= told(f"{READ}, {how}", total)
    return made


def told(what: str, total: Counter[str]) -> dict[str, object]:
    """Shares in percent, and how many runs they are of."""
    carried, standing = total["right"] + total["wrong"], total["right"] + total["wrong"] + total["lost"]
    return {
        f"{what}: carried": round(100 * carried / (standing or 1), 2),
        f"{what}: right": round(100 * total["right"] / (carried or 1), 2),
        f"{what}: made up": total["made up"],
        f"{what}: runs": f"{standing} stand there, {total['gone'] + total['made up']} were dropped",
    }
