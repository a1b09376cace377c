"""The head of a text page: headline, repeated titles, section labels, bylines before the story begins."""

from __future__ import annotations

import re
from collections import Counter

from dateline.document.marks import Marks
from dateline.document.prefixes import HEADLINE_TAIL
from dateline.document.runs import FINAL, Run, alone, word_count

LONGEST_HEADLINE = 28


def label_head(text: str, runs: list[Run], marks: Marks) -> list[Run]:
    """The runs with headlines told from body: short lines without a full stop before the first running text."""
    prose = next((n for n, run in enumerate(runs) if run.role == "body" and is_prose(text, run)), None)
    if prose is None:
        prose = _after_first_line(text, runs)
    candidates = [n for n in range(prose) if runs[n].role == "body" and alone(text, runs[n])]
    titles = _titles(text, runs, candidates)
    result: list[Run] = []
    for number, run in enumerate(runs):
        if number in titles:
            result.extend(_dated(text, run))
        elif number in candidates:
            result.append(_beside(text, run, after=bool(titles) and number > min(titles)))
        else:
            result.append(run)
    return _repeated_title(text, result)


def is_prose(text: str, run: Run) -> bool:
    """Whether a run is running text: a sentence with full stop or colon, two sentences, or too long for a headline."""
    line = text[run.start : run.end]
    count = word_count(line)
    ends = line[-1] == ":" or FINAL.search(line) is not None or re.search(r"[a-z]{3}\. [A-Z]", line) is not None
    return count > LONGEST_HEADLINE or (count >= 7 and ends)


def _after_first_line(text: str, runs: list[Run]) -> int:
    """Without running text only a first line above others can be a headline."""
    body = [n for n, run in enumerate(runs) if run.role == "body"]
    return body[1] if len(body) > 1 and not FINAL.search(text[runs[body[0]].start : runs[body[0]].end]) else 0


def _titles(text: str, runs: list[Run], candidates: list[int]) -> set[int]:
    """Which candidates are the headline: a line that stands twice, else the first of four words, else the first."""
    lines = {n: text[runs[n].start : runs[n].end].casefold() for n in candidates}
    times = Counter(lines.values())
    twice = [n for n in candidates if times[lines[n]] > 1]
    if twice:
        return {n for n in candidates if lines[n] == lines[twice[0]]}
    long = [n for n in candidates if word_count(lines[n]) >= 4]
    return {(long or candidates)[0]} if candidates else set()


def _beside(text: str, run: Run, *, after: bool) -> Run:
    """A short line of the head that is no headline: a section label before it, a name or a standfirst after it."""
    line = text[run.start : run.end]
    if not after:
        return Run(run.start, run.end, "boilerplate", "label")
    name = word_count(line) <= 4 and all(word[:1].isupper() for word in line.split())
    return Run(run.start, run.end, "credit", "byline") if name else Run(run.start, run.end, "body")


def _dated(text: str, run: Run) -> list[Run]:
    """A headline, and the date and time that scraping glued to its end."""
    found = HEADLINE_TAIL.search(text[run.start : run.end])
    if found is None:
        return [Run(run.start, run.end, "headline", "title")]
    tail = run.start + found.start("tail")
    end = run.start + len(text[run.start : tail].rstrip())
    return [Run(run.start, end, "headline", "title"), Run(tail, run.end, "dateline", "masthead")]


def _repeated_title(text: str, runs: list[Run]) -> list[Run]:
    """Titles that scraping glued to the start of the story are headline, not its first sentence."""
    title = next((text[run.start : run.end] for run in runs if run.role == "headline"), None)
    if title is None or word_count(title) < 4:
        return runs
    result: list[Run] = []
    for run in runs:
        start = run.start
        while run.role == "body" and text.startswith(title, start) and start + len(title) < run.end:
            result.append(Run(start, start + len(title), "headline"))
            start += len(title)
            start += len(text[start : run.end]) - len(text[start : run.end].lstrip())
        result.append(Run(start, run.end, run.role, run.cue) if start != run.start else run)
    return result
