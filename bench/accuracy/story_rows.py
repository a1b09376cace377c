"""The rows of `stories/`: every cell of an event's row in a table, where the gold states it.

date and precision (`when`: overlap by an interval at most a year wide; one of the widths of `WIDTHS`), place, the two
actors (who did it; to whom or what), deaths, and ACLED's sub-event. The gold names types, not sub-events: a sub-event
is right when one of the accepted types can have it, and not asked where the report's own type has none. Deaths are the
gold's figures of people killed, each belonging to the event of its sentence, of those of which people die (`DEADLY`),
whose anchor stands nearest.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bench.accuracy.matching import any_name, gap, sentence_at, time_right
from dateline.model.mention import Actor, Figure
from dateline.model.report import Report
from dateline.tables.event_types import EventType, cases, load

CELLS = ("date", "precision", "place", "initiator", "target", "sub-event", "deaths")
# The widest interval, in days, of each precision; beyond the last it is 'longer'.
WIDTHS = (("day", 1), ("days", 6), ("week", 8), ("month", 31))
DEADLY = ("battle.", "remote.", "civilian.attack", "civilian.torture", "other.", "order.riot", "order.protest")
TYPES = load()


def cells(event: dict[str, Any], report: Report, found: tuple[Figure, ...], deaths: dict[str, Any]) -> dict[str, bool]:
    """Which of the cells that the gold states are right; `deaths`: the gold figures of people killed by event."""
    right: dict[str, bool] = {}
    if event.get("when"):
        right["date"], right["precision"] = date_cells(list(event["when"]), report)
    if event.get("where"):
        place = report.where
        right["place"] = place is not None and any_name(listed(event["where"]), [place.name, place.text, place.country])
    if event.get("who"):
        right["initiator"] = any_name(listed(event["who"]), names_of(report.initiators))
    acted_upon = [*listed(event.get("target") or []), *listed(event.get("victims") or [])]
    if acted_upon:
        right["target"] = any_name(acted_upon, names_of((*report.targets, *report.victims)))
    sub_events = {name for code in listed(event["type"]) for name in sub_events_of(TYPES.by_code[code])}
    # A type that has none, among those accepted, is right without: people who return, a flood.
    if sub_events and sub_events_of(TYPES.by_code[report.type]):
        right["sub-event"] = report.acled_sub_event in sub_events
    if event["id"] in deaths:
        gold = deaths[event["id"]]
        own = [f for f in found if f.id in report.figures and f.outcome == "killed"]
        right["deaths"] = any((f.low, f.high) == (gold["low"], gold["high"]) for f in own)
    return right


def given(cell: str, report: Report) -> str:
    """What a report has in a cell, in words."""
    if cell in ("date", "precision"):
        return f"{report.when.earliest} to {report.when.latest}, {report.when.basis}" if report.when else "no date"
    if cell == "place":
        return report.where.text if report.where else "no place"
    if cell == "initiator":
        return ", ".join(actor.text for actor in report.initiators) or "nobody"
    if cell == "target":
        return ", ".join(actor.text for actor in (*report.targets, *report.victims)) or "nobody"
    return str(report.acled_sub_event) if cell == "sub-event" else f"{len(report.figures)} figures"


def date_cells(gold: list[object], report: Report) -> tuple[bool, bool]:
    """Whether date and precision are right."""
    when = report.when
    if when is None or when.earliest is None or when.latest is None:
        return False, False
    low, high = (str(day) for day in gold)
    return time_right(gold, when.earliest, when.latest), precision(low, high) == precision(when.earliest, when.latest)


def precision(earliest: str, latest: str) -> str:
    """The precision of an interval by its width."""
    days = (date.fromisoformat(latest[:10]) - date.fromisoformat(earliest[:10])).days + 1
    return next((name for name, width in WIDTHS if days <= width), "longer")


def sub_events_of(kind: EventType) -> set[str]:
    """The sub-events of ACLED that reports of a type can have."""
    return {kind.acled_sub_event or "", *(case.sub_event for case in cases(kind))} - {""}


def names_of(actors: tuple[Actor, ...]) -> list[str | None]:
    """Every name that the actors go by."""
    return [name for actor in actors for name in (actor.name, actor.text, actor.organisation)]


def listed(given: object) -> list[str]:
    """A field of the gold as a list of names."""
    return [str(one) for one in given] if isinstance(given, list) else [str(given)]


def deaths_by_event(text: str, gold: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The gold figure of people killed of each event that has one in its sentence."""
    found: dict[str, dict[str, Any]] = {}
    for figure in gold["figures"]:
        at = place_of(text, figure)
        if figure["outcome"] != "killed" or at is None:
            continue
        first, last = sentence_at(text, *at)
        deadly = [e for e in gold["events"] if any(code.startswith(DEADLY) for code in listed(e["type"]))]
        anchors = {event["id"]: place_of(text, event) for event in deadly}
        near = [(gap(span, at), name) for name, span in anchors.items() if span and first <= span[0] < last]
        if near:
            found.setdefault(min(near)[1], figure)
    return found


def place_of(text: str, row: dict[str, Any]) -> tuple[int, int] | None:
    """Where the anchor of a row of the gold stands."""
    anchor = str(row["anchor"])
    at = text.find(anchor)
    return (at, at + len(anchor)) if at >= 0 else None
