"""When a story was published: every date that its page offers, and the one chosen."""

from __future__ import annotations

import re

from msgspec import structs

from dateline.document.captions import DATED_END
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.runs import Run
from dateline.model.document import DateCandidate, Published
from dateline.model.span import Span
from dateline.tables.segments import SegmentWords
from dateline.values.publication import publication

URL_DATE = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>0[1-9]|1[0-2])[/-]?(?P<day>0[1-9]|[12]\d|3[01])(?=[/_.-]|\D|$)"
)
ISO_DAY = re.compile(r"^\d{4}-\d\d-\d\d")
NEVER = frozenset({"caption", "modified", "created", "archived"})


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
    return Published(earliest=found.earliest, latest=found.latest, precision=found.precision, basis="given")


def undated(candidates: tuple[DateCandidate, ...] = ()) -> Published:
    """No publication date, and what was found instead."""
    basis = (
        "no date on the page"
        if not candidates
        else "no date of publication on the page, only "
        + ", ".join(f"{one.basis} {one.earliest}" for one in candidates[:3])
    )
    return Published(earliest=None, latest=None, precision=None, basis=basis, candidates=candidates)


def choose(candidates: tuple[DateCandidate, ...]) -> Published:
    """The first candidate that dates the story itself; the basis names it and those that differ."""
    usable = [one for one in candidates if one.basis.split(":")[0] not in NEVER]
    if not usable:
        return undated(candidates)
    best = usable[0]
    if best.precision == "range":
        # Day and month in either order: another candidate inside the range settles it.
        settled = [one for one in usable if one.precision == "day" and one.earliest in (best.earliest, best.latest)]
        best = settled[0] if settled else best
    others = sorted({f"{one.earliest} ({one.basis})" for one in usable if one.earliest != best.earliest})
    basis = best.basis + (f"; differs: {', '.join(others[:4])}" if others else "")
    return Published(
        earliest=best.earliest,
        latest=best.latest,
        precision=best.precision,
        basis=basis,
        candidates=candidates,
        span=best.span,
    )


def from_text(text: str, runs: tuple[Run, ...]) -> list[DateCandidate]:
    """Dates in masthead lines and bylines, and after them those of captions, which only bound from below."""
    found: list[DateCandidate] = []
    for run in runs:
        line = text[run.start : run.end]
        if run.role in ("dateline", "credit") and run.cue in ("masthead", "byline", "dateline"):
            found.extend(_at(line, run, f"masthead: {run.cue}" if run.cue == "dateline" else "masthead"))
    for run in runs:
        line = text[run.start : run.end]
        dated = DATED_END.search(line) or re.search(r"\bon\s+(?P<date>\w+\s+\d{1,2},?\s+\d{4})", line)
        if run.role == "caption" and dated is not None:
            found.extend(_at(dated[0], run, "caption", dated.start()))
    return found


def _at(line: str, run: Run, basis: str, offset: int = 0) -> list[DateCandidate]:
    one = publication(line)
    if one is None:
        return []
    return [structs.replace(one, basis=basis, span=Span(run.start + offset, run.start + offset + len(line)))]


def from_page(facts: Facts, article: Article, words: SegmentWords) -> list[DateCandidate]:
    """Dates that the page states for machines, best first.

    What was only modified, made or archived is kept, comes last, and is never chosen.
    """
    own = [(one.basis, one.value) for one in facts.stated if one.what == "published"]
    kept = [(f"{one.what}: {one.basis}", one.value) for one in facts.stated if one.what in NEVER]
    stated = [*own, ("JSON-LD datePublished", article.published)]
    stated += [(f"meta {name}", facts.meta.get(name)) for name in words.meta_published]
    elements = [(f"time element {number}", value) for number, value in enumerate(facts.times[:3], 1)]
    changed = [
        ("modified: JSON-LD", article.modified),
        *((f"modified: {name}", facts.meta.get(name)) for name in words.meta_modified),
    ]
    return [one for basis, value in (*stated, *elements, *changed, *kept) if value for one in _stated(value, basis)]


def _stated(value: str, basis: str) -> list[DateCandidate]:
    # The day in the zone that the page itself uses: what its readers saw.
    one = publication(value[:10] if ISO_DAY.match(value) else value)
    return [] if one is None else [structs.replace(one, basis=basis)]


def from_url(url: str | None) -> list[DateCandidate]:
    """The date in the path of an address, as most newspapers' archives have it."""
    found = URL_DATE.search(url or "")
    if found is None:
        return []
    one = publication(f"{found['year']}-{found['month']}-{found['day']}")
    return [] if one is None else [structs.replace(one, basis="URL path")]


def of_blog(entry: Published, blog: Published) -> Published:
    """The date of a live blog's entry: its own, else the time from the blog's publication to its last change."""
    if entry.earliest is not None or blog.earliest is None or blog.latest is None:
        return entry
    changed = [one.latest for one in blog.candidates if one.basis.split(":")[0] == "modified"]
    latest = max([blog.latest, *changed])
    return Published(
        earliest=blog.earliest,
        latest=latest,
        precision=blog.precision if latest == blog.latest else "range",
        basis=f"the live blog's: {blog.basis}",
        candidates=entry.candidates,
    )
