"""The rows that a coder who reads the pages would write, from the hand-made records of the exercise and the seeds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from bench.accuracy.matching import any_name, time_right
from bench.built import EXERCISE
from dateline.model.event import Event

COUNTED = ("occurred", "ongoing")


class Spot(Struct, frozen=True):
    """Words of a page at which the happening is told."""

    page: str  #: how the path of the page begins
    words: str


class Truth(Struct, frozen=True, kw_only=True):
    """One final row; None: the record does not say, so the field is not checked; an empty list: it must be empty.

    `alone`: nothing but these names may stand there.
    """

    id: str
    types: list[str]
    statuses: list[str]
    when: list[str] | None
    where: list[str] | None
    who: list[str] | None
    whom: list[str] | None
    killed: list[float]  #: the amounts of the last page that gives one; empty: not checked
    spots: list[Spot]
    alone: bool


def exercise() -> list[Truth]:
    """The events of the exercise that count."""
    gold = tomllib.loads((EXERCISE / "expected.toml").read_text(encoding="utf-8"))
    figures = [f for f in gold["figure"] if "killed" in f.get("outcome", []) and "event" in f]
    return [
        Truth(
            id=row["id"],
            types=row["type"],
            statuses=[row["status"], *row.get("status_also", [])],
            when=row["when"],
            where=row.get("where"),
            who=row.get("alternatives") or row.get("who"),
            whom=row.get("whom"),
            killed=last_amounts([f for f in figures if f["event"] == row["id"]]),
            spots=[Spot(one["page"], one["words"]) for one in row["reports"] if not one.get("optional")],
            alone=True,
        )
        for row in gold["event"]
        if row["status"] in COUNTED and not row.get("optional")
    ]


def last_amounts(rows: list[dict[str, Any]]) -> list[float]:
    """The amounts of the last page that gives one; where it counts several parties, also all of them together."""
    last = max((row["page"] for row in rows), default="")
    here = [row for row in rows if row["page"] == last]
    found = [float(row.get("best", row.get("low", row.get("high", 0)))) for row in here]
    parties = {tuple(row.get("party", ())) for row in here}
    return sorted({*found, *([sum(found)] if len(parties) == len(here) else [])} - {0.0})


def seeds(gold_file: Path) -> list[Truth]:
    """The events of the seeds."""
    gold = yaml.load(gold_file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [
        Truth(
            id=row["id"],
            types=row["type"],
            statuses=list(COUNTED),
            when=[str(day) for day in row["when"]] if "when" in row else None,
            where=row.get("where"),
            who=row.get("who"),
            whom=None,
            killed=[float(row["figure"]["low"])] if row.get("figure", {}).get("outcome") == "killed" else [],
            spots=[Spot(gold["docs"][row["doc"]]["file"], row["anchor"])],
            alone=False,
        )
        for row in gold["events"]
    ]


def wrong(truth: Truth, event: Event) -> tuple[str, ...]:
    """The fields of an event that are not as the truth has them."""
    checks = {
        "type": event.type in truth.types,
        "status": event.status in truth.statuses,
        "when": truth.when is None or when_right(truth, event),
        "where": names_right(truth.where, [n for w in (event.where,) if w for n in [w.name or w.text]], truth.alone),
        "initiators": names_right(truth.who, [v.value for v in event.held("initiators")], truth.alone),
        "targets": names_right(
            truth.whom, [v.value for f in ("targets", "victims") for v in event.held(f)], alone=False
        ),
        "killed": not truth.killed or killed(event) in truth.killed,
    }
    return tuple(field for field, right in checks.items() if not right)


def when_right(truth: Truth, event: Event) -> bool:
    """Whether the event's time lies where the truth has it."""
    when = event.when
    return bool(when and truth.when and time_right([*truth.when], when.earliest, when.latest))


def names_right(gold: list[str] | None, found: list[str], alone: bool) -> bool:
    """Whether one of the gold's names is there, and with `alone` no other; none where none is named."""
    if gold is None:
        return True
    if not gold:
        return not found
    right = [any_name(gold, [one]) for one in found]
    return any(right) and (all(right) or not alone)


def killed(event: Event) -> float | None:
    """How many were killed: as set by hand, else by the case's rule."""
    for one in event.estimates:
        if one.outcome == "killed" and one.policy == "acled_conservative":
            return next((n for n in (one.best, one.low, one.high) if n is not None), None)
    return None
