"""Whether two mentions in a story tell of one happening: what speaks against it, and what ties them."""

from __future__ import annotations

from dateline.events.asides import is_earlier
from dateline.events.cues import COUNTED
from dateline.events.draft import ROLES, Draft
from dateline.events.grouping import RANK
from dateline.model.mention import Actor, Figure, Place
from dateline.model.report import When
from dateline.values.geometry import holds

REACH, PARAGRAPHS = 3, 2  # sentences back within a paragraph, else paragraphs back
# Types that a definite noun may take up under another one: 'a mortar round ... the attack'.
VIOLENT = frozenset(RANK) - {"battle.offensive", "battle.capture", "battle.advance", "other.disaster", "other.accident"}
# A man seized is arrested in one sentence and abducted in the next.
SEIZURES = frozenset({"order.arrest", "civilian.abduction"})

# Kinds of violence by their weapon, which a story rarely tells twice of two happenings in a row.
PARTICULAR = frozenset(kind for kind, rank in RANK.items() if rank >= 7 and kind.startswith("remote."))

# Types that say less than another about the same violence: 'fired on the town' is any shelling of it.
GENERAL = frozenset({"battle.clash", "civilian.attack", "destruction.demolition"})
REPELLED = frozenset({"drive back", "push back", "repel", "beat back", "repulse", "force back", "throw back"})
CALAMITIES = frozenset(
    {"flood", "drought", "earthquake", "tsunami", "storm", "cyclone", "hurricane", "typhoon", "wildfire", "landslide"}
)
DEADLY = frozenset(
    {"kill", "die", "assassinate", "assassination", "killing", "murder", "behead", "execute", "execution", "perish"}
)

# Common nouns that take up a place named elsewhere: 'Orsa fell ... they hold the town'.
TAKEN_UP = frozenset(
    {"city", "town", "village", "area", "region", "district", "place", "settlement", "capital", "territory"}
    | {"outskirts", "outskirt", "edge", "way", "home"}
)
COMPASS = frozenset({"north", "south", "east", "west"})


def tied_to(group: list[Draft], draft: Draft) -> bool:
    """Whether a mention is tied to a group: it points back, or shares something with one of its mentions."""
    return draft.pointing or any(tied(known, draft) for known in group)


def same(a: Draft, b: Draft) -> bool:
    """Whether nothing speaks against two mentions telling of one happening."""
    if same_death(a, b) or same_seizure(a, b):
        return True
    return (
        (a.type == b.type or is_other_word(a, b) or is_repelled(a, b))
        and (a.status.value in COUNTED) == (b.status.value in COUNTED)
        and (a.status.value == b.status.value or a.status.value in COUNTED)
        and levels_agree(a, b)
        and calamities_agree(a, b)
        and a.background == b.background
        and (places_agree(a.where, b.where) or (is_titled(a, b) and is_nested(a.where, b.where)))
        and wheres_agree(a, b)
        and times_agree(a.when, b.when)
        and agree(a.roles.initiators, b.roles.initiators)
        and agree(a.roles.targets, b.roles.targets)
        and agree(a.roles.victims, b.roles.victims)
        and figures_agree(a, b)
    )


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
    if (
        not {a.type, b.type} <= SEIZURES
        or {a.status.value, b.status.value} - COUNTED
        or not times_agree(a.when, b.when)
    ):
        return False
    return not seized(a).isdisjoint(seized(b)) and agree(a.roles.initiators, b.roles.initiators)


def seized(draft: Draft) -> set[str]:
    """The names of the persons whom a mention of a seizure names."""
    persons = (*draft.roles.victims, *draft.roles.targets)
    return {one.name.casefold() for one in persons if one.kind == "person" and one.text[:1].isupper()}


def is_death(draft: Draft) -> bool:
    """Whether one of a mention's triggers says that someone died."""
    lemmas = {f.scene.parse.lemmas[f.token] for f in (draft.found, *draft.extra)}
    return bool(lemmas & DEADLY)


def is_other_word(a: Draft, b: Draft) -> bool:
    """'The attack' for a shelling told before; 'the town comes under fire' over a story of it."""
    if a.type not in VIOLENT or b.type not in VIOLENT:
        return False
    # 'The attack' takes up a shelling from anywhere; 'the air strikes' take up a fight only from nearby.
    return (takes_up(b) and (b.type in GENERAL or is_near(a, b))) or (
        is_titled(a, b) and bool({a.type, b.type} & GENERAL)
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


def calamities_agree(a: Draft, b: Draft) -> bool:
    """A flood and a drought are two, whatever else they share."""
    one, other = (
        {f.scene.parse.lemmas[f.token].removesuffix("ing") for f in (d.found, *d.extra)} & CALAMITIES for d in (a, b)
    )
    return not one or not other or bool(one & other)


def levels_agree(a: Draft, b: Draft) -> bool:
    """Two incidents, two campaigns, or two totals that give the same count."""
    if a.level != b.level:
        return "aggregate" not in (a.level, b.level) and a.type == b.type == "battle.offensive"
    return a.level != "aggregate" or bool(counts(a) & counts(b))


def counts(draft: Draft) -> set[tuple[str | None, float | None]]:
    """What a mention counts people for, and how many."""
    return {(f.outcome, amount(f)) for f in draft.figures if f.counted == "persons" and amount(f) is not None}


def takes_up(draft: Draft) -> bool:
    """Whether a mention points back with a noun that fits any violence: 'the attack', 'the explosion'."""
    return draft.pointing and any("takeup" in f.scene.classes(f.token) for f in (draft.found, *draft.extra))


def tied(a: Draft, b: Draft) -> bool:
    """Whether something says that they are one: a shared participant, or a place that both name themselves."""
    if same_seizure(a, b) or any(share(a.roles.of(role), b.roles.of(role)) for role in ROLES):
        return True
    if a.level == b.level == "aggregate" or is_titled(a, b) or goes_on(a, b) or is_repelled(a, b):
        return True
    return (
        a.where is not None
        and b.where is not None
        and key(a.where) == key(b.where)
        and is_named(a.where)
        and is_named(b.where)
    )


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


def goes_on(a: Draft, b: Draft) -> bool:
    """'Shells struck the town. Four hit a school': the next sentence, on one kind of violence, without a place."""
    here, there = a.found, b.found
    if a.type != b.type or a.type not in PARTICULAR | {"order.riot"} or here.scene is not there.scene:
        return False
    numbers = here.scene.parse.sentences
    own = b.where is not None and b.where.basis.startswith(("slot", "clause"))
    return numbers[there.token] - numbers[here.token] == 1 and not own


def is_near(known: Draft, draft: Draft) -> bool:
    """Whether a mention stands near before another: a few sentences, or a paragraph or two."""
    here, there = draft.found, known.found
    if there.scene.parse.role != here.scene.parse.role or known.evidence.start > draft.evidence.start:
        return False
    if there.scene is here.scene:
        numbers = here.scene.parse.sentences
        return numbers[here.token] - numbers[there.token] <= REACH
    return here.scene.number - there.scene.number <= PARAGRAPHS


def key(place: Place) -> str:
    """What tells places apart."""
    return place.gazetteer_id or place.name or place.text


def places_agree(a: Place | None, b: Place | None) -> bool:
    """Same place, or one inherited from the story."""
    if a is None or b is None or key(a) == key(b):
        return True
    return not is_named(a) or not is_named(b)


def is_nested(a: Place | None, b: Place | None) -> bool:
    """Whether one place lies in the other: a quarter in its town, a town in its country."""
    if a is None or b is None:
        return True
    whole = a.country == b.country and "country" in (a.precision, b.precision)
    return whole or holds(a, b) or holds(b, a)


def wheres_agree(a: Draft, b: Draft) -> bool:
    """Where a slot says the place in common nouns, 'the airport' and 'a bridge' are two; so are east and west."""
    here, there = bearings(a), bearings(b)
    if here and there and not here & there:
        return False
    first, second = where_words(a), where_words(b)
    if (first and in_slot(b) and not first & TAKEN_UP) or (second and in_slot(a) and not second & TAKEN_UP):
        return False
    return not first or not second or bool(first & second)


def in_slot(draft: Draft) -> bool:
    """Whether the trigger's own slot names the place."""
    return draft.where is not None and draft.where.basis.startswith("slot")


def bearings(draft: Draft) -> set[str]:
    """The points of the compass that say where: 'its eastern side', 'West Mosul'."""
    parse = draft.found.scene.parse
    words = {parse.forms[t].lower() for token in draft.roles.where for t in (*parse.children[token], token)}
    if draft.where is not None and in_slot(draft):
        words |= set((draft.where.name or draft.where.text).lower().split())
    return {word.removesuffix("ern") for word in words} & COMPASS


def where_words(draft: Draft) -> set[str]:
    """The lemmas in the place slots of a mention, unless they name a place or only point at one."""
    scene = draft.found.scene
    if in_slot(draft):
        return set()
    return {scene.parse.lemmas[t] for t in draft.roles.where if scene.parse.pos[t] == "NOUN"}


def is_named(place: Place) -> bool:
    """Whether the mention's own words name the place."""
    return not place.basis.startswith(("story place", "paragraph"))


def times_agree(a: When | None, b: When | None) -> bool:
    """The two intervals overlap, or one is unknown or only the story's date."""
    if a is None or b is None or None in (a.earliest, a.latest, b.earliest, b.latest):
        return True
    if any(when.basis.startswith("publication date") for when in (a, b)):
        return True
    return str(a.earliest)[:10] <= str(b.latest)[:10] and str(b.earliest)[:10] <= str(a.latest)[:10]


def names(actors: tuple[Actor, ...]) -> set[str]:
    """What tells actors apart: table ids, else names."""
    return {a.actor_id or a.name.casefold() for a in actors}


def agree(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """One of the roles is empty, or they share someone, or one names nobody in particular ('gunmen')."""
    return not a or not b or share(a, b) or not (named(a) and named(b))


def named(actors: tuple[Actor, ...]) -> bool:
    """Whether the role names someone in particular: a known actor, or a person by name."""
    return any(a.actor_id is not None or a.kind in ("person", "government", "organisation") for a in actors)


def share(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> bool:
    """Whether the two have a participant in common."""
    return bool(names(a) & names(b))


def figures_agree(a: Draft, b: Draft) -> bool:
    """Different counts of the same outcome are two happenings."""
    numbers = {(f.outcome, f.counted): amount(f) for f in a.figures}
    return all(numbers.get((f.outcome, f.counted), amount(f)) == amount(f) for f in b.figures)


def amount(figure: Figure) -> float | None:
    """The number that a count gives: its best, else its floor, else its ceiling."""
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), None)
