"""The head of a text page: nameplate, headline, repeated titles, labels, bylines before the story begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.document.captions import is_caption
from dateline.document.marks import Marks
from dateline.document.nameplate import (
    SIGN_OFF_WORDS,
    body_of,
    cased,
    is_plate,
    names_beside,
    outlet_names,
    signed_lines,
)
from dateline.document.prefixes import HEADLINE_TAIL
from dateline.document.runs import FINAL, Run, alone, is_prose, word_count

# Down to the line of author, place or date this many words may be notices, slogans, a standfirst.
OPENING_LINES, MOST_BEFORE = 12, 40
OPENERS = frozenset({"byline", "masthead", "dated", "dateline"})


def head_of(text: str, runs: Sequence[Run]) -> Sequence[Run]:
    """The runs before the first running text of the story."""
    return runs[: _story_start(text, runs)]


def label_head(text: str, runs: list[Run], marks: Marks, title: int | None = None) -> list[Run]:
    """The runs with headlines told from body: short lines without a full stop before the first running text.

    `title`: where the headline starts, if that is known.
    """
    start = _story_start(text, runs)
    names = outlet_names(text, runs, runs[:start], marks)
    runs = settled(text, runs, marks)
    candidates = [
        n for n in range(start) if runs[n].role == "body" and runs[n].cue != "placed" and alone(text, runs[n])
    ]
    plates = _plates(text, [runs[n] for n in candidates], names, marks)
    known = {n for n, run in enumerate(runs) if (run.start == title and run not in plates) or run.cue == "title"}
    titles = known or _titles(text, runs, _best_lines(text, runs, candidates, plates, names))
    result: list[Run] = []
    for number, run in enumerate(runs):
        if number in titles:
            result.extend(_dated(text, run))
        elif run in plates:
            result.append(Run(run.start, run.end, "boilerplate", "label"))
        elif number in candidates:
            result.append(_beside(text, run, after=bool(titles) and number > min(titles)))
        else:
            result.append(run)
    return _repeated_title(text, _signed_off(text, result, names))


def _story_start(text: str, runs: Sequence[Run]) -> int:
    """The first running text, or the line of author, place or date below a headline that follows it."""
    prose = next((n for n, run in enumerate(runs) if run.role == "body" and is_prose(text, run)), None)
    if prose is None:
        prose = _after_first_line(text, runs)
    words = 0
    for number, run in enumerate(runs[:OPENING_LINES]):
        if number > prose and run.cue in OPENERS and _can_title(text, runs[number - 1]):
            return number if words <= MOST_BEFORE else prose
        words += word_count(text[run.start : run.end]) if run.role in ("body", "headline") else 0
    return prose


def _can_title(text: str, run: Run) -> bool:
    """Whether a line that is no running text stands straight above the line of author, place or date."""
    return run.role in ("body", "headline") and alone(text, run) and not is_prose(text, run)


def _after_first_line(text: str, runs: Sequence[Run]) -> int:
    """Without running text only a first line above others can be a headline."""
    told = [n for n, run in enumerate(runs) if run.role in ("body", "headline")]
    return told[1] if len(told) > 1 and not FINAL.search(text[runs[told[0]].start : runs[told[0]].end]) else 0


def settled(text: str, runs: list[Run], marks: Marks) -> list[Run]:
    """Dates beside names: the story's in its head or beside the outlet's name, elsewhere a section's or a caption's.

    A report by its name ('Kivu Situation Report, 5 May 2021'), or the only line of the head, is a headline.
    """
    if all(run.cue != "dated" for run in runs):
        return runs
    head = head_of(text, runs)
    signed = signed_lines(text, runs, outlet_names(text, runs, head, marks), marks)
    titled = any(run.role in ("body", "headline") and not is_prose(text, run) for run in head)
    result: list[Run] = []
    for number, run in enumerate(runs):
        if run.cue == "dated":
            role, cue = "dateline", ""
            names = names_beside(text, run, marks)
            report = not marks.words.issue_words.isdisjoint(" ".join(names).casefold().split())
            beside = not names or (titled and not report)
            if run.start in signed or (number < len(head) and beside):
                cue = "masthead"
            elif number < len(head):
                role = "body"
            elif is_caption(text[run.start : run.end], marks.words, marks.outlets):
                role = "caption"
            run = Run(run.start, run.end, role, cue)
        result.append(run)
    return result


def _plates(text: str, lines: Sequence[Run], names: Sequence[str], marks: Marks) -> list[Run]:
    """The lines of the head that name the outlet, or the bodies in whose name a statement or report is issued."""
    bodies = {run: body for run in lines if (body := body_of(text[run.start : run.end], marks)) is not None}
    issued = any(cased(body, text) in names for body in bodies.values())
    return [run for run in lines if is_plate(text[run.start : run.end], names) or (issued and run in bodies)]


def _best_lines(
    text: str, runs: Sequence[Run], candidates: Sequence[int], plates: Sequence[Run], names: Sequence[str]
) -> list[int]:
    """The lines among which the headline is: those without a full stop, else a nameplate with more than the name.

    'RADIO KIVU - evening bulletin' is the nameplate of a broadcast and all the title that it has.
    """
    lines = [n for n in candidates if runs[n] not in plates and not is_prose(text, runs[n])]
    unstopped = [n for n in lines if text[runs[n].end - 1] != "."]
    told = [n for n in candidates if runs[n] in plates and not _is_bare(text, runs[n], names)]
    return unstopped or told or lines


def _is_bare(text: str, run: Run, names: Sequence[str]) -> bool:
    """Whether a line is an outlet's name and no more."""
    return text[run.start : run.end].casefold() in {name.casefold() for name in names}


def _titles(text: str, runs: Sequence[Run], candidates: list[int]) -> set[int]:
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
    name = 2 <= word_count(line) <= 4 and all(word[:1].isupper() for word in line.split())
    return Run(run.start, run.end, "credit", "byline") if name else Run(run.start, run.end, "body")


def _dated(text: str, run: Run) -> list[Run]:
    """A headline, and the date and time that scraping glued to its end."""
    found = HEADLINE_TAIL.search(text[run.start : run.end])
    if found is None:
        return [Run(run.start, run.end, "headline", "title")]
    tail = run.start + found.start("tail")
    end = run.start + len(text[run.start : tail].rstrip(" \t\xa0,;|–—-"))
    return [Run(run.start, end, "headline", "title"), Run(tail, run.end, "dateline", "masthead")]


def _signed_off(text: str, runs: list[Run], names: Sequence[str]) -> list[Run]:
    """The outlet's name with an address or the like in the last line is no part of the story."""
    last = runs[-1] if runs else None
    if last is None or last.role != "body" or not alone(text, last):
        return runs
    line = text[last.start : last.end]
    signs = len(runs) > 1 and word_count(line) <= SIGN_OFF_WORDS and is_plate(line, names)
    return [*runs[:-1], Run(last.start, last.end, "boilerplate", "label")] if signs else runs


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
