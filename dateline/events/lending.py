"""Participants that a mention leaves out and the story names nearby: who shelled, where 'four were killed' in it.

What is lent carries the place in the text where the lender has it, and a basis that says so. Nothing is lent over to a
different side: not the army's doing to the report of soldiers killed, nor a state's to a strike on its own towns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.events import owners, syntax
from dateline.events.cues import COUNTED
from dateline.events.draft import Draft
from dateline.events.fields import Mentions, doers, together
from dateline.events.scene import ARMED_KINDS, STATE_FORCES
from dateline.events.sides import camp, name
from dateline.events.tolls import HARM, SUFFERED
from dateline.events.voices import TOLD
from dateline.model.mention import Actor

VIOLENT = ("battle.", "remote.", "civilian.attack", "destruction.demolition")
STRIKES = frozenset({"remote.air_strike", "remote.shelling"})
ATTACKS = STRIKES | {"battle.clash", "battle.offensive", "civilian.attack"}
FOUGHT = frozenset({"battle.clash", "battle.offensive", "battle.advance", "battle.capture"})
SETTING = frozenset({"after", "following", "during", "in", "amid", "since", "from", "by"})
SENTENCE, PARAGRAPH = "doer in the sentence", "doer in the paragraph"
ENEMY = "the only enemy of the story"


class Side(Struct, frozen=True, eq=False):
    """A group of mentions with whom it names as doers and as those acted upon."""

    group: Mentions
    doers: tuple[Actor, ...]
    against: tuple[Actor, ...]

    @property
    def lead(self) -> Draft:
        """The mention by which it is known."""
        return self.group[0]


def lent(groups: Sequence[Mentions]) -> list[Mentions]:
    """The groups, those of violence without a doer or an opponent with the one that the story names nearby."""
    told = [side_of(group) for group in groups]
    violent = [one for one in told if is_violent(one)]
    found = []
    for one in told:
        doers = [] if one.doers or not is_violent(one) else lent_doers(one, violent)
        group = with_roles(one.group, "initiators", doers)
        found.append(group)
    return with_enemies(found)


def with_enemies(groups: list[Mentions]) -> list[Mentions]:
    """The groups, those of a fight whose opponent is left out with the only one that the story names for its doers."""
    told = [side_of(group) for group in groups]
    fights = [one for one in told if is_violent(one)]
    found = []
    for one in told:
        armed = any(a.kind in owners.SIDES for a in one.against)
        lacking = is_violent(one) and one.lead.type in STRIKES | FOUGHT and one.doers and not armed and not one.lead.background
        found.append(with_roles(one.group, "targets", enemies(one, fights) if lacking else []))
    return found


def side_of(group: Mentions) -> Side:
    """A group with its participants."""
    return Side(group, doers(group), together(group, "targets") + together(group, "victims"))


def is_violent(one: Side) -> bool:
    """Whether a group tells of violence that happened."""
    lead = one.lead
    return lead.voice == TOLD and lead.status.value in COUNTED and lead.type.startswith(VIOLENT)


def lent_doers(one: Side, violent: list[Side]) -> list[tuple[Actor, str]]:
    """Who did it by what stands nearest: in the sentence, else in the paragraph, else in the story."""
    for basis, lenders in ((SENTENCE, in_sentence(one, violent)), (PARAGRAPH, in_paragraph(one, violent))):
        fit = [a for a in lenders if a.kind in owners.SIDES]
        if fit and all(may_have_done(a, one) for a in fit):
            return [(a, basis) for a in fit]
    return []


def in_sentence(one: Side, violent: list[Side]) -> tuple[Actor, ...]:
    """The doers of another deed of the sentence that sets what was suffered: 'killed after two days of shelling by'."""
    scene, parse, verb = one.lead.found.scene, one.lead.found.scene.parse, one.lead.found.verb
    for other in violent:
        at = other.lead.found
        if other is one or at.scene is not scene or parse.sentences[at.token] != parse.sentences[verb] or not other.doers:
            continue
        set_in = any(
            parse.lemmas[c] in SETTING and parse.deps[c] in ("prep", "agent") and at.token in parse.subtree(c)
            for v in (verb, *passives_beside(parse, verb))
            for c in parse.children[v]
        )
        below = parse.deps[verb] == "relcl" and verb in parse.subtree(at.verb)
        if set_in or below or at.verb in passives_beside(parse, verb):
            return other.doers
    return ()


def passives_beside(parse, verb: int) -> Iterator[int]:  # type: ignore[no-untyped-def]
    """The passives coordinated with a passive: 'killed and dozens wounded'."""
    first = parse.heads[verb] if parse.deps[verb] == "conj" else verb
    if syntax.is_passive(parse, verb):
        for c in parse.children[verb]:  # 'and another 5,000 displaced'
            yield from (p for p in parse.children[c] if parse.deps[c] == "conj" and parse.deps[p] == "acl" and syntax.is_passive(parse, p))
        yield from (c for c in (first, *parse.children[first]) if c != verb and (c == first or parse.deps[c] == "conj")
                    and parse.pos[c] in syntax.VERBAL and syntax.is_passive(parse, c))


def in_paragraph(one: Side, violent: list[Side]) -> tuple[Actor, ...]:
    """The doers of the paragraph, told before, where it names no others."""
    here = [o for o in violent if o is not one and o.doers and any(d.found.scene is one.lead.found.scene for d in o.group)]
    before = [o for o in here if o.lead.evidence.start < one.lead.evidence.start and may_lend(o, one)]
    return before[-1].doers if before and same_side([a for o in here for a in o.doers]) else ()


def may_lend(other: Side, one: Side) -> bool:
    """Whether what one does may be part of what the other does: of its type, suffered from it, a strike of its push."""
    lender, kind = other.lead.type, one.lead.type
    suffered = any(is_suffered(d) for d in one.group) and lender in ATTACKS
    fought = kind in FOUGHT and lender in FOUGHT
    return lender == kind or suffered or fought or (kind in STRIKES and (lender in STRIKES or lender == "battle.offensive"))


def is_suffered(draft: Draft) -> bool:
    """Whether a mention says what someone suffered: 'was hit and one person was killed'; no murder, no beheading."""
    words = {f.scene.parse.lemmas[f.token] for f in (draft.found, *draft.extra)}
    return draft.type in HARM and bool(words & SUFFERED)


def same_side(actors: Sequence[Actor]) -> bool:
    """Whether all are one."""
    return len({name(a) for a in actors}) == 1


def may_have_done(doer: Actor, one: Side) -> bool:
    """Whether a doer can have done it to those whom a report names: not to its own, nor on its own ground."""
    own = {name(a) for a in one.against}
    armed = {camp(a) for a in one.against if a.kind in ARMED_KINDS}
    return name(doer) not in own and (camp(doer) not in armed or not armed)


def enemies(one: Side, fights: list[Side]) -> list[tuple[Actor, str]]:
    """Whom the story's doers are told to fight, where that is one and no doer here."""
    own = {name(d) for d in one.doers}
    foes = [(o, a) for o in fights for a in o.against if a.kind in ARMED_KINDS and a.actor_id and name(a) not in own]
    theirs = {name(a): a for o, a in foes if own & {name(d) for d in o.doers}}
    anyones = {name(a): a for o, a in foes if not any(name(b) in own for b in o.against)}
    if len(theirs) == 1:
        return [(next(iter(theirs.values())), ENEMY)]
    acting = {name(d) for o in fights for d in o.doers}
    idle = {name(a) for a in one.lead.found.scene.armed if name(a) not in acting and a.kind not in STATE_FORCES}
    if not theirs and len(anyones) == 1 and idle <= set(anyones):
        return [(next(iter(anyones.values())), "the only one attacked in the story")]
    return []


def with_roles(group: Mentions, role: str, given: list[tuple[Actor, str]]) -> Mentions:
    """The group whose first mention has the actors lent to it."""
    if not given:
        return group
    first, roles = group[0], group[0].roles
    actors = (*roles.of(role), *(actor for actor, _ in given))
    bases = roles.bases | {actor.span: basis for actor, basis in given}
    return (replace(first, roles=replace(roles, bases=bases, **{role: actors})), *group[1:])
