"""What people set by hand, applied to events: the decided value holds, everything that was claimed stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.estimates import POLICIES
from dateline.linking.grade import grade
from dateline.linking.judged import Places, own_address
from dateline.model.decision import ROLES, WORDS, Amount, Days, Setting, Site, Words, set_value
from dateline.model.decision import Value as SetValue
from dateline.model.event import BY_HAND, SET, Estimate, Event, Judgement, Value
from dateline.model.mention import Place
from dateline.model.report import Claim, When
from dateline.model.span import Evidence, EvidenceError, Rendition, Span, content_id
from dateline.values.wording import number_text

LOST = "the words it rested on stand in no page of the record"
Find = Callable[[Words], Evidence | None]
"""Finds the characters that a value rests on; None where they stand nowhere any more."""


class Edit(Struct, frozen=True):
    """One field of one event as a person set it; `report`: the one whose claim it becomes."""

    field: str
    value: SetValue
    evidence: Evidence | None
    basis: str
    report: str


def field_of(judgement: Judgement) -> str:
    """The field that an edit is about, without the type of its report."""
    return (judgement.field or "").partition(":")[0]


def edit_of(judgement: Judgement, report: str, find: Find) -> Edit:
    """An `edit` judgement about an event of which `report` is one."""
    setting = msgspec.json.decode(judgement.value or '{"value":null}', type=Setting)
    found = None if setting.evidence is None else find(setting.evidence)
    why = setting.reason if setting.evidence is None else "" if found is not None else LOST
    field = field_of(judgement)
    return Edit(field, set_value(field, setting.value), found, f"{SET}: {why}" if why else SET, report)


def edit_words(judgement: Judgement) -> Words | None:
    """The words that an `edit` judgement rests on, None where it rests on none."""
    return msgspec.json.decode(judgement.value or '{"value":null}', type=Setting).evidence


def last_edits(
    judgements: Iterable[Judgement], places: Places, event_of: Mapping[str, str]
) -> dict[str, dict[str, tuple[Judgement, str]]]:
    """By event and field the last `edit`, with the report of the event that it is addressed to."""
    found: dict[str, dict[str, tuple[Judgement, str]]] = {}
    for one in sorted(judgements, key=lambda j: j.number):
        address = own_address(one) if one.decision == "edit" else None
        for report in places.at(address) if address is not None else ():
            found.setdefault(event_of[report], {})[field_of(one)] = one, report
            break
    return found


def edits_of(found: Mapping[str, tuple[Judgement, str]], find: Find) -> list[Edit]:
    """The edits of one event."""
    return [edit_of(one, report, find) for _, (one, report) in sorted(found.items())]


def decided(event: Event, edits: Sequence[Edit]) -> Event:
    """The event with the fields that were set; without edits the event itself. `event` is as the rules propose it."""
    if not edits:
        return event
    made = event
    for one in sorted(edits, key=lambda edit: edit.field):
        made = _with(made, one)
    made = replace(made, grade=grade(made.status, made.contested, made.claimants, made.admissions))
    return replace(made, proposed=event)


def _with(event: Event, edit: Edit) -> Event:
    claims = tuple(_claims(edit))
    values = dict(event.values)
    values[edit.field] = headed(claims, values.get(edit.field, ()))
    event = replace(event, claims=(*event.claims, *claims), values=dict(sorted(values.items())))
    value = edit.value
    if edit.field in WORDS:
        # An event without a type, a status or a level is none: these can be changed, not emptied.
        return replace(event, **{edit.field: value}) if isinstance(value, str) else event
    if edit.field == "when":
        days = value if isinstance(value, Days) else Days(None, None)
        return replace(event, when=when_of(days, edit.evidence, edit.basis))
    if edit.field == "where":
        return replace(event, where=place_of(value, edit.evidence, edit.basis) if isinstance(value, Site) else None)
    if edit.field in ROLES:
        return event
    return replace(event, estimates=_estimates(event.estimates, edit, claims))


def headed(claims: Sequence[Claim], former: Sequence[Value]) -> tuple[Value, ...]:
    """The values of a field with what was set by hand at their head; each value once, with all its claims."""
    own = {claim.value: claim.id for claim in claims}
    stated = {value.value: value.claims for value in former}
    head = tuple(Value(value, (id_, *stated.get(value, ()))) for value, id_ in own.items())
    return (*head, *(value for value in former if value.value not in own))


def _claims(edit: Edit) -> list[Claim]:
    """What was set as claims: one for each actor, else one; an emptied field is a claim without a value."""
    at = edit.evidence
    place = (at.rendition.id, at.start, at.end) if at is not None else ()
    return [
        claim_by_hand((edit.report, edit.field, said), (*place, BY_HAND), at, edit.basis)
        for said in dict.fromkeys(said_of(edit.value))
    ]


def claim_by_hand(
    what: tuple[str, str, str], place: tuple[str | int, ...], evidence: Evidence | None, basis: str
) -> Claim:
    """A claim that a person makes; `what`: its report, field and value, which with the place make its id."""
    report, field, value = what
    return Claim(
        id=content_id("clm", *what, *place),
        report=report,
        field=field,
        value=value,
        evidence=evidence,
        attribution=None,
        stance="affirms",
        certainty="stated",
        basis=basis,
        method=BY_HAND,
    )


def said_of(value: SetValue) -> list[str]:
    """A value as the texts of claims.

    >>> said_of(Amount(low=3.0)), said_of("battle.clash"), said_of(None)
    (['at least 3'], ['battle.clash'], [''])
    """
    if isinstance(value, tuple):
        return [one.name for one in value] or [""]
    if isinstance(value, Days):
        return [f"{value.earliest or ''}/{value.latest or ''}"]
    if isinstance(value, Amount):
        return [amount_text(value)]
    return [value.name if isinstance(value, Site) else value or ""]


def amount_text(value: Amount) -> str:
    """An amount as the text of a claim."""
    low, best, high = value.low, value.best, value.high
    if best is not None:
        return number_text(best)
    if low is not None and high is not None:
        return number_text(low) if low == high else f"{number_text(low)}-{number_text(high)}"
    if low is not None:
        return f"at least {number_text(low)}"
    return "" if high is None else f"up to {number_text(high)}"


def when_of(days: Days, evidence: Evidence | None, basis: str) -> When:
    """A time as it was given."""
    return When(
        earliest=days.earliest,
        latest=days.latest,
        precision=days.precision,
        text=evidence.quote if evidence is not None else None,
        basis=basis,
    )


def place_of(site: Site, evidence: Evidence | None, basis: str) -> Place:
    """A place as it was given."""
    return Place(
        span=evidence.span if evidence is not None else Span(0, 0),
        text=evidence.quote if evidence is not None else site.name,
        use="location",
        basis=basis,
        **msgspec.structs.asdict(site),
    )


def _estimates(former: Sequence[Estimate], edit: Edit, claims: Sequence[Claim]) -> tuple[Estimate, ...]:
    """The estimates with those of the outcome in the place of which a person set one number, by whatever policy."""
    mine = [one for one in former if one.outcome == edit.field]
    others = [one for one in former if one.outcome != edit.field]
    amount = edit.value
    if not isinstance(amount, Amount):
        return tuple(others)
    made = [
        Estimate(
            outcome=edit.field,
            people="everybody",
            party="unknown",
            measure=mine[0].measure if mine else "incident",
            policy=policy,
            low=amount.low if amount.low is not None else amount.best,
            best=amount.best,
            high=amount.high if amount.high is not None else amount.best,
            rule=edit.basis,
            claims=tuple(claim.id for claim in claims),
        )
        for policy in POLICIES
    ]
    return (*others, *made)


def words_in(renditions: Mapping[str, Rendition], of_capture: Mapping[str, Rendition]) -> Find:
    """Finds words in their rendition, else by their characters in the one that their page has now."""

    def find(words: Words) -> Evidence | None:
        held = renditions.get(words.rendition)
        if held is not None:
            try:
                return Evidence.checked(held, words.start, words.end, words.quote)
            except EvidenceError:
                return None
        now = of_capture.get(words.capture or "")
        at = now.text.find(words.quote) if now is not None else -1
        return None if now is None or at < 0 else Evidence.at(now, Span(at, at + len(words.quote)))

    return find
