"""When a story was published: every date that its page offers, and the one chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import structs

from dateline.document.captions import DATED_END
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.runs import Run, word_count
from dateline.model.document import DateCandidate, Published
from dateline.model.span import Span
from dateline.tables.segments import SegmentWords
from dateline.values.publication import publication

URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)"
)
# Lines of an HTML page beside its headline that may date it: so many below it, no longer than this.
BESIDE_LINES, BESIDE_WORDS, BESIDE_LETTERS = 12, 14, 160
DIGITS = re.compile(r"\d")
# What stands beside a date on such a line: a place, an author's name, 'Uhr'; more words are a caption's.
LEFT = re.compile(r"[\d:./-]+\S*")
LEFT_WORDS = 5
KEPT_APART = {
    "updated": "says when the page was changed",
    "first_published": "says when it was published elsewhere",
    "printed": "says when it was printed",
    "archived": "says when it was archived",
}


def given(published: str) -> Published:
    """The interval of an ISO string that the caller gave. Raises ValueError when it is none.

    >>> given("2016-10").latest
    '2016-10-31'
    """
    if re.fullmatch(r"\d{4}", published):
        return Published(earliest=f"{published}-01-01", latest=f"{published}-12-31", precision="year", basis="given")
    found = publication(published) if re.match(r"\d{4}-\d\d", published) else None
    if found is None:
        raise ValueError(
            f"published={published!r} is no ISO date: write 2016, 2016-10, 2016-10-20 or 2016-10-20T07:23+05:30"
        )
    return Published(
        earliest=found.earliest,
        latest=found.latest,
        precision=found.precision,
        basis="given",
        instant=found.instant,
    )


def choose(candidates: tuple[DateCandidate, ...], archived: str | None = None) -> Published:
    """The first candidate that dates the story itself; the basis names it and those that differ.

    `archived`: when the page was captured (ISO). Nothing later can be its publication, and a page without a date
    was published by then.
    """
    judged = tuple(structs.replace(one, aside=objection(one, archived)) for one in candidates)
    usable = [one for one in judged if one.aside is None]
    if not usable:
        return undated(judged, archived)
    best = settled(usable)
    judged = tuple(structs.replace(one, chosen=one is best) for one in judged)
    if archived is not None and best.latest > archived[:10]:
        # A month or a range of readings that reaches beyond the capture ends with it.
        best = structs.replace(best, latest=archived[:10], precision="range")
    others = sorted({f"{one.earliest} ({one.basis})" for one in usable if one.earliest != best.earliest})
    basis = best.basis + (f"; differs: {', '.join(others[:4])}" if others else "")
    return Published(
        earliest=best.earliest,
        latest=best.latest,
        precision=best.precision,
        basis=basis,
        candidates=judged,
        span=best.span,
        instant=best.instant or same_day(best, usable),
    )


def objection(one: DateCandidate, archived: str | None) -> str | None:
    """Why a time cannot be the page's publication; None where it can."""
    if one.kind in KEPT_APART:
        return KEPT_APART[one.kind]
    if one.basis == "caption":
        return "the date of a picture: the story is not older"
    if archived is not None and one.earliest > archived[:10]:
        return f"after the page was archived ({archived[:10]})"
    return None


def settled(usable: list[DateCandidate]) -> DateCandidate:
    """The best candidate; one whose day and month may stand in either order is settled by another inside its range."""
    best = usable[0]
    if best.precision != "range":
        return best
    inside = (one for one in usable if one.precision == "day" and one.earliest in (best.earliest, best.latest))
    return next(inside, best)


def same_day(best: DateCandidate, usable: list[DateCandidate]) -> str | None:
    """The exact time that another candidate states for the day of the best one."""
    same = (one for one in usable if one.precision == "day" and one.earliest == best.earliest == best.latest)
    return next((one.instant for one in same if one.instant is not None), None)


def undated(candidates: tuple[DateCandidate, ...] = (), archived: str | None = None) -> Published:
    """No publication date, what was found instead, and the day of the archived copy as the last possible one."""
    found = [f"{one.basis} {one.earliest}" for one in candidates[:3] if one.kind != "archived"]
    basis = f"no date of publication on the page, only {', '.join(found)}" if found else "no date on the page"
    if archived is not None:
        basis += f"; not after {archived[:10]}, when it was archived"
    return Published(
        earliest=None,
        latest=archived[:10] if archived is not None else None,
        precision=None,
        basis=basis,
        candidates=candidates,
    )


def from_text(text: str, runs: tuple[Run, ...], words: SegmentWords, country: str | None) -> list[DateCandidate]:
    """Dates in masthead lines and bylines, and after them those of captions, which only bound from below."""
    found: list[DateCandidate] = []
    for run in runs:
        if run.role in ("dateline", "credit") and run.cue in ("masthead", "byline", "dateline"):
            basis = f"masthead: {run.cue}" if run.cue == "dateline" else "masthead"
            found.extend(labelled(text, run, basis, words, country))
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
        if run.role in ("related", "comment", "caption", "headline") or run.cue == "copyright":
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


def _kind(label: str, words: SegmentWords) -> str:
    return words.masthead.labels[" ".join(label.casefold().split())]


def from_page(facts: Facts, article: Article, words: SegmentWords, country: str | None) -> list[DateCandidate]:
    """Dates that the page states for machines, best first; what was only modified is kept apart and never chosen."""
    stated = [("JSON-LD datePublished", article.published)]
    stated += [(f"meta {name}", facts.meta.get(name)) for name in words.meta_published]
    elements = [(f"time element {number}", value) for number, value in enumerate(facts.times[:3], 1)]
    changed = [("modified: JSON-LD", article.modified)]
    changed += [(f"modified: {name}", facts.meta.get(name)) for name in words.meta_modified]
    found = [one for basis, value in (*stated, *elements) if value for one in _stated(value, basis, country)]
    later = [one for basis, value in changed if value for one in _stated(value, basis, country)]
    return [*found, *(structs.replace(one, kind="updated") for one in later)]


def _stated(value: str, basis: str, country: str | None) -> list[DateCandidate]:
    # The day in the zone that the page itself uses: what its readers saw.
    one = publication(value, country)
    return [] if one is None else [structs.replace(one, basis=basis)]


def from_url(url: str | None, basis: str = "URL path") -> list[DateCandidate]:
    """The date in the path of an address, as most newspapers' archives have it."""
    found = URL_DATE.search(url or "")
    if found is None:
        return []
    one = publication(f"{found['year']}-{found['month']}-{found['day']}")
    return [] if one is None else [structs.replace(one, basis=basis)]


def from_archive(archived: str | None) -> list[DateCandidate]:
    """When the page was archived: the one time that bounds its publication."""
    one = publication(archived) if archived is not None else None
    return [] if one is None else [structs.replace(one, basis="time of the archived copy", kind="archived")]


def of_blog(entry: Published, blog: Published) -> Published:
    """The date of a live blog's entry: its own, else the time from the blog's publication to its last change."""
    if entry.earliest is not None or blog.earliest is None or blog.latest is None:
        return entry
    changed = [one.latest for one in blog.candidates if one.kind == "updated"]
    latest = max([blog.latest, *changed])
    return Published(
        earliest=blog.earliest,
        latest=latest,
        precision=blog.precision if latest == blog.latest else "range",
        basis=f"the live blog's: {blog.basis}",
        candidates=entry.candidates,
    )
