"""How a mention stands to its happening: told, charged to someone, guessed, or denied; and who speaks so.

An echo only names again what was told ('the march was peaceful').
"""

from __future__ import annotations

import msgspec

from dateline.events import syntax
from dateline.events.charging import accused
from dateline.events.cues import ALLEGED, COUNTED, NEGATED, OCCURRED, Status
from dateline.events.draft import Draft, Roles
from dateline.events.participants import actor_at
from dateline.events.scene import Scene
from dateline.events.sourcing import source
from dateline.events.triggers import Found
from dateline.model.mention import Actor, Attribution
from dateline.model.span import Span
from dateline.tables.triggers import AUTHOR, DENIAL, STANCES

TOLD, CHARGED, GUESSED, DENIED, ECHO = "told", "charged", "guessed", "denied", "echo"
ACCUSATION = "political.accusation"
# Verbs of accusing whose object alone is blamed for what was told before.
BLAMING = frozenset({"blame"})


def voice_of(found: Found, kind: str, state: Status) -> str | None:
    """Told, charged, guessed or denied; None for words about who did it that neither say it nor deny it."""
    if state.guessed:
        return GUESSED
    if state.value == ALLEGED:
        return DENIED if state.denied or kind == DENIAL else CHARGED
    if kind not in STANCES:
        return TOLD
    if state.value in COUNTED:
        return DENIED if kind == DENIAL else TOLD
    denies = kind == AUTHOR and state.value == NEGATED and "responsibility" not in found.trigger.words
    return DENIED if denies else None  # 'has not claimed responsibility' denies nothing


def speaker(scene: Scene, found: Found, content: Span) -> Attribution | None:
    """Who says the words at a trigger; where no attribution names one, who accuses, denies or dismisses above it."""
    said = source(scene, found.token)
    if said is not None and said.speaker is not None:
        return said
    return accuser(scene, found, content) or said


def accuser(scene: Scene, found: Found, content: Span) -> Attribution | None:
    """The subject of the verb of accusing, denying or dismissing over a trigger."""
    cues = scene.table.cues
    for verb in (found.verb, *scene.parse.ancestors(found.verb)):
        lemma = scene.parse.lemmas[verb]
        if scene.parse.pos[verb] in syntax.VERBAL and (
            lemma in syntax.ACCUSING or lemma in cues["denied"] or lemma in cues["disowned"]
        ):
            return spoken(scene, verb, content)
    return None


def spoken(scene: Scene, verb: int, content: Span) -> Attribution | None:
    """The attribution of `content` to the subject of a verb; None where no actor is that."""
    parse = scene.parse
    subject = syntax.agent(parse, verb) if syntax.is_passive(parse, verb) else syntax.surface_subject(parse, verb)
    actor = actor_at(scene, subject) if subject is not None else None
    if actor is None:
        return None
    return Attribution(
        source=actor.span,
        cue=parse.span_of(verb, verb),
        content=(content,),
        speaker=actor.name,
        organisation=actor.organisation,
        via=(),
        kind="statement",
        direct=False,
        certainty="stated",
        cue_text=parse.forms[verb],
    )


def denier(found: Found, said: Attribution | None) -> tuple[Actor, ...]:
    """Whom 'it', 'they' or 'we' in a denial stand for: who denies."""
    scene = found.scene
    subject = next(iter(found.slots.get("subj", ())), None)
    if said is None or found.trigger.frame.get("subj", "initiator") != "initiator":
        return ()
    if subject is None:  # 'they denied the attack': who denies it is charged with it
        return () if scene.parse.pos[found.token] in syntax.VERBAL else teller(scene, said)
    actor = told_by(scene, said)
    if actor is None:
        return ()
    if scene.parse.pos[subject] != "PRON":
        return ()
    span = scene.parse.span_of(subject, subject)
    return (msgspec.structs.replace(actor, span=span, text=scene.parse.forms[subject]),)


def told_by(scene: Scene, said: Attribution) -> Actor | None:
    """The actor who says it, where one of the document's is named."""
    return scene.by_name.get(said.organisation or "") or scene.by_name.get(said.speaker or "")


def teller(scene: Scene, said: Attribution | None) -> tuple[Actor, ...]:
    """Who says it, where the speaker is named: 'both sides must stop the fighting, the envoy said' is his appeal."""
    actor = None if said is None else told_by(scene, said)
    if said is None or said.source is None or actor is None:
        return ()
    return (msgspec.structs.replace(actor, span=said.source),)


def charges(drafts: list[Draft]) -> list[Draft]:
    """The charges of a paragraph: 'they blamed the army' for what was told before, and what is laid on someone."""
    laid = [charge for d in drafts if d.voice == TOLD and not d.roles.initiators for charge in laid_on(d)]
    return [charge(d, d.roles.targets, d.found.verb) for d in drafts if is_charge(d, drafts)] + laid


def laid_on(draft: Draft) -> list[Draft]:
    """The charges in words about a deed: 'an attack blamed on the rebels', 'blamed the rebels for the attack'."""
    return [charge(draft, actors, verb) for verb, actors in accused(draft.found.scene, draft.found.token)]


def is_charge(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether an accusation names who did it, and leaves what they did to the sentences round it."""
    found = draft.found
    parse = found.scene.parse
    if draft.type != ACCUSATION or draft.status.value not in COUNTED or not draft.roles.targets:
        return False
    if parse.lemmas[found.token] not in BLAMING:
        return False
    own = parse.sentences[found.token]
    return not any(
        d.voice == CHARGED and d.found.scene is found.scene and parse.sentences[d.found.token] == own for d in drafts
    )


def charge(draft: Draft, accused: tuple[Actor, ...], verb: int) -> Draft:
    """An accusation, made by the subject of `verb`, as a mention of what someone is accused of."""
    said = draft.attribution or spoken(draft.found.scene, verb, draft.evidence)
    return msgspec.structs.replace(
        draft,
        type=AUTHOR,
        status=msgspec.structs.replace(draft.status, value=ALLEGED, cue="charge"),
        roles=Roles(initiators=accused),
        attribution=said,
        voice=CHARGED,
        figures=(),
        where=None,
        when=None,
    )


def settled_as(draft: Draft, kind: str) -> Draft:
    """A mention without a type of its own, taken as one of the happening of type `kind`."""
    if draft.type not in STANCES:
        return draft
    value = draft.status.value if draft.status.value in COUNTED else OCCURRED
    return msgspec.structs.replace(draft, type=kind, status=msgspec.structs.replace(draft.status, value=value))
