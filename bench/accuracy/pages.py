"""`pages`: body, publication day and publisher of saved news pages, after the protocol of `pages/fundus`.

Body: precision, recall and F1 of word 4-grams, averaged over pages; date: exact day. Gold dates later than the
crawl (day and month swapped) are left out and named.

Leftover noise: a strange line has four words or more, and none of its 4-grams stands in the gold body. A page has
leftover noise when two or more lines of its body are strange and hold 2 % of its words. One line alone does not count:
gold bodies leave out subheads, pull quotes and items of lists that are the story's, most of what single strange lines
turned out to be; pages with any strange line are given beside it.
"""

from __future__ import annotations

import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from bench.accuracy.publishers import Tally
from dateline.archive.limits import Limits
from dateline.document.errors import DocumentError
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.model.document import Document
from dateline.tables.load import load

WORD = re.compile(r"\w+")
CRAWLED = re.compile(r"_\d{4}_\d\d_\d\d\.html\.gz$")
LATIN = 0.7
# A line of so many words is strange when no 4-gram of it is gold; so many of them, with such a share, are noise.
STRANGE_WORDS, NOISE_LINES, NOISE_SHARE = 4, 2, 0.02


class GoldPage(Struct, frozen=True):
    """One page with its gold body, day and path."""

    name: str
    path: Path
    body: str
    day: str
    crawled: str


def score(data: Path) -> dict[str, object]:
    """Body F1 over all and over Latin-script pages, share of right days, pages a second, and the worst cases."""
    tables = load()
    bodies: list[tuple[float, float, float, bool, str]] = []
    noise: list[tuple[list[int], int, str]] = []
    days: Counter[str] = Counter()
    wrong: list[str] = []
    failed: list[str] = []
    publishers = Tally(tables)
    seconds = 0.0
    for gold in gold_pages(data):
        raw = gzip.decompress(gold.path.read_bytes())
        started = time.perf_counter()
        try:
            stories = documents(render(raw, gold.name, None, Limits()), raw, None, tables)
        except DocumentError as error:
            failed.append(f"{gold.name}: {error}")
            continue
        finally:
            seconds += time.perf_counter() - started
        # The gold body of a live blog is that of all its entries, with their titles.
        body = "\n".join([stories[0].body, *(f"{story.title or ''}\n{story.body}" for story in stories[1:])])
        bodies.append((*overlap(body, gold.body), is_latin(gold.body), gold.name))
        if is_latin(gold.body):
            noise.append((strange_lines(body, gold.body), len(WORD.findall(body)), gold.name))
        found = stories[0]
        publishers.add(gold.name, raw, found)
        outcome = day_outcome(gold, found)
        days[outcome] += 1
        if outcome == "wrong":
            wrong.append(f"{gold.name}: found {found.published.earliest} ({found.published.basis}), gold {gold.day}")
    latin = [page for page in bodies if page[3]]
    asked = days["right"] + days["wrong"]
    return {
        "body F1": mean([page[2] for page in bodies]),
        "body F1 (Latin script)": mean([page[2] for page in latin]),
        "body precision": mean([page[0] for page in bodies]),
        "body recall": mean([page[1] for page in bodies]),
        "pages free of leftover noise (Latin script)": share([not is_noisy(*page[:2]) for page in noise]),
        "pages without a strange line (Latin script)": share([not page[0] for page in noise]),
        "publication day right": round(100 * days["right"] / (asked or 1), 1),
        "gold days after the crawl": days["gold error"],
        **publishers.figures(),
        "pages": len(bodies) + len(failed),
        "pages a second": round((len(bodies) + len(failed)) / (seconds or 1), 1),
        "failed": failed,
        "wrong days": wrong,
        "most strange lines": [
            f"{len(lines)} of {sum(lines)} words, {100 * sum(lines) / (words or 1):.0f} % of the body: {name}"
            for lines, words, name in sorted(noise, key=lambda page: -sum(page[0]) / (page[1] or 1))[:25]
            if lines
        ],
        "worst bodies": [
            f"{f:.3f} (P {p:.2f} R {r:.2f}) {name}" for p, r, f, _, name in sorted(bodies, key=lambda b: b[2])[:25]
        ],
    }


def gold_pages(data: Path) -> Iterator[GoldPage]:
    """Every page that has a gold record, in the order of names.

    A record lists the versions of one parser, oldest first; the pages beside it are named by their day of crawl.
    """
    for record in sorted(data.glob("*/*.json")):
        versions = json.loads(record.read_text(encoding="utf-8")).values()
        pages = sorted(
            path
            for path in record.parent.glob(f"{record.stem}_*.html.gz")
            if CRAWLED.match(path.name[len(record.stem) :])
        )
        for path, gold in zip(pages, versions, strict=True):
            crawled = path.name[len(record.stem) + 1 : -len(".html.gz")].replace("_", "-")
            day = str(gold.get("publishing_date") or "")[:10]
            yield GoldPage(f"{record.parent.name}/{path.name}", path, body_text(gold), day, crawled)


def body_text(gold: dict[str, Any]) -> str:
    """Summary, section headlines and paragraphs, one a line."""
    body = gold.get("body")
    if not isinstance(body, dict):
        return ""
    lines = [*body.get("summary", [])]
    for section in body.get("sections", []):
        lines += [*section.get("headline", []), *section.get("paragraphs", [])]
    return "\n".join(lines)


def day_outcome(gold: GoldPage, found: Document) -> str:
    """`right`, `wrong`, `gold error` (a day after the crawl) or `none` (the gold has no day)."""
    if not gold.day:
        return "none"
    if gold.day > gold.crawled:
        return "gold error"
    return "right" if found.published.earliest == found.published.latest == gold.day else "wrong"


def overlap(found: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of word 4-grams as multisets; texts shorter than four words count as one gram."""
    mine, theirs = grams(found), grams(gold)
    shared = sum((mine & theirs).values())
    precision, recall = shared / (sum(mine.values()) or 1), shared / (sum(theirs.values()) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1)


def strange_lines(found: str, gold: str) -> list[int]:
    """How many words each line has of which nothing stands in the gold body."""
    known = grams(gold)
    counts = [(len(WORD.findall(line)), grams(line)) for line in found.splitlines()]
    return [words for words, own in counts if words >= STRANGE_WORDS and not any(gram in known for gram in own)]


def is_noisy(strange: list[int], words: int) -> bool:
    """Whether strange lines of these lengths are leftover noise in a body of so many words."""
    return len(strange) >= NOISE_LINES and sum(strange) >= NOISE_SHARE * words


def share(right: list[bool]) -> float:
    """Per cent that are true."""
    return round(100 * sum(right) / (len(right) or 1), 1)


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Word 4-grams of a text in lower case."""
    words = WORD.findall(text.casefold())
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3))) if words else Counter()


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    letters = [character for character in text if character.isalpha()]
    return sum(character < "ɐ" for character in letters) >= LATIN * len(letters)


def mean(values: list[float]) -> float:
    """Average, to a thousandth."""
    return round(sum(values) / (len(values) or 1), 3)
