"""How well the times of two reports agree, as far as they are known."""

from __future__ import annotations

from dateline.linking.slots import LAG_DAYS, SLACK_DAYS, YEAR_DAYS, Slots

DAYS, WEEK, MONTH, YEAR = 3, 10, 31, 366
# Steps between two scores, for the pairs whose days lie nearer.
STEPS = 4


def time_agreement(a: Slots, b: Slots) -> int:
    """3 the same day or two, 2 the same week (or day in month, or in a year), 1 the same year, 0 unknown, -1 apart."""
    if a.width is None or b.width is None:
        return _in_a_year(a, b)
    lag = min(a.lasts, b.lasts)
    gap = _gap(a, b)
    if gap > lag:
        return -1
    if _told_anew(a, b):
        return 0
    narrow, wide = sorted((a.width, b.width))
    if wide <= DAYS and not (a.dated_by_story or b.dated_by_story or gap > 0 or lag > SLACK_DAYS):
        return 3
    if wide <= WEEK or (narrow <= DAYS and wide <= MONTH):
        return 2
    return 1 if wide <= YEAR else 0


def nearness(a: Slots, b: Slots) -> int:
    """0 to 3: how near a story that names no day came out to the day that another names; news is mostly a day old."""
    if a.dated_by_story == b.dated_by_story:
        return 0
    story, named = (a, b) if a.dated_by_story else (b, a)
    if story.last is None or named.width != 1 or named.first is None:
        return 0
    return max(0, LAG_DAYS - (story.last - named.first)) if named.first <= story.last else 0


def _gap(a: Slots, b: Slots) -> int:
    """Days between the end of one time and the beginning of the other, 0 or less where they meet."""
    assert a.first is not None and a.last is not None and b.first is not None and b.last is not None
    return max(a.first - b.last, b.first - a.last)


def _in_a_year(a: Slots, b: Slots) -> int:
    """What two times say of which at least one has no year, or is open: a day of the year, or a first or last day."""
    if (a.last is not None and b.first is not None and a.last < b.first) or (
        b.last is not None and a.first is not None and b.last < a.first
    ):
        return -1
    if a.yearday is None or b.yearday is None:
        return 0
    apart = abs(a.yearday - b.yearday)
    return 2 if min(apart, YEAR_DAYS - apart) <= min(a.lasts, b.lasts) else -1


def _told_anew(a: Slots, b: Slots) -> bool:
    """Whether one outlet tells both on different days and neither names its day: daily releases use the same words."""
    recurs = (
        a.dated_by_story and b.dated_by_story and "campaign" not in (a.level, b.level) and not (a.lasts and b.lasts)
    )
    return recurs and a.last != b.last and a.outlet == b.outlet
