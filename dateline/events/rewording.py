"""Other words for a happening: which mentions of different types may tell of one."""

from __future__ import annotations

from dateline.events.agreement import is_near, names
from dateline.events.asides import is_earlier
from dateline.events.draft import Draft
from dateline.events.grouping import RANK

# Types that a definite noun may take up under another one: 'a mortar round ... the attack'.
VIOLENT = frozenset(RANK) - {"battle.offensive", "battle.capture", "battle.advance", "other.disaster", "other.accident"}
# Types that say less than another about the same violence: 'fired on the town' is any shelling of it.
GENERAL = frozenset({"battle.clash", "civilian.attack", "destruction.demolition"})
REPELLED = frozenset({"drive back", "push back", "repel", "beat back", "repulse", "force back", "throw back"})


def is_other_word(a: Draft, b: Draft) -> bool:
    """'The attack' for a shelling told before; 'the town comes under fire' over a story of it."""
    if a.type not in VIOLENT or b.type not in VIOLENT:
        return False
    # 'The attack' takes up a shelling from anywhere; 'the air strikes' take up a fight only from nearby.
    return (takes_up(b) and (b.type in GENERAL or is_near(a, b))) or (
        is_titled(a, b) and bool({a.type, b.type} & GENERAL)
    )


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
