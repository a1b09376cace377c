"""What speaks for the date of an undated story: the days it names, and the dated stories that share its rare things."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.model.document import Document
from dateline.model.mention import Period, Place, Time
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.values.calendar import shift, width_days
from dateline.values.names import fold

# A press photo runs with the story within days of being taken. Editorial; it holds for the captions of the seeds.
CAPTION_DAYS = 7
# Stories that share a rare place and happening lie within four weeks; both sides together stay under two months.
NEAR_DAYS = 28
WINDOW_DAYS = 61
# Two stories on one page were mostly collected together. Editorial, not measured.
PAGE_DAYS = 14
# What a third of the stories mention sets none of them apart; in small cases up to three may share it.
COMMON_SHARE, COMMON_LEAST = 3, 3
# Weights are relative to that of a thing in one story only, so that a score means the same in any case. The shared
# villages and quarters of the seeds score 0.9 to 3.0; see LEAST_SHARED for what a score alone cannot tell.
LEAST_SCORE = 0.7
# One shared village may be a year apart: a second shared thing, or a yearless day that fits, must bear it out.
# Where one sufficed, and cities counted, 11 of the 79 undated stories of the development gold were dated, most by
# one shared city and years off; now none is, and the undated seeds keep their dates.
LEAST_SHARED = 2
# A town of a larger radius is in the news at any time (Raqqa 8.4 km, Mosul and Aleppo more; Afrin 2.5).
SMALL_KM = 5.0
# Of the dated stories, those within a fifth of the best score count as equally near.
NEAR_BEST = 0.8
WEIGHTS = {"happening": 3.0, "place": 2.0, "person": 1.0}
FINE = frozenset({"point", "settlement", "part_of_settlement", "near"})
UNREAL = frozenset({"planned", "predicted", "hypothetical", "demanded"})
DAYS = frozenset({"day", "days"})
# Two or more capitalised words, particles between them.
NAME = re.compile(r"[^\W\d_a-z]\S*(?: (?:(?:al|el|bin|ibn|de|van|von|der|la)\b\S*|[^\W\d_a-z]\S*))+")
FOOTER = re.compile(r"(?:©|\(c\)|copyright)[^\n.]{0,40}$", re.IGNORECASE)

Name = tuple[str, str]  # sort and id of a Key


class Key(Struct, frozen=True):
    """Something that two stories may share: `sort` is a key of WEIGHTS, `name` how it is told in a basis.

    `place`: the id of where it is, for a happening; one at a place that many stories name sets no story apart.
    """

    sort: str
    id: str
    name: str
    place: str | None = None


class Rare(Struct, frozen=True, eq=False):
    """The keys of each story by document id, the stories that hold each key, and the weight of those that are rare."""

    keys: dict[str, dict[Name, Key]]
    holders: dict[Name, list[str]]
    weights: dict[Name, float]


class Bound(Struct, frozen=True):
    """A story cannot be older than `earliest`; `says` is the evidence in words, `span` where it stands."""

    earliest: str
    says: str
    span: Span


class Relation(Struct, frozen=True):
    """A dated story and how strongly what both share ties an undated one to its time.

    `borne_out`: enough things are shared to believe it without further support.
    """

    score: float
    document: str
    published: Period
    shared: tuple[str, ...]
    borne_out: bool


def keys_of(document: Document) -> dict[Name, Key]:
    """What the story mentions that could set it apart: narrow places, happenings at them, named persons."""
    found: dict[Name, Key] = {}
    for place in document.places:
        if place.use == "location" and _is_small(place):
            _add(found, "place", place.gazetteer_id or fold(place.name or place.text), place.name or place.text)
    for report in document.reports:
        key = happening(report)
        if key is not None and not report.background:
            found.setdefault((key.sort, key.id), key)
    for actor in document.actors:
        # 'A defence official' is a person too, but not the same one in another story.
        if actor.kind == "person" and (actor.actor_id is not None or NAME.fullmatch(actor.name)):
            _add(found, "person", actor.actor_id or fold(actor.name), actor.name)
    return found


def happening(report: Report) -> Key | None:
    """What happened at which narrow place; None for what is only planned or feared, or happened in a wide one."""
    where = report.where
    if report.status in UNREAL or where is None or not _is_small(where):
        return None
    name, id_ = where.name or where.text, where.gazetteer_id or fold(where.name or where.text)
    return Key("happening", f"{report.type} {id_}", f"{report.type} at {name}", id_)


def _add(found: dict[Name, Key], sort: str, id_: str, name: str) -> None:
    found.setdefault((sort, id_), Key(sort, id_, name))


def _is_small(place: Place) -> bool:
    return place.precision in FINE and (place.radius_km is None or place.radius_km <= SMALL_KM)


def rarity(documents: Sequence[Document]) -> Rare:
    """What few of the stories mention, weighted by inverse document frequency; common things are left out."""
    return rare_of({document.id: keys_of(document) for document in documents}, len(documents))


def rare_of(keys: dict[str, dict[Name, Key]], total: int) -> Rare:
    """What few of `total` stories mention; `keys`: of those that mention any that is asked for."""
    holders: dict[Name, list[str]] = defaultdict(list)
    for id_ in sorted(keys):
        for name in keys[id_]:
            holders[name].append(id_)
    most_telling = math.log(total + 1)
    most = max(COMMON_LEAST, total // COMMON_SHARE)
    common = {name for name, found in holders.items() if len(found) > most}
    weights = {
        name: WEIGHTS[key.sort] * math.log((total + 1) / len(holders[name])) / most_telling
        for one in keys.values()
        for name, key in one.items()
        if name not in common and ("place", key.place or "") not in common
    }
    return Rare(keys, holders, weights)


def relations(document: Document, dated: Mapping[str, Document], rare: Rare) -> tuple[Relation, ...]:
    """The dated stories (by id) that share rare places or happenings with this one, strongest first."""
    shared: dict[str, list[Key]] = defaultdict(list)
    for name, key in sorted(rare.keys[document.id].items()):
        for other in rare.holders[name] if name in rare.weights else ():
            if other in dated and other != document.id:
                shared[other].append(key)
    found = []
    for other, keys in shared.items():
        score = round(sum(rare.weights[key.sort, key.id] for key in keys), 6)
        if score >= LEAST_SCORE and any(key.sort != "person" for key in keys):
            published = Period(dated[other].published.earliest, dated[other].published.latest)
            names = tuple(key.name for key in keys)
            found.append(Relation(score, other, published, names, len(keys) >= LEAST_SHARED))
    return tuple(sorted(found, key=lambda one: (-one.score, one.published.earliest or "", one.document)))


def strongest(found: Sequence[Relation]) -> tuple[Relation, ...]:
    """The relations whose score is near the best."""
    return tuple(one for one in found if one.score >= NEAR_BEST * found[0].score)


def window(relation: Relation) -> Period:
    """The days around a dated story in which a related one lies: fewer where its own date is an interval."""
    width = width_days(relation.published) or WINDOW_DAYS
    return around(relation.published, max(min(NEAR_DAYS, (WINDOW_DAYS - width) // 2), 0))


def around(period: Period, days: int) -> Period:
    """The interval widened by `days` on both sides."""
    earliest = shift(period.earliest, -days) if period.earliest else None
    return Period(earliest, shift(period.latest, days) if period.latest else None)


def caption_day(document: Document) -> Time | None:
    """The latest full date of a caption: when its photo was taken."""
    days = [time for time in absolute_days(document) if _role(document, time.span) == "caption"]
    return max(days, key=lambda time: (time.latest or "", -time.span.start), default=None)


def lower_bound(document: Document) -> Bound | None:
    """The latest time that body or captions name with its year and tell as past: the story is no older."""
    unreal = [e.span for report in document.reports if report.status in UNREAL for e in report.evidence]
    bounds = [
        Bound(time.earliest, f"not before {time.text!r} ({time.earliest})", time.span)
        for time in document.times
        if _is_absolute(document, time) and time.earliest and not any(span.covers(time.span) for span in unreal)
    ]
    return max(bounds, key=lambda bound: (bound.earliest, -bound.span.start), default=None)


def absolute_days(document: Document) -> list[Time]:
    """The full dates, year included, of body and captions; a copyright line's are none."""
    return [time for time in document.times if time.precision in DAYS and _is_absolute(document, time)]


def _is_absolute(document: Document, time: Time) -> bool:
    if time.kind not in ("date", "time") or time.anchor is not None or time.symbol is not None or time.earliest is None:
        return False
    before = document.text[max(0, time.span.start - 60) : time.span.start]
    return _role(document, time.span) in ("body", "caption") and FOOTER.search(before) is None


def _role(document: Document, span: Span) -> str | None:
    return next((segment.role for segment in document.segments if segment.span.covers(span)), None)


def by_page(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """The stories of each page, in order of id."""
    pages: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda one: one.id):
        pages[document.rendition.id].append(document)
    return pages
