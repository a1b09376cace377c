"""The form that is open on the screen of an event: edit, reject, reject a claim, merge, split, add."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.engine.case import Case
from dateline.engine.evidencing import Proposed, read_selection
from dateline.engine.judging import JudgementError
from dateline.export.report.citing import source_of
from dateline.model.event import Event
from dateline.model.span import Span
from dateline.tables.report_words import report_words
from dateline.web.alike import alike
from dateline.web.choices import At, Choice, Desk, Pick, choices
from dateline.web.claims import claim_lines
from dateline.web.fields import ROLES, held, keyed, label_of
from dateline.web.missing import missed
from dateline.web.saying import said_value
from dateline.web.screen import Look
from dateline.web.telling import Telling

REASONS = ("not an event", "wrong type of story", "duplicate of another event")
"""Why an event is rejected; each by one key."""
CLAIM_REASONS = ("misread", "about another happening", "its source took it back")
"""Why a single claim is rejected."""
SINGLE = 9
SHOWN = 60
"""So many choices are listed at first; typing finds among all."""


def panel(case: Case, event: Event, told: Telling, look: Look) -> dict[str, Any] | None:
    """What the template of the open form needs; None where none is open."""
    if look.do == "edit" and look.field:
        return edit(case, event, told, look)
    if look.do == "reject":
        return {"kind": "reject", "reasons": REASONS}
    if look.do == "claim":
        found = claim_lines(event, told, look.field)
        chosen = next((one for one in found if one.id == look.claim), None)
        return {"kind": "claim", "claims": found, "chosen": chosen, "reasons": CLAIM_REASONS, "keyed": SINGLE}
    if look.do == "merge":
        others, total = alike(case, event)
        return {"kind": "merge", "found": others, "total": total}
    if look.do == "split":
        by_id = {document.id: document for document in told.documents}
        reports = [(report, by_id[report.document]) for report in told.reports if report.document in by_id]
        return {"kind": "split", "reports": [(r, source_of(d), r.evidence[0].quote) for r, d in reports]}
    if look.do == "figure":
        shown = {field for field, _ in keyed(event)}
        outcomes = [(code, label_of(code)) for code in report_words("outcome") if code not in shown]
        return {"kind": "figure", "outcomes": outcomes}
    if look.do == "history":
        return {"kind": "history"}
    if look.do == "add" and look.document and look.start is not None and look.end is not None:
        return {"kind": "add", **missed(case, look.document, Span(look.start, look.end))}
    return None


def edit(case: Case, event: Event, told: Telling, look: Look) -> dict[str, Any]:
    """The form for one field: what the selection says first, then what is claimed, then what else the pages name."""
    field = look.field or ""
    desk = Desk(event, told.reports, told.documents)
    found = choices(field, desk)
    selected: tuple[Choice, ...] = ()
    problem = ""
    if look.document and look.start is not None and look.end is not None:
        try:
            selected = from_selection(read_selection(case, look.document, look.start, look.end, field), look)
        except JudgementError as error:
            problem = str(error)
    listed = (*selected, *(one for one in found if one.words not in {s.words for s in selected}))
    return {
        "kind": "edit",
        "field": field,
        "label": label_of(field),
        "several": field in ROLES,
        "now": tuple(one.value for one in held(event, field)),
        "choices": listed,
        "shown": SHOWN,
        "keyed": SINGLE,
        "selected": len(selected),
        "quote": case.document(look.document).text[look.start : look.end] if look.document and look.span else "",
        "problem": problem,
        "list_first": field in ("type", "status", "level", "where", *ROLES),
    }


def from_selection(proposed: Proposed, look: Look) -> tuple[Choice, ...]:
    """What selected characters say, as choices that rest on them."""
    at = At(look.document or "", look.start or 0, look.end or 0)
    values = [(proposed.value, proposed.how)] if proposed.value is not None else []
    values += [(one.value, one.says) for one in proposed.candidates if one.value != proposed.value]
    made = [
        Choice(
            pick=msgspec.json.encode(Pick(part, at)).decode(),
            words=said_value(proposed.field, part),
            says=says,
            held=True,
        )
        for value, says in values
        for part in (value if isinstance(value, list | tuple) else [value])
    ]
    return tuple({one.words: one for one in reversed(made)}.values())[::-1]
