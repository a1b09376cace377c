"""Proposals made worse than they are: fields set wrong beforehand, events left out, so that there is work to measure.

Of every five events one is left out, as if the rules had missed it; of the other four two fields each are wrong.
"""

from __future__ import annotations

from bench.keys.truth import Truth
from dateline.engine.case import Case
from dateline.engine.deciding import Decision, Edit, decide

EVERY = 5
BY = "Spoiler"
WRONG: dict[str, object] = {
    "type": "political.visit",
    "when": {"earliest": "2011-02-03", "latest": "2011-02-03", "precision": "day"},
    "where": {"name": "Nowhere"},
    "initiators": [{"name": "Nobody's Army", "kind": "rebel"}],
    "status": "planned",
    "killed": {"low": 777.0, "best": 777.0, "high": 777.0},
}
PAIRS = (("where", "initiators"), ("type", "when"), ("when", "killed"), ("status", "initiators"))


def spoil(case: Case, events: dict[str, str], truths: list[Truth]) -> tuple[str, ...]:
    """Spoil the proposals of some truths (`events`: the event of each, by id); returns the truths left out."""
    out = []
    for number, truth in enumerate(truths):
        place = number % EVERY
        if place == EVERY - 1:
            case.exclude(events[truth.id], why="left out for the measure", by=BY)
            out.append(truth.id)
            continue
        wanted = [name for name in PAIRS[place] if asked(name, truth)]
        edits = {name: Edit(value=WRONG[name], reason="wrong, for the measure") for name in wanted}
        decide(case, Decision(event=events[truth.id], decision="edit", by=BY, edits=edits))
    if out:
        case.build()
    return tuple(out)


def asked(name: str, truth: Truth) -> bool:
    """Whether the truth says what the field must hold."""
    if name == "killed":
        return bool(truth.killed)
    return {"where": truth.where, "initiators": truth.who, "when": truth.when}.get(name, truth.types) is not None
