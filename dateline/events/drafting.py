"""From the triggers of a paragraph to drafts: one per happening that the sentence tells."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from dateline.events import syntax
from dateline.events.anchoring import anchor, is_past, is_retold
from dateline.events.charging import accused
from dateline.events.cues import (
    COUNTED,
    DEMANDED,
    HYPOTHETICAL,
    NEGATED,
    OCCURRED,
    ONGOING,
    PLANNED,
    Status,
    is_past_guess,
)
from dateline.events.draft import Draft
from dateline.events.frames import Telling, frames
from dateline.events.generic import is_habit
from dateline.events.grouping import group, rank
from dateline.events.levels import level
from dateline.events.placing import locate
from dateline.events.pointing import points_back
from dateline.events.repeating import is_bare, is_consent
from dateline.events.roles import fill
from dateline.events.scene import Scene
from dateline.events.sourcing import certainty, source
from dateline.events.status import status
from dateline.events.triggers import Found, find
from dateline.events.voices import CHARGED, DENIED, TOLD, charges, denier, speaker, teller, voice_of
from dateline.model.document import Published
from dateline.model.mention import Figure, Place
from dateline.model.parse import Parse
from dateline.model.span import Span

# What a clause is cut before: its own subordinate and coordinate clauses.
CLAUSES = frozenset({"advcl", "relcl", "ccomp", "parataxis", "acl", "appos"})
# Prepositions that add a circumstance and not a part of the happening.
ASIDES = frozenset({"as", "despite", "amid", "like", "including", "along", "alongside"})
# Happenings that are states: told in the present tense they go on.
LASTING = frozenset({"humanitarian.trapped", "humanitarian.shortage", "battle.encircle"})
STATEMENT, APPEAL = "political.statement", "political.appeal"
CONTEXT = 14  # tokens of a clause kept on either side of the trigger: enough for a subject and an object
ARRIVING = frozenset({"receive", "get", "reach", "enter", "arrive"})


def drafts(scene: Scene, published: Published, main: Place | None, telling: Telling) -> list[Draft]:
    """The happenings that a paragraph tells, in text order; `telling`: where the ones before have brought the story."""
    set_by = frames(scene, published, telling)
    found = []
    for lead, extra in surely_grouped(scene):
        state = best_status(scene, lead, extra)
        roles = fill(lead, extra)
        kind, state = reconsidered(lead, state)
        voice = voice_of(lead, kind, state)
        if voice is None:
            continue
        span = evidence(scene, lead, extra)
        said = source(scene, lead.token) if voice == TOLD else speaker(scene, lead, span)
        if voice == CHARGED and not roles.initiators:
            roles = msgspec.structs.replace(roles, initiators=next((who for _, who in accused(scene, lead.token)), ()))
        if voice == DENIED and not roles.initiators:
            roles = msgspec.structs.replace(roles, initiators=denier(lead, said))
        if kind == APPEAL and not roles.initiators and "initiator" not in lead.trigger.frame.values():
            roles = msgspec.structs.replace(roles, initiators=teller(scene, said))
        perfect = voice == TOLD and is_retold(scene, lead.verb)
        told = anchor(lead, perfect, set_by[scene.parse.sentences[lead.token]])
        counts = figures(scene, lead, extra)
        found.append(
            Draft(
                found=lead,
                extra=extra,
                type=kind,
                evidence=span,
                status=state,
                roles=roles,
                where=locate(lead, roles.where, main),
                when=told.when,
                time_span=told.span,
                attribution=said,
                certainty=certainty(state, said),
                background=perfect or is_past(told.when, published),
                level=level(scene, lead, counts, told.when),
                figures=counts,
                bare=lead.trigger.is_weak or (not extra and is_bare(lead)),
                pointing=any(points_back(f) for f in (lead, *extra)),
                voice=voice,
            )
        )
    return found + charges(found)


def surely_grouped(scene: Scene) -> Iterator[tuple[Found, tuple[Found, ...]]]:
    """The happenings of a paragraph as their triggers; 'may have died in a clash' is a clash, and a toll guessed at."""
    for lead, extra in group(find(scene)):
        guessed = [f for f in (lead, *extra) if is_past_guess(scene.parse, f.token)]
        sure = [f for f in (lead, *extra) if f not in guessed]
        if not guessed or not sure:
            yield lead, extra
            continue
        yield rank(sure)
        yield rank(guessed)


def reconsidered(lead: Found, state: Status) -> tuple[str, Status]:
    """What an attempt or an inability makes of the type: a capture tried is fighting, flight denied being trapped."""
    kind = lead.trigger.type
    if kind in LASTING and state.value == OCCURRED and is_present(lead.scene.parse, lead.verb):
        return kind, state.with_cue(ONGOING, "a state in the present tense")
    if kind == "humanitarian.aid" and state.value == PLANNED and state.cue in lead.scene.table.cues["announced"]:
        return kind, state.with_cue(OCCURRED, "aid announced")
    if is_consent(lead):
        return STATEMENT, state
    if state.value in COUNTED and is_habit(lead):
        return kind, state.with_cue(HYPOTHETICAL, "a habit")
    if kind == "order.protest" and state.value == PLANNED and is_gathering(lead):
        return kind, state.with_cue(OCCURRED, "acted for that purpose")
    if state.attempted and kind == "battle.capture":
        return "battle.clash", state
    if kind == "humanitarian.aid" and state.value == NEGATED and lead.scene.parse.lemmas[lead.token] in ARRIVING:
        return "humanitarian.shortage", state.with_cue(OCCURRED, "no aid came")
    if kind == "humanitarian.displacement" and state.cue in lead.scene.table.cues["kept"]:
        return "humanitarian.trapped", state.with_cue(ONGOING, "cannot leave")
    if kind == "humanitarian.displacement" and state.value == NEGATED:
        auxiliaries = {lead.scene.parse.lemmas[t] for t in syntax.auxiliaries(lead.scene.parse, lead.verb)}
        if auxiliaries & {"can", "could"}:
            return "humanitarian.trapped", state.with_cue(ONGOING, "cannot leave")
    return kind, state


def is_gathering(lead: Found) -> bool:
    """'Thousands gathered to protest', 'fired into the air to disperse them': come together, acted for that purpose."""
    parse, cues = lead.scene.parse, lead.scene.table.cues
    over = parse.heads[lead.verb]
    doing = cues["dispersing" if lead.trigger.mode == "intervention" else "gathering"]
    purpose = parse.deps[lead.verb] in ("advcl", "xcomp") and parse.lemmas[over] in doing
    return purpose and status(lead.scene, over).value in COUNTED


def is_present(parse: Parse, verb: int) -> bool:
    """Whether the finite verb at or above a participle is in the present: 'are thought to be trapped'."""
    at = verb
    while parse.deps[at] in ("acomp", "oprd", "xcomp") and parse.pos[parse.heads[at]] in syntax.VERBAL:
        at = parse.heads[at]
    return any(parse.tags[t] in ("VBZ", "VBP") for t in (at, *syntax.auxiliaries(parse, at)))


def best_status(scene: Scene, lead: Found, extra: tuple[Found, ...]) -> Status:
    """The status of a group: that of its verb, where a noun leads; not counted if any member is not.

    What only another member makes unreal is as real as that: 'cancelled the curfew', 'agreed to a truce'.
    """
    members = (lead, *extra)
    lemmas = {scene.parse.lemmas[f.token] for f in members}
    found = [status(scene, f.token, range(f.first, f.last + 1)) for f in members]
    states = [s for s in found if s.value in COUNTED or s.cue not in lemmas] or found
    for state in states:
        if state.value not in COUNTED:
            return state
    return next((s for s in states if s.value == ONGOING), states[0])


def evidence(scene: Scene, lead: Found, extra: tuple[Found, ...]) -> Span:
    """The part of the sentence that tells it: the run of the clause round the triggers, without other clauses."""
    parse = scene.parse
    tokens = [t for f in (lead, *extra) for t in (f.first, f.last, f.verb)]
    first, last = min(tokens), max(tokens)
    inside = clause_tokens(scene, lead.verb)
    subject = syntax.child(parse, lead.verb, "nsubj", "nsubjpass")
    if subject is not None and subject < first:
        inside = {t for t in inside if t >= parse.lefts[subject]}
    while first - 1 in inside and min(tokens) - first < CONTEXT:
        first -= 1
    while last + 1 in inside and last - max(tokens) < CONTEXT:
        last += 1
    while last > max(tokens) and parse.pos[last] in ("PUNCT", "CCONJ"):
        last -= 1
    while first < min(tokens) and parse.pos[first] in ("PUNCT", "CCONJ"):
        first += 1
    return parse.span_of(first, last)


def clause_tokens(scene: Scene, verb: int) -> set[int]:
    """The tokens of the clause of a verb, subordinate and coordinate clauses left out."""
    parse, unreal = scene.parse, scene.table.cues["noun"]
    found, queue = {verb}, [verb]
    for at in queue:
        for c in parse.children[at]:
            clausal = parse.pos[c] in syntax.VERBAL and parse.deps[c] in ("conj", "xcomp", "pcomp")
            wished = parse.deps[c] == "conj" and parse.lemmas[c] in unreal and parse.pos[c] == "NOUN"
            asked = parse.lemmas[c] == "for" and parse.pos[at] == "NOUN" and unreal.get(parse.lemmas[at]) == DEMANDED
            if parse.deps[c] in CLAUSES or clausal or wished or asked or parse.lemmas[c] in ASIDES:
                continue
            found.add(c)
            queue.append(c)
    return found


def figures(scene: Scene, lead: Found, extra: tuple[Found, ...]) -> tuple[Figure, ...]:
    """The document's figures that stand in the clause of one of the triggers."""
    parse = scene.parse
    clauses = {syntax.clause_head(parse, f.verb) for f in (lead, *extra)} | {f.verb for f in (lead, *extra)}
    heads = {f.token for f in (lead, *extra)}
    counted = {t for f in (lead, *extra) for slot in ("subj", "obj", "of") for t in f.slots.get(slot, ())}
    return tuple(
        figure
        for token, figure in scene.figures
        if figure.id
        and parse.sentences[token] == parse.sentences[lead.token]
        and (
            syntax.clause_head(parse, token) in clauses
            or parse.heads[token] in heads
            or modifies(scene, syntax.clause_head(parse, token), heads)
            or not counted.isdisjoint(parse.tokens_in(figure.span))
        )
    )


def modifies(scene: Scene, clause: int, heads: set[int]) -> bool:
    """Whether a participle clause says what a trigger noun holds: 'a mass grave containing ...'."""
    return scene.parse.deps[clause] == "acl" and scene.parse.heads[clause] in heads
