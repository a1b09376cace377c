"""The agency whose text a story is: named in its dateline, credits or metadata, or told by those it quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.document.marks import Marks
from dateline.document.nameplate import cased
from dateline.document.offers import Offer, decided, distinct
from dateline.document.runs import Run
from dateline.document.wire_frames import frame_of
from dateline.model.document import Candidate
from dateline.model.span import Span

NAME = r"[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,4}"
TOLD = re.compile(
    r"\b(?:told|tells|spoke to|speaking to|interview(?:ed)? (?:with|by)|statement to|seen by)\s+(?:the\s+|an?\s+)?"
    rf"(?P<name>{NAME}|this (?:newspaper|website|reporter|correspondent|magazine|station))"
)
CORRESPONDENT = re.compile(rf"\b(?P<name>{NAME})\s+(?:correspondent|reporter|journalist|photographer)s?\b")
INSIDE = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
PARTS = re.compile(r"[/,;|+&():\[\]–—-]|\band\b|\bwith\b|\bvia\b")
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z]{2,6}")
BASES = {"dateline": "dateline", "byline": "byline of the text"}
JOINTS = r"(?:\s+(?:of|the|and|for|de|du|des|la|al))?\s+"


class Story(Struct, frozen=True, eq=False):
    """What tells a story's agency: its page's text, its runs, the authors in its metadata, its publisher."""

    text: str
    runs: Sequence[Run]
    authors: tuple[str, ...]
    publisher: str | None


def agency_candidates(story: Story, marks: Marks) -> tuple[Candidate, ...]:
    """Each agency whose text this may be, best first: in the dateline or a credit, in the metadata, or 'told'.

    Photo credits say nothing about the text, and 'X reported' cites an agency without being its copy; nor is a
    text an agency's in which somebody told its own publisher something.
    """
    offers = distinct(_offers(story, marks))
    why = f"{offers[0].basis}: the first sign of an agency's copy" if offers else ""
    return decided("agency", offers, 0 if offers else None, why)


def _offers(story: Story, marks: Marks) -> Iterator[Offer]:
    for run in story.runs:
        if run.role in ("dateline", "credit") and run.cue not in ("report", "masthead"):
            found = _credited(story, run, marks)
            if found is not None:
                yield Offer(found, BASES.get(run.cue, "credit of the text"), Span(run.start, run.end))
    for author in story.authors:
        found = _first(author, marks)
        if found is not None:
            yield Offer(found, "author in the metadata", said=author)
    told = _told(story, marks)
    if told is not None:
        yield Offer(told, "people told it so")


def _credited(story: Story, run: Run, marks: Marks) -> str | None:
    line = story.text[run.start : run.end]
    if run.cue == "dateline":
        framed = frame_of(f"{line} ")
        insides = INSIDE.findall(line) if framed is None else [framed.agency] if framed.agency else []
        return next((name for inside in insides if (name := _bracketed(inside, story, marks))), None)
    if run.cue == "agency":
        found = _first(line, marks)
    elif run.cue == "byline":
        found = _last_agency(line, marks)
    elif run.cue == "credit" and re.match(r"(?:sources?|via|with)\b", line.strip("([ "), re.IGNORECASE):
        found = _first(re.sub(r"^[^:]*:", "", line), marks)
    else:
        found = None
    return cased(found, story.text) if found is not None else None


def _bracketed(inside: str, story: Story, marks: Marks) -> str | None:
    """The agency in the brackets of a dateline: a known one, else what the page says that the letters stand for."""
    known = _first(inside, marks)
    if known is not None:
        return known
    for part in PARTS.split(inside):
        if ACRONYM.fullmatch(part.strip()):
            full = expansion(part.strip(), story.text, marks) or part.strip()
            return None if _same(full, story.publisher) else full
    return None


def expansion(letters: str, text: str, marks: Marks) -> str | None:
    """What an agency's letters stand for where the text writes it out: 'Lake News Agency (LNA)' or without the letters.

    Other words with these initials count only where the letters stand in brackets behind them.
    """
    words = JOINTS.join(rf"{letter}[\w'’.-]+" for letter in letters)
    for found in re.finditer(rf"\b(?P<name>{words})\b(?P<letters>\s*\({letters}\))?", text):
        if found["letters"] is not None or marks.agency(found["name"]) is not None:
            return cased(" ".join(found["name"].split()), text)
    return None


def _told(story: Story, marks: Marks) -> str | None:
    """The first agency that people told something or whose reporter saw it; None where the publisher was told, too."""
    names = list(_names_told(story))
    if any(name.startswith("this ") or _same(name, story.publisher) for name in names):
        return None
    return next((found for name in names if (found := marks.agency(name)) is not None), None)


def _names_told(story: Story) -> Iterator[str]:
    for pattern in (TOLD, CORRESPONDENT):
        for run in story.runs:
            if run.role == "body":
                for found in pattern.finditer(story.text, run.start, run.end):
                    yield found["name"]


def _same(name: str, publisher: str | None) -> bool:
    """Whether a name begins with the publisher's, articles aside."""
    own = ARTICLE.sub("", publisher or "").casefold()
    return bool(own) and f"{ARTICLE.sub('', name).casefold()} ".startswith(f"{own} ")


def _first(line: str, marks: Marks) -> str | None:
    return next((found for part in PARTS.split(line) if (found := marks.agency(part.strip(" .")))), None)


def _last_agency(line: str, marks: Marks) -> str | None:
    """The agency at the end of a byline, which scraping may have glued to the word before it."""
    found = _first(re.sub(r"^\s*by\b:?", "", line, flags=re.IGNORECASE), marks)
    if found is not None:
        return found
    glued = re.search(r"(?<=[a-z])([A-Z]{2,5})$", line.strip(" .)"))
    return marks.agency(glued[1]) if glued is not None else None
