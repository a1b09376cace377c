"""Several stories on one page: where one ends and the next begins."""

from __future__ import annotations

from dateline.document.runs import FINAL, Run, word_count

# A second story has at least this many words of its own; less is the note of a correspondent or an author's line.
LEAST_WORDS = 60
OPENERS = frozenset({"caption", "headline", "dateline", "credit", "related"})


def split(text: str, runs: tuple[Run, ...]) -> tuple[tuple[Run, ...], ...]:
    """The runs of each story, in order; one tuple when the page holds one story.

    A story starts with a byline, an agency's dateline or a dated headline after the body of another one has
    ended; pictures and titles straight above belong to it. What follows must hold a story's worth of words.
    """
    starts = [0]
    for number in range(len(runs)):
        if not _opens(text, runs, number):
            continue
        start = _above(text, runs, number, starts[-1])
        if (
            start > starts[-1]
            and _words(text, runs[starts[-1] : start]) >= 20
            and _words(text, runs[number:]) >= LEAST_WORDS
        ):
            starts.append(start)
    return tuple(runs[a:b] for a, b in zip(starts, [*starts[1:], len(runs)], strict=True))


def _opens(text: str, runs: tuple[Run, ...], number: int) -> bool:
    """Whether a run can only stand at the head of a story that has body after it."""
    run = runs[number]
    if not any(later.role == "body" for later in runs[number + 1 : number + 4]):
        return False
    if run.cue == "byline" and run.role == "credit":
        return _alone(text, run)
    before = runs[number - 1] if number else None
    if run.cue == "dateline":
        return any(earlier.cue == "dateline" for earlier in runs[:number]) or (
            before is not None and _is_title(text, before)
        )
    return run.cue == "masthead" and before is not None and _is_title(text, before)


def _above(text: str, runs: tuple[Run, ...], number: int, floor: int) -> int:
    """The first of the pictures, credits and titles that stand straight above a story's opening."""
    start = number
    while start - 1 > floor:
        before = runs[start - 1]
        if before.role == "credit" and before.cue in ("credit", "agency", "report"):
            break
        if before.role in ("caption", "headline", "dateline") or _is_title(text, before):
            start -= 1
            continue
        break
    return start


def _is_title(text: str, run: Run) -> bool:
    """Whether a line of body could be a headline: a few words, most of them capitalised, no full stop."""
    line = text[run.start : run.end]
    if run.role not in ("body", "headline") or FINAL.search(line) or not _alone(text, run):
        return False
    tokens = [word for word in line.split() if len(word) > 3]
    return 4 <= word_count(line) <= 22 and sum(word[:1].isupper() for word in tokens) * 2 >= len(tokens)


def _alone(text: str, run: Run) -> bool:
    before, after = text[: run.start].rstrip(" \t\xa0"), text[run.end :].lstrip(" \t\xa0")
    return (not before or before[-1] in "\r\n\ufeff") and (not after or after[0] in "\r\n")


def _words(text: str, runs: tuple[Run, ...]) -> int:
    return sum(word_count(text[run.start : run.end]) for run in runs if run.role == "body")
