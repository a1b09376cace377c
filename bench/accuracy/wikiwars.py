"""Time expressions in war narratives (WikiWars, TIMEX2 values), read without a publication date.

The gold follows TIMEX2, Dateline TIMEX3: before comparing, a range becomes its two ends; a set's period becomes the
pattern (`P1D` `XXXX-XX-XX`); a vague distance ('a few days later') becomes `FUTURE_REF` or `PAST_REF`; zones go.
Strict: same span; relaxed: overlap; value: overlap and the same value. One-to-one, widest overlap first.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from bench.accuracy.matching import f1
from dateline.model.document import Document, Published, Segment
from dateline.model.mention import Time
from dateline.model.span import Rendition, Span
from dateline.reading.times import find_times
from dateline.tables.times import TimeWords, load

SETS = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}
RUN = re.compile(r"\s*(?:[-–—/]|\b(?:to|and|or|until|through)\b)\s*")
WORST = 10
# The first that matches a gold value names its class.
CLASSES = (
    ("before Christ", re.compile(r"BC")),
    ("reference", re.compile(r"(?:PAST|PRESENT|FUTURE)_REF")),
    ("duration", re.compile(r"P")),
    ("time of day", re.compile(r".*T")),
    ("set or vague", re.compile(r"XXXX")),
    ("season", re.compile(r"\d{4}-[A-Z]")),
    ("day", re.compile(r"\d{4}-\d\d-")),
    ("month", re.compile(r"\d{4}-")),
    ("year or longer", re.compile(r"\d")),
)


class Found(NamedTuple):
    start: int
    end: int
    value: str | None


class Words(NamedTuple):
    times: TimeWords


def narrative(text: str) -> Document:
    """The text as one undated story of one body segment."""
    return Document(
        id="doc",
        capture=None,
        path=None,
        url=None,
        captured_at=None,
        rendition=Rendition.make(text, blob="", extractor="gold"),
        title=None,
        segments=(Segment(span=Span(0, len(text)), role="body", text=text),),
        published=Published(earliest=None, latest=None, precision=None, basis="narrative without a date"),
        publisher=None,
        agency=None,
        byline=None,
        language="en",
    )


def timex2(found: Time) -> str | None:
    """The TIMEX2 value of one time that is no range."""
    value = found.timex3
    symbol = found.symbol
    if symbol is not None and symbol.rule == "span" and symbol.value == "VAGUE" and found.kind == "date":
        if re.search(r"(later|after|afterwards?|earlier|before|ago|previously)$", found.text):
            return "FUTURE_REF" if symbol.direction == "future" else "PAST_REF"
        return value
    if found.kind == "set":
        return SETS.get(value or "", value)
    return value


def as_gold(found: Time) -> Iterator[Found]:
    """One time as the gold would annotate it: a range gives its two ends."""
    run = RUN.search(found.text)
    symbol = found.symbol
    named = symbol is None or "/" in (symbol.value or "")
    if run and named and found.timex3 and "/" in found.timex3:
        first, second = found.timex3.split("/")
        yield Found(found.span.start, found.span.start + run.start(), first)
        yield Found(found.span.start + run.end(), found.span.end, second)
    else:
        yield Found(found.span.start, found.span.end, timex2(found))


def pair(gold: list[Found], found: list[Found]) -> list[tuple[int, int]]:
    """Gold and found times that overlap, one to one, the widest overlap first."""
    edges = sorted(
        (-(min(g.end, f.end) - max(g.start, f.start)), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.start < f.end and f.start < g.end
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in edges:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def class_of(value: str | None) -> str:
    """What kind of time a gold value is."""
    return next((name for name, form in CLASSES if value and form.match(value)), "no value")


def score(data: Path) -> dict[str, object]:
    """Strict, relaxed and value F1 over a JSONL file of texts, words per second, each class's worst mistakes."""
    tables = Words(load())
    counts: Counter[str] = Counter()
    classes: dict[str, list[int]] = {}
    misses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words, seconds = 0, 0.0
    for line in data.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text: str = row["text"]
        document = narrative(text)
        begun = time.perf_counter()
        times = find_times(document, (), tables)
        seconds += time.perf_counter() - begun
        words += len(text.split())
        found = [f for t in times for f in as_gold(t)]
        gold = [Found(t["start"], t["end"], t["value"]) for t in row["times"]]
        right = _count(text, gold, found, counts, misses)
        for i, g in enumerate(gold):
            tally = classes.setdefault(class_of(g.value), [0, 0])
            tally[0] += i in right
            tally[1] += 1
    figures: dict[str, object] = {}
    for name in ("strict", "relaxed", "value"):
        p, r, f = f1(counts[name], counts["found"], counts["gold"])
        figures |= {f"{name}_precision": p, f"{name}_recall": r, f"{name}_f1": f}
    figures |= {"gold": counts["gold"], "found": counts["found"], "words_per_second": round(words / seconds)}
    figures["by_class"] = {name: f"{right}/{total}" for name, (right, total) in sorted(classes.items())}
    return figures | worst_of(misses)


def worst_of(misses: Mapping[str, Counter[str]]) -> dict[str, object]:
    """The most frequent mistakes of each class."""
    return {
        f"worst of {name}": [f"{n} x {what}" for what, n in found.most_common(WORST)]
        for name, found in sorted(misses.items())
    }


def _count(
    text: str, gold: list[Found], found: list[Found], counts: Counter[str], misses: Mapping[str, Counter[str]]
) -> set[int]:
    """Adds to the counts and misses; the numbers of the gold times whose value is right."""
    pairs = pair(gold, found)
    counts.update(gold=len(gold), found=len(found), relaxed=len(pairs))
    for i, j in pairs:
        counts["strict"] += gold[i][:2] == found[j][:2]
        counts["value"] += gold[i].value == found[j].value
        of_class = misses[class_of(gold[i].value)]
        if gold[i].value != found[j].value:
            of_class[f"value {text[found[j].start : found[j].end]!r}: {gold[i].value}, not {found[j].value}"] += 1
        elif gold[i][:2] != found[j][:2]:
            of_class[f"span {text[found[j].start : found[j].end]!r}: {text[gold[i].start : gold[i].end]!r}"] += 1
    for i in set(range(len(gold))) - {i for i, _ in pairs}:
        misses[class_of(gold[i].value)][f"missed {text[gold[i].start : gold[i].end].lower()!r} = {gold[i].value}"] += 1
    for j in set(range(len(found))) - {j for _, j in pairs}:
        near = text[max(found[j].start - 15, 0) : found[j].end + 15].replace("\n", " ")
        misses["what is no time"][f"extra {text[found[j].start : found[j].end].lower()!r} in {near!r}"] += 1
    return {i for i, j in pairs if gold[i].value == found[j].value}
