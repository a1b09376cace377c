"""`stories/`: events of real stories coded by hand, against the reports of `dateline.read`.

A report (occurred or ongoing, no political.statement) is right when its evidence stands within 70 characters
of a gold anchor and its type is among those accepted, one to one. 'Full' asks for time, place and initiator too, 'row'
for every cell that the gold states (story_rows.py).
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml

import dateline
from bench.accuracy.matching import any_name, f1, gap, match, time_right
from bench.accuracy.story_rows import CELLS, cells, deaths_by_event, given
from dateline.model.document import Document
from dateline.model.report import Report

NEAR = 70


def score(data: Path) -> dict[str, object]:
    """Detection and full figures over a folder with `texts.jsonl` and `Sxx.yaml`."""
    tally: Counter[str] = Counter()
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    errors = Errors()
    for line in (data / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = yaml.load((data / f"{row['id']}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        document = dateline.read(row["text"], published=row["published"])
        found = story(document, gold, errors)
        tally += found
        by_source[row["source"].split(":")[0].split("/")[0]] += found
    return figures(tally) | {
        "by source": {name: figures(counts) for name, counts in sorted(by_source.items())},
        "by type": by_type(tally),
        "missed types": most(errors.missed),
        "spurious types": most(errors.spurious),
        "non-events counted": errors.nonevents[:10],
        "missed": {name: lines[:10] for name, lines in sorted(errors.missed.items())},
        "spurious": {name: lines[:10] for name, lines in sorted(errors.spurious.items())},
        "wrong cells": {cell: errors.cells[cell][:10] for cell in CELLS},
    }


class Errors:
    """What went wrong, in words: events missed and reports with no event by type, non-events counted, wrong cells."""

    def __init__(self) -> None:
        self.missed: dict[str, list[str]] = defaultdict(list)
        self.spurious: dict[str, list[str]] = defaultdict(list)
        self.nonevents: list[str] = []
        self.cells: dict[str, list[str]] = defaultdict(list)


def most(lines: dict[str, list[str]]) -> list[str]:
    """The twelve types with the most errors."""
    return [f"{name} {len(found)}" for name, found in sorted(lines.items(), key=lambda item: -len(item[1]))[:12]]


def by_type(tally: Counter[str]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each type; a gold event of several types is one of its first, unless found."""
    kinds = sorted({name.partition(" type ")[2] for name in tally if " type " in name})
    return {
        kind: f1(tally[f"right type {kind}"], tally[f"found type {kind}"], tally[f"gold type {kind}"]) for kind in kinds
    }


def figures(tally: Counter[str]) -> dict[str, object]:
    """The percentages of one tally."""
    precision, recall, detection = f1(tally["right"], tally["found"], tally["gold"])
    no_when = f1(tally["full but when"], tally["found"], tally["gold"])[2]
    slots = {
        f"{slot} right": round(100 * tally[f"{slot} right"] / tally[f"{slot} asked"], 1)
        if tally[f"{slot} asked"]
        else None
        for slot in ("when", "where", "who", "speaker")
    }
    return {
        "precision": precision,
        "recall": recall,
        "detection F1": detection,
        "full F1": f1(tally["full"], tally["found"], tally["gold"])[2],
        "full F1 without when": no_when,
        "row F1": f1(tally["row"], tally["found"], tally["gold"])[2],
        **slots,
        "cells right": {
            cell: f"{100 * tally[f'{cell} cell right'] / tally[f'{cell} cell']:.1f} of {tally[f'{cell} cell']}"
            for cell in CELLS
            if tally[f"{cell} cell"]
        },
        "non-events right": round(100 - 100 * tally["nonevents wrong"] / tally["nonevents"], 1)
        if tally["nonevents"]
        else None,
        "events": tally["gold"],
        "reports": tally["found"],
    }


def story(document: Document, gold: dict[str, Any], errors: Errors) -> Counter[str]:
    """The tally of one story; adds to the errors."""
    counted = [r for r in document.reports if r.status in ("occurred", "ongoing") and r.type != "political.statement"]
    events = [e for e in gold["events"] if e["type"] != ["political.statement"]]
    anchors = [position(document.text, str(e["anchor"])) for e in events]
    edges = {
        g: sorted(
            (r for r, report in enumerate(counted) if near(report, anchors[g]) and report.type in types(e)),
            key=lambda r: distance(counted[r], anchors[g]),
        )
        for g, e in enumerate(events)
    }
    pairs = match(edges)
    tally = Counter({"gold": len(events), "found": len(counted), "right": len(pairs)})
    deaths = deaths_by_event(document.text, gold)
    tally.update(f"found type {report.type}" for report in counted)
    for g, event in enumerate(events):
        said = f"{gold['doc']} {event['anchor']!r}"
        if g not in pairs:
            tally[f"gold type {types(event)[0]}"] += 1
            errors.missed[types(event)[0]].append(said)
            continue
        report = counted[pairs[g]]
        tally.update((f"gold type {report.type}", f"right type {report.type}"))
        slots(event, report, tally)
        row = cells(event, report, document.figures, deaths)
        tally["row"] += all(row.values())
        tally.update(f"{cell} cell" for cell in row)
        tally.update(f"{cell} cell right" for cell, good in row.items() if good)
        for cell in (cell for cell, good in row.items() if not good):
            errors.cells[cell].append(f"{said}: {given(cell, report)}")
    for r in sorted(set(range(len(counted))) - set(pairs.values())):
        errors.spurious[counted[r].type].append(f"{gold['doc']} {counted[r].evidence[0].quote[:80]!r}")
    for event in gold["nonevents"]:
        at = position(document.text, str(event["anchor"]))
        hit = next((r for r in counted if at and any(e.start < at[1] and at[0] < e.end for e in r.evidence)), None)
        tally["nonevents"] += 1
        if hit is not None:
            tally["nonevents wrong"] += 1
            errors.nonevents.append(f"{gold['doc']} {event['anchor']!r} as {hit.type} ({event['why']})")
    return tally


def slots(event: dict[str, Any], report: Report, tally: Counter[str]) -> None:
    """Whether time, place, initiator and speaker are right where the gold states them."""
    right = {}
    if event.get("when"):
        right["when"] = report.when is not None and time_right(
            list(event["when"]), report.when.earliest, report.when.latest
        )
    if event.get("where"):
        place = report.where
        right["where"] = place is not None and any_name(names(event, "where"), [place.name, place.text, place.country])
    if event.get("who"):
        right["who"] = any_name(
            names(event, "who"), [n for a in report.initiators for n in (a.name, a.text, a.organisation)]
        )
    if event.get("speaker"):
        said = report.attribution
        chain = [said.speaker, said.organisation, *said.via] if said else []
        tally["speaker asked"] += 1
        tally["speaker right"] += any_name(names(event, "speaker"), chain)
    for slot, good in right.items():
        tally[f"{slot} asked"] += 1
        tally[f"{slot} right"] += good
    tally["full"] += all(right.values())
    tally["full but when"] += all(good for slot, good in right.items() if slot != "when")


def names(event: dict[str, Any], field: str) -> list[str]:
    """The accepted names of a gold field."""
    given = event[field]
    return [str(name) for name in given] if isinstance(given, list) else [str(given)]


def types(event: dict[str, Any]) -> list[str]:
    """The accepted types of a gold event."""
    return names(event, "type")


def position(text: str, anchor: str) -> tuple[int, int] | None:
    """Where the anchor stands, or None when the text does not hold it."""
    at = text.find(anchor)
    return (at, at + len(anchor)) if at >= 0 else None


def distance(report: Report, anchor: tuple[int, int] | None) -> int:
    """Characters from the anchor to the nearest evidence of a report."""
    return min(gap((e.start, e.end), anchor) for e in report.evidence) if anchor else 10**9


def near(report: Report, anchor: tuple[int, int] | None) -> bool:
    """Whether a report's evidence stands within reach of the anchor."""
    return distance(report, anchor) <= NEAR
