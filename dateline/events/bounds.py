"""What a time, or the want of one, says of when a happening took place: a day, the days up to one, a year before it."""

from __future__ import annotations

from datetime import date, timedelta

from dateline.model.document import Published
from dateline.model.mention import Period, Symbol, Time
from dateline.model.report import When
from dateline.values.calendar import hull, shift
from dateline.values.timex import Days
from dateline.values.units import precision_of_days

YEAR = 364
# News tells of its own day or of the day before. Of the 12 events of gold/stories that a story of a known day tells
# without a day and that lie in the week up to it, one is coded to that day, six to it or the day before, five to more.
PUBLICATION = Symbol(anchor="publication", rule="span", unit="day", amount=1, direction="past")
PRESENT = Symbol(anchor="publication", rule="offset", unit="day", amount=0, direction="same")
PAST_YEAR = Symbol(anchor="publication", rule="span", unit="day", amount=YEAR, direction="past")
PUBLICATION_BASIS = "publication date"
# What is told of without a day and had gone on for a while: a campaign, a total.
UNDER_WAY = "publication date, up to which it went on"


def published_when(published: Published, *, is_present: bool) -> When:
    """The story's own date and the day before it, kept symbolic so that an undated story can be dated later.

    What is told in the present tense holds on the story's own day.
    """
    first = published.earliest[:10] if published.earliest else None
    last = published.latest[:10] if published.latest else None
    if first and not is_present:
        first = shift(first, -1)
    return When(
        earliest=first,
        latest=last,
        precision=published.precision if is_present else width_precision(first, last),
        text=None,
        basis=PUBLICATION_BASIS,
        symbol=PRESENT if is_present else PUBLICATION,
    )


def past_year(published: Published, basis: str) -> When:
    """Some day, or a stretch, of the year up to the story's date: what is told as news is no older."""
    last = published.latest[:10] if published.latest else None
    first = shift(last, -YEAR) if last else None
    return When(
        earliest=first,
        latest=last,
        precision=width_precision(first, last),
        text=None,
        basis=basis,
        symbol=PAST_YEAR,
    )


def as_when(time: Time, basis: str) -> When:
    """A time mention as the time of a happening."""
    return When(
        earliest=time.earliest,
        latest=time.latest,
        precision=time.precision,
        text=time.text,
        basis=basis,
        symbol=time.symbol,
    )


def upper_bound(time: Time, basis: str) -> When:
    """Some day in the year before a bound: what is told as news is no older."""
    return bound(time.latest, time.text, basis)


def bound(latest: str | None, text: str | None, basis: str, days: int = YEAR) -> When:
    """The days that end on a day, a year of them where nothing says how many; none where the day is unknown."""
    last = latest[:10] if latest else None
    first = (date.fromisoformat(last) - timedelta(days=days)).isoformat() if last else None
    return between(first, last, text, basis)


def between(earliest: str | None, latest: str | None, text: str | None, basis: str) -> When:
    """From one day to another, known by no time mention alone."""
    return When(
        earliest=earliest,
        latest=latest,
        precision=width_precision(earliest, latest),
        text=text,
        basis=basis,
        symbol=None,
    )


def open_until(time: Time, basis: str, published: Published) -> When:
    """From the first day of a time to the day of the story."""
    return between(time.earliest, published.latest[:10] if published.latest else None, time.text, basis)


def joined(time: Time, other: Time, basis: str) -> When:
    """Both of two times: 'on Wednesday and Thursday'."""
    both = hull(Period(time.earliest, time.latest), Period(other.earliest, other.latest))
    return between(both.earliest, both.latest, f"{time.text}; {other.text}", basis)


def width_precision(earliest: str | None, latest: str | None) -> str | None:
    """The precision of an interval by its width; that of an open one is a range."""
    if not earliest or not latest:
        return "range" if earliest or latest else None
    return precision_of_days(Days(date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])))
