"""What a page calls its outlet: the line of outlet and date, nameplate, letterhead, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.document.cells import JOINTS, is_name
from dateline.document.marks import Marks
from dateline.document.runs import Run, word_count

YEARS = r"\d{4}(?:\s*[-–]\s*\d{2,4})?"
HOLDER = re.compile(
    rf"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:{YEARS})?,?\s*(?:by\s+)?"
    rf"(?P<name>[A-Z][\w.&'’ -]{{1,40}}?)\s*(?:[.,|]|all rights|\s-\s|\s{YEARS}\b|$)",
    re.IGNORECASE,
)
HELD_BY = re.compile(rf"^(?P<name>[A-Z][\w.&'’ -]{{1,40}}?),?\s*(?:©|\(c\))\s*{YEARS}")
TAIL = re.compile(r"(?<!\s)\s+[–—-]{1,2}\s+|(?:(?<!\s)\s+)?[|•·»(\[]")
ACRONYM = re.compile(r"\((?P<short>[A-Z][A-Z&.-]{1,9})\)\s*$")
ENDS = re.compile(r"\s*(?:[,.|(–—-]|$)")
# The sign-off stands among the last lines; longer lines are running text.
LAST_LINES, SIGN_OFF_WORDS = 3, 14
TOLD = re.compile(r"\b(?:told|tells)\s+(?:the\s+)?")
LONGEST_TOLD = 60
LONGEST_BODY, ISSUE_WORDS = 10, 3
# Up to this length a word in capitals may be an acronym and is left as it stands.
ACRONYM_LETTERS = 3


def outlet_names(text: str, runs: Sequence[Run], head: Sequence[Run], marks: Marks) -> tuple[str, ...]:
    """The names by which a page calls its outlet, best first. `head`: the runs down to the first running text.

    From the line of outlet and date, else the nameplate or letterhead above the headline, else the copyright.
    A name beside a date may be a place, and a line of the head a headline: both need a second sign.
    """
    held = [name for run in runs if run.cue == "copyright" for name in holders(text[run.start : run.end])]
    beside = [name for run in runs if run.cue in ("masthead", "dated") for name in names_beside(text, run, marks)]
    lines = [text[run.start : run.end] for run in head if run.cue not in ("masthead", "dated")]
    plates = [plate for line in lines if (plate := plate_of(line)) is not None]
    standing = {plate.casefold() for plate in plates}
    stated = [name for name in beside if name.casefold() in standing or _is_outlet(name, held, marks)]
    signed = {name.casefold() for name in beside}
    told = _told(text) if plates else ()
    last = [text[run.start : run.end] for run in runs[max(len(head), len(runs) - LAST_LINES) :]]
    shown = [
        plate
        for plate in plates
        if plate.casefold() in signed
        or _is_held(plate, held)
        or _is_told(plate, told)
        or _signs_off(last, plate, marks)
    ]
    shown += [*_above_links(text, head, marks), *(line for line in (*lines, *last[-1:]) if _is_known(line, marks))]
    own = [name for name in held if name.split()[-1].casefold().strip(".") not in marks.words.company_words]
    found = (*stated, *shown, *letterhead(text, lines, marks), *own)
    return tuple(dict.fromkeys(cased(name, text) for name in found))


def _above_links(text: str, head: Sequence[Run], marks: Marks) -> Iterator[str]:
    """The first line of a page, where it has an outlet's word and a row of links or a label stands below it."""
    line = text[head[0].start : head[0].end] if len(head) > 1 and head[1].cue == "label" else ""
    words = line.casefold().split()
    called = len(words) > 1 and not marks.words.outlet_words.isdisjoint(words)
    if called and is_name(line) and line.casefold() not in marks.words.section_labels:
        yield line


def _is_known(line: str, marks: Marks) -> bool:
    """Whether a line is the name of an outlet in the table; agencies stand alone as credits, too."""
    outlet = marks.outlets.named(line)
    return outlet is not None and outlet.kind != "agency"


def names_beside(text: str, run: Run, marks: Marks) -> tuple[str, ...]:
    """The names beside the date or filing of a line."""
    return marks.beside(text[run.start : run.end]) or ()


def signed_lines(text: str, runs: Sequence[Run], names: Sequence[str], marks: Marks) -> frozenset[int]:
    """Where the lines start on which one of these outlets stands beside a date."""
    known = {name.casefold() for name in names}
    return frozenset(
        run.start
        for run in runs
        if run.cue in ("masthead", "dated")
        and any(cased(name, text).casefold() in known for name in names_beside(text, run, marks))
    )


def holders(line: str) -> Iterator[str]:
    """Who holds the copyright that a line states: '(c) 2014 Kivu Echo', 'Kivu Echo (c) 2009-2021'."""
    found = HOLDER.search(line) or HELD_BY.match(line)
    if found is not None and is_name(found["name"].strip()):
        yield found["name"].strip()


def plate_of(line: str) -> str | None:
    """The part of a line that may be an outlet's name: what stands before a dash, bar or bracket; None where none."""
    name = TAIL.split(line, maxsplit=1)[0].strip()
    return name if is_name(name) else None


def is_plate(line: str, names: Sequence[str]) -> bool:
    """Whether a line begins with one of these names and nothing or a slogan, a bracket, an address follows it."""
    lower = line.casefold()
    return any(lower.startswith(name.casefold()) and ENDS.match(line, len(name)) is not None for name in names)


def letterhead(text: str, lines: Sequence[str], marks: Marks) -> list[str]:
    """The bodies that issue a statement or report, from the lines above it ('MINISTRY OF HEALTH'); states last.

    A body that issues a text names itself in it again, in full or by its acronym; the line has the acronym, too,
    or another line calls the text a statement or a report.
    """
    issued = any(is_issue(line, marks) for line in lines)
    bodies = [line for line in lines if body_of(line, marks) is not None and (issued or ACRONYM.search(line))]
    if not bodies:
        return []
    folded = text.casefold()
    names = [name for line in bodies if (name := body_of(line, marks)) is not None and _recurs(line, text, folded)]
    return sorted(names, key=lambda name: not marks.words.state_words.isdisjoint(name.casefold().split()))


def body_of(line: str, marks: Marks) -> str | None:
    """The ministry, agency, command, state ... that a line names and nothing else; None for other lines."""
    name = line.partition("(")[0].strip()
    words = name.casefold().split()
    if len(words) < 2 or not is_name(name, LONGEST_BODY) or marks.words.issuer_words.isdisjoint(words):
        return None
    return name


def is_issue(line: str, marks: Marks) -> bool:
    """Whether a line's first words call the text a statement, a report, a release."""
    first = line.casefold().split()[:ISSUE_WORDS]
    return any(word.strip(".,:") in marks.words.issue_words for word in first)


def _recurs(line: str, text: str, folded: str) -> bool:
    name, short = line.partition("(")[0].strip(), ACRONYM.search(line)
    again = short is not None and len(re.findall(rf"\b{re.escape(short['short'])}\b", text)) > 1
    return again or folded.count(name.casefold()) > 1


def _is_outlet(name: str, held: Sequence[str], marks: Marks) -> bool:
    """Whether a name beside a date is an outlet's: a known one, one that calls itself Times or Radio, the holder."""
    known = marks.outlets.named(name) is not None
    return known or not marks.words.outlet_words.isdisjoint(name.casefold().split()) or _is_held(name, held)


def _is_held(name: str, held: Sequence[str]) -> bool:
    """Whether a copyright is held by this name, with or without 'Publishing' or the like behind it."""
    return any(f"{holder.casefold()} ".startswith(f"{name.casefold()} ") for holder in held)


def _told(text: str) -> tuple[str, ...]:
    """What follows each 'told' of a text, folded."""
    return tuple(text[found.end() : found.end() + LONGEST_TOLD].casefold() for found in TOLD.finditer(text))


def _is_told(plate: str, told: Sequence[str]) -> bool:
    """Whether somebody told it something; a single word may be anybody's name."""
    name = plate.casefold()
    return " " in plate and any(after.startswith(name) and not after[len(name) :][:1].isalnum() for after in told)


def _signs_off(last: Sequence[str], plate: str, marks: Marks) -> bool:
    """Whether a name in capitals or with an outlet's word stands by itself again among the last lines."""
    if not plate.isupper() and marks.words.outlet_words.isdisjoint(plate.casefold().split()):
        return False
    return any(is_plate(line, [plate]) and word_count(line) <= SIGN_OFF_WORDS for line in last)


def cased(name: str, text: str) -> str:
    """A name in capitals as the text writes it elsewhere, else with small letters; acronyms stay."""
    if not name.isupper():
        return name
    for found in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE):
        if not found[0].isupper() and found[0][0].isupper():
            return found[0]
    words = [word.casefold() if word.casefold() in JOINTS else word for word in name.split()]
    if any(word.isupper() and len(word) <= ACRONYM_LETTERS for word in words):
        return name
    return " ".join(word if word.islower() else word.capitalize() for word in words)
