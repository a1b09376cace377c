"""One happening, a total of several, or a campaign: the level of a report."""

from __future__ import annotations

from itertools import pairwise

from dateline.events import syntax
from dateline.events.bounds import UNDER_WAY
from dateline.events.lasting import is_perfect
from dateline.events.scene import Scene
from dateline.events.triggers import Found
from dateline.model.mention import Figure
from dateline.model.parse import Parse
from dateline.model.report import When

PLURAL = frozenset({"NNS", "NNPS"})
INCIDENT, AGGREGATE, CAMPAIGN = "incident", "aggregate", "campaign"
CAMPAIGNS = frozenset({"battle.offensive", "battle.clash", "remote.air_strike"})
# What many people do or suffer bit by bit, so that a count over several days is a total.
FLOWS = frozenset(
    {"humanitarian.displacement", "humanitarian.return", "humanitarian.evacuation", "order.arrest", "order.release"}
)
TOLLS = frozenset({"civilian.attack", "battle.clash", "other.disaster", "other.outbreak"})
# A state of many people, counted at a moment.
STOCKS = frozenset({"humanitarian.trapped"})
# 'The offensive began on Monday' dates its first day, the happening that 'launched an offensive' tells.
BEGINNING = frozenset({"begin", "start", "launch", "open", "commence"})
# Verbs of a war or an assault as a whole, whoever fought in it: 'led the assault on', 'has fought a long insurgency'.
WAGING = frozenset({"wage", "fight", "lead", "spearhead", "pursue", "press", "continue", "conduct", "prosecute"})
# Verbs that say what part someone had in the whole.
LEADING = frozenset({"lead", "spearhead", "head", "command", "oversee", "back", "support"})
SUMMED = frozenset({"total", "altogether", "overall", "tally", "cumulative"})
SPANNING = frozenset({"in", "over", "during", "within", "throughout"})
TO_DATE = (("so", "far"), ("to", "date"), ("in", "all"), ("until", "now"), ("up", "now"))
LONGER = frozenset({"days", "week", "month", "season", "quarter", "year", "decade", "range"})


def level(scene: Scene, lead: Found, figures: tuple[Figure, ...], when: When | None) -> str:
    """The level of what a trigger and the figures and time of its clause tell."""
    if scene.parse.pos[lead.token] in ("NOUN", "PROPN"):
        found = of_noun(scene, lead)
        return AGGREGATE if found == CAMPAIGN and are_several(scene, lead) else found
    if is_waged(scene, lead) or is_kept_up(scene, lead, when):
        return CAMPAIGN
    if not any(figure.counted == "persons" for figure in figures):
        return INCIDENT
    kind = lead.trigger.type
    if kind in STOCKS or (kind in FLOWS | TOLLS and is_summed(scene, lead)):
        return AGGREGATE
    return AGGREGATE if kind in FLOWS and is_long(when) else INCIDENT


def of_noun(scene: Scene, lead: Found) -> str:
    """A counted plural of happenings is a total; a war or an operation a campaign; else one incident."""
    parse, i = scene.parse, lead.token
    if "campaign" in scene.table.classes.get(parse.lemmas[i], frozenset()) and lead.trigger.type in CAMPAIGNS:
        begun = parse.deps[i] in ("nsubj", "nsubjpass", "dobj") and parse.lemmas[parse.heads[i]] in BEGINNING
        return INCIDENT if begun else CAMPAIGN
    if is_led(scene, lead):
        return CAMPAIGN
    counted = any(
        parse.deps[c] == "nummod" and parse.lemmas[c] not in ("one", "1") and not is_day(scene, c)
        for c in parse.children[i]
    )
    head = parse.heads[parse.heads[i]]
    partitive = parse.deps[i] == "pobj" and "partitive" in scene.table.classes.get(parse.lemmas[head], frozenset())
    several = parse.tags[i] in PLURAL and (counted or partitive or is_done_so_far(parse, lead))
    return AGGREGATE if several else INCIDENT


def are_several(scene: Scene, lead: Found) -> bool:
    """'Ground campaigns against the group' are several, 'operations to retake the town' may be one."""
    parse, i = scene.parse, lead.token
    return parse.tags[i] in PLURAL and "to" not in lead.slots and not any(t in scene.places for t in parse.subtree(i))


def is_done_so_far(parse: Parse, lead: Found) -> bool:
    """'The nations that have conducted strikes in the country': all that those who are meant have done so far."""
    return lead.verb != lead.token and parse.deps[lead.verb] == "relcl" and is_perfect(parse, lead.verb)


def is_led(scene: Scene, lead: Found) -> bool:
    """'The force that led the assault on the rebels': an assault as a whole, and known, in which someone took part."""
    parse, i = scene.parse, lead.token
    if lead.trigger.type not in CAMPAIGNS or "operation" not in scene.table.classes.get(parse.lemmas[i], frozenset()):
        return False
    led = parse.deps[i] == "dobj" and parse.lemmas[parse.heads[i]] in LEADING
    return led and parse.tags[i] in ("NN", "NNP") and any(parse.lemmas[c] == "the" for c in parse.children[i])


def is_waged(scene: Scene, lead: Found) -> bool:
    """'Waged a war on', 'has fought an insurgency': a verb whose object is a war as a whole."""
    parse, verb = scene.parse, lead.verb
    fought = syntax.child(parse, verb, "dobj")
    if lead.trigger.type not in CAMPAIGNS or parse.lemmas[verb] not in WAGING or fought is None:
        return False
    return "campaign" in scene.table.classes.get(parse.lemmas[fought], frozenset())


def is_kept_up(scene: Scene, lead: Found, when: When | None) -> bool:
    """'Have been fighting in the villages': what had gone on for a while up to the story's day."""
    going_on = lead.trigger.type in CAMPAIGNS and scene.parse.tags[lead.verb] == "VBG"
    return going_on and when is not None and when.basis == UNDER_WAY


def is_day(scene: Scene, number: int) -> bool:
    """Whether a number is part of a date: 'the 13 November attacks' are not thirteen."""
    return any(number in scene.parse.tokens_in(time.span) for _, time in scene.times if time.kind == "date")


def is_summed(scene: Scene, lead: Found) -> bool:
    """'A total of 90 have been killed since May', 'in the first four days', 'two weeks of fighting in which'."""
    parse, verb = scene.parse, lead.verb
    own = [t for t in parse.subtree(verb) if clause_of(parse, t) == verb]
    lemmas = [parse.lemmas[t] for t in own]
    if "since" in lemmas or SUMMED & set(lemmas) or any(p in TO_DATE for p in pairwise(lemmas)):
        return True
    return any(spans_days(scene, lead, token, time.timex3) for token, time in scene.times if time.kind == "duration")


def clause_of(parse: Parse, t: int) -> int:
    """The verb of the clause that token t stands in; a conjunction belongs to the clause it hangs its own on."""
    head = parse.heads[t]
    return syntax.clause_head(parse, parse.heads[head] if parse.deps[t] == "mark" else head)


def spans_days(scene: Scene, lead: Found, token: int, timex3: str | None) -> bool:
    """Whether a duration of a day or more, at this token, is the time over which the clause counts."""
    parse = scene.parse
    if timex3 is not None and timex3.startswith("PT"):
        return False
    over = parse.lemmas[parse.heads[token]] in SPANNING and parse.heads[parse.heads[token]] == lead.verb
    noun = parse.heads[lead.verb]
    return over or (parse.deps[lead.verb] == "relcl" and token in (noun, parse.heads[parse.heads[noun]]))


def is_long(when: When | None) -> bool:
    """Whether the time that a clause states is more than a day; in an undated story only its unit is known."""
    if when is None or not when.basis.startswith("clause"):
        return False
    unit = when.symbol.unit if when.symbol is not None else None
    return (when.precision or unit) in LONGER
