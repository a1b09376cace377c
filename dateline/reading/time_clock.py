"""Rules for the time of day: 5:34 am, 0300 GMT, three o'clock in the morning, between 3 and 5 p.m., 1400 hours."""

from __future__ import annotations

from dateline.model.mention import Symbol
from dateline.reading.time_drafts import Draft, Hit

# A time elsewhere that is given beside it ('3 a.m. local time (0000 GMT)') is the same time: it is passed over.
ELSEWHERE = "(?:open year|int|clock|day ampm? zone close)?"
ZONE = f"z=zone? (?:local time)? {ELSEWHERE}"
TO_ZONE = "z2=zone? (?:local time)?"
ZONED = f"(?:z=zone | local time) {ELSEWHERE}"
LEADS = frozenset({"at", "around", "about", "by", "until", "till", "from", "since", "before", "after", "just"})
FORENOON = frozenset({"TMO"})
# What is counted 'at 1990 prices' is counted by a year.
BY_YEAR = frozenset({"price", "prices", "level", "levels", "rate", "rates", "values", "borders", "lines", "dollars"})


def clock(hit: Hit) -> Draft | None:
    """5:34 am; 10 p.m.; 14:00 GMT; 0600 GMT: a time of the day that the story is at."""
    value = _time(hit.need("c"), hit.value("ap"))
    return None if value is None else _on_its_day(hit, f"{value}{hit.value('z') or ''}")


def clock_there(hit: Hit) -> Draft | None:
    """5:34 a.m. Baghdad time (0234 GMT): a time of day where the named place is."""
    written, place = hit.get("c"), hit.get("pl")
    shown = written is not None and (written.kind == "clock" or hit.get("ap") is not None or len(written.value) == 4)
    return clock(hit) if shown and place is not None and place.value == "name" else None


def clock_run(hit: Hit) -> Draft | None:
    """Between 3 and 5 p.m.; from 8 p.m. to 6 a.m.; 10:00-12:30; 0300 to 0500 GMT."""
    first, last = hit.get("c"), hit.get("c2")
    joined = hit.need_form("j")
    told = hit.value("ap2") or hit.value("z2") or (first and last and first.kind == last.kind == "clock")
    if not told or (joined == "and" and hit.kind_before() != "between"):
        return None
    half = hit.value("ap2")
    ends = _time(hit.need("c"), hit.value("ap") or half), _time(hit.need("c2"), half)
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    zone = hit.value("z2") or ""
    return _on_its_day(hit, f"{ends[0]}{zone}/{ends[1]}{zone}")


def said_clock(hit: Hit) -> Draft | None:
    """Three o'clock; three o'clock in the morning; at 2 in the morning; not 'two in the morning' who were killed."""
    led = hit.before()
    if hit.get("oc") is None and (led is None or led.form not in LEADS):
        return None
    value = _time(hit.need("c"), _half(hit))
    return None if value is None else _on_its_day(hit, value)


def past_hour(hit: Hit) -> Draft | None:
    """At half past four; a quarter to six."""
    led, side = hit.before(), hit.need_form("s")
    if hit.tokens[hit.first].kind == "unit" and hit.tokens[hit.first].value != "quarter":
        return None
    if side not in ("past", "to") or led is None or led.form not in LEADS | {"a"}:
        return None
    hour = int(hit.need("c")) - (side == "to")
    minute = 30 if hit.get("hf") is not None else 15 if side == "past" else 45
    value = _time(f"{hour}:{minute}", _half(hit))
    return None if value is None else _on_its_day(hit, value)


def military(hit: Hit) -> Draft | None:
    """At 1400 hours; 0600 hrs; no 'march of 1400 hours'."""
    led = hit.before()
    if hit.need("u") != "hour" or len(hit.need("c")) != 4:
        return None
    if hit.need_form("u") != "hrs" and not hit.need("c").startswith("0") and (led is None or led.form not in LEADS):
        return None
    value = _time(hit.need("c"), None)
    return None if value is None else _on_its_day(hit, value)


def wire_clock(hit: Hit) -> Draft | None:
    """At 2030; at 2330 (0530 GMT): four digits after 'at' are a time of day, as wires write it."""
    led, after = hit.before(), hit.after()
    written = hit.need("c")
    if len(written) != 4 or led is None or led.form != "at" or (after is not None and after.form in BY_YEAR):
        return None
    value = _time(written, None)
    return None if value is None else _on_its_day(hit, value)


def _on_its_day(hit: Hit, value: str) -> Draft:
    symbol = Symbol(anchor="either", rule="offset", value=f"@{value}", direction="same")
    return hit.waiting(symbol, "a time of day, on the day that the story is at", kind="time")


def _half(hit: Hit) -> str | None:
    """AM or PM as 'in the morning' and the like say."""
    part = hit.value("p")
    if part is None:
        return None
    # At night the hours from six on are before midnight.
    late = int(hit.need("c")) >= 6 if part == "TNI" else part not in FORENOON
    return "PM" if late else "AM"


def _time(written: str, half: str | None) -> str | None:
    """`T15:00` for 3, 3:00, 3.00, 0300 or 1500 with AM, PM or neither; None where no clock shows it."""
    text = written.replace(".", ":")
    digits = text.replace(":", "")
    if len(digits) <= 2:
        text = f"{int(digits):02d}:00"
    elif ":" not in text:
        text = f"{digits[:2]}:{digits[2:]}"
    hour, minute = int(text.split(":")[0]), int(text.split(":")[1])
    if hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "PM" else 0)
    return f"T{hour:02d}:{minute:02d}"
