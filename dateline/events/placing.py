"""Where a happening took place: from its own words, its clause, its sentence, its paragraph, the story's main place."""

from __future__ import annotations

import msgspec

from dateline.events import asides, syntax
from dateline.events.grounds import land_of, lands, there
from dateline.events.located import NARROW, is_located
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.mention import Place
from dateline.model.parse import Parse

STORY_PLACE = "story place"
# Acts of speech and of office happen where they are said to, not where the story is: of 11 political acts in
# gold/stories that were given the story's place, 7 have none there and 2 another.
UNPLACED = frozenset(
    [
        "political.accusation",
        "political.appeal",
        "political.declaration",
        "political.investigation",
        "political.measure",
        "political.rejection",
        "political.statement",
        "political.threat",
    ]
)
# Where men and arms are sent is part of the sending: where it is not told, the story's place is a guess.
SENDING = frozenset({"send", "dispatch", "contribute", "commit", "provide", "supply"})
# What happens where it leads, and what where it begins: 'advanced from Keld to Orsa', 'withdrew from Keld to Orsa'.
COMING = frozenset({"battle.advance", "battle.capture", "battle.deployment", "humanitarian.return"})
LEAVING = frozenset({"battle.withdraw", "humanitarian.displacement", "humanitarian.evacuation"})
# Fighting among a people, so that its adjective says where: 'the Veyran war' may be fought anywhere.
AMONG = frozenset({"conflict", "insurgency", "rebellion", "revolt", "revolution", "uprising"})
# 'The Orsa road' is named after where it leads.
ROADS = frozenset({"road", "highway", "motorway", "route", "railway", "motorroad", "expressway"})


def locate(found: Found, where: tuple[int, ...], main: Place | None) -> Place | None:
    """The place of what `found` tells, its `basis` saying how it was found; None where nothing says it."""
    scene = found.scene
    for token in by_motion(found, where):
        place = in_phrase(scene, token)
        if place is not None:
            return based(place, "slot of the trigger")
    place = of_nation(scene, found.token)
    if place is not None:
        return based(place, "slot of the trigger")
    place = in_relative(scene, found.verb) or in_clause(scene, found)
    if place is not None:
        return based(place, "clause")
    place = there(found)
    if place is not None:
        return based(place, "paragraph, taken up")
    # 'The road', 'its eastern side': a place, but not one that another clause of the sentence names.
    place = None if main is not None and names_place(scene, where) else in_sentence(scene, found.token, found)
    if place is not None:
        return based(place, "sentence")
    unplaced = found.trigger.type in UNPLACED
    place = None if unplaced else before_in_paragraph(scene, found)
    if place is not None:
        return based(place, "paragraph")
    sent = found.trigger.type == "battle.deployment" and scene.parse.lemmas[found.token] in SENDING
    if main is None or sent or unplaced:
        return None
    homes = [scene.parse.tags[t] for t in where if "home" in scene.classes(t) and t not in scene.places]
    # 'Many towns' are not the one town that the story is about; 'the city and the villages round it' are.
    return None if homes and "NN" not in homes else based(main, STORY_PLACE)


def by_motion(found: Found, where: tuple[int, ...]) -> list[int]:
    """The tokens that say where; where it begins first for who leaves, and not at all for who comes."""
    parse, kind = found.scene.parse, found.trigger.type
    starts = {t for t in where if parse.lemmas[parse.heads[t]] in ("from", "of")}
    if kind in COMING:
        return [t for t in where if parse.lemmas[parse.heads[t]] != "from"]
    return sorted(where, key=lambda t: t not in starts) if kind in LEAVING else list(where)


def based(place: Place, how: str) -> Place:
    """The place with how it was tied to the happening before how it was resolved."""
    return msgspec.structs.replace(place, basis=f"{how}; {place.basis}")


def is_location(scene: Scene, token: int) -> bool:
    """Whether a place mention stands at the token where something can have happened."""
    place, parse = scene.places.get(token), scene.parse
    if place is None or place.use != "location" or parse.deps[token] == "poss":
        return False
    named = scene.actors.get(token)
    if named is not None and named.kind in ("weapon", "vehicle"):  # 'Black Hawk helicopters'
        return False
    return not (parse.deps[token] in ("compound", "nmod", "amod") and parse.lemmas[parse.heads[token]] in ROADS)


def of_nation(scene: Scene, noun: int) -> Place | None:
    """'The seven-year Veyran conflict': the country whose people a conflict is among."""
    parse = scene.parse
    words = [c for c in parse.children[noun] if parse.deps[c] in ("amod", "compound")]
    inner = parse.lemmas[noun] in AMONG or (
        parse.lemmas[noun] == "war" and any(parse.lemmas[c] == "civil" for c in words)
    )
    nations = [scene.places[c] for c in words if c in scene.places and scene.places[c].use == "demonym"]
    return next((msgspec.structs.replace(p, use="location") for p in nations if inner and p.country is not None), None)


def in_phrase(scene: Scene, token: int) -> Place | None:
    """The place in the noun phrase at a token: itself, or the first narrow one below it ('the east of Orsa')."""
    if is_location(scene, token):
        return scene.places[token]
    land = land_of(scene, token)
    if land is not None:
        return land
    parse = scene.parse
    inside = [
        t
        for t in parse.subtree(token)
        if t in scene.places
        and scene.places[t].use == "location"
        and syntax.clause_head(parse, t) == syntax.clause_head(parse, token)
    ]
    return best(scene, inside, token)


def best(scene: Scene, tokens: list[int], near: int) -> Place | None:
    """The narrowest and then nearest of the places at tokens."""
    tokens = [t for t in tokens if not is_reference(scene.parse, t)] or tokens
    tokens = [t for t in tokens if not is_container(scene, t)] or tokens
    if not tokens:
        return None
    return scene.places[min(tokens, key=lambda t: (scene.places[t].precision not in NARROW, abs(t - near), t))]


def is_reference(parse: Parse, token: int) -> bool:
    """Whether a place only says where another one lies: 'Keld, south of Orsa'."""
    of = parse.heads[token]
    return parse.lemmas[of] == "of" and parse.lemmas[parse.heads[of]] in syntax.COMPASS


def is_container(scene: Scene, token: int) -> bool:
    """Whether a place only says in what the one before it lies: 'Keld (Orsa Province)', 'Keld, Veyra'."""
    inside = scene.parse.tokens_in(scene.places[token].span)
    mark = (inside[0] if inside else token) - 1
    return mark > 0 and scene.parse.forms[mark] in ("(", ",") and mark - 1 in scene.places


def in_relative(scene: Scene, verb: int) -> Place | None:
    """The place that 'where' stands for: 'the barracks in Orsa, where they shot and buried ...'."""
    parse = scene.parse
    verb = syntax.first_conjunct(parse, verb, syntax.VERBAL)
    if parse.deps[verb] != "relcl" or not any(parse.lemmas[c] == "where" for c in parse.children[verb]):
        return None
    noun = parse.heads[verb]
    if is_reference(parse, noun):  # 'the camp south of Orsa, where they were held': in the camp
        side = parse.heads[parse.heads[noun]]
        noun = max((t for t in scene.places if t < side and parse.sentences[t] == parse.sentences[side]), default=noun)
    return in_phrase(scene, noun)


def in_clause(scene: Scene, found: Found) -> Place | None:
    """The nearest place of the trigger's clause that stands after a locative preposition."""
    parse = scene.parse
    clause = syntax.clause_head(parse, found.verb)
    tokens = [
        t
        for t in scene.places
        if is_location(scene, t)
        and syntax.clause_head(parse, t) == clause
        and parse.sentences[t] == parse.sentences[clause]
        and not is_origin(found, t)
        and not asides.is_before_phrase(parse, found.token, t)
    ]
    if found.trigger.type in COMING:
        tokens = [t for t in tokens if parse.lemmas[parse.heads[t]] != "from"] or tokens
    located = [t for t in tokens if is_located(scene, t)]
    place = best(scene, [t for t in located if not is_holder(scene, t)] or located, found.token)
    land = next((land for t, land in lands(scene) if syntax.clause_head(parse, t) == clause), None)
    return place or land or best(scene, [t for t in tokens if not is_holder(scene, t)], found.token)


def is_holder(scene: Scene, token: int) -> bool:
    """Whether a place's name says whose men they are, or where a body sits: 'forces of Veyra', 'the Orsa-based'."""
    parse = scene.parse
    first = syntax.first_conjunct(parse, token, syntax.NOUNS)
    over = parse.heads[first]
    if parse.forms[over].lower() == "based":
        return True
    whose = parse.heads[over]
    holders = {"armed", "state", "organisation", "leader"}
    return parse.lemmas[over] == "of" and (bool(scene.classes(whose) & holders) or is_someone(scene, whose))


def is_origin(found: Found, token: int) -> bool:
    """Whether a place is where shells or aircraft came from: 'fired from its positions at Orsa'."""
    parse = found.scene.parse
    up = [token, *parse.ancestors(token)]
    return found.trigger.type.startswith("remote.") and any(
        parse.lemmas[at] == "from" and parse.deps[at] == "prep" and found.verb in up[n:] for n, at in enumerate(up)
    )


def in_sentence(scene: Scene, token: int, found: Found | None = None) -> Place | None:
    """The nearest located place of the sentence of a token, but for where what is `found` came from."""
    parse = scene.parse
    number = parse.sentences[token]
    tokens = [
        t
        for t in scene.places
        if parse.sentences[t] == number
        and is_location(scene, t)
        and not is_of_speech(scene, t)
        and not is_holder(scene, t)
        and not (found is not None and is_told_beside(parse, found.verb, t))
        and not (found is not None and is_origin(found, t))
    ]
    return best(scene, [t for t in tokens if is_located(scene, t)], token)


def is_of_speech(scene: Scene, token: int) -> bool:
    """Whether the place says where or for what someone spoke: 'told reporters in Orsa', 'the head of Orsa prison said'.

    'Residents of Orsa said': what happened to them, they tell of their own town.
    """
    parse = scene.parse
    prep = parse.heads[token]
    who = parse.heads[prep]
    several = parse.deps[who] == "nsubj" and parse.tags[who] == "NNS" and "people" in scene.classes(who)
    if parse.lemmas[prep] in ("of", "in") and several:
        return False
    return parse.lemmas[syntax.clause_head(parse, token)] in scene.table.cues["speech"]


def is_told_beside(parse: Parse, verb: int, token: int) -> bool:
    """'Fighting for the hills, they said that he hides in Orsa': what someone says is apart from what he does."""
    up = [verb, *parse.ancestors(verb)]
    inside = [at for at in (token, *parse.ancestors(token)) if parse.deps[at] == "ccomp"]
    return any(at not in up and parse.heads[at] in up[1:] for at in inside)


def is_someone(scene: Scene, noun: int) -> bool:
    """Whether a noun names one person, of whom a place is the home: 'Private Reed, of Orsa, died in Keld'."""
    named = scene.actors.get(noun)
    one = named is not None and named.kind == "person"
    return one and scene.parse.pos[noun] == "PROPN"


def names_place(scene: Scene, where: tuple[int, ...]) -> bool:
    """Whether the trigger's own place slot holds a common noun for a place: 'the road', 'its eastern side'."""
    # 'Their homes' are anywhere: what the sentence names is where they stand.
    many = {t for t in where if scene.parse.tags[t] == "NNS" and "home" in scene.classes(t)}
    return any("place" in scene.classes(t) and t not in scene.places and t not in many for t in where)


def before_in_paragraph(scene: Scene, found: Found) -> Place | None:
    """The last narrow place named in the sentence before, in the same paragraph."""
    parse = scene.parse
    number = parse.sentences[found.token] - 1
    tokens = [
        t
        for t in scene.places
        if parse.sentences[t] == number and is_location(scene, t) and scene.places[t].precision in NARROW
    ]
    tokens = [t for t in tokens if is_located(scene, t)]
    return best(scene, tokens, found.token)
