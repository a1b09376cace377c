"""PLOVER's gold sentences: is the PLOVER type of the report the gold's?

`--data` is PLOVER_GSR_CAMEO.txt (JSON; one sentence and one type an entry, under the names of version 0.5, see `NOW`).
One answer a sentence: the first report that has a PLOVER type, whatever its status, as PLOVER codes threats, refusals
and demands as such. A sentence without one counts as wrong. `accuracy_of_any` is right when any report is: between it
and `accuracy` lies what choosing among reports costs. Sentences are dealt into two folds by turns, from the first: who
mends rules looks at the errors of the odd ones only (the second, the fourth ...), and at the score of both.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import dateline
from bench.accuracy.matching import f1

# Names of version 0.5 as event-types.md has them.
NOW = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
NOTHING = "nothing"
FOLDS = ("even", "odd")


def score(data: Path) -> dict[str, object]:
    """Accuracy and macro F1 in percent, precision, recall and F1 of each type, and its ten worst errors (odd ones)."""
    rows = [row for row in json.loads(data.read_text(encoding="utf-8")) if row["event"] != "DOCUMENT"]
    counts: Counter[tuple[str, str]] = Counter()
    confused: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(rows):
        gold, fold = NOW.get(row["event"], row["event"]), FOLDS[number % len(FOLDS)]
        answers = [report.plover for report in dateline.read(row["text"]).reports if report.plover]
        first = next(iter(answers), NOTHING)
        counts.update(((gold, "gold"), (first, "found"), (fold, "sentences")))
        counts["any", "right"] += gold in answers
        if first == gold:
            counts.update(((gold, "right"), (fold, "right")))
        elif fold == "odd":
            confused[f"{gold} as {first}"] += 1
            missed[gold].append(f"{row['id'].removeprefix('PLOVER-')} as {first}: {row['eventText']!r}")
    kinds = sorted({kind for kind, what in counts if what == "gold"})
    by_type = {kind: f1(counts[kind, "right"], counts[kind, "found"], counts[kind, "gold"]) for kind in kinds}
    return {
        "accuracy": percent(sum(counts[fold, "right"] for fold in FOLDS), len(rows)),
        **{f"accuracy of the {fold}": percent(counts[fold, "right"], counts[fold, "sentences"]) for fold in FOLDS},
        "accuracy_of_any": percent(counts["any", "right"], len(rows)),
        "macro_f1": round(sum(prf[2] for prf in by_type.values()) / len(kinds), 1),
        "sentences": len(rows),
        "without a report": counts[NOTHING, "found"],
        "prf_by_type": by_type,
        "confused": [f"{pair} {n}" for pair, n in confused.most_common(20)],
        "worst": {kind: missed[kind][:10] for kind in kinds},
    }


def percent(part: int, whole: int) -> float:
    """A part in percent."""
    return round(100 * part / whole, 1) if whole else 0.0
