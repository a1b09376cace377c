"""re3d: entities on Iraq and Syria by type, and which names mean the same actor.

`--data` is one of the files, or the folder that holds them.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from bench.accuracy.matching import f1
from bench.reader import Reader

# re3d's types as kinds of actors; Location is measured over places, all else is left aside.
KINDS = {
    "person": "Person",
    "people": "Organisation",
    "civilians": "Organisation",
    "weapon": "Weapon",
    "vehicle": "MilitaryPlatform",
    "structure": "Location",
    "place": "Location",
}
MEASURED = ("Location", "Organisation", "Person", "MilitaryPlatform", "Weapon")
# A vehicle is a military platform in one text and a vehicle in the next: either is right.
ALIKE = {"Vehicle": "MilitaryPlatform"}
Entity = tuple[int, int, str]


def score(data: Path) -> dict[str, object]:
    """Overlap F1 by type and their mean, and the recall of synonym pairs, in percent."""
    files = sorted(data.glob("re3d_*.jsonl")) if data.is_dir() else [data]
    rows = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    reader = Reader()
    counts: Counter[tuple[str, str]] = Counter()
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    synonyms: Counter[str] = Counter()
    lost: list[str] = []
    began = time.perf_counter()
    for row in rows:
        found, names = entities_of(reader, row)
        compare(gold_of(row), found, counts, missed, row["text"])
        lost += joined(row, names, synonyms)
    seconds = time.perf_counter() - began
    per_type = {kind: f1(counts[kind, "right"], counts[kind, "found"], counts[kind, "gold"]) for kind in MEASURED}
    return {
        "mean_overlap_f1": round(sum(prf[2] for prf in per_type.values()) / len(per_type), 1),
        "overlap_prf": per_type,
        "recall": {kind: round(100 * counts[kind, "met"] / max(1, counts[kind, "gold"]), 1) for kind in MEASURED},
        "synonym_recall": round(100 * synonyms["right"] / max(1, synonyms["gold"]), 1),
        "synonym_pairs": synonyms["gold"],
        "missed": {kind: [f"{value} {n}" for value, n in missed[kind].most_common(10)] for kind in MEASURED},
        "synonyms_lost": lost[:15],
        "words_per_second": round(sum(len(row["text"].split()) for row in rows) / seconds),
    }


def entities_of(reader: Reader, row: dict[str, Any]) -> tuple[list[Entity], list[tuple[int, int, str]]]:
    """What is found in a text: typed spans, and the actor spans with the actor they mean."""
    places, actors = reader.mentions(row["id"], row["text"])
    found = [(p.span.start, p.span.end, "Location") for p in places if p.use == "location"]
    found += [(a.span.start, a.span.end, KINDS.get(a.kind, "Organisation")) for a in actors]
    return found, [(a.span.start, a.span.end, a.actor_id or a.name) for a in actors]


def gold_of(row: dict[str, Any]) -> list[Entity]:
    """The gold entities of the measured types, each once."""
    listed = {(e["begin"], e["end"], ALIKE.get(e["type"], e["type"])) for e in row["entities"]}
    return sorted(entity for entity in listed if entity[2] in MEASURED)


def compare(
    gold: list[Entity],
    found: list[Entity],
    counts: Counter[tuple[str, str]],
    missed: dict[str, Counter[str]],
    text: str,
) -> None:
    """Counts overlaps within a type; a found entity that overlaps several gold ones is right once."""
    for kind in MEASURED:
        asked = [e for e in gold if e[2] == kind]
        given = [e for e in found if e[2] == kind]
        met = [e for e in asked if any(overlap(e, g) for g in given)]
        for start, end, _ in set(asked) - set(met):
            missed[kind][text[start:end]] += 1
        counts[kind, "gold"] += len(asked)
        counts[kind, "met"] += len(met)
        counts[kind, "found"] += len(given)
        counts[kind, "right"] += min(len(met), sum(any(overlap(e, g) for e in asked) for g in given))


def joined(row: dict[str, Any], names: list[tuple[int, int, str]], synonyms: Counter[str]) -> list[str]:
    """Counts the synonym pairs of actors that mean one actor; gives the pairs that do not, in words."""
    kinds = {(e["begin"], e["end"]): e["type"] for e in row["entities"]}
    lost = []
    for relation in row["relations"]:
        a = (relation["sourceBegin"], relation["sourceEnd"])
        b = (relation["targetBegin"], relation["targetEnd"])
        if relation["type"] != "IsSynonymOf" or {kinds.get(a), kinds.get(b)} != {"Organisation"}:
            continue
        synonyms["gold"] += 1
        means = [{name for start, end, name in names if start < span[1] and span[0] < end} for span in (a, b)]
        if means[0] & means[1]:
            synonyms["right"] += 1
        else:
            lost.append(f"{relation['source']} = {relation['target']}")
    return lost


def overlap(a: Entity, b: Entity) -> bool:
    return a[0] < b[1] and b[0] < a[1]
