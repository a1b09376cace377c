"""`figures`: the gold figures of `stories/`, against those that `dateline.read` finds.

A figure is right in value when one with the same low and high overlaps its anchor, one to one; right in outcome
when that one has its outcome too (`other` in the gold: any). Both are told for each outcome of the gold, with the
ten worst errors of each.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import yaml

import dateline
from bench.accuracy.matching import match
from dateline.model.mention import Figure

NEAR = 12
WORST = 10
ALIKE = ({"sick", "ill"}, {"participants", "attending", "protesters"}, {"detained", "captured"})


def score(data: Path) -> dict[str, object]:
    """Shares of gold figures right in value, and in value and outcome, in percent; the worst as a list."""
    tally: Counter[str] = Counter()
    classes: dict[str, Counter[str]] = {}
    wrong: dict[str, list[str]] = {}
    for line in (data / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = yaml.load((data / f"{row['id']}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        found = dateline.read(row["text"], published=row["published"]).figures
        _story(row["text"], gold, found, tally, classes, wrong)
    asked = tally["asked"] or 1
    return {
        "value right": round(100 * tally["value"] / asked, 1),
        "value and outcome right": round(100 * tally["outcome"] / asked, 1),
        "people counted by the gold too": round(100 * tally["claimed"] / (tally["people"] or 1), 1),
        "gold figures": tally["asked"],
        "figures found": tally["found"],
        "by outcome": {name: _class(counts) for name, counts in sorted(classes.items(), key=_size)},
        "worst": [f"{name}: {error}" for name, errors in sorted(wrong.items()) for error in errors[:WORST]],
    }


def _story(
    text: str,
    gold: dict[str, list[dict[str, object]]],
    found: tuple[Figure, ...],
    tally: Counter[str],
    classes: dict[str, Counter[str]],
    wrong: dict[str, list[str]],
) -> None:
    """Adds one story to the tallies, `classes` and `wrong` by the outcome of the gold."""
    asked = gold["figures"]
    edges = {g: _candidates(text, figure, found) for g, figure in enumerate(asked)}
    pairs = match(edges)
    people = [f for f in found if f.outcome is not None and f.counted in ("persons", "households")]
    tally += Counter({"asked": len(asked), "found": len(found), "value": len(pairs), "people": len(people)})
    for g, figure in enumerate(asked):
        name = str(figure["outcome"])
        counts, errors = classes.setdefault(name, Counter()), wrong.setdefault(name, [])
        counts["asked"] += 1
        if g not in pairs:
            interval = f"{figure['low']}..{figure['high']}"
            errors.append(f"{gold['doc']} {figure['anchor']!r} {interval}: {_near(text, figure, found)}")
            continue
        counts["value"] += 1
        hit = found[pairs[g]]
        tally["claimed"] += hit in people
        if _same_outcome(name, hit.outcome):
            counts["outcome"] += 1
            tally["outcome"] += 1
        else:
            errors.append(f"{gold['doc']} {figure['anchor']!r}: outcome {hit.outcome}, gold {name}")


def _class(counts: Counter[str]) -> str:
    """The figures of one outcome: how many the gold has, right in value, and in outcome too."""
    return f"value {counts['value']}/{counts['asked']}, outcome {counts['outcome']}/{counts['asked']}"


def _size(named: tuple[str, Counter[str]]) -> tuple[int, str]:
    """Larger classes first."""
    return -named[1]["asked"], named[0]


def _candidates(text: str, gold: dict[str, object], found: tuple[Figure, ...]) -> list[int]:
    """Found figures at the anchor with the gold interval, those with the gold outcome first."""
    at = _places(text, str(gold["anchor"]))
    same = [
        n
        for n, figure in enumerate(found)
        if (figure.low, figure.high) == (gold["low"], gold["high"])
        and any(figure.span.start < end + NEAR and start - NEAR < figure.span.end for start, end in at)
    ]
    return sorted(same, key=lambda n: not _same_outcome(str(gold["outcome"]), found[n].outcome))


def _near(text: str, gold: dict[str, object], found: tuple[Figure, ...]) -> str:
    at = _places(text, str(gold["anchor"]))
    hits = [f for f in found if any(f.span.start < end and start < f.span.end for start, end in at)]
    return "; ".join(f"found {f.text!r} {f.low}..{f.high} {f.outcome}" for f in hits) or "nothing found"


def _places(text: str, anchor: str) -> list[tuple[int, int]]:
    at = text.find(anchor)
    return [(at, at + len(anchor))] if at >= 0 else []


def _same_outcome(gold: str, found: str | None) -> bool:
    return gold in ("other", found) or any(gold in names and found in names for names in ALIKE)
