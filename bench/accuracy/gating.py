"""`gating`: what is lost because only passages that can matter are parsed, and what a sharper gate could save at most.

Each story is read as it is, and again with all that is passed over taken for body. A mention is lost when the second
reading has it and the first has none of its kind at its place; so is a report, by its type and place. Data: `stories/`,
of which every word counts, or saved pages, of which only lines that stand in the gold body count: what the parser finds
in menus is no loss.

The oracle: how many of the words that are parsed stand in paragraphs that hold nothing, or so little that leaving them
out loses LEAST of the mentions and no report. A gate inside stories could at best save these.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from bench.accuracy.pages import gold_pages
from dateline.archive.limits import Limits
from dateline.document.errors import DocumentError
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.engine.reader import Reader
from dateline.model.document import Document
from dateline.model.span import Span
from dateline.reading.gate import worth_parsing
from dateline.reading.parse import paragraphs

READERS = ("times", "places", "actors", "figures", "attributions")
LEAST = 0.005
# A line of fewer words may stand in the gold body by chance.
LINE = 4
Found = set[tuple[str, Span]]


Paragraph = tuple[int, int, bool]


class Story(Struct, frozen=True):
    """One story with the text whose lines count; all of them where there is no gold body."""

    name: str
    document: Document
    gold: str | None

    def lines(self) -> Iterator[Span]:
        """The lines in which a loss is one."""
        at = 0
        for line in self.document.text.splitlines(keepends=True):
            words = line.split()
            if self.gold is None or (len(words) >= LINE and " ".join(words) in self.gold):
                yield Span(at, at + len(line))
            at += len(line)


def score(data: Path) -> dict[str, object]:
    """Per cent of mentions and reports that are kept and of words that are passed over, what is lost, the oracle."""
    reader, tally = Reader.load(), Tally()
    for story in stories(data, reader) if (data / "texts.jsonl").exists() else pages(data, reader):
        tally.add(story, reader.read(story.document), reader.read(ungated(story.document)))
    parsed = sum(words for words, _, _ in tally.parsed)
    return {
        "mentions kept": tally.share_kept(lambda kind: kind in READERS),
        "reports kept": tally.share_kept(lambda kind: kind not in READERS),
        "words passed over": percent(tally.words - parsed, tally.words),
        "words": tally.words,
        "mentions": sum(mentions for _, mentions, _ in tally.parsed),
        "lost": dict(sorted(tally.lost.items())),
        "oracle: words parsed that hold nothing": percent(savable(tally.parsed, 0.0), parsed),
        f"oracle: words to save for {LEAST:.1%} of mentions": percent(savable(tally.parsed, LEAST), parsed),
        "examples of what is lost": tally.examples[:25],
    }


class Tally:
    """What is kept and lost by kind, in words too; how many words there are; the paragraphs that are parsed."""

    def __init__(self) -> None:
        self.words = 0
        self.parsed: list[Paragraph] = []
        self.kept: Counter[str] = Counter()
        self.lost: Counter[str] = Counter()
        self.examples: list[str] = []

    def add(self, story: Story, read: Document, whole: Document) -> None:
        """Count a story as it is read, and with all of it parsed."""
        had, lines = found_in(read), list(story.lines())
        for kind, span in sorted(found_in(whole)):
            if not any(line.covers(span) for line in lines):
                continue
            if (kind, span) in had:
                self.kept[kind] += 1
            else:
                self.lost[kind] += 1
                self.examples.append(f"{story.name}: {kind}: {span.of(read.text)[:80]}")
        self.parsed += held(read)
        self.words += sum(len(segment.text.split()) for segment in read.segments)

    def share_kept(self, asked: Callable[[str], bool]) -> float:
        """Per cent kept of the kinds asked for."""
        kept, lost = (sum(n for kind, n in counts.items() if asked(kind)) for counts in (self.kept, self.lost))
        return percent(kept, kept + lost)


def stories(data: Path, reader: Reader) -> Iterator[Story]:
    """The texts of `stories/`."""
    for line in (data / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Story(row["id"], reader.text(row["text"], row["published"]), None)


def pages(data: Path, reader: Reader) -> Iterator[Story]:
    """The stories in English of saved pages."""
    for gold in gold_pages(data):
        raw = gzip.decompress(gold.path.read_bytes())
        try:
            found = documents(render(raw, gold.name, None, Limits()), raw, None, reader.tables)
        except DocumentError:
            continue
        body = " ".join(gold.body.split())
        yield from (Story(gold.name, story, body) for story in found if story.unread is None)


def ungated(document: Document) -> Document:
    """The document with all that the gate passes over as body."""
    segments = (
        segment if worth_parsing(segment) else msgspec.structs.replace(segment, role="body", language=None)
        for segment in document.segments
    )
    return msgspec.structs.replace(document, segments=tuple(segments))


def found_in(document: Document) -> Found:
    """Every mention by reader and place, every report by type and place of its first evidence."""
    found = {(name, one.span) for name in READERS if name != "attributions" for one in getattr(document, name)}
    found |= {("attributions", one.cue) for one in document.attributions}
    return found | {(report.type, report.evidence[0].span) for report in document.reports}


def held(document: Document) -> Iterator[Paragraph]:
    """Each parsed paragraph: its words, its mentions, whether it reports anything."""
    mentions = [span for kind, span in found_in(document) if kind in READERS]
    reports = [evidence.span for report in document.reports for evidence in report.evidence]
    for _, span in paragraphs(document):
        inside = sum(span.covers(one) for one in mentions)
        yield len(span.of(document.text).split()), inside, any(span.overlaps(one) for one in reports)


def savable(rows: list[Paragraph], least: float) -> int:
    """The most words that can be left out for a share `least` of the mentions, poorest paragraphs first."""
    left = least * sum(mentions for _, mentions, _ in rows)
    saved = 0
    for words, mentions, reports in sorted(rows, key=lambda row: row[1] / (row[0] or 1)):
        if mentions > left:
            break
        if not reports:
            saved, left = saved + words, left - mentions
    return saved


def percent(part: int, whole: int) -> float:
    """Per cent, to a hundredth."""
    return round(100 * part / (whole or 1), 2)
