"""Several stories on one page: where one ends and the next begins."""

from __future__ import annotations

from itertools import accumulate

from dateline.document.runs import FINAL, Run, alone, word_count

# A second story has at least this many words of its own; less is the note of a correspondent or an author's line.
LEAST_WORDS = 60
ENDED_WORDS = 20
LONGEST_TITLE = 22


def split(text: str, runs: tuple[Run, ...], signed: frozenset[int]) -> tuple[tuple[Run, ...], ...]:
    """The runs of each story, in order; one tuple when the page holds one story.

    A story starts with a byline, an agency's dateline or a dated headline after the body of another one has
    ended; pictures and titles straight above belong to it. What follows must hold a story's worth of words.
    `signed`: where the lines start on which the page's outlet stands beside a date; they date any headline.
    """
    words = [0, *accumulate(word_count(text[run.start : run.end]) if run.role == "body" else 0 for run in runs)]
    starts, datelines = [0], 0
    for number, run in enumerate(runs):
        opens = _opens(text, runs, number, datelines) or (run.start in signed and _is_titled(text, runs, number))
        datelines += run.cue == "dateline"
        if not opens:
            continue
        start = _above(text, runs, number, starts[-1])
        ended = start > starts[-1] and words[start] - words[starts[-1]] >= ENDED_WORDS
        if ended and words[-1] - words[number] >= LEAST_WORDS:
            starts.append(start)
    stories = [runs[a:b] for a, b in zip(starts, [*starts[1:], len(runs)], strict=True)]
    return (stories[0], *(_titled(text, story) for story in stories[1:]))


def _opens(text: str, runs: tuple[Run, ...], number: int, datelines: int) -> bool:
    """Whether a run can only stand at the head of a story that has body after it; `datelines`: how many came before."""
    run = runs[number]
    if not any(later.role == "body" for later in runs[number + 1 : number + 4]):
        return False
    if run.cue == "byline" and run.role == "credit":
        return alone(text, run)
    before = runs[number - 1] if number else None
    if run.cue == "dateline":
        return datelines > 0 or (before is not None and _is_title(text, before))
    return run.cue == "masthead" and before is not None and _is_title(text, before)


def _is_titled(text: str, runs: tuple[Run, ...], number: int) -> bool:
    """Whether a line that could be a headline stands straight above a run, and body after it."""
    below = any(later.role == "body" for later in runs[number + 1 : number + 4])
    return below and number > 0 and _could_title(text, runs[number - 1])


def _above(text: str, runs: tuple[Run, ...], number: int, floor: int) -> int:
    """The first of the pictures, credits and titles that stand straight above a story's opening."""
    start = number
    while start - 1 > floor:
        before = runs[start - 1]
        if before.role == "credit" and before.cue in ("credit", "agency", "report"):
            break
        if before.role in ("caption", "headline", "dateline") or _could_title(text, before):
            start -= 1
            continue
        break
    return start


def _could_title(text: str, run: Run) -> bool:
    """Whether a line straight above a story's opening can be its headline: a few words without a full stop."""
    line = text[run.start : run.end]
    fits = 4 <= word_count(line) <= LONGEST_TITLE and FINAL.search(line) is None
    return run.role in ("body", "headline") and fits and line[0].isupper() and alone(text, run)


def _is_title(text: str, run: Run) -> bool:
    """Whether a line looks like a headline by itself: most of its words are capitalised, too."""
    tokens = [word for word in text[run.start : run.end].split() if len(word) > 3]
    return _could_title(text, run) and sum(word[:1].isupper() for word in tokens) * 2 >= len(tokens)


def _titled(text: str, runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """The runs of a later story, with the title above its opening as headline."""
    for number, run in enumerate(runs):
        if run.role == "body":
            title = _could_title(text, run) and number + 1 < len(runs)
            return (
                (*runs[:number], Run(run.start, run.end, "headline", "title"), *runs[number + 1 :]) if title else runs
            )
    return runs
