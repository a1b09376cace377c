"""`examples/exercise/expected.toml`: the hand-written record of the bundled example, row by row.

Checked on the JSONL that a user would get, the case built afresh with its gazetteer layer. The README of the exercise
and the head of the file say what each kind of row means.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from bench.accuracy.exercise_rows import Page, Row, Wanted, one_line, pages_of
from bench.accuracy.exercise_values import disagreement, figure, series
from bench.accuracy.matching import any_name
from bench.built import COUNTED, Built, build, here

Check = Callable[[Wanted, Row], str]


def score(data: Path) -> dict[str, object]:
    """Shares of rows that hold, in percent, and every row that does not, with what is wrong."""
    gold = tomllib.loads(data.read_text(encoding="utf-8"))
    built = build(data.parent / "pages", data.parent / "gazetteer.csv")
    wanted = Wanted(built, pages_of(built), {row["id"]: event_ids(built, row) for row in gold["event"]})
    checks: dict[str, Check] = {
        "document": document, "segment": segment, "event": event, "not_event": not_event, "figure": figure,
        "disagreement": disagreement, "series": series, "private": private, "public": public, "copies": copies,
        "different": different,
    }  # fmt: skip
    shares: dict[str, object] = {}
    wrong = []
    for kind, check in checks.items():
        failed = [f"{kind} {one_line(row)}: {why}" for row in gold[kind] if (why := check(wanted, row))]
        shares[kind] = round(100 * (1 - len(failed) / len(gold[kind])), 1)
        wrong += failed
    shares["rows"] = sum(len(gold[kind]) for kind in checks)
    extra = unexpected(wanted)
    return {**shares, "rows wrong": len(wrong), "wrong": wrong, "unexpected events": len(extra), "unexpected": extra}


def unexpected(wanted: Wanted) -> list[str]:
    """The counted events that no row of the record asks for: doubtful, but the record is not all that may be coded."""
    asked = {id_ for ids in wanted.events.values() for id_ in ids}
    reports = {r["id"]: r for r in wanted.built.rows["report"]}
    found = []
    for made in wanted.built.rows["event"]:
        if made["status"] in COUNTED and made["id"] not in asked:
            report = reports[made["reports"][0]]
            path = next(d["path"] for d in wanted.built.rows["document"] if d["id"] == report["document"])
            found.append(f"{path[:2]} {made['type']} {made['status']} “{report['evidence'][0]['quote']}”")
    return sorted(found)


def event_ids(built: Built, row: Row) -> list[str | None]:
    """For each report that a row asks for, the event of the report that stands there; None where none does."""
    pages = pages_of(built)
    return [first_event(row, standing(built, pages, row, asked)) for asked in row["reports"] if required(asked)]


def first_event(row: Row, reports: list[Row]) -> str | None:
    """The event of the first report of an accepted type and status."""
    return next((r["event"] for r in reports if not report_wrong(row, r)), None)


def required(asked: Row) -> bool:
    """Whether a row's report must be found."""
    return not asked.get("optional", False)


def standing(built: Built, pages: dict[str, list[Page]], row: Row, asked: Row) -> list[Row]:
    """The reports whose evidence stands at the asked words."""
    page = next(page for page in pages[asked["page"]] if page.find(asked["words"]))
    return here(built, "report", [page.document], page.find(asked["words"]) or (0, 0))


def report_wrong(row: Row, report: Row) -> str:
    """Empty when a report has an accepted type, status and level."""
    statuses = [row["status"], *row.get("status_also", [])]
    if report["type"] not in row["type"]:
        return f"type {report['type']}"
    if report["status"] not in statuses:
        return f"status {report['status']}"
    if report["level"] != row.get("level", "incident") and "level" in row:
        return f"level {report['level']}"
    return ""


def event(wanted: Wanted, row: Row) -> str:
    """Empty when every asked report is there, all in one event, and the event is right in every asked cell."""
    if row.get("optional") and not any(wanted.events[row["id"]]):
        return ""
    lacking = []
    for asked, found in zip(filter(required, row["reports"]), wanted.events[row["id"]], strict=True):
        if found is None:
            there = standing(wanted.built, wanted.pages, row, asked)
            what = sorted({f"{r['type']}/{r['status']}/{r['level']}" for r in there})
            lacking.append(f"no report at {asked['page']} “{asked['words']}”, there: {what}")
    if lacking:
        return "; ".join(lacking)
    ids = set(wanted.events[row["id"]])
    if len(ids) > 1:
        return f"in {len(ids)} events: {wanted.events[row['id']]}"
    [found_id] = ids
    if found_id is None:
        return "its report belongs to no event"
    made = wanted.by_id("event", found_id)
    reports = [wanted.by_id("report", id_) for id_ in made["reports"]]
    return "; ".join(filter(None, [*cells(row, reports), *of_event(row, made, reports)]))


def cells(row: Row, reports: list[Row]) -> list[str]:
    """What the reports have wrong in time, place and participants."""
    found = []
    whens = [(r["when"] or {}).get("earliest") and (r["when"]["earliest"], r["when"]["latest"]) for r in reports]
    stated = [w for w in whens if w]
    low, high = row["when"]
    if not stated or any(w[0][:10] > high or w[1][:10] < low for w in stated):
        found.append(f"when {stated}")
    names = {
        "where": [[n for n in ((r["where"] or {}).get("name"), (r["where"] or {}).get("text")) if n] for r in reports],
        "who": [[a["name"], a["text"]] for r in reports for a in r["initiators"]],
        "whom": [[a["name"], a["text"]] for r in reports for a in (*r["targets"], *r["victims"])],
    }
    for cell in ("where", "who", "whom"):
        if cell in row:
            found.append(named(cell, row[cell], [n for n in names[cell] if n], strict=cell != "whom"))
    return found


def named(cell: str, gold: list[str], found: list[list[str]], strict: bool) -> str:
    """Empty when a cell names one of the gold's names, and with `strict` nothing else."""
    if not gold:
        return f"{cell} {found} where none is named" if found else ""
    right = [any_name(gold, list(one)) for one in found]
    return "" if any(right) and (all(right) or not strict) else f"{cell} {found}"


def of_event(row: Row, made: Row, reports: list[Row]) -> list[str]:
    """What the event itself has wrong: contested, mode, certainty, background, claimants, chain, alternatives."""
    found = []
    if "contested" in row and made["contested"] != row["contested"]:
        found.append(f"contested {made['contested']}")
    for key in ("mode", "certainty", "background"):
        if key in row and not any(r[key] == row[key] for r in reports):
            found.append(f"{key} {[r[key] for r in reports]}")
    if "claimants" in row:
        institutions = sorted({c["institution"] for c in made["claimants"]})
        said = [[c["speaker"], c["institution"]] for c in made["claimants"]]
        if not all(any(any_name([name], one) for one in said) for name in row["claimants"]):
            found.append(f"claimants {said}")
        elif len(institutions) != len(row["claimants"]):
            found.append(f"{len(institutions)} institutions {institutions}")
    if "via" in row:
        chains = [[*a["via"]] for r in reports for a in r["attribution"]]
        if not any(all(any_name([name], chain) for name in row["via"]) for chain in chains):
            found.append(f"via {chains}")
    if "alternatives" in row:
        groups = [[a["name"] for a in r["initiators"]] for r in reports if r["alternative_group"]]
        if not any(all(any_name([name], group) for name in row["alternatives"]) for group in groups):
            found.append(f"alternatives {groups}")
    return found


def not_event(wanted: Wanted, row: Row) -> str:
    """Empty when nothing (of the named types) counts at the words, and what stands there has a named status."""
    page = wanted.page(row)
    found = [
        r for r in here(wanted.built, "report", [page.document], page.find(row["words"]) or (0, 0))
        if r["type"] in row.get("types", [r["type"]])
    ]  # fmt: skip
    counted = [f"{r['type']} {r['status']}" for r in found if r["status"] in COUNTED and r["event"]]
    other = [f"{r['type']} {r['status']}" for r in found if "status" in row and r["status"] not in row["status"]]
    return ", ".join(dict.fromkeys(counted + other))


def document(wanted: Wanted, row: Row) -> str:
    """Empty when a story's masthead is right."""
    pages = wanted.pages[row["page"][:2]]
    number = row.get("story", 1)
    if len(pages) < number:
        return f"{len(pages)} stories"
    found = pages[number - 1].document
    wrong = [
        f"{key} {found[key]!r}"
        for key in ("title", "publisher", "agency", "language")
        if key in row and (found[key] or "").casefold() != row[key].casefold()
    ]
    first, last = found["published"]["earliest"], found["published"]["latest"]
    low, high = row["published"]
    if row.get("undated"):
        if not (first and last and first[:10] <= high and last[:10] >= low):
            wrong.append(f"published {first}..{last}")
    elif not (first and last and low <= first[:10] and last[:10] <= high):
        wrong.append(f"published {first}..{last}")
    return "; ".join(wrong)


def segment(wanted: Wanted, row: Row) -> str:
    """Empty when the segment at the words has an accepted role."""
    page = wanted.page(row)
    at = page.find(row["words"]) or (0, 0)
    roles = {s["role"] for s in page.document["segments"] if s["start"] <= at[0] < s["end"]}
    return "" if roles and roles <= set(row["role"]) else f"role {sorted(roles)}"


def private(wanted: Wanted, row: Row) -> str:
    """Empty when nothing that leaves the case names the person."""
    exported = wanted.built.masked.casefold()
    shown = [name for name in (row["name"], *row["also"]) if name.casefold() in exported]
    return f"named: {shown}" if shown else ""


def public(wanted: Wanted, row: Row) -> str:
    """Empty when the person's name is shown."""
    return "" if row["name"] in wanted.built.masked else "masked"


def copies(wanted: Wanted, row: Row) -> str:
    """Empty when the pages that carry one story are tied together, those nearly whole as copies."""
    ids = {number: wanted.pages[number][0].document["id"] for number in row["pages"]}
    edges = {frozenset((e["from"], e["to"])): e["relation"] for e in wanted.built.rows.get("source_edge", [])}
    tied = {id_ for pair in edges for id_ in pair}
    wrong = [f"{number} stands alone" for number, id_ in ids.items() if id_ not in tied]
    whole = frozenset(ids[number] for number in row["nearly_whole"])
    if edges.get(whole) != "copy":
        wrong.append(f"{row['nearly_whole']} {edges.get(whole)}")
    return "; ".join(wrong)


def different(wanted: Wanted, row: Row) -> str:
    """Empty when two look-alikes are two events."""
    one, other = ({id_ for id_ in wanted.events[name] if id_} for name in row["events"])
    return f"joined in {sorted(one & other)}" if one & other else ""
