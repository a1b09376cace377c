"""Figures, disagreements and series of the exercise, as its scorer checks them."""

from __future__ import annotations

from bench.accuracy.exercise_rows import Row, Wanted
from bench.accuracy.matching import any_name
from bench.built import here

PLAIN = ("low", "best", "high", "modifier", "counted", "measure")
CHOICE = ("outcome", "party")


def figure(wanted: Wanted, row: Row) -> str:
    """Empty when a figure at the words is right in every asked cell."""
    page = wanted.page(row)
    span = page.find(row["words"]) or (0, 0)
    found = here(wanted.built, "figure", [page.document], span)
    wrongs = [figure_wrong(wanted, row, one) for one in found]
    return "" if "" in wrongs else min(wrongs, key=len, default="no figure there")


def figure_wrong(wanted: Wanted, row: Row, found: Row) -> str:
    """What a figure has wrong."""
    wrong = [f"{key} {found[key]}" for key in PLAIN if key in row and found[key] != row[key]]
    wrong += [f"{key} {found[key]}" for key in CHOICE if key in row and found[key] not in row[key]]
    if "period" in row:
        period = found["period"] or {}
        if [period.get("earliest"), period.get("latest")] != row["period"]:
            wrong.append(f"period {period.get('earliest')}..{period.get('latest')}")
    if "scope" in row and not any_name([row["scope"]], names(found["scope"])):
        wrong.append(f"scope {names(found['scope'])}")
    if "speaker" in row:
        said = [n for a in found["attribution"] for n in (a["speaker"], a["organisation"], *a["via"])]
        if not any_name(row["speaker"], said):
            wrong.append(f"speaker {said}")
    if "part_of" in row:
        wrong.append(part_wrong(wanted, row, found))
    if "event" in row:
        wrong.append(event_wrong(wanted, row, found))
    return "; ".join(filter(None, wrong))


def names(place: Row | None) -> list[str | None]:
    """The names of a place."""
    return [place["name"], place["text"]] if place else []


def part_wrong(wanted: Wanted, row: Row, found: Row) -> str:
    """Empty when a figure is part of the figure at the gold's words."""
    if found["part_of"] is None:
        return "part of nothing"
    whole = wanted.by_id("figure", found["part_of"])
    quotes = [e["quote"] for e in whole["evidence"]]
    return "" if any(row["part_of"] in q or q in row["part_of"] for q in quotes) else f"part of {quotes}"


def event_wrong(wanted: Wanted, row: Row, found: Row) -> str:
    """Empty when a figure's report belongs to the event."""
    if found["report"] is None:
        return "of no report"
    event = wanted.by_id("report", found["report"])["event"]
    return "" if event is not None and event in wanted.events[row["event"]] else f"of event {event}"


def disagreement(wanted: Wanted, row: Row) -> str:
    """Empty when the event has a disagreement on the field with the relation, between the values."""
    ids = {id_ for id_ in wanted.events[row["event"]] if id_}
    rows = [d for d in wanted.built.rows.get("disagreement", []) if d["event"] in ids]
    there = [f"{d['field']} {d['relation']} {sorted(values(wanted, d))}" for d in rows]
    for one in rows:
        fields = {part.strip() for part in one["field"].split(",")}
        right = row["field"] in fields and one["relation"] == row["relation"]
        if right and set(row.get("values", ())) <= values(wanted, one):
            return ""
    return f"not found; there: {there}"


def values(wanted: Wanted, one: Row) -> set[float]:
    """The numbers that the claims of a disagreement state."""
    figures = {f["id"]: f for f in wanted.built.rows.get("figure", [])}
    claims = {c["id"]: c["value"] for c in wanted.built.rows["claim"]}
    stated = [figures.get(claims.get(id_, id_)) for id_ in one["claims"]]
    return {n for f in stated if f for n in (f["low"], f["best"], f["high"]) if n is not None}


def series(wanted: Wanted, row: Row) -> str:
    """Empty when one series of the outcome, scope and measure has a point for each day and number."""
    rows = [
        s for s in wanted.built.rows.get("series", [])
        if s["outcome"] == row["outcome"] and s["measure"] == row["measure"] and any_name(row["scope"], [s["scope"]])
    ]  # fmt: skip
    found = [[(p["period"], p["low"], p["best"]) for p in s["points"]] for s in rows]
    for points in found:
        if all(any(at(day, p) and number in (low, best) for p, low, best in points) for day, number in row["points"]):
            return ""
    return f"found {found}" if found else "none of that outcome, scope and measure"


def at(day: str, period: Row | None) -> bool:
    """Whether a period ends at the day, or is not yet over then."""
    return bool(period and period["latest"] and (period["earliest"] or period["latest"]) <= day <= period["latest"])
