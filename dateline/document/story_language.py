"""The language of one story among the runs of its page, and its runs in other languages."""

from __future__ import annotations

from msgspec import Struct

from dateline.document.language import Detected, detect, foreign, why_unread
from dateline.document.marks import Marks
from dateline.document.runs import Run

# The roles that are read, by which a story's language is told: the second where a story has none of the first.
TELLING = (frozenset({"headline", "body"}), frozenset({"caption"}))


class StoryLanguage(Struct, frozen=True):
    """The language of a story, why it is not read, and by where they start the languages of its foreign runs."""

    found: Detected
    unread: str | None
    foreign: dict[int, str]


def story_language(text: str, runs: tuple[Run, ...], marks: Marks, stated: str | None) -> StoryLanguage:
    """What the runs of a story say of its language; `stated` is what its page does."""
    english, known = marks.words.english_words, marks.languages
    found = detect(telling(text, runs), english, known, stated)
    others = {}
    for run in runs:
        if any(run.role in roles for roles in TELLING):
            code = foreign(text[run.start : run.end], found, english, known)
            if code is not None:
                others[run.start] = code
    return StoryLanguage(found, why_unread(found, known), others)


def telling(text: str, runs: tuple[Run, ...]) -> list[str]:
    """The runs by which a story's language is told."""
    for roles in TELLING:
        found = [text[run.start : run.end] for run in runs if run.role in roles]
        if found:
            return found
    return []
