"""Years before Christ, which the calendar of intervals lacks: what is told relative to one, as a TIMEX3 value."""

from __future__ import annotations

import re

from dateline.model.mention import Symbol

FORM = re.compile(r"BC(\d{3,4})(?:-.*)?(?:/BC(\d{4}).*)?")
PART = re.compile(r"\d\d(?:-\d\d)?|SP|SU|FA|AU|WI")
NAMES = frozenset({"month", "monthday", "season"})


def before_era(symbol: Symbol, at: str) -> str | None:
    """The value of `symbol` at a year or decade before Christ; None where only days or weeks would tell.

    >>> before_era(Symbol(anchor="narrative", rule="offset", unit="year", amount=2, direction="future"), "BC0490")
    'BC0488'
    """
    found = FORM.fullmatch(at)
    if found is None:
        return None
    digits = found[2] or found[1]
    year = int(digits) * (10 if len(digits) == 3 else 1)
    name = (symbol.value or "").partition(".")[0]
    if symbol.rule in NAMES:
        return f"BC{year:04d}-{name}" if name and "/" not in name and "@" not in name else None
    if symbol.rule not in ("offset", "part") or symbol.unit not in ("year", "decade"):
        return None
    # Years before Christ count down.
    step = abs(symbol.amount) * (0 if symbol.direction == "same" else -1 if symbol.direction == "future" else 1)
    if symbol.unit == "decade":
        return f"BC{year // 10 + step:03d}" if year // 10 + step >= 0 else None
    value = f"BC{year + step:04d}" if year + step >= 1 else None
    return f"{value}-{name}" if value and PART.fullmatch(name) else value
