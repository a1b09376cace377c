"""Rules for long periods and other eras: decades, centuries, years before Christ."""

from __future__ import annotations

import msgspec

from dateline.reading.time_drafts import Draft, Hit, mark_of
from dateline.values.feasts import islamic_days


def era(hit: Hit) -> Draft | None:
    """490 BC: before the calendar that intervals are kept in, so only its TIMEX3 value is known."""
    if hit.need("era") == "AH":
        return _islamic(hit)
    part = hit.value("se") or hit.value("m")
    value = f"{'BC' if hit.need('era') == 'BC' else ''}{int(hit.need('y')):04d}"
    return hit.date(f"{value}-{part}" if part else value, mark_of(hit))


def _islamic(hit: Hit) -> Draft | None:
    first, last = (islamic_days(month, int(hit.need("y"))) for month in ("MUHARRAM", "DHUALHIJJAH"))
    if first is None or last is None or hit.get("m") is not None or hit.get("se") is not None:
        return None
    return msgspec.structs.replace(hit.date(f"{first.first}/{last.last}"), why="a year of the Islamic calendar")


def era_run(hit: Hit) -> Draft | None:
    """499-493 BC; from 264 to 241 BC; 496 and 495 BC."""
    sign = "BC" if hit.need("era") == "BC" else ""
    if hit.need("era") == "AH":
        return None
    first, last = int(hit.need("y")), int(hit.need("y2"))
    if first == last or (first > last) != bool(sign):
        return None
    return hit.date(f"{sign}{first:04d}/{sign}{last:04d}")


def decade(hit: Hit) -> Draft | None:
    """The 1980s; the late 1960s; the '90s; the 470s BC."""
    digits = "".join(c for c in hit.need("i") if c.isdigit())
    if hit.value("era") == "BC":
        return hit.date(f"BC{int(digits) // 10:03d}", mark_of(hit))
    if len(digits) == 3:
        return None
    return hit.date(digits[:3] if len(digits) == 4 else f"19{digits[0]}", mark_of(hit))


def century(hit: Hit) -> Draft | None:
    """The 21st century: the years by their first two digits."""
    if hit.need("q") != "century" or not 1 <= int(hit.need("o")) <= 30:
        return None
    before = "BC" if hit.value("era") == "BC" else ""
    return hit.date(f"{before}{int(hit.need('o')) - 1:02d}", mark_of(hit))
