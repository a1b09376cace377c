"""What the mentions of one happening say of its fields: each value with where it stands, affirmed or denied."""

from __future__ import annotations

from msgspec import Struct

from dateline.events.agreement import named
from dateline.events.bounds import PUBLICATION_BASIS
from dateline.events.cues import COUNTED
from dateline.events.draft import ROLES, Draft
from dateline.events.voices import CHARGED, DENIED, ECHO, GUESSED, TOLD
from dateline.model.mention import Actor
from dateline.model.report import When
from dateline.model.span import Span

Mentions = tuple[Draft, ...]
AFFIRMS, DENIES = "affirms", "denies"
# Bases of values that a mention has from others: what its speaker said of it does not hold for them.
IN_SENTENCE, IN_PARAGRAPH = "doer in the same sentence", "doer in the same paragraph"
ONLY_ENEMY = "only enemy that the story names"
LENT = frozenset({IN_SENTENCE, IN_PARAGRAPH, ONLY_ENEMY})
BASES = {TOLD: "slot of the trigger", CHARGED: "charge", GUESSED: "guess", DENIED: "denial"}


class Value(Struct, frozen=True):
    """One value that a mention gives to a field: where it stands, on what basis, affirmed or denied."""

    field: str
    value: str
    span: Span | None
    basis: str
    stance: str = AFFIRMS


def known_by(group: Mentions) -> Mentions:
    """The mentions that tell the happening itself; where there is only a charge or a denial, all."""
    return tuple(d for d in group if d.voice == TOLD) or group


def is_told(group: Mentions) -> bool:
    """Whether the story itself tells that it happened, beside what is charged, guessed or denied."""
    return any(d.voice == TOLD and d.status.value in COUNTED for d in group)


def affirming(group: Mentions) -> Mentions:
    """The mentions that do not deny; all where every one does."""
    return tuple(d for d in group if d.voice not in (DENIED, ECHO)) or group


def telling(group: Mentions) -> Mentions:
    """The mentions that tell of the deed: not 'they denied it', which only answers them; all where every one does."""
    return tuple(d for d in group if d.voice != ECHO and (d.voice != DENIED or not d.takes_up)) or group


def together(group: Mentions, role: str) -> tuple[Actor, ...]:
    """The participants of a role over all mentions, one per name."""
    found: dict[str, Actor] = {}
    for draft in group:
        for actor in draft.roles.of(role):
            found.setdefault(actor.actor_id or actor.name.casefold(), actor)
    return tuple(found.values())


def doers(group: Mentions) -> tuple[Actor, ...]:
    """Who did it: whom the story names, else who is charged; 'either A or B' gives both.

    What somebody guesses ('they may have done it') stays a claim and makes nobody a doer of what is told.
    """
    if any(d.roles.alternatives for d in group):
        return together(affirming(group), "initiators")
    acting = tuple(d for d in group if d.voice == TOLD and not is_announced(d))
    told = together(acting, "initiators")
    if named(told):
        return told
    charged = together((*acting, *(d for d in group if d.voice == CHARGED)), "initiators")
    announced = together(tuple(d for d in group if d.voice == TOLD), "initiators")
    return charged or announced or (() if is_told(group) else together(affirming(group), "initiators"))


def is_announced(draft: Draft) -> bool:
    """'The minister announced the start of the operation': who announces it need not be who does it."""
    found = draft.found
    lemma = found.scene.parse.lemmas[found.verb]
    return draft.type.startswith("battle.") and lemma in found.scene.table.cues["announced"]


def best_when(group: Mentions) -> Draft:
    """The mention whose time is the report's: one that states a time before one that inherits it."""
    return min(group, key=lambda d: inherited(d.when))


def inherited(when: When | None) -> int:
    """How far from the mention's own words its time was found."""
    if when is None or (when.earliest is None and when.symbol is None):
        return 3
    return 2 if when.basis.startswith(PUBLICATION_BASIS) else 0 if when.basis == "clause" else 1


def best_where(group: Mentions) -> Draft | None:
    """The mention whose place is the report's: nearest to its own words first."""
    order = ("slot of the trigger", "clause", "sentence", "paragraph", "story place")
    ranked = [
        (next(n for n, how in enumerate(order) if d.where.basis.startswith(how)), m)
        for m, d in enumerate(group)
        if d.where is not None
    ]
    return group[min(ranked)[1]] if ranked else None


def values(draft: Draft, group: Mentions) -> list[Value]:
    """The values of one mention; time and place only where this mention gave them to the report."""
    if draft.voice == ECHO:
        return []
    if not is_told(group):
        return own_values(draft, group)
    status = next(d.status.value for d in group if d.voice == TOLD and d.status.value in COUNTED)
    if draft.voice == DENIED:
        return denied_values(draft, status)
    if draft.voice == TOLD:
        return own_values(draft, group)
    # Who accuses, and who guesses at the doer, takes the happening for true.
    found = [Value("occurrence", status, draft.evidence, BASES[draft.voice])]
    return (
        found
        + placed(draft, group)
        + participants(draft)
        + [Value("figure", f.id, f.span, "clause") for f in draft.figures]
    )


def own_values(draft: Draft, group: Mentions) -> list[Value]:
    """What a mention says by itself; one that only denies denies that it happened."""
    stance = DENIES if draft.voice == DENIED else AFFIRMS
    found = [
        Value("occurrence", draft.status.value, draft.evidence, draft.status.cue, stance),
        Value("type", draft.type, draft.evidence, "trigger"),
    ]
    found += placed(draft, group) + participants(draft)
    return found + [Value("figure", f.id, f.span, "clause", stance) for f in draft.figures]


def denied_values(draft: Draft, status: str) -> list[Value]:
    """What a denial of a happening that the story tells denies: who did it, or where it names no doer, all of it."""
    doers = [Value("initiators", a.name, a.span, BASES[DENIED], DENIES) for a in draft.roles.initiators]
    figures = [Value("figure", f.id, f.span, "clause", DENIES) for f in draft.figures]
    whole = [] if doers else [Value("occurrence", status, draft.evidence, BASES[DENIED], DENIES)]
    return whole + doers + figures


def participants(draft: Draft) -> list[Value]:
    """Who did it, to whom, with what."""
    stance = DENIES if draft.voice == DENIED else AFFIRMS
    return [
        Value(
            role,
            a.name,
            a.span,
            draft.roles.bases.get(a.span, BASES[draft.voice]),
            stance if role == "initiators" else AFFIRMS,
        )
        for role in ROLES
        for a in draft.roles.of(role)
    ]


def placed(draft: Draft, group: Mentions) -> list[Value]:
    """The time and the place, where the report has them from this mention."""
    found = []
    if draft is best_when(group) and draft.when is not None and (draft.when.earliest or draft.when.symbol):
        found.append(Value("when", interval(draft.when), draft.time_span, draft.when.basis))
    if draft is best_where(group) and draft.where is not None:
        found.append(Value("where", draft.where.name or draft.where.text, draft.where.span, draft.where.basis))
    return found


def interval(when: When) -> str:
    """A time as text: an interval, or the words that wait for their anchor."""
    if when.earliest is None and when.latest is None:
        return when.text or when.basis
    return f"{when.earliest or ''}/{when.latest or ''}"
