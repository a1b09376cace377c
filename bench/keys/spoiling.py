"""Proposals made worse than they are: fields set wrong beforehand, events left out, so that there is work to measure.

Of every five events one is left out, as if the rules had missed it; of the other four two fields each are wrong.
"""

from __future__ import annotations

from msgspec import Struct

from bench.accuracy.matching import any_name, time_right
from bench.keys.truth import Truth
from dateline.engine.case import Case
from dateline.engine.deciding import Decision, Edit, decide, reject_claim
from dateline.model.event import Event
from dateline.model.report import Claim

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
HIDDEN = ("where", "killed", "initiators", "when")
"""Fields whose right value is hidden in turn."""
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


class InText(Struct, frozen=True):
    """A field whose right value no claim has any more: it stands only in these words of a story."""

    event: str
    field: str
    document: str
    words: str


def hide(case: Case, events: dict[str, str], truths: list[Truth]) -> dict[str, InText]:
    """Reject every claim of the right value of one field each, and set it wrong; by truth, where the value stands.

    A truth is left out where no claim of the field is right, or where its event is another one without these claims.
    """
    found: dict[str, InText] = {}
    for number, truth in enumerate(truths):
        turn = HIDDEN[number % len(HIDDEN) :] + HIDDEN[: number % len(HIDDEN)]
        for name in turn:
            right = right_claims(case.event(events[truth.id]), name, truth) if asked(name, truth) else []
            if right:
                found[truth.id] = in_text(case, events[truth.id], name, right[0])
                for claim in right:
                    reject_claim(case, events[truth.id], claim.id, why="hidden for the measure", by=BY)
                break
    case.build()
    held = {row["id"] for row in case.store.query.rows("SELECT id FROM events")}
    found = {item: one for item, one in found.items() if one.event in held}
    for one in found.values():
        edit = Edit(value=WRONG[one.field], reason="wrong, for the measure")
        decide(case, Decision(event=one.event, decision="edit", by=BY, edits={one.field: edit}))
    return found


def right_claims(event: Event, name: str, truth: Truth) -> list[Claim]:
    """The claims of the right value of a field that rest on words, the shortest words first."""
    values = [one for one in event.values.get(name, ()) if is_right(name, one.value, truth)]
    ids = {item for one in values for item in one.claims}
    found = [claim for claim in event.claims if claim.id in ids and claim.evidence is not None]
    return sorted(found, key=lambda claim: (len(claim.evidence.quote) if claim.evidence else 0, claim.id))


def is_right(name: str, value: str, truth: Truth) -> bool:
    """Whether a claimed value is what the truth has."""
    if name == "when":
        first, _, last = value.partition("/")
        return bool(truth.when) and time_right([*(truth.when or [])], first or None, last or None)
    if name == "killed":
        return value.isdigit() and float(value) in truth.killed
    return any_name((truth.where if name == "where" else truth.who) or [], [value])


def in_text(case: Case, event: str, name: str, claim: Claim) -> InText:
    """Where the words of a claim stand."""
    assert claim.evidence is not None
    return InText(event, name, case.store.report(claim.report).document, claim.evidence.quote)
