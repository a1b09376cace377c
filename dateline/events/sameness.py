"""Whether two mentions in a story tell of one happening: what speaks against it, and what ties them."""

from __future__ import annotations

from dateline.events.agreement import (
    agree,
    counts,
    figures_agree,
    is_named,
    is_near,
    is_nested,
    key,
    places_agree,
    share,
    times_agree,
    wheres_agree,
)
from dateline.events.cues import COUNTED
from dateline.events.draft import ROLES, Draft
from dateline.events.grouping import RANK
from dateline.events.rewording import VIOLENT, is_other_word, is_repelled, is_titled, takes_up
from dateline.model.report import When

# A man seized is arrested in one sentence and abducted in the next.
SEIZURES = frozenset({"order.arrest", "civilian.abduction"})
# Kinds of violence by their weapon, which a story rarely tells twice of two happenings in a row.
PARTICULAR = frozenset(kind for kind, rank in RANK.items() if rank >= 7 and kind.startswith("remote."))
CALAMITIES = frozenset(
    {"flood", "drought", "earthquake", "tsunami", "storm", "cyclone", "hurricane", "typhoon", "wildfire", "landslide"}
)
# Smaller counts recur in a story by chance; 'displaced 5,000' twice is one displacement.
TELLING = 10
DEADLY = frozenset(
    {"kill", "die", "assassinate", "assassination", "killing", "murder", "behead", "execute", "execution", "perish"}
)


def same(a: Draft, b: Draft) -> bool:
    """Whether nothing speaks against two mentions telling of one happening."""
    if same_death(a, b) or same_seizure(a, b):
        return True
    if a.type == b.type == "other.outbreak":
        return same_outbreak(a, b)
    return (
        (a.type == b.type or is_other_word(a, b) or is_repelled(a, b))
        and (a.status.value in COUNTED) == (b.status.value in COUNTED)
        and (a.status.value == b.status.value or a.status.value in COUNTED)
        and levels_agree(a, b)
        and calamities_agree(a, b)
        and (a.background == b.background or is_undated(b))
        and (places_agree(a.where, b.where) or is_closer(a, b))
        and wheres_agree(a, b)
        and times_agree(a.when, b.when)
        and not is_turned(a, b)
        and agree(a.roles.initiators, b.roles.initiators)
        and agree(a.roles.targets, b.roles.targets)
        and agree(a.roles.victims, b.roles.victims)
        and figures_agree(a, b)
    )


def is_undated(draft: Draft) -> bool:
    """'The attacks in Nairobi', told before with their day: nothing but the story's own date says when."""
    return takes_up(draft) and not draft.background and (draft.when is None or draft.when.basis == "publication date")


def same_outbreak(a: Draft, b: Draft) -> bool:
    """'A girl died of bird flu ... 46 have died of it': one outbreak, unless in two countries."""
    if {a.status.value, b.status.value} - COUNTED:
        return a.status.value == b.status.value
    return a.where is None or b.where is None or a.where.country == b.where.country


def is_closer(a: Draft, b: Draft) -> bool:
    """'Died in an explosion in Syria ... the bomb blast in Manbij': one mention gives the place more closely."""
    wider = any(d.where is not None and d.where.precision == "country" for d in (a, b))
    known = wider and b.pointing and b.type in PARTICULAR and is_near(a, b)
    return (known or is_titled(a, b)) and is_nested(a.where, b.where)


def is_turned(a: Draft, b: Draft) -> bool:
    """'Freed after its occupation by the rebels': who took a place once is who lost it in the other."""
    if a.type != "battle.capture" or b.type != "battle.capture":
        return False
    return any(share(x.roles.initiators, y.roles.targets) for x, y in ((a, b), (b, a)))


def same_death(a: Draft, b: Draft) -> bool:
    """Whether both tell that one named person was killed: that happens once, however wide the place is told."""
    if not (a.type in VIOLENT and b.type in VIOLENT and is_death(a) and is_death(b)):
        return False
    if {a.status.value, b.status.value} - COUNTED:
        return False
    known = {v.name.casefold() for v in a.roles.victims if v.kind == "person" and v.text[:1].isupper()}
    return any(v.kind == "person" and v.name.casefold() in known for v in b.roles.victims)


def same_seizure(a: Draft, b: Draft) -> bool:
    """Whether both tell that one named person was seized, at times that may be one."""
    if not {a.type, b.type} <= SEIZURES or {a.status.value, b.status.value} - COUNTED:
        return False
    if not times_agree(a.when, b.when) and not is_seizure_named(b) and not years_meet(a.when, b.when):
        return False
    return not seized(a).isdisjoint(seized(b)) and agree(a.roles.initiators, b.roles.initiators)


def is_seizure_named(draft: Draft) -> bool:
    """'His arrest led to riots': the seizure as something known, whatever the clause dates."""
    parse, i = draft.found.scene.parse, draft.found.token
    return parse.pos[i] == "NOUN" and any(parse.deps[c] == "poss" for c in parse.children[i])


def years_meet(a: When | None, b: When | None) -> bool:
    """Whether of two times that are one year apart one only gives its year: 'six years ago', 'in 2012'."""
    if a is None or b is None or "year" not in (a.precision, b.precision) or not a.earliest or not b.earliest:
        return False
    return abs(int(a.earliest[:4]) - int(b.earliest[:4])) <= 1


def seized(draft: Draft) -> set[str]:
    """The names of the persons whom a mention of a seizure names."""
    persons = (*draft.roles.victims, *draft.roles.targets)
    return {one.name.casefold() for one in persons if one.kind == "person" and one.text[:1].isupper()}


def is_death(draft: Draft) -> bool:
    """Whether one of a mention's triggers says that someone died."""
    lemmas = {f.scene.parse.lemmas[f.token] for f in (draft.found, *draft.extra)}
    return bool(lemmas & DEADLY)


def calamities_agree(a: Draft, b: Draft) -> bool:
    """A flood and a drought are two, whatever else they share."""
    one, other = (
        {f.scene.parse.lemmas[f.token].removesuffix("ing") for f in (d.found, *d.extra)} & CALAMITIES for d in (a, b)
    )
    return not one or not other or bool(one & other)


def levels_agree(a: Draft, b: Draft) -> bool:
    """Two incidents, two campaigns, or two mentions of which one is a total that give the same count."""
    if a.level != b.level:
        if a.type == b.type and counts(a) & counts(b):
            return True
        return "aggregate" not in (a.level, b.level) and "battle.offensive" in (a.type, b.type)
    return a.level != "aggregate" or bool(counts(a) & counts(b))


def tied(a: Draft, b: Draft) -> bool:
    """Whether something says that they are one: a shared participant, or a place that both name themselves."""
    if same_seizure(a, b) or any(share(a.roles.of(role), b.roles.of(role)) for role in ROLES):
        return True
    if any(number is not None and number >= TELLING for _, number in counts(a) & counts(b)) and a.type == b.type:
        return True
    if a.level == b.level == "aggregate" or is_titled(a, b) or goes_on(a, b) or is_repelled(a, b):
        return True
    if a.type == b.type == "other.outbreak":
        return True
    if a.type == b.type == "other.disaster" and not (b.where is not None and is_named(b.where)):
        return True
    return (
        a.where is not None
        and b.where is not None
        and key(a.where) == key(b.where)
        and is_named(a.where)
        and is_named(b.where)
    )


def goes_on(a: Draft, b: Draft) -> bool:
    """'Shells struck the town. Four hit a school': the next sentence, on one kind of violence, without a place."""
    here, there = a.found, b.found
    if a.type != b.type or a.type not in PARTICULAR | {"order.riot"} or here.scene is not there.scene:
        return False
    numbers = here.scene.parse.sentences
    own = b.where is not None and b.where.basis.startswith(("slot", "clause"))
    return numbers[there.token] - numbers[here.token] == 1 and not own
