"""Who did it, where a mention leaves that out and the sentence or the paragraph names it: 'four were killed' in it.

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
from dateline.events.fields import IN_PARAGRAPH, IN_SENTENCE, Mentions, doers, together
from dateline.events.scene import ARMED_KINDS
from dateline.events.sides import camp, name
from dateline.events.tolls import HARM, SUFFERED
from dateline.events.voices import TOLD
from dateline.model.mention import Actor
from dateline.model.parse import Parse

VIOLENT = ("battle.", "remote.", "civilian.attack", "destruction.demolition")
STRIKES = frozenset({"remote.air_strike", "remote.shelling"})
FOUGHT = frozenset({"battle.clash", "battle.offensive", "battle.advance", "battle.capture"})
# What people suffer from; who takes a town may have freed it.
ATTACKS = STRIKES | {"battle.clash", "battle.offensive", "civilian.attack"}
PROTEST = "order.protest"
SETTING = frozenset({"after", "following", "during", "in", "amid", "since", "from", "by"})


class Side(Struct, frozen=True, eq=False):
    """A group of mentions with whom it names as doers and as those acted upon."""

    group: Mentions
    doers: tuple[Actor, ...]
    against: tuple[Actor, ...]

    @property
    def lead(self) -> Draft:
        """The mention by which it is known."""
        return self.group[0]

    @property
    def is_violent(self) -> bool:
        """Whether it tells of violence that happened."""
        lead = self.lead
        return lead.voice == TOLD and lead.status.value in COUNTED and lead.type.startswith(VIOLENT)


def side_of(group: Mentions) -> Side:
    """A group with its participants."""
    return Side(group, doers(group), together(group, "targets") + together(group, "victims"))


def with_doers(groups: Sequence[Mentions]) -> list[Mentions]:
    """The groups, those of violence or protest without a doer with the one that the story names nearest, if any."""
    told = [side_of(group) for group in groups]
    violent = [one for one in told if one.is_violent]
    lent = []
    for one in told:
        if one.lead.type == PROTEST and not one.doers:
            lent.append(with_role(one.group, "initiators", protesters(one), IN_PARAGRAPH))
        elif one.is_violent and not one.doers:
            lent.append(with_role(one.group, "initiators", *nearest(one, violent)))
        else:
            lent.append(one.group)
    return lent


def protesters(one: Side) -> tuple[Actor, ...]:
    """Those whom the paragraph of a protest calls protesters."""
    actors = sorted(one.lead.found.scene.actors.values(), key=lambda actor: actor.span)
    return tuple(actor for actor in actors if actor.kind == "protesters")[:1]


def nearest(one: Side, violent: list[Side]) -> tuple[tuple[Actor, ...], str]:
    """Who did it by the sentence, else by the paragraph, and which of the two."""
    for lender, basis in ((in_sentence, IN_SENTENCE), (in_paragraph, IN_PARAGRAPH)):
        found = lender(one, violent)
        fit = tuple(actor for actor in found if owners.is_side(actor))
        if fit and all(may_have_done(actor, one) for actor in fit):
            return fit, basis
    return (), ""


def in_sentence(one: Side, violent: list[Side]) -> tuple[Actor, ...]:
    """The doers of another deed of the sentence that sets what was suffered: 'killed after two days of shelling by'."""
    found = one.lead.found
    parse, verb = found.scene.parse, found.verb
    beside = tuple(passives_beside(parse, verb))
    for other, at in ((o, draft.found) for o in violent if o is not one and o.doers for draft in o.group):
        if at.scene is not found.scene or parse.sentences[at.token] != parse.sentences[verb]:
            continue
        below = parse.deps[verb] == "relcl" and verb in parse.subtree(at.verb)
        included = parse.lemmas[parse.heads[found.token]] == "include" and parse.heads[found.token] in parse.subtree(
            at.token
        )
        if below or included or at.verb in beside or any(sets(parse, at.token, v) for v in (verb, *beside)):
            return other.doers
    return ()


def sets(parse: Parse, token: int, verb: int) -> bool:
    """Whether a token stands in the phrase that says when or in what a verb happened: 'died in the raid'."""
    return any(
        parse.lemmas[c] in SETTING and parse.deps[c] in ("prep", "agent") and token in parse.subtree(c)
        for c in parse.children[verb]
    )


def passives_beside(parse: Parse, verb: int) -> Iterator[int]:
    """The passives coordinated with a passive: 'six were killed and dozens wounded', 'and another 5,000 displaced'."""
    if not syntax.is_passive(parse, verb):
        return
    first = parse.heads[verb] if parse.deps[verb] == "conj" else verb
    beside = [first, *(c for c in parse.children[first] if parse.deps[c] == "conj")]
    # 'And an estimated 5,000 displaced, the agency said': the parser takes the number for who says so.
    subjects = (syntax.child(parse, c, "nsubj") for c in beside[1:])
    beside += [c for s in subjects if s is not None for c in parse.children[s] if parse.deps[c] == "acl"]
    beside += [c for noun in beside if parse.pos[noun] not in syntax.VERBAL for c in parse.children[noun]]
    yield from (c for c in beside if c != verb and parse.pos[c] in syntax.VERBAL and syntax.is_passive(parse, c))


def in_paragraph(one: Side, violent: list[Side]) -> tuple[Actor, ...]:
    """The doers of what the paragraph told before, where it names no others."""
    scene, at = one.lead.found.scene, one.lead.evidence.start
    here = [o for o in violent if o is not one and o.doers and any(d.found.scene is scene for d in o.group)]
    before = [o for o in here if o.lead.evidence.start < at and may_lend(o, one) and not is_on_own_ground(o, one)]
    sides = {side for other in here for side in sides_of(other)}
    return before[-1].doers if before and len(sides) == 1 else ()


def sides_of(told: Side) -> set[str]:
    """What tells the sides of the doers apart: a state's forces and its government are one."""
    return {next(states_of(doer, told), name(doer)) for doer in told.doers}


def may_lend(other: Side, one: Side) -> bool:
    """Whether what one does may be part of what the other does: of its type, suffered from it, a strike of its push."""
    lender, kind = other.lead.type, one.lead.type
    suffered = lender in ATTACKS and any(is_suffered(draft) for draft in one.group)
    push = kind in STRIKES and (lender in STRIKES or lender == "battle.offensive")
    return lender == kind or suffered or push or (kind in FOUGHT and lender in FOUGHT)


def is_suffered(draft: Draft) -> bool:
    """Whether a mention says what someone suffered: 'was hit and one person was killed'; no murder, no beheading."""
    words = {f.scene.parse.lemmas[f.token] for f in (draft.found, *draft.extra)}
    return draft.type in HARM and not words.isdisjoint(SUFFERED)


def may_have_done(doer: Actor, one: Side) -> bool:
    """Whether a doer can have done it to those whom a report names: not to its own side."""
    if name(doer) in {name(actor) for actor in one.against}:
        return False
    return camp(doer) not in {camp(actor) for actor in one.against if actor.kind in ARMED_KINDS}


def is_on_own_ground(other: Side, one: Side) -> bool:
    """Whether a state that acts abroad would have struck at home: 'Veyra bombed the port; houses in Veyra were hit'."""
    home = {country for doer in other.doers for country in states_of(doer, other)}
    countries = [side.lead.where.country if side.lead.where is not None else None for side in (other, one)]
    return countries[1] in home and countries[0] not in home


def states_of(doer: Actor, told: Side) -> Iterator[str]:
    """The country whose force or government a doer is, by its id or as a place of the text."""
    if doer.actor_id is not None and doer.actor_id.startswith("state:"):
        yield doer.actor_id.split(":")[1]
    places = told.lead.found.scene.places.values()
    yield from (place.country for place in places if place.country is not None and place.span.overlaps(doer.span))


def with_role(group: Mentions, role: str, actors: tuple[Actor, ...], basis: str) -> Mentions:
    """The group whose first mention has the actors lent to it."""
    if not actors:
        return group
    first, roles = group[0], group[0].roles
    bases = roles.bases | {actor.span: basis for actor in actors}
    lent = replace(roles, bases=bases, **{role: (*roles.of(role), *actors)})
    return (replace(first, roles=lent), *group[1:])
