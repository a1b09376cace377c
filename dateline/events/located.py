"""Whether the name of a place says where something is: 'in Orsa', and not 'imports from Veyra', 'a man from Orsa'."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.scene import Scene

COUNTRY = "country"
NARROW = frozenset({"point", "settlement", "part_of_settlement", "near", "admin3", "admin2", "region", "admin1"})
# Prepositions that say where, whatever they hang on.
WHERE = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "outside",
        "inside",
        "through",
        "throughout",
        "across",
        "over",
        "within",
        "along",
        "between",
        "beside",
        "behind",
        "above",
        "below",
        "off",
        "past",
    ]
)
# Prepositions that say where a movement leads, and to a country also whom something is meant for.
WHITHER = frozenset({"to", "into", "onto", "toward", "towards", "on", "upon", "against", "by"})
# Dependencies of a word that stands for the name before it: 'Orsa, Veyra', 'Orsa and Keld'.
BESIDE = frozenset({"conj", "appos"})
INSIDE = frozenset({"compound", "nmod", "amod"})
CLIMB = 6  # names, appositions and compounds above a name; deeper ones occur only in parse errors


def is_located(scene: Scene, token: int) -> bool:
    """Whether the place at a token is told as a location."""
    parse = scene.parse
    narrow = scene.places[token].precision != COUNTRY
    for _ in range(CLIMB):
        if parse.deps[token] not in BESIDE and not (
            parse.deps[token] in INSIDE and names_where(scene, parse.heads[token])
        ):
            break
        token = parse.heads[token]
    head, dep = parse.heads[token], parse.deps[token]
    if dep == "pobj":
        return is_under(scene, head, narrow)
    if dep == "nsubjpass":  # 'Only Veyra and Talmeru are known to have taken them back': they act
        return narrow or syntax.child(parse, head, "xcomp") is None
    if dep in ("dobj", "npadvmod", "ROOT", "attr"):
        return parse.forms[head].lower() != "based"
    return dep in ("nsubj", "dep", "poss") and narrow


def names_where(scene: Scene, noun: int) -> bool:
    """Whether a noun with a place's name before it is somewhere: 'Orsa province', not 'the Orsa attack'."""
    parse = scene.parse
    return parse.lemmas[noun] not in scene.table.nouns and "people" not in scene.classes(noun)


def is_under(scene: Scene, prep: int, narrow: bool) -> bool:
    """Whether a preposition puts its object somewhere, by itself or by what it hangs on."""
    parse = scene.parse
    name, over = parse.lemmas[prep], parse.heads[prep]
    if name in WHERE or parse.deps[over] == "prep":  # 'from inside Orsa', 'out of Orsa'
        return True
    verbal = parse.pos[over] in syntax.VERBAL
    if parse.deps[prep] == "agent" or (name == "by" and parse.tags[over] == "VBN"):  # 'waters claimed by Orsa'
        return False
    if name == "of":
        return holds(scene, over)
    if name == "from":
        return verbal or over_is_event(scene, over)
    return name in WHITHER and (narrow or verbal or over_is_event(scene, over))


def holds(scene: Scene, over: int) -> bool:
    """Whether 'of' with this noun names a part, the people or the fate of a place: 'the east of', 'residents of'."""
    found = scene.classes(over)
    partly = bool(found & {"place", "partitive", "people", "structure", "displaced"})
    return partly or scene.parse.lemmas[over] in syntax.COMPASS or over_is_event(scene, over)


def over_is_event(scene: Scene, noun: int) -> bool:
    """Whether a noun names a happening."""
    return scene.parse.pos[noun] == "NOUN" and scene.parse.lemmas[noun] in scene.table.nouns
