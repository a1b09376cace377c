"""re3d: entities on Iraq and Syria by type, and which names mean the same actor.

`--data` is one of the files, or the folder that holds them.
"""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

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
# A person cannot lie in one of these.
NEVER_PERSONS = frozenset({"Location", "Temporal"})
Entity = tuple[int, int, str]


def score(data: Path) -> dict[str, object]:
    """Overlap F1 by type and their mean, with the gold's debris set aside and as given; recall of synonym pairs."""
    files = sorted(data.glob("re3d_*.jsonl")) if data.is_dir() else [data]
    rows = [(file.stem, json.loads(line)) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    reader = Reader()
    clean, raw = Tally(), Tally()
    by_file = {file.stem: (Tally(), Tally()) for file in files}
    synonyms: Counter[str] = Counter()
    lost: list[str] = []
    began = time.perf_counter()
    for file, row in rows:
        found, names = entities_of(reader, row)
        gold = gold_of(row)
        aside = {entity for entity in gold if is_debris(entity, row)}
        for less, given in ((clean, raw), by_file[file]):
            compare(gold, set(), found, given, row["text"])
            compare(gold, aside, found, less, row["text"])
        clean.aside += len(aside)
        lost += joined(row, names, synonyms)
    seconds = time.perf_counter() - began
    return {
        "mean_overlap_f1": clean.mean(),
        "overlap_prf": clean.by_kind(),
        "set_aside": clean.aside,
        "mean_as_given": raw.mean(),
        "as_given_prf": raw.by_kind(),
        "by_file": [
            f"{name}: {less.mean()}, as given {given.mean()} {given.by_kind()}"
            for name, (less, given) in by_file.items()
        ],
        "synonym_recall": round(100 * synonyms["right"] / max(1, synonyms["gold"]), 1),
        "synonym_pairs": synonyms["gold"],
        "missed": {kind: [f"{value} {n}" for value, n in clean.missed[kind].most_common(10)] for kind in MEASURED},
        "missed_as_given": {
            kind: [f"{value} {n}" for value, n in raw.missed[kind].most_common(10)] for kind in MEASURED
        },
        "false": {kind: [f"{value} {n}" for value, n in clean.false[kind].most_common(10)] for kind in MEASURED},
        "synonyms_lost": lost[:15],
        "words_per_second": round(sum(len(row["text"].split()) for _, row in rows) / seconds),
    }


class Tally:
    """What is counted over a set: gold, found, and of each how many overlap one of the other; and the errors."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.missed: dict[str, Counter[str]] = defaultdict(Counter)
        self.false: dict[str, Counter[str]] = defaultdict(Counter)
        self.aside = 0

    def by_kind(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 of each type that the set holds, in percent."""
        return {kind: self._prf(kind) for kind in MEASURED if self.counts[kind, "gold"]}

    def mean(self) -> float:
        """The mean F1 of those types."""
        return round(sum(prf[2] for prf in self.by_kind().values()) / max(1, len(self.by_kind())), 1)

    def _prf(self, kind: str) -> tuple[float, float, float]:
        precision = 100 * self.counts[kind, "right"] / max(1, self.counts[kind, "found"])
        recall = 100 * self.counts[kind, "met"] / max(1, self.counts[kind, "gold"])
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return round(precision, 1), round(recall, 1), round(both, 1)


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


def is_debris(entity: Entity, row: dict[str, Any]) -> bool:
    """Whether a machine left it in the gold: cut out of a word ('again[st ISIL]'), or a person in a month or a place.

    The set was annotated over the output of taggers ('Jan' and 'Ayn' in 'Ayn Isa' are persons in it too). The rule
    looks at the gold alone, never at what was found; both scores are given.
    """
    start, end, kind = entity
    text = row["text"]
    before = start > 0 and text[start - 1 : start + 1].isalnum()
    after = end < len(text) and text[end - 1 : end + 1].isalnum()
    cut = before or after
    return cut or (
        kind == "Person"
        and any(e["type"] in NEVER_PERSONS and e["begin"] <= start and end <= e["end"] for e in row["entities"])
    )


def compare(gold: list[Entity], aside: set[Entity], found: list[Entity], tally: Tally, text: str) -> None:
    """Counts overlaps within a type: gold that something found overlaps, and found that some gold overlaps.

    Gold nests ('the former leader of Al Qaeda in Iraq' holds 'Al Qaeda in Iraq'), what is found does not: one mention
    may meet several gold entities. What overlaps gold that is set aside counts neither way.
    """
    for kind in MEASURED:
        asked = [e for e in gold if e[2] == kind and e not in aside]
        skipped = [e for e in aside if e[2] == kind]
        given = [
            g
            for g in found
            if g[2] == kind and (any(overlap(g, e) for e in asked) or not any(overlap(g, e) for e in skipped))
        ]
        met = {e for e in asked if any(overlap(e, g) for g in given)}
        right = {g for g in given if any(overlap(e, g) for e in asked)}
        tally.missed[kind].update(text[start:end] for start, end, _ in set(asked) - met)
        tally.false[kind].update(text[start:end] for start, end, _ in set(given) - right)
        for what, number in (("gold", asked), ("met", met), ("found", given), ("right", right)):
            tally.counts[kind, what] += len(number)


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
