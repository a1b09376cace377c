"""Sentences that say of what was just told that nobody has confirmed it."""

from __future__ import annotations

import msgspec

from dateline.events.cues import COUNTED, NEGATED, verbal_cue
from dateline.events.draft import Draft
from dateline.events.scene import Scene
from dateline.events.voices import TOLD

UNVERIFIED = "unverified"
# Sentences back that a doubt reaches, in its paragraph; where none of these tells anything, the paragraph before.
REACH = 3


def doubted(drafts: list[Draft], scenes: tuple[Scene, ...]) -> list[Draft]:
    """The drafts, those unverified on which a later sentence casts its doubt ('no independent confirmation')."""
    marked: set[int] = set()
    for scene in scenes:
        for sentence in doubts(scene):
            marked |= {id(d) for d in reached(drafts, scene, sentence)}
    return [msgspec.structs.replace(d, certainty=UNVERIFIED) if id(d) in marked else d for d in drafts]


def doubts(scene: Scene) -> list[int]:
    """The numbers of the sentences of a paragraph that say so."""
    parse, cues = scene.parse, scene.table.cues["confirm"]
    found = []
    for i, lemma in enumerate(parse.lemmas):
        if lemma not in cues:
            continue
        if parse.pos[i] == "NOUN":
            denied = any(parse.lemmas[c] == "no" for c in parse.children[i])
        else:
            cue = verbal_cue(scene, i)
            denied = cue is not None and cue[0] == NEGATED
        if denied:
            found.append(parse.sentences[i])
    return found


def reached(drafts: list[Draft], scene: Scene, sentence: int) -> list[Draft]:
    """What a doubt in this sentence is about: what somebody is quoted for shortly before it."""
    told = [d for d in drafts if d.voice == TOLD and d.status.value in COUNTED and d.attribution is not None]
    here = [d for d in told if d.found.scene is scene and 0 < sentence - scene.parse.sentences[d.found.token] <= REACH]
    return here or [d for d in told if d.found.scene.number == scene.number - 1]
