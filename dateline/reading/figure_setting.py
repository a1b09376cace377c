"""Outcomes that hang on who or what stands beside those counted: `left the city`, `the rebels have 700 men`."""

from __future__ import annotations

from dateline.model.document import Reading
from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.reading.actor_drafts import ARMED_GROUPS
from dateline.reading.figure_cues import Outcome, total_verb
from dateline.reading.figure_nouns import Counted, noun_row
from dateline.tables.quantities import QuantityWords

ARMED = ARMED_GROUPS | {"military", "police", "foreign_force", "private_force", "unidentified_armed_group"}
BODIES = frozenset({"organisation"})
# Those who may be displaced when they leave; soldiers who leave withdraw.
LEAVERS = frozenset({"person", "civilian", "displaced", "household"})
MEMBERS = frozenset({"man", "woman", "member"})


def departed(parse: Parse, of: Counted, mentions: Reading, words: QuantityWords) -> Outcome | None:
    """Displaced, where those counted have left a place: `3,300 left Orsa`, `the number who have left is 6,000`."""
    if of.row is not None and of.row.role not in LEAVERS:
        return None
    verbs = [parse.heads[of.top]] if parse.deps[of.top] == "nsubj" else []
    verbs += [c for noun in _told_of(parse, of, words) for c in parse.children[noun] if parse.deps[c] == "relcl"]
    for verb in verbs:
        if parse.lemmas[verb] == "leave" and _leaves(parse, verb, mentions.places, words):
            return Outcome("displaced", verb)
    return None


def _told_of(parse: Parse, of: Counted, words: QuantityWords) -> list[int]:
    """The noun counted; below a changing total (`the number of people who left stands at 40`) the people of it."""
    if of.noun is not None:
        return [of.noun]
    verb = total_verb(parse, of.top, words)
    if verb is None:
        return []
    return [
        i
        for c in parse.children[verb]
        if parse.deps[c] in ("nsubj", "nsubjpass", "dobj")
        for i in parse.subtree(c)
        if (row := noun_row(parse, i, words)) is not None and row.role in LEAVERS
    ]


def _leaves(parse: Parse, verb: int, places: tuple[Place, ...], words: QuantityWords) -> bool:
    """Whether `leave` means to go from home: it has a place for its object, or no object and a perfect."""
    left = next((c for c in parse.children[verb] if parse.deps[c] == "dobj"), None)
    if left is None:
        return parse.tags[verb] in ("VBN", "VBG") and any(parse.deps[c] == "aux" for c in parse.children[verb])
    if parse.lemmas[left] in words.left_places:
        return True
    return any(place.use == "location" and left in parse.tokens_in(place.span) for place in places)


def in_arms(parse: Parse, of: Counted, mentions: Reading, words: QuantityWords) -> Outcome | None:
    """Fighters, where an armed group has those counted: `members of the militia`, `the rebels have 700 men`."""
    if of.noun is None or parse.lemmas[of.noun] not in MEMBERS:
        return None
    armed = _tokens(parse, mentions, ARMED)
    if any(_is_armed(parse, i, armed, words) for i in _members_of(parse, of.noun)):
        return Outcome("fighters", of.noun, True)
    verb = parse.heads[of.top]
    if parse.deps[of.top] != "dobj" or parse.lemmas[verb] not in words.fielding:
        return None
    if parse.lemmas[of.noun] == "man":
        armed |= _tokens(parse, mentions, BODIES)  # a front or a movement that has men has them under arms
    subject = _subject(parse, verb)
    if subject is not None and _is_armed(parse, subject, armed, words):
        return Outcome("fighters", of.noun, True)
    return None


def _tokens(parse: Parse, mentions: Reading, kinds: frozenset[str]) -> frozenset[int]:
    """The tokens of the actors of some kinds."""
    return frozenset(i for actor in mentions.actors if actor.kind in kinds for i in parse.tokens_in(actor.span))


def _is_armed(parse: Parse, i: int, armed: frozenset[int], words: QuantityWords) -> bool:
    row = words.nouns.get(parse.lemmas[i])
    return i in armed or (row is not None and row.outcome == "fighters")


def _members_of(parse: Parse, noun: int) -> list[int]:
    return [
        c
        for prep in parse.children[noun]
        if parse.lemmas[prep] == "of"
        for c in parse.children[prep]
        if parse.deps[c] == "pobj"
    ]


def _subject(parse: Parse, verb: int) -> int | None:
    """The subject of a verb; for a pronoun below a statement who makes it: `the militia said it had sent ...`."""
    found = next((c for c in parse.children[verb] if parse.deps[c] == "nsubj"), None)
    if found is not None and parse.pos[found] == "PRON" and parse.deps[verb] == "ccomp":
        return next((c for c in parse.children[parse.heads[verb]] if parse.deps[c] == "nsubj"), found)
    return found
