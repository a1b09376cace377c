"""Who a pronoun stands for, where the nearest subject or the speaker says so; nobody where neither does."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from dateline.events import syntax
from dateline.events.scene import ARMED_KINDS, STATE_FORCES, Scene
from dateline.events.sourcing import source
from dateline.model.mention import Actor, Attribution

MODIFIED = frozenset({"amod", "compound", "nmod", "poss", "prep", "relcl", "acl", "appos", "nummod", "conj"})
REBELS = frozenset({"rebel", "political_militia", "paramilitary", "communal_militia", "criminal_group"})
# Adjectives that tell no body from another: 'the armed group', 'the jihadist movement'.
CLASSING = frozenset(
    {"armed", "militant", "rebel", "terrorist", "terror", "extremist", "insurgent", "guerrilla", "separatist"}
    | {"jihadist", "jihadi", "islamist"}
)
# Nouns that take up a body, with the kinds of body that they may stand for.
TAKEN_UP = {
    **dict.fromkeys(("group", "movement", "organisation", "organization", "faction", "militia"), REBELS),
    **dict.fromkeys(("rebel", "insurgent", "guerrilla", "militant", "jihadist", "extremist", "terrorist"), REBELS),
}
# Quantities that stand for people named before: 'many have received nothing', 'some had been displaced twice'.
SOME = frozenset({"many", "some", "most", "others", "several", "both", "all", "few"})
CROWDS = frozenset({"people", "civilians", "protesters", "rioters"})
FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
OURS = frozenset({"we", "us", "our", "ours"})
SINGULAR = frozenset({"he", "she", "him", "his", "her"})
BEINGS = frozenset({"person", "people", "armed", "leader", "name"})
PLURAL = frozenset({"they", "them", "their"})
BODY = frozenset({"it", "its"})
GROUPS = ARMED_KINDS | {"government", "organisation", "people", "civilians", "protesters", "rioters"}
BODIES = ARMED_KINDS | {"government", "organisation"}
# Verbs whose object does what their subject helps with.
BACKING = frozenset({"support", "back", "assist", "help", "aid", "enable", "join", "stand", "partner", "side", "equip"})
ONE_PERSON = frozenset({"person"})
# Characters back to a subject. Measured on gold/stories, initiators right: 400 gives 62.7%, 800 63.2%, 1600 no more.
REACH = 800


def resolve(scene: Scene, token: int) -> Actor | None:
    """The actor that the pronoun at a token stands for, with the pronoun's span and words."""
    form = scene.parse.forms[token].lower()
    shared = object_before(scene, token)
    if form in FIRST:
        found = of_speaker(scene, token, form)
    elif shared is not None:
        found = scene.actors.get(shared)
    elif form in SINGULAR:
        found = last_subject(scene, token, ONE_PERSON)
    elif form in PLURAL:
        found = last_subject(scene, token, GROUPS)
    elif form in BODY:
        found = of_body(scene, token)
    else:
        return None
    if found is None:
        return None
    return msgspec.structs.replace(found, span=scene.parse.span_of(token, token), text=scene.parse.forms[token])


def taken_up(scene: Scene, actor: Actor, token: int) -> Actor:
    """The body that a bare definite noun takes up, with the noun's span and words: 'the movement', 'the rebels'.

    It is the only body of the noun's kinds that a table knows and the story names before, beside the subject of the
    clause; else the actor stays what the noun says.
    """
    parse = scene.parse
    kinds = TAKEN_UP.get(parse.lemmas[token])
    told = [c for c in parse.children[token] if parse.deps[c] in MODIFIED and parse.lemmas[c] not in CLASSING]
    if kinds is None or actor.actor_id is not None or told or not syntax.is_definite(parse, token):
        return actor
    at = parse.starts[token]
    own = {doing.actor_id for doing in doers_over(scene, token) if not doing.span.overlaps(actor.span)}
    before = [a for a in scene.armed if a.kind in kinds and a.actor_id not in own and a.span.start < at]
    return msgspec.structs.replace(before[0], span=actor.span, text=actor.text) if len(before) == 1 else actor


def doers_over(scene: Scene, token: int) -> Iterator[Actor]:
    """The subjects of the verbs over a token."""
    parse = scene.parse
    verbs = (t for t in (token, *parse.ancestors(token)) if parse.pos[t] in syntax.VERBAL)
    subjects = (syntax.surface_subject(parse, verb) for verb in verbs)
    yield from (scene.actors[t] for t in subjects if t is not None and t in scene.actors)


def counted_before(scene: Scene, token: int) -> Actor | None:
    """The people of whom a bare quantity speaks, 'many' or 'some': those that the last clause before has as subject."""
    parse = scene.parse
    if parse.lemmas[token] not in SOME or any(parse.deps[c] in MODIFIED for c in parse.children[token]):
        return None
    found = last_subject(scene, token, CROWDS)
    if found is None or not found.name.endswith(("s", "people", "men", "women", "children")):
        return None
    return msgspec.structs.replace(found, span=parse.span_of(token, token), text=parse.forms[token])


def other_side(scene: Scene, token: int) -> Actor | None:
    """Who 'they' are to a soldier who speaks of 'we': the armed actor of the other kind that the story names most.

    Only between a state's forces and others; between two states, or two groups, the words do not say it.
    """
    said = source(scene, token)
    if scene.parse.forms[token].lower() not in PLURAL or said is None or not said.direct or not says_we(scene, said):
        return None
    own = of_speaker(scene, token, "we")
    if own is None or own.kind not in ARMED_KINDS or has_subject(scene, said, token):
        return None
    found = next((a for a in scene.armed if (a.kind in STATE_FORCES) != (own.kind in STATE_FORCES)), None)
    if found is None:
        return None
    return msgspec.structs.replace(found, span=scene.parse.span_of(token, token), text=scene.parse.forms[token])


def says_we(scene: Scene, said: Attribution) -> bool:
    """Whether the speaker, in a quotation of this paragraph, speaks of 'we'."""
    quoted = [c for a in scene.attributions if a.direct and a.speaker == said.speaker for c in a.content]
    return any(scene.parse.forms[t].lower() in OURS for c in quoted for t in scene.parse.tokens_in(c))


def has_subject(scene: Scene, said: Attribution, token: int) -> bool:
    """Whether the quotation itself names, before the pronoun, someone whom it may stand for."""
    parse = scene.parse
    return any(
        t < token and parse.deps[t] in ("nsubj", "nsubjpass") and parse.tags[t] in ("NNS", "NNPS")
        for c in said.content
        for t in parse.tokens_in(c)
    )


def of_speaker(scene: Scene, token: int, form: str) -> Actor | None:
    """'We' is the speaker's side, 'I' the speaker; nobody said to speak, 'we' is the body of the sentence before."""
    said = source(scene, token)
    if said is None:
        return subject_before(scene, token, ARMED_KINDS | {"organisation"}) if form in OURS else None
    speaker = scene.by_name.get(said.speaker or "")
    if form in ("i", "me", "my"):
        return speaker
    side = scene.by_name.get(said.organisation or "")
    if side is None and speaker is not None:
        side = scene.by_name.get(speaker.organisation or "") or scene.by_id.get(speaker.affiliated_with or "")
    return side or speaker


def of_body(scene: Scene, token: int) -> Actor | None:
    """'It' as the body that speaks ('the guards said it had sent men'), else the last subject, if that is a body."""
    parse = scene.parse
    said = source(scene, token)
    speaker = scene.by_name.get(said.organisation or "") if said is not None and not said.direct else None
    if speaker is not None and said is not None and said.speaker in (speaker.name, speaker.text):
        return speaker
    if parse.deps[token] not in ("nsubj", "nsubjpass", "poss"):
        return None
    return subject_before(scene, token, BODIES)


def last_subject(scene: Scene, token: int, kinds: frozenset[str]) -> Actor | None:
    """The nearest earlier subject of one of these kinds that is not in the pronoun's own clause."""
    parse = scene.parse
    at = parse.starts[token]
    own = syntax.clause_head(parse, token)
    owner = own_subject(scene, token)
    if owner is not None and owner.kind in kinds:
        return owner
    if parse.deps[token] not in ("nsubj", "nsubjpass", "poss"):
        # 'The front is believed to hold them': not the one who holds.
        holder = syntax.surface_subject(parse, own)
        beside = scene.actors.get(holder) if holder is not None and parse.starts[holder] < at else None
        if beside is not None and (kinds != ONE_PERSON or beside.kind in kinds):
            return None
    n = bisect_left(scene.subjects, at, key=lambda s: s[0])
    for start, clause, actor in reversed(scene.subjects[:n]):
        if at - start > REACH:
            return None
        if actor.kind in kinds and clause != parse.starts[own]:
            return actor
    return None


def own_subject(scene: Scene, token: int) -> Actor | None:
    """The body of a possessive's own clause: 'troops kept up their campaign', 'backed the army in its efforts'."""
    parse = scene.parse
    verb = syntax.clause_head(parse, token)
    subject = syntax.child(parse, verb, "nsubj") if parse.deps[token] == "poss" else None
    if subject is not None and parse.lemmas[verb] in BACKING:
        backed = syntax.child(parse, verb, "dobj")
        subject = backed if backed is not None and backed < token else subject
    if subject is None or subject > token:
        return None
    actor = scene.actors.get(subject) or scene.state_at(subject)
    return actor if actor is not None and actor.kind in BODIES else None


def subject_before(scene: Scene, token: int, kinds: frozenset[str]) -> Actor | None:
    """The last noun before 'it' that is a subject in this paragraph, if it names a body: 'the army said that it had'.

    'It' mostly stands for a thing, so that a body further back is no guess to make.
    """
    parse = scene.parse
    own = syntax.clause_head(parse, token)
    owner = own_subject(scene, token)
    if owner is not None and owner.kind in kinds:
        return owner
    for i in range(token - 1, -1, -1):
        if parse.deps[i] in ("nsubj", "nsubjpass") and parse.pos[i] in ("NOUN", "PROPN") and parse.heads[i] != own:
            actor = scene.actors.get(i) or scene.state_at(i)
            return actor if actor is not None and actor.kind in kinds else None
    return None


def object_before(scene: Scene, token: int) -> int | None:
    """The object of the verb that an object pronoun's verb is coordinated with: 'took two men and shot them'."""
    parse = scene.parse
    verb = parse.heads[token]
    if parse.deps[token] != "dobj" or parse.deps[verb] != "conj":
        return None
    before = syntax.child(parse, parse.heads[verb], "dobj")
    if before is None or parse.pos[before] not in ("NOUN", "PROPN"):
        return None
    # 'Took away his rifle and killed him': not the rifle.
    return None if parse.forms[token].lower() in SINGULAR and not scene.classes(before) & BEINGS else before
