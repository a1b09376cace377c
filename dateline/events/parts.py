"""Triggers that tell a part of what another of their sentence tells: some of the strikes, an outcome, a slogan."""

from __future__ import annotations

from dateline.events import syntax
from dateline.events.triggers import Found

WOUNDS = frozenset({"wound", "injury", "burn"})
SUSTAINING = frozenset({"sustain", "suffer", "receive", "inflict"})
# What carries the demands of a protest.
SLOGANS = frozenset({"slogan", "banner", "placard", "sign", "chant", "poster"})


def is_part(a: Found, b: Found) -> bool:
    """Whether b tells a part of the happening that a tells, or the whole that it belongs to."""
    return (
        is_included(a, b)
        or is_outcome_beside(a, b)
        or is_slogan(a, b)
        or is_whole(a, b)
        or is_means(a, b)
        or is_wound(a, b)
    )


def is_included(a: Found, b: Found) -> bool:
    """'Ten strikes (a), including strikes (b) on two depots': some of those counted."""
    parse = b.scene.parse
    including = parse.heads[b.token]
    named = parse.deps[b.token] == "pobj" and parse.lemmas[including] == "include"
    return named and parse.heads[including] == a.token and a.trigger.type == b.trigger.type


def is_outcome_beside(a: Found, b: Found) -> bool:
    """'An attack with ten people killed (a) and a depot destroyed (b)': two outcomes of what they stand with."""
    parse = b.scene.parse
    beside = parse.deps[b.verb] == "conj" and parse.heads[b.verb] == a.verb and parse.deps[a.verb] == "pcomp"
    bare = all(parse.tags[f.verb] == "VBN" and not syntax.auxiliaries(parse, f.verb) for f in (a, b))
    return beside and bare and parse.lemmas[parse.heads[a.verb]] == "with"


def is_slogan(a: Found, b: Found) -> bool:
    """'They marched (a), chanting slogans that urged (b) the president to go': what a protest is for."""
    said = {b.scene.parse.lemmas[t] for t in b.slots.get("subj", ())} & SLOGANS
    return bool(said) and (a.trigger.type, b.trigger.type) == ("order.protest", "political.appeal")


def is_means(a: Found, b: Found) -> bool:
    """'Supported (a) the troops with air strikes (b)': how they did."""
    violent = b.trigger.type.startswith(("remote.", "battle."))
    return violent and a.trigger.type == "political.cooperation" and b.token in a.slots.get("with", ())


def is_whole(a: Found, b: Found) -> bool:
    """'Was freed (a) as part of a swap (b)': what it was one of."""
    parse = b.scene.parse
    of = parse.heads[b.token]
    part = parse.heads[of]
    named = parse.deps[b.token] == "pobj" and parse.lemmas[of] == "of" and parse.lemmas[part] == "part"
    return named and parse.heads[parse.heads[part]] == a.verb and a.trigger.type == b.trigger.type


def is_wound(a: Found, b: Found) -> bool:
    """'Died (a) of wounds sustained in a blast (b)': what somebody died of."""
    parse = b.scene.parse
    under = parse.heads[b.token]
    got = parse.heads[under]
    sustained = parse.deps[under] == "prep" and parse.lemmas[got] in SUSTAINING and parse.deps[got] == "acl"
    return sustained and parse.lemmas[parse.heads[got]] in WOUNDS and a.token in parse.ancestors(got)
