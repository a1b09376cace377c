"""When a story was published: which of the dates that its page offers is believed."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from msgspec import structs

from dateline.model.document import DateCandidate, Published
from dateline.values.publication import publication

NO_ZONE = "2016-10-20T07:23:00"
KEPT_APART = {
    "updated": "says when the page was changed",
    "first_published": "says when it was published elsewhere",
    "printed": "says when it was printed",
    "archived": "says when it was archived",
    "created": "says when the file was made",
}


def given(published: str, found: Published | None = None) -> Published:
    """The interval of an ISO string that the caller gave, before what was `found`. Raises ValueError when it is none.

    >>> given("2016-10").latest
    '2016-10-31'
    """
    if re.fullmatch(r"\d{4}", published):
        first, last = f"{published}-01-01", f"{published}-12-31"
        one = DateCandidate(earliest=first, latest=last, precision="year", basis="given", chosen=True)
    else:
        read = publication(published) if re.match(r"\d{4}-\d\d", published) else None
        if read is None:
            raise ValueError(
                f"published={published!r} is no ISO date: write 2016, 2016-10, 2016-10-20 or 2016-10-20T07:23+05:30"
            )
        one = structs.replace(read, basis="given", chosen=True)
    others = tuple(structs.replace(other, chosen=False) for other in (found.candidates if found is not None else ()))
    return Published(
        earliest=one.earliest,
        latest=one.latest,
        precision=one.precision,
        basis="given",
        candidates=(one, *others),
        instant=one.instant,
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
    first = finest(usable)
    best = settled(first, usable, archived)
    judged = tuple(structs.replace(best, chosen=True) if one is first else one for one in judged)
    if archived is not None and best.precision != "day" and best.earliest <= archived[:10] < best.latest:
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
    if archived is not None and is_after(one, archived):
        return f"after the page was archived ({archived[:10]})"
    return one.aside


def is_after(one: DateCandidate, archived: str) -> bool:
    """Whether a time lies after the capture; days are compared with a day's leave, as zones differ."""
    if one.instant is not None and len(one.instant) > len(NO_ZONE) and len(archived) > len(NO_ZONE):
        return datetime.fromisoformat(one.instant) > datetime.fromisoformat(archived)
    return date.fromisoformat(one.earliest) - date.fromisoformat(archived[:10]) > timedelta(days=1)


def finest(usable: list[DateCandidate]) -> DateCandidate:
    """The first candidate, or the first day inside it where it is no more than a month."""
    first = usable[0]
    days = (one for one in usable if one.precision == "day" and first.earliest <= one.earliest <= first.latest)
    return next(days, first) if first.precision == "month" else first


def settled(best: DateCandidate, usable: list[DateCandidate], archived: str | None) -> DateCandidate:
    """A candidate whose day and month may stand in either order, settled where only one reading can be true.

    Another candidate is one of the two days or a month with only one of them in it, or the archive was there before
    the later one.
    """
    if best.precision != "range":
        return best
    readings = [best.earliest, best.latest]
    for one in usable:
        inside = [day for day in readings if one.precision in ("day", "month") and one.earliest <= day <= one.latest]
        if len(inside) == 1:
            why = f"{best.basis}, its order settled by {one.basis}"
            return structs.replace(best, earliest=inside[0], latest=inside[0], precision="day", basis=why)
    if archived is not None and best.earliest <= archived[:10] < best.latest:
        why = f"{best.basis}, its order settled by the time of the archived copy"
        return structs.replace(best, latest=best.earliest, precision="day", basis=why)
    return best


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
