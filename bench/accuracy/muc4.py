"""MUC-4: who attacked whom with what in news from Latin America, 1989 to 1990. Evaluate only.

`--data` is `{train,dev}.jsonl`: a text a row in small letters, and its gold entities by role, each a list of the
wordings that name it, templates merged. `documents_{train,dev}.txt` beside it holds the same texts as the wire sent
them, all in capitals with hard line ends and a dateline; both are read, with the dateline's date.

CEAF-REE (Du, Rush and Cardie 2021): wordings in small letters without punctuation and articles; a found entity is
right when all its wordings are among those of one gold entity, one to one within a text and role; micro F1 over all.

How reports fill the roles stands in muc4_roles.py.

`incident_f1`: whether a text tells any incident at all, the gold by having an entity. The type, date and location of
incidents cannot be scored: `templates_*.txt` hold no such slots (the script that made them keeps six slots of 24, none
of these). `incidents_found` counts what was found by MUC-4's types, without a gold.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import dateline
from bench.accuracy.matching import f1, match
from bench.accuracy.muc4_roles import INCIDENTS, ROLES, TOLD, Entities, found_entities, is_incident
from bench.accuracy.muc4_words import folded
from dateline.model.document import Document
from dateline.model.report import Report

SENTENCE_END = re.compile(r"[.?!][\"')]*\s{2,}")
WIRE_DAY = re.compile(r"\d{1,2} [A-Z]{3} \d\d\b")


def score(data: Path) -> dict[str, object]:
    """Figures in percent for the texts in small letters, and for the same as the wire sent them."""
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    wire = wire_texts(data.with_name(f"documents_{data.stem}.txt"))
    small, capitals = Tally(), Tally()
    for row in rows:
        sent = wire[row["docid"]]
        day = wire_day(sent["dateline"])
        small.add(row, dateline.read(row["doctext"], published=day))
        capitals.add(row, dateline.read(f"{sent['dateline']} -- {sent['text']}", published=day))
    return small.figures() | {
        f"in capitals, {name}": value for name, value in capitals.figures().items() if "f1" in name
    }


def wire_texts(path: Path) -> dict[str, dict[str, Any]]:
    """The texts as the wire sent them, by id."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {row["docid"]: row for row in rows}


def wire_day(dateline_text: str) -> str | None:
    """The ISO day of a wire's dateline ('BOGOTA, 25 OCT 89 (AFP)'), or None."""
    found = WIRE_DAY.search(dateline_text)
    return datetime.strptime(found[0], "%d %b %y").replace(tzinfo=UTC).date().isoformat() if found else None


def incidents(document: Document) -> list[Report]:
    """The reports of a document that MUC-4 would have a template for."""
    return [report for report in document.reports if is_incident(report)]


class Tally:
    """Counts over a set, and what went wrong."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.incidents: Counter[str] = Counter()
        self.missed: dict[str, list[str]] = defaultdict(list)
        self.false: dict[str, list[str]] = defaultdict(list)
        self.causes: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, row: dict[str, Any], document: Document) -> None:
        """Counts one text."""
        gold = gold_entities(row)
        reports = incidents(document)
        found = found_entities(document, reports)
        told = any(gold.values())
        self.counts["incident", "gold"] += told
        self.counts["incident", "found"] += bool(reports)
        self.counts["incident", "right"] += bool(reports) and told
        self.incidents.update(INCIDENTS[report.type] for report in reports)
        for role in ROLES:
            pairs = aligned(gold[role], found[role])
            for what, number in (("gold", gold[role]), ("found", found[role]), ("right", pairs)):
                self.counts[role, what] += len(number)
            for n, entity in enumerate(gold[role]):
                if n not in pairs:
                    cause = cause_of(role, entity, document, found)
                    self.causes[role][cause] += 1
                    self.missed[role].append(f"{row['docid']} {entity[0]!r}: {cause}")
            for m in sorted(set(range(len(found[role]))) - set(pairs.values())):
                self.false[role].append(f"{row['docid']} {found[role][m][0]!r}")

    def figures(self) -> dict[str, object]:
        """The figures of the counts, in percent, and ten errors of each class."""
        total: Counter[str] = Counter()
        for role in ROLES:
            total += Counter({what: self.counts[role, what] for what in ("gold", "found", "right")})
        return {
            "ceaf_ree_f1": f1(total["right"], total["found"], total["gold"])[2],
            "ceaf_ree_prf": f1(total["right"], total["found"], total["gold"]),
            "role_f1_prf": {role: self._prf(role) for role in ROLES},
            "incident_f1": self._prf("incident")[2],
            "incident_f1_prf": self._prf("incident"),
            "incidents_found": dict(self.incidents.most_common()),
            "missed_by_cause": {role: dict(self.causes[role].most_common()) for role in ROLES},
            "missed": {role: spread(self.missed[role]) for role in ROLES},
            "false": {role: spread(self.false[role]) for role in ROLES},
        }

    def _prf(self, name: str) -> tuple[float, float, float]:
        return f1(self.counts[name, "right"], self.counts[name, "found"], self.counts[name, "gold"])


def spread(lines: list[str]) -> list[str]:
    """Ten of the lines, from all over the set."""
    return lines[:: max(1, len(lines) // 10)][:10]


def gold_entities(row: dict[str, Any]) -> Entities:
    """The gold entities by role, their wordings folded."""
    return {
        role: [sorted({folded(words) for words, _ in entity}, key=len) for entity in row["extracts"].get(role, [])]
        for role in ROLES
    }


def aligned(gold: list[list[str]], found: list[list[str]]) -> dict[int, int]:
    """Gold to found, one to one: all wordings of the found entity are among the gold one's."""
    return match({n: [m for m, one in enumerate(found) if set(one) <= set(entity)] for n, entity in enumerate(gold)})


def cause_of(role: str, entity: list[str], document: Document, found: Entities) -> str:
    """Why a gold entity was missed, as far as the record shows it."""
    if any(has_wording(entity, [one]) for other in ROLES if other != role for [one] in found[other]):
        return "in another role"
    if any(near_wording(entity, one) for [one] in found[role]):
        return "other wording"
    for report in document.reports:
        people = (*report.initiators, *report.targets, *report.victims, *report.weapons)
        if any(has_wording(entity, [folded(actor.text)]) for actor in people):
            return f"report left out ({report.type if report.status in TOLD else report.status})"
    spans = [(e.start, e.end) for report in incidents(document) for e in report.evidence]
    if any(says(document.text[start:end], entity) for start, end in spans):
        return "in an incident's clause, no participant"
    if any(says(sentence_around(document.text, *span), entity) for span in spans):
        return "in an incident's sentence, outside its clause"
    return "in no incident's sentence"


def sentence_around(text: str, start: int, end: int) -> str:
    """The sentence that holds start:end; the wire puts two spaces between sentences."""
    before = [found.end() for found in SENTENCE_END.finditer(text, 0, start)]
    after = SENTENCE_END.search(text, max(start, end - 1))
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


def says(text: str, entity: list[str]) -> bool:
    """Whether a stretch of text has one of the entity's wordings."""
    flat = f" {folded(text)} "
    return any(f" {words} " in flat for words in entity)


def has_wording(entity: list[str], found: list[str]) -> bool:
    """Whether one of the found wordings is one of the entity's."""
    return not set(entity).isdisjoint(found)


def near_wording(entity: list[str], words: str) -> bool:
    """Whether the words share their last word, or are part of one of the entity's wordings, or hold one."""
    return any(
        words.split()[-1] == other.split()[-1] or f" {words} " in f" {other} " or f" {other} " in f" {words} "
        for other in entity
        if other
    )
