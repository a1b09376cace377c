"""Every time that a page states of itself: in its metadata, its lines, its sentences, its address, its archive."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from dateline.document.addresses import copied_addresses
from dateline.document.bylines import ANNOUNCED
from dateline.document.captions import DATED_END
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.runs import Run, word_count
from dateline.document.wire_frames import frame_day
from dateline.model.document import DateCandidate
from dateline.model.source import Announced
from dateline.model.span import Span
from dateline.tables.segments import SegmentWords
from dateline.values.publication import day_before, day_within, publication

URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)"
)
URL_MONTH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/")
# Lines of an HTML page beside its headline that may date it: so many below it, no longer than this.
BESIDE_LINES, BESIDE_WORDS, BESIDE_LETTERS = 12, 14, 160
ELEMENTS = 3
DIGITS = re.compile(r"\d")
# What stands beside a date on such a line: a place, an author's name, 'Uhr'; more words are a caption's.
LEFT = re.compile(r"[\d:./-]+\S*")
LEFT_WORDS = 5
# A sentence about another outlet ends here, or after so many characters.
STOP = re.compile(r"[.;)\]](?=\s|$)|\n")
REACH = 120
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def from_text(text: str, runs: tuple[Run, ...], words: SegmentWords, country: str | None) -> list[DateCandidate]:
    """Dates in masthead lines and bylines, and after them those of captions, which only bound from below."""
    found: list[DateCandidate] = []
    for run in runs:
        if run.role in ("dateline", "credit") and run.cue in ("masthead", "byline", "dateline"):
            basis = f"masthead: {run.cue}" if run.cue == "dateline" else "masthead"
            found.extend(labelled(text, run, basis, words, country))
            day = frame_day(text[run.start : run.end]) if run.cue == "dateline" else None
            if day is not None:
                found.append(structs.replace(day, basis=basis, span=Span(run.start, run.end)))
    for run in runs:
        line = text[run.start : run.end]
        dated = DATED_END.search(line) or re.search(r"\bon\s+(?P<date>\w+\s+\d{1,2},?\s+\d{4})", line)
        if run.role == "caption" and dated is not None:
            one = publication(dated[0], country)
            span = Span(run.start + dated.start(), run.start + dated.end())
            found.extend([structs.replace(one, basis="caption", span=span)] if one is not None else [])
    return found


def beside_headline(text: str, runs: tuple[Run, ...], words: SegmentWords, country: str | None) -> list[DateCandidate]:
    """Dates in short lines below the headline of an HTML page, whatever its markup calls them.

    Further down only what is labelled as the page's own publication or update counts.
    """
    top = next((number for number, run in enumerate(runs) if run.cue == "title"), 0)
    found: list[DateCandidate] = []
    for number, run in enumerate(runs[top + 1 :], 1):
        if run.role in ("related", "comment", "caption", "headline") or run.cue in ("copyright", "furniture"):
            continue
        line = text[run.start : run.end] if run.end - run.start <= BESIDE_LETTERS else ""
        if DIGITS.search(line) is None or word_count(line) > BESIDE_WORDS:
            continue
        label = words.masthead.label.match(line)
        bare = word_count(LEFT.sub(" ", line)) <= LEFT_WORDS
        if (number <= BESIDE_LINES and (bare or label is not None)) or (label is not None and run.role == "dateline"):
            found.extend(labelled(text, run, "line below the headline", words, country))
    return found


def labelled(text: str, run: Run, basis: str, words: SegmentWords, country: str | None) -> Iterator[DateCandidate]:
    """The dates of a line, each with the kind that the label before it gives: published, updated, printed ..."""
    line = text[run.start : run.end]
    labels = list(words.masthead.label.finditer(line))
    starts = [(0, "published"), *((one.start(), _kind(one[0], words)) for one in labels)]
    ends = [start for start, _ in starts[1:]] + [len(line)]
    seen: set[str] = set()
    for (start, kind), end in zip(starts, ends, strict=True):
        piece = line[start:end]
        # A day without its year ('published 6 May') takes it from the rest of the line.
        one = publication(piece, country) or (publication(line, country) if kind == "published" and start else None)
        if one is not None and one.earliest + kind not in seen:
            seen.add(one.earliest + kind)
            name = basis if kind == "published" else f"{kind.replace('_', ' ')}: {basis}"
            yield structs.replace(one, basis=name, kind=kind, span=Span(run.start, run.end))


def elsewhere(text: str, runs: tuple[Run, ...], words: SegmentWords, country: str | None) -> list[DateCandidate]:
    """When another outlet published the story first, by its own words: 'originally published in the Echo on 5 May'."""
    found: list[DateCandidate] = []
    for span in said_elsewhere(text, runs, words):
        one = publication(span.of(text), country)
        if one is not None:
            basis = "said to be published elsewhere"
            found.append(structs.replace(one, basis=basis, kind="first_published", span=span))
    return found


def said_elsewhere(text: str, runs: Sequence[Run], words: SegmentWords) -> Iterator[Span]:
    """Where a story says that another outlet published it first, from those words to the end of the sentence."""
    for run in runs:
        if run.role in ("related", "comment", "caption"):
            continue
        for label in words.masthead.elsewhere.finditer(text, run.start, run.end):
            end = STOP.search(text, label.end(), min(run.end, label.end() + REACH))
            yield Span(label.start(), end.start() if end is not None else min(run.end, label.end() + REACH))


def without_year(text: str, runs: tuple[Run, ...], known: list[DateCandidate]) -> list[DateCandidate]:
    """The day of a dateline without a year, in the year that a month or the archived copy gives.

    In the month that another candidate states it is the story's day; before the archived copy it is only the last
    such day, which may be years too late, and is not believed.
    """
    own = [one for one in known if one.kind == "published" and one.basis != "caption"]
    if any(one.precision == "day" for one in own):
        return []
    coarse = [one for one in own if one.precision == "month"]
    archived = [one for one in known if one.kind == "archived"]
    found: list[DateCandidate] = []
    for run in runs:
        line = text[run.start : run.end]
        if run.cue != "dateline" or YEAR.search(line):
            continue
        span = Span(run.start, run.end)
        days = (day for one in coarse if (day := day_within(line, one.earliest, one.latest)) is not None)
        day = next(days, None)
        if day is not None:
            basis = "masthead: dateline, in the month that the page states"
            found.append(DateCandidate(earliest=day, latest=day, precision="day", basis=basis, span=span))
        elif archived and (last := day_before(line, archived[0].latest)) is not None:
            aside = "its year is not stated: the last such day before the page was archived"
            basis = "masthead: dateline"
            found.append(
                DateCandidate(earliest=last, latest=last, precision="day", basis=basis, span=span, aside=aside)
            )
    return found


def _kind(label: str, words: SegmentWords) -> str:
    return words.masthead.labels[" ".join(label.casefold().split())]


def from_page(facts: Facts, article: Article, words: SegmentWords, country: str | None) -> list[DateCandidate]:
    """Dates that the page states for machines, best first; what was only modified is kept apart and never chosen."""
    own: list[tuple[str, str | None]] = [(one.basis, one.value) for one in facts.stated if one.what == "published"]
    stated = [*own, ("JSON-LD datePublished", article.published)]
    stated += [(f"meta {name}", facts.meta.get(name)) for name in words.meta_published]
    changed = [("modified: JSON-LD", article.modified)]
    changed += [(f"modified: {name}", facts.meta.get(name)) for name in words.meta_modified]
    found = [one for basis, value in stated if value for one in _stated(value, basis, country)]
    changed += [(f"modified: {one.basis}", one.value) for one in facts.stated if one.what == "modified"]
    made = [(one.basis, one.value) for one in facts.stated if one.what == "created"]
    for kind, listed in (("updated", changed), ("created", made)):
        for basis, value in listed:
            found += [structs.replace(one, kind=kind) for one in _stated(value, basis, country)] if value else []
    return found


def from_elements(facts: Facts, country: str | None) -> list[DateCandidate]:
    """Dates of the first dated elements of a page, which may be those of other stories on it."""
    listed = [(f"time element {number}", value) for number, value in enumerate(facts.times[:ELEMENTS], 1)]
    return [one for basis, value in listed for one in _stated(value, basis, country)]


def _stated(value: str, basis: str, country: str | None) -> list[DateCandidate]:
    # The day in the zone that the page itself uses: what its readers saw.
    one = publication(value, country)
    return [] if one is None else [structs.replace(one, basis=basis)]


def from_url(url: str | None, basis: str = "URL path") -> list[DateCandidate]:
    """The date in the path of an address, as most newspapers' archives have it."""
    found = URL_DATE.search(url or "") or URL_MONTH.search(url or "")
    if found is None:
        return []
    one = publication("-".join(part for part in found.groups() if part is not None))
    return [] if one is None else [structs.replace(one, basis=basis)]


def from_copied(text: str, runs: Sequence[Run]) -> list[DateCandidate]:
    """The dates in the addresses of itself that copying from a page leaves in its text."""
    return [
        structs.replace(one, span=span)
        for span in copied_addresses(text, runs)
        for one in from_url(span.of(text), "address left by copying")
    ]


def archived_at(facts: Facts | None) -> str | None:
    """When a file says that what it holds was there already: a print's day, that of a mail which passes on another."""
    stated = facts.stated if facts is not None else ()
    return next((one.value for one in stated if one.what == "archived" and ISO_DAY.match(one.value)), None)


def from_announced(announced: Announced | None) -> list[DateCandidate]:
    """The times that the feed or sitemap which named the page states of it."""
    if announced is None:
        return []
    stated = (("published", announced.published), ("updated", announced.updated))
    found = [(kind, publication(value)) for kind, value in stated if value]
    return [structs.replace(one, basis=ANNOUNCED, kind=kind) for kind, one in found if one is not None]


def from_archive(archived: str | None) -> list[DateCandidate]:
    """When the page was archived: the one time that bounds its publication."""
    one = publication(archived) if archived is not None else None
    return [] if one is None else [structs.replace(one, basis="time of the archived copy", kind="archived")]
