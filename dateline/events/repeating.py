"""Mentions that say nothing new: nouns that point back to what was told, remarks, descriptions and frames."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.generic import is_any
from dateline.events.grouping import TOLL
from dateline.events.levels import CAMPAIGN, of_noun
from dateline.events.sameness import PARTICULAR
from dateline.events.triggers import Found
from dateline.model.mention import Time
from dateline.model.parse import Parse

POINTERS = frozenset({"this", "that", "these", "those", "such", "each", "every"})
ARTICLES = frozenset({"a", "an", "another"})
PERIODS = frozenset({"day", "night", "week", "month", "hour", "year"})
RANKS = frozenset({"first", "second", "third", "fourth", "fifth", "latest", "last", "most"})
FRAMES = frozenset({"in", "amid", "during", "throughout"})
SETTLED = frozenset({"point", "settlement", "part_of_settlement", "near"})
# What a participle says of those whom it describes: 'companies supporting the militia'.
DESCRIBING = frozenset({"battle.clash", "political.cooperation"})
COURSES = frozenset({"course", "framework", "context"})
TELLING = frozenset({"armed", "people", "structure", "state", "place", "person", "displaced", "name"})


def is_remark(parse: Parse, i: int) -> bool:
    """'It was the first strike there since May', 'the largest march for years': a rank among its like, no news."""
    if parse.deps[i] not in ("attr", "appos") or not syntax.is_definite(parse, i):
        return False
    ranks = [c for c in parse.children[i] if parse.deps[c] in ("amod", "nummod")]
    return any(parse.tags[c] == "JJS" or parse.lemmas[c] in RANKS for c in ranks)


def is_bare(lead: Found) -> bool:
    """A noun that only points back: 'the attack', 'these strikes', with nothing new about it."""
    scene, parse, i = lead.scene, lead.scene.parse, lead.token
    if is_description(lead) or is_framing(lead) or is_remark(parse, i) or is_way(lead) or is_any(lead):
        return True
    if is_mourned(lead):
        return True
    if parse.pos[i] not in ("NOUN", "PROPN") or lead.first != i or lead.light is not None or parse.role == "headline":
        return False
    if any(
        parse.lemmas[c] in POINTERS and parse.deps[c] in ("det", "poss", "predet", "amod") for c in parse.children[i]
    ):
        return not any(parse.deps[c] == "relcl" for c in parse.children[i])
    told = [t for slot, tokens in lead.slots.items() if slot not in ("amod", "nummod") for t in tokens]
    if any(t in scene.actors or t in scene.places or scene.classes(t) & TELLING for t in told):
        return False
    if "to" in lead.slots and "fighting" in scene.classes(i):
        return False
    if parse.deps[of_time(parse, i)] in ("nsubj", "nsubjpass") and not syntax.is_definite(parse, i):
        return False
    inside = parse.subtree(i)
    if any(t in inside for t, _ in scene.times) or is_described(lead):
        return False
    subject = syntax.child(parse, parse.heads[i], "nsubj")
    if parse.deps[i] == "attr" and subject is not None and parse.pos[subject] == "PRON":
        return True  # 'It was a cowardly attack' judges what was told
    return parse.lemmas[parse.heads[i]] not in scene.table.cues["happen"] and not is_caused(lead)


def is_caused(lead: Found) -> bool:
    """'Sparked protests', 'led to riots', 'was followed by fighting': what something brought about is news."""
    parse, causing = lead.scene.parse, lead.scene.table.cues["causing"]
    i = syntax.first_conjunct(parse, lead.token, syntax.NOUNS)
    over = parse.heads[i]
    if parse.deps[i] == "pobj":
        return f"{parse.lemmas[parse.heads[over]]}-{parse.lemmas[over]}" in causing
    return parse.deps[i] in ("dobj", "nsubjpass") and parse.lemmas[over] in causing


def is_described(lead: Found) -> bool:
    """'Nine raids', 'an air strike', 'died in a clash', 'attacks claimed by': a number, a first mention, a doer."""
    parse, i = lead.scene.parse, lead.token
    first = lead.trigger.type in PARTICULAR or parse.lemmas[parse.heads[parse.heads[i]]] in TOLL
    return any(
        parse.deps[c] == "nummod"
        or (first and parse.lemmas[c] in ARTICLES)
        or (parse.deps[c] == "acl" and parse.tags[c] == "VBN")
        for c in parse.children[i]
    )


def of_time(parse: Parse, i: int) -> int:
    """The noun that counts a happening: 'days' in 'three days of shelling', else the happening itself."""
    i = syntax.first_conjunct(parse, i, frozenset({"NOUN"}))
    of = parse.heads[i]
    counts = parse.deps[i] == "pobj" and parse.lemmas[of] == "of" and parse.lemmas[parse.heads[of]] in PERIODS
    return parse.heads[of] if counts else i


def is_framing(lead: Found) -> bool:
    """'In the campaign to defeat ...', 'in recent operations against ...': what the news belongs to, not the news."""
    scene, parse, i = lead.scene, lead.scene.parse, lead.token
    prep = parse.heads[i]
    if parse.lemmas[prep] == "of" and parse.lemmas[parse.heads[prep]] in COURSES:  # 'in the course of operations'
        prep = parse.heads[parse.heads[prep]]
    framed = parse.deps[i] == "pobj" and parse.lemmas[prep] in FRAMES and lead.light is None
    if not framed or of_noun(scene, lead) != CAMPAIGN or parse.lemmas[parse.heads[prep]] in scene.table.cues["happen"]:
        return False
    inside = parse.subtree(i)
    dated = any(t in inside and time.kind == "date" and not is_vague(time) for t, time in scene.times)
    placed = any(t in inside and place.use == "location" for t, place in scene.places.items())
    return not dated and not placed


def is_mourned(lead: Found) -> bool:
    """'My thoughts are with those who were killed': the dead of what was told before, none numbered or named."""
    parse, verb = lead.scene.parse, lead.verb
    dead = parse.lemmas[lead.token] in TOLL and parse.deps[verb] == "relcl"
    return dead and parse.lemmas[parse.heads[verb]] in ("those", "everyone", "all")


def is_vague(time: Time) -> bool:
    """Whether a time names no day, month or year: 'recent'."""
    return time.timex3 is None or time.timex3.endswith("_REF")


def is_way(lead: Found) -> bool:
    """'The road by which flour reached them', 'drivers who were bringing flour': aid that says which road or man."""
    parse = lead.scene.parse
    if lead.trigger.type != "humanitarian.aid" or parse.deps[lead.verb] != "relcl":
        return False
    under = [c for c in parse.subtree(lead.verb) if parse.tags[c] == "WDT" and parse.deps[c] == "pobj"]
    going = parse.tags[lead.verb] == "VBG" and any(parse.tags[c] == "VBD" for c in parse.children[lead.verb])
    return bool(under) or going


def is_consent(lead: Found) -> bool:
    """'The command has agreed to meet him': one party's word for what it will do, no agreement between parties."""
    parse, verb = lead.scene.parse, lead.verb
    if lead.trigger.type != "political.agreement" or parse.lemmas[verb] != "agree":
        return False
    promised = syntax.child(parse, verb, "xcomp")
    parties = lead.slots.get("subj", ())
    alone = len(parties) == 1 and parse.tags[parties[0]] in ("NN", "NNP") and "with" not in lead.slots
    return promised is not None and syntax.is_infinitive(parse, promised) and alone


def is_description(lead: Found) -> bool:
    """'The coalition fighting the rebels': a participle that says which force is meant, with no day or town."""
    scene, parse, i = lead.scene, lead.scene.parse, lead.token
    if lead.trigger.type not in DESCRIBING or parse.deps[i] != "acl" or parse.tags[i] != "VBG":
        return False
    inside = parse.subtree(i)
    narrow = any(t in inside and place.precision in SETTLED for t, place in scene.places.items())
    return not narrow and not any(t in inside for t, _ in scene.times)
