"""What a person decides, checked before anything is written: every refusal says what would be right."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from dateline.engine.decisions import Decision, Edit, Selected
from dateline.engine.dossier import Dossier
from dateline.engine.judging import JudgementError
from dateline.engine.listing import STATUSES, check_type
from dateline.model.decision import WHOLE, WORDS, Amount, Days, Setting, Site, Value, Words, set_value
from dateline.model.span import Evidence, EvidenceError, Span
from dateline.store.desk import Desk

LEVELS = ("incident", "aggregate", "campaign")
OUTCOME = re.compile(r"[a-z][a-z_ -]{0,60}")


def checked_decision(decision: Decision) -> None:
    """Raise JudgementError for a decision that is none."""
    if decision.decision not in (*WHOLE, "edit"):
        raise JudgementError(f"no decision {decision.decision}; there are accept, unsure, reject, edit")
    if decision.decision == "reject" and not decision.why.strip():
        raise JudgementError("a rejection needs a reason")
    if decision.decision == "edit" and not decision.edits:
        raise JudgementError("an edit names the fields that it sets")
    if decision.decision == "reject" and decision.edits:
        raise JudgementError("what is rejected cannot be edited too; do the one or the other")
    for field, edit in decision.edits.items():
        checked_value(field, edit)


def checked_value(field: str, edit: Edit) -> Value:
    """The value that a field is set to; raises JudgementError where it is none."""
    try:
        value = set_value(field, edit.value)
    except msgspec.ValidationError as error:
        raise JudgementError(f"{field}: {error}") from error
    if value is None and field in WORDS:
        raise JudgementError(f"{field}: it can be changed, not emptied; reject the event if it is none")
    if field in WORDS:
        _checked_word(field, str(value))
    elif isinstance(value, Days):
        _checked_days(value)
    elif isinstance(value, Site):
        _checked_site(value)
    elif isinstance(value, tuple):
        if not all(who.name.strip() for who in value):
            raise JudgementError(f"{field}: each needs a name")
    elif isinstance(value, Amount) or value is None:
        _checked_amount(field, value)
    return value


def _checked_word(field: str, value: str) -> None:
    if field == "type":
        check_type(value)
        if "." not in value:
            raise JudgementError(f"{value} is a family of types; name one of its types, as in docs/reference")
    known = {"status": [one for one in STATUSES if one != "all"], "level": LEVELS}.get(field, ())
    if known and value not in known:
        raise JudgementError(f"no {field} {value}; there are {', '.join(known)}")


def _checked_days(days: Days) -> None:
    for day in (days.earliest, days.latest):
        try:
            date.fromisoformat(day or "2000-01-01")
        except ValueError as error:
            raise JudgementError(f"when: no day {day}; write it as 2016-10-17") from error
    if days.earliest and days.latest and days.earliest > days.latest:
        raise JudgementError(f"when: {days.earliest} is later than {days.latest}; change the two")
    if days.earliest is None and days.latest is None:
        raise JudgementError("when: give the first day or the last; empty the field if neither is known")


def _checked_site(site: Site) -> None:
    if not site.name.strip():
        raise JudgementError("where: it needs a name")
    if (site.latitude is None) != (site.longitude is None):
        raise JudgementError("where: give latitude and longitude, or neither")
    if not -90 <= (site.latitude or 0) <= 90 or not -180 <= (site.longitude or 0) <= 180:
        raise JudgementError(f"where: no point {site.latitude}, {site.longitude}; degrees north and east are wanted")


def _checked_amount(field: str, value: Amount | None) -> None:
    if not OUTCOME.fullmatch(field):
        raise JudgementError(f"no field {field}; an outcome is one word, such as killed")
    if value is None:
        return
    given = [one for one in (value.low, value.best, value.high) if one is not None]
    if not given:
        raise JudgementError(f"{field}: give a number; empty the field if there is none")
    if any(one < 0 for one in given) or given != sorted(given):
        raise JudgementError(f"{field}: low, best and high go up from 0, not {', '.join(map(str, given))}")


def setting_of(dossier: Dossier, field: str, edit: Edit) -> Setting:
    """What an edit holds in its judgement, its words cut from the text; raises JudgementError without any reason."""
    words = None if edit.evidence is None else words_of(dossier.desk, edit.evidence)
    if words is None and not edit.reason.strip():
        raise JudgementError(f"{field}: select the characters that say so, or give a reason why there are none")
    return Setting(msgspec.to_builtins(checked_value(field, edit)), words, edit.reason.strip())


def words_of(desk: Desk, selected: Selected) -> Words:
    """The characters that were selected; raises JudgementError where there are none."""
    found = desk.rows("SELECT rendition, capture FROM documents WHERE id = ?", [selected.document])
    if not found:
        raise JudgementError(f"no document {selected.document}")
    rendition = desk.query.rendition(found[0]["rendition"])
    try:
        quote = Evidence.at(rendition, Span(selected.start, selected.end)).quote
    except (EvidenceError, ValueError) as error:
        raise JudgementError(f"nothing is selected: {error}") from error
    return Words(rendition.id, selected.start, selected.end, quote, found[0]["capture"])
