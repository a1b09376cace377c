"""PLOVER's gold sentences: is the type of the report, through the crosswalk of `event_types.tsv`, the gold's?

`--data` is PLOVER_GSR_CAMEO.txt (JSON; one sentence and one type an entry, under the names of version 0.5, see `NOW`).
One answer a sentence, whatever its status, as PLOVER codes threats, refusals and demands as such: the main report, else
the first whose type has a crosswalk. A sentence without a report counts as wrong. `accuracy_of_any` is right when any
report is: between it and `accuracy` lies what choosing among reports costs.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import dateline
from bench.accuracy.matching import f1
from dateline.model.document import Document
from dateline.tables.event_types import load

# Names of version 0.5 as event-types.md has them.
NOW = {"FIGHT": "ASSAULT", "DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE"}
NOTHING = "nothing"


def score(data: Path) -> dict[str, object]:
    """Accuracy and macro F1 in percent, precision, recall and F1 of each type, and its ten worst errors."""
    rows = [row for row in json.loads(data.read_text(encoding="utf-8")) if row["event"] != "DOCUMENT"]
    crosswalk = {code: row.plover for code, row in load().by_code.items() if row.plover}
    counts: Counter[tuple[str, str]] = Counter()
    confused: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    any_right = 0
    for row in rows:
        gold = NOW.get(row["event"], row["event"])
        document = dateline.read(row["text"])
        answers = {report.id: crosswalk[report.type] for report in document.reports if report.type in crosswalk}
        first = chosen(document, answers)
        any_right += gold in answers.values()
        counts[gold, "gold"] += 1
        counts[first, "found"] += 1
        if first == gold:
            counts[gold, "right"] += 1
            continue
        confused[f"{gold} as {first}"] += 1
        missed[gold].append(f"{row['id'].removeprefix('PLOVER-')} as {first}: {row['eventText']!r}")
    kinds = sorted({kind for kind, what in counts if what == "gold"})
    by_type = {kind: f1(counts[kind, "right"], counts[kind, "found"], counts[kind, "gold"]) for kind in kinds}
    return {
        "accuracy": round(100 * sum(counts[kind, "right"] for kind in kinds) / len(rows), 1),
        "accuracy_of_any": round(100 * any_right / len(rows), 1),
        "macro_f1": round(sum(prf[2] for prf in by_type.values()) / len(kinds), 1),
        "sentences": len(rows),
        "without a report": counts[NOTHING, "found"],
        "prf_by_type": by_type,
        "confused": [f"{pair} {n}" for pair, n in confused.most_common(20)],
        "worst": {kind: missed[kind][:10] for kind in kinds},
    }


def chosen(document: Document, answers: dict[str, str]) -> str:
    """The one answer for a sentence: the main report's, else the first."""
    main = document.main_report
    if main is not None and main.id in answers:
        return answers[main.id]
    return next(iter(answers.values()), NOTHING)
