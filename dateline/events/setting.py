"""The place that a story is set in: what happens in it without a place of its own happens there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from dateline.events.located import NARROW, is_located
from dateline.events.scene import Scene
from dateline.model.document import ReadDocument
from dateline.model.mention import Place

LEAD = 300  # characters of a headline or first segment in which a story names its place


def main_place(read: ReadDocument, scenes: tuple[Scene, ...]) -> Place | None:
    """The place the story is set in: the one most often told as a location, narrow ones first, else its dateline."""
    document = read.document
    where = {p.span for scene in scenes for t, p in scene.places.items() if is_located(scene, t)}
    spoken = {p.span for scene in scenes for t, p in scene.places.items() if is_where_spoken(scene, t)}
    spans = {role: [s.span for s in document.segments if s.role == role] for role in ("dateline", "headline", "body")}
    located = [p for p in document.places if p.use == "location"]
    told = [p for p in located if p.span in where]
    told = [p for p in told if p.span not in spoken] or told
    narrow = [p for p in told if p.precision in NARROW] or told
    if not narrow:
        own = next((p for p in located if any(s.covers(p.span) for s in spans["dateline"])), None)
        return own or only_country(document.places)
    counts = Counter(tag(p) for p in told)
    first = min(narrow, key=lambda p: (-counts[tag(p)], p.span))
    leads = spans["headline"] + spans["body"][:1]
    early = any(s.start <= first.span.start < s.start + LEAD for s in leads)
    wide = [p for p in told if p.precision == "country"]
    if counts[tag(first)] == 1 and not early and wide:
        return min(wide, key=lambda p: (-counts[tag(p)], p.span))
    return first


def is_where_spoken(scene: Scene, token: int) -> bool:
    """Whether a place only says where someone spoke: 'speaking in Geneva', 'told reporters in Geneva'."""
    parse = scene.parse
    prep = parse.heads[token]
    return parse.deps[token] == "pobj" and parse.lemmas[parse.heads[prep]] in scene.table.cues["speech"]


def only_country(places: Sequence[Place]) -> Place | None:
    """The country whose people and bodies a story names, where it names those of no other as often."""
    named = [p for p in places if p.precision == "country"]
    counts = Counter(tag(p) for p in named).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    place = next(p for p in named if tag(p) == counts[0][0])
    return msgspec.structs.replace(place, use="location", basis=f"{place.basis}, the country that it names most")


def tag(place: Place) -> str:
    """What tells places apart."""
    return place.gazetteer_id or place.name or place.text
