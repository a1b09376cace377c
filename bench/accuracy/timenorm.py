"""Values of single time expressions at an anchor date (Timenorm's English pairs): right of all.

A block of the file is one document: its first line the anchor, the others expressions. Each is read alone, with the
anchor as publication date; a right value equals the gold's after the set patterns of `wikiwars.timex2`. The gold
writes some values by convention: `WXX` stands for any week, and the quarter words of company reports for quarters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from bench.accuracy.wikiwars import Words, narrative, timex2, worst_of
from dateline.model.document import Published
from dateline.reading.times import find_times
from dateline.tables.times import load

ZONE = re.compile(r"(?<=T\d\d:\d\d)(?:Z|[+-]\d\d)$")


def score(data: Path) -> dict[str, object]:
    """Value accuracy over all expressions, by type, and the most frequent wrong ones of each type."""
    tables = Words(load())
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    wrong: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for block in data.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if not rows:
            continue
        day = rows[0][2][:10]
        given = Published(earliest=day, latest=day, precision="day", basis="given")
        for text, kind, value in rows[1:]:
            document = msgspec.structs.replace(narrative(text), published=given)
            times = find_times(document, (), tables)
            longest = max(times, key=lambda t: len(t.span), default=None)
            got = None if longest is None else timex2(longest)
            total[kind] += 1
            if same(got, value) or (longest is not None and longest.kind == "set" and longest.timex3 == value):
                right[kind] += 1
            else:
                wrong[kind][f"{text!r} at {day}: {value}, not {got}"] += 1
    return {
        "value_accuracy": round(100 * right.total() / max(total.total(), 1), 1),
        "expressions": total.total(),
        "by_type": {kind: f"{right[kind]}/{count}" for kind, count in sorted(total.items())},
    } | worst_of(wrong)


def same(got: str | None, gold: str) -> bool:
    """Whether the values agree; `1989-WXX` in the gold is any week of that year, and no gold value has a zone."""
    if got is None:
        return False
    if gold.endswith("-WXX"):
        return got[:6] == gold[:6] and len(got) >= 8
    return gold in (got, ZONE.sub("", got))
