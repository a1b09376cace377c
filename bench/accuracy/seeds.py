"""`seeds.yaml`: what the seed pages must yield, checked on the JSONL that a user would get.

The pages are read from `../seeds` beside the gold folder; the case is built afresh in a temporary folder.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from bench.accuracy.matching import any_name, sentence_at, time_right
from bench.built import COUNTED, Built, Row, build, here


def score(data: Path) -> dict[str, object]:
    """Shares of rows that hold, in percent, and every row that does not."""
    gold = yaml.load(data.read_text(encoding="utf-8"), yaml.CSafeLoader)
    built = build(data.parent.parent / "seeds")
    results = {
        "events": {row["id"]: event(built, gold, row) for row in gold["events"]},
        "nonevents": {row["id"]: nonevent(built, gold, row) for row in gold["nonevents"]},
        "noise": {row["anchor"]: noise(built, gold, row) for row in gold["noise"]},
        "figures": {row["id"]: figure(built, gold, row) for row in gold["figures"]},
        "documents": {name: document(built, row) for name, row in gold["docs"].items()},
        "private": {row["name"]: private(built, row["name"]) for row in gold["private_people"]},
        "public": {row["name"]: "" if row["name"] in built.masked else "masked" for row in gold["public_people"]},
        "links": links(built, gold),
    }
    shares: dict[str, object] = {
        name: round(100 * sum(why == "" for why in rows.values()) / len(rows), 1) for name, rows in results.items()
    }
    shares["wrong"] = [f"{name} {row}: {why}" for name, rows in results.items() for row, why in rows.items() if why]
    return shares


def of_page(built: Built, gold: Row, row: Row) -> tuple[str, list[Row]]:
    """A page's text and its document rows."""
    name = str(gold["docs"][str(row["doc"])]["file"])
    documents = [d for d in built.rows["document"] if d["path"] == name]
    return built.texts[documents[0]["id"]], documents


def anchor_span(text: str, row: Row) -> tuple[int, int]:
    """Where the anchor stands; a gold anchor that is not in its page is an error in the gold."""
    at = text.index(str(row["anchor"]))
    return at, at + len(str(row["anchor"]))


def event(built: Built, gold: Row, row: Row) -> str:
    """Empty when a report on the anchor's sentence is right in every asked field, else what the best one lacks."""
    text, documents = of_page(built, gold, row)
    reports = here(built, "report", documents, sentence_at(text, *anchor_span(text, row)))
    candidates = [r for r in reports if r["type"] in row["type"] and r["status"] in COUNTED]
    if not candidates:
        return f"no such report; found {sorted({str(r['type']) + '/' + str(r['status']) for r in reports})}"
    lacks = [[w for w in wrongs(built, row, r) if w] for r in candidates]
    best = min(lacks, key=len)
    return "; ".join(best)


def wrongs(built: Built, row: Row, report: Row) -> list[str]:
    """What an otherwise matching report has wrong."""
    when, where, said = report["when"] or {}, report["where"] or {}, report["attribution"] or [{}]
    chain = [name for a in said for name in (a.get("speaker"), a.get("organisation"), *a.get("via", []))]
    who = [name for a in report["initiators"] for name in (a["name"], a["text"])]
    found = []
    if "when" in row and not time_right(row["when"], when.get("earliest"), when.get("latest")):
        found.append(f"when {when.get('earliest')}..{when.get('latest')}")
    if "where" in row and not any_name(row["where"], [where.get("name"), where.get("text")]):
        found.append(f"where {where.get('name')}")
    if "who" in row and not any_name(row["who"], who):
        found.append(f"who {who}")
    if "speaker" in row and not any_name(row["speaker"], chain):
        found.append(f"speaker {chain}")
    if "via" in row and not any_name(row["via"], chain):
        found.append(f"via {chain}")
    if row.get("hedged") and report["certainty"] == "stated":
        found.append("not hedged")
    if "figure" in row and not any(figure_right(row["figure"], f) for f in figures_of(built, report)):
        found.append("figure")
    return found


def figures_of(built: Built, report: Row) -> list[Row]:
    """The figure rows of a report."""
    return [f for f in built.rows.get("figure", []) if f["id"] in report["figures"]]


def figure_right(gold: Row, found: Row) -> bool:
    """Outcome and the stated bounds are right."""
    return found["outcome"] == gold["outcome"] and all(
        found[k] == gold[k] for k in ("low", "high", "unit") if k in gold
    )


def figure(built: Built, gold: Row, row: Row) -> str:
    """Empty when a figure on the anchor is right in every asked field."""
    text, documents = of_page(built, gold, row)
    found = here(built, "figure", documents, anchor_span(text, row))
    good = [f for f in found if figure_right(row, f)]
    if not good:
        return f"found {[(f['outcome'], f['low'], f['high'], f['unit']) for f in found]}"
    if "speaker" in row:
        chains = [[n for a in f["attribution"] for n in (a["speaker"], a["organisation"], *a["via"])] for f in good]
        if not any(any_name([str(row["speaker"])], chain) for chain in chains):
            return f"speaker {chains}"
    if "where" in row and not any(
        f["scope"] and any_name([str(row["where"])], [f["scope"]["name"], f["scope"]["text"]]) for f in good
    ):
        return f"scope {[f['scope'] and f['scope']['name'] for f in good]}"
    return ""


def nonevent(built: Built, gold: Row, row: Row) -> str:
    """Empty when no report with evidence on the anchor counts as happened."""
    text, documents = of_page(built, gold, row)
    counted = [r for r in here(built, "report", documents, anchor_span(text, row)) if r["status"] in COUNTED]
    return ", ".join(f"{r['type']} {r['status']}" for r in counted)


def noise(built: Built, gold: Row, row: Row) -> str:
    """Empty when the segment at the anchor has the role and gives no report."""
    text, documents = of_page(built, gold, row)
    at = anchor_span(text, row)
    roles = {s["role"] for d in documents for s in d["segments"] if s["start"] <= at[0] < s["end"]}
    reports = here(built, "report", documents, at)
    return "" if roles == {row["role"]} and not reports else f"role {sorted(roles)}, {len(reports)} reports"


def document(built: Built, row: Row) -> str:
    """Empty when story count, publication date and agency are right."""
    documents = [d for d in built.rows["document"] if d["path"] == row["file"]]
    if len(documents) != row["stories"]:
        return f"{len(documents)} stories"
    published = documents[0]["published"]
    first, last = published["earliest"], published["latest"]
    low, high = (str(day) for day in row["published"])
    if not (first and last and low <= first[:10] and last[:10] <= high):
        return f"published {first}..{last}"
    return "" if row.get("agency") in (None, documents[0]["agency"]) else f"agency {documents[0]['agency']}"


def private(built: Built, name: str) -> str:
    """Empty when no export names the person, by full name or surname."""
    return "named" if any(part in built.masked for part in (name, name.split()[-1])) else ""


def links(built: Built, gold: Row) -> dict[str, str]:
    """Empty per pair that is (or is not) one event as the gold says."""
    by_id = {row["id"]: row for row in gold["events"]}

    def events(name: str) -> set[object]:
        row = by_id[name]
        text, documents = of_page(built, gold, row)
        reports = here(built, "report", documents, sentence_at(text, *anchor_span(text, row)))
        return {r["event"] for r in reports if r["type"] in row["type"] and r["event"]}

    found = {}
    for pair in gold["same_event"]:
        found["=".join(pair)] = "" if events(pair[0]) & events(pair[1]) else "not joined"
    for pair in gold["not_same_event"]:
        found["≠".join(pair)] = "joined" if events(pair[0]) & events(pair[1]) else ""
    return found
