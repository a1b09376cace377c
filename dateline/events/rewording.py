"""Other words for a happening: which mentions of different types may tell of one."""

from __future__ import annotations

from dateline.events.agreement import is_near, names, share
from dateline.events.asides import is_earlier
from dateline.events.draft import Draft
from dateline.events.grouping import RANK
from dateline.events.pointing import happenings

# Types that a definite noun may take up under another one: 'a mortar round ... the attack'.
VIOLENT = frozenset(RANK) - {"battle.offensive", "battle.capture", "battle.advance", "other.disaster", "other.accident"}
# Types that say less than another about the same violence: 'fired on the town' is any shelling of it.
GENERAL = frozenset({"battle.clash", "civilian.attack", "destruction.demolition"})
# What violence hits that a story hardly tells hit twice.
PARTICULARS = frozenset({"structure", "vehicle", "person"})
# Ways to tell of a force that moves: its offensive, its advance, its fight.
MOVES = frozenset({"battle.offensive", "battle.advance", "battle.clash"})
REPELLED = frozenset({"drive back", "push back", "repel", "beat back", "repulse", "force back", "throw back"})


def is_other_word(a: Draft, b: Draft) -> bool:
    """'The attack' for a shelling told before; 'the town comes under fire' over a story of it."""
    if is_operation(a, b):
        return True
    if a.type not in VIOLENT or b.type not in VIOLENT:
        return False
    # 'The attack' takes up a shelling from anywhere; 'the air strikes' a fight only from nearby or of one side.
    close = is_near(a, b) or share(a.roles.initiators, b.roles.initiators)
    if takes_up(b) and (b.type in GENERAL or close):
        return True
    return bool({a.type, b.type} & GENERAL) and (is_titled(a, b) or not hit(a).isdisjoint(hit(b)))


def hit(draft: Draft) -> set[str]:
    """The things and the persons that a mention of violence says were hit: 'the convoy', 'a teacher'."""
    if draft.type == "battle.clash":
        return set()
    return {a.name.casefold() for a in (*draft.roles.targets, *draft.roles.victims) if a.kind in PARTICULARS}


def is_operation(a: Draft, b: Draft) -> bool:
    """'Began their advance ... their operation', 'the offensive ... launched the assault': one side's one move."""
    if not {a.type, b.type} <= MOVES or "battle.offensive" not in (a.type, b.type):
        return False
    parse = b.found.scene.parse
    named = {t for f in (b.found, *b.extra) for t in (f.token, *happenings(f)) if "operation" in f.scene.classes(t)}
    known = b.pointing or any(parse.deps[c] == "poss" for t in named for c in parse.children[t])
    return known and bool(named) and share(a.roles.initiators, b.roles.initiators)


def takes_up(draft: Draft) -> bool:
    """Whether a mention points back with a noun that fits any violence: 'the attack', 'the explosion'."""
    return draft.pointing and any("takeup" in f.scene.classes(f.token) for f in (draft.found, *draft.extra))


def is_titled(a: Draft, b: Draft) -> bool:
    """Whether one is what the headline announces: a headline's happening is told again below, as the news."""
    roles = {d.found.scene.parse.role for d in (a, b)}
    told = next((d for d in (a, b) if d.found.scene.parse.role != "headline"), a)
    return (
        "headline" in roles
        and len(roles) > 1
        and (a.type == b.type or bool({a.type, b.type} & GENERAL))
        and not is_earlier(told.found.scene.parse, told.found.verb)
    )


def is_repelled(a: Draft, b: Draft) -> bool:
    """'Troops entered the town. They were driven back': the end of one fight, not another."""
    parse = b.found.scene.parse
    near = a.found.scene is b.found.scene and parse.sentences[b.found.token] - parse.sentences[a.found.token] <= 1
    words = " ".join(b.found.trigger.words)
    return (
        near
        and a.type in ("battle.advance", "battle.clash")
        and words in REPELLED
        and bool(names(a.roles.initiators) & names(b.roles.targets))
    )
