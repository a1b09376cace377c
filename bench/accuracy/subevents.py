"""`subevents`: the ACLED sub-event of `main_report` on snippets written for the 25 sub-events.

`data` is a case table (`tests/cases/subevents.toml`). Each half is scored by itself: rules may be mended by what is
wrong in `tune`, so only `held` tells how they do on other words. A story without a main report, or whose main report
leaves its sub-event open, has the sub-event `none`.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

from msgspec import Struct

import dateline
from bench.accuracy.matching import f1

NONE = "none"
HALVES = ("tune", "held")
PAIRS = 15


class Told(Struct, frozen=True):
    """A snippet with its sub-event and the one read; `by`: type and evidence of the report that decided."""

    text: str
    gold: str
    found: str
    by: str


def score(data: Path) -> dict[str, object]:
    """Macro F1 of the halves, then of each sub-event, the pairs taken for each other and the wrong ones of `tune`."""
    told: dict[str, list[Told]] = {half: [] for half in HALVES}
    for group in tomllib.loads(data.read_text(encoding="utf-8"))["sub_event"]:
        for half, text, *_ in group["cases"]:
            told[half].append(read(text, group["name"]))
    both = [one for half in HALVES for one in told[half]]
    return (
        {f"{half} macro F1": macro(told[half]) for half in HALVES}
        | {"macro F1": macro(both), "accuracy": share(both), "snippets": len(both)}
        | {f"{half} by sub-event (P, R, F1)": by_class(told[half]) for half in HALVES}
        | {"taken for (tune)": confusions(told["tune"]), "worst (tune)": worst(told["tune"])}
    )


def read(text: str, gold: str) -> Told:
    """The sub-event of a snippet's main report beside the true one."""
    main = dateline.read(text).main_report
    if main is None:
        return Told(text, gold, NONE, "no main report")
    return Told(text, gold, main.acled_sub_event or NONE, f"{main.type}: {main.evidence[0].quote!r}")


def by_class(told: list[Told]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each sub-event, in percent."""
    gold, found = Counter(one.gold for one in told), Counter(one.found for one in told)
    right = Counter(one.gold for one in told if one.gold == one.found)
    return {name: f1(right[name], found[name], gold[name]) for name in gold}


def macro(told: list[Told]) -> float:
    """The mean of the F1 of the sub-events."""
    figures = [figure for _, _, figure in by_class(told).values()]
    return round(sum(figures) / len(figures), 1)


def share(told: list[Told]) -> float:
    """The share of snippets that are right, in percent."""
    return round(100 * sum(one.gold == one.found for one in told) / len(told), 1)


def confusions(told: list[Told]) -> list[str]:
    """The pairs of a true and a wrong sub-event, the commonest first."""
    pairs = Counter((one.gold, one.found) for one in told if one.gold != one.found)
    return [f"{gold} as {found}: {n}" for (gold, found), n in pairs.most_common(PAIRS)]


def worst(told: list[Told]) -> list[str]:
    """The wrong snippets of each sub-event."""
    return [f"{one.gold} as {one.found} ({one.by}): {one.text}" for one in told if one.gold != one.found]
