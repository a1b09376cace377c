"""Whether a row that was coded elsewhere and an event are about one happening: a score with its reason."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from dateline.engine.practice.happened import Happening
from dateline.tables.coded_columns import common_words
from dateline.tables.event_types import EventTypes
from dateline.values.geometry import distance_km, gap_km
from dateline.values.names import alike, fold, loosen, name_words

ENOUGH = 0.7
"""From this score on a row and an event are one. Measured with our own CSV of the exercise, ids taken out, days moved
by up to one, points by up to 3 km and every second initiator gone: of 76 rows with a day 68 found their event and 7
another one at 0.6, 65 and 6 at 0.7, 48 and 5 at 0.75, 43 and 3 at 0.8 (`tests/engine/practice/test_rows.py`)."""
WEIGHTS = {"place": 0.3, "time": 0.25, "type": 0.25, "actors": 0.2}
"""Place and time part more events than anything else; names of actors are written in more ways than places are."""
OTHERS = -0.25
"""Other actors speak against two being one: only where all else fits to the day and the place are they one, since
names of one actor can differ in every word."""
SLACK_KM = 5.0
"""Gazetteers put one town's point so far apart: the median between two is 2 km, the ninth tenth 5."""
ROUGH_KM = 150.0
"""A place as wide as a province says little about where two happenings are one."""
LATE_DAYS = 1
"""Reports that give no day are dated by their publication, which is often the day after."""
STEM = 4
"""Names of a country and of its people share so many letters: Iraq, Iraqi."""
VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians", "Riots"})
# What UCDP's types of violence can be among the native families; ours are told by who stands on which side.
UCDP = {"1": ("battle", "remote"), "2": ("battle", "remote"), "3": ("civilian", "remote")}
DEADLY = ("battle", "remote", "civilian")


class Likeness(Struct, frozen=True):
    """How well two fit, from 0 to 1, and in what."""

    score: float
    reason: str


def likeness(row: Happening, event: Happening, scheme: str, types: EventTypes) -> Likeness:
    """How well a row and an event fit; 0 where they cannot be one, with what parts them."""
    if event.id in row.events:
        return Likeness(1.0, "the row names this event")
    found: dict[str, tuple[float, str]] = {}
    for name, part in (("place", place(row, event)), ("time", time(row, event))):
        if part[0] == 0.0:
            return Likeness(0.0, part[1])
        found[name] = part
    found["type"] = kind(row, event, scheme, types)
    found["actors"] = actors(row, event)
    if found["type"][0] == 0.0:
        return Likeness(0.0, found["type"][1])
    score = sum(WEIGHTS[name] * part for name, (part, _) in found.items())
    return Likeness(round(score, 3), "; ".join(says for _, says in found.values()))


def place(row: Happening, event: Happening) -> tuple[float, str]:
    """How well the places fit: within their precision, else by name."""
    gap = gap_km(row, event)
    if not row.places and not event.places and row.latitude is None and event.latitude is None:
        return 0.5, "no place in either"
    if gap is None:
        named = any(alike(one, other) for one in row.places for other in event.places)
        return (0.8, "places of one name") if named else (0.0, "no coordinates, and no name in common")
    if gap > SLACK_KM:
        return 0.0, f"{gap:.0f} km apart beyond what their precision allows"
    assert row.latitude is not None and row.longitude is not None
    assert event.latitude is not None and event.longitude is not None
    apart = distance_km(row.latitude, row.longitude, event.latitude, event.longitude)
    reach = (row.radius_km or 0.0) + (event.radius_km or 0.0) + SLACK_KM
    part = 1.0 - 0.3 * min(1.0, apart / reach)
    if reach > ROUGH_KM:
        return part * 0.6, f"{apart:.0f} km apart, in places as wide as a province"
    return part, f"{apart:.0f} km apart"


def time(row: Happening, event: Happening) -> tuple[float, str]:
    """How well the days fit."""
    if row.first is None or row.last is None or event.first is None or event.last is None:
        return 0.0, "no day"
    overlap = (min(row.last, event.last) - max(row.first, event.first)).days + 1
    if overlap < 1 - LATE_DAYS:
        return 0.0, f"{1 - overlap} days apart"
    if overlap < 1:
        return 0.6, "a day apart"
    whole = (max(row.last, event.last) - min(row.first, event.first)).days + 1
    return 1.0 - 0.3 * (1.0 - overlap / whole), "same day" if whole == 1 else f"{overlap} of {whole} days in common"


def kind(row: Happening, event: Happening, scheme: str, types: EventTypes) -> tuple[float, str]:
    """How well the types fit, by the crosswalks of the event types."""
    says = f"{row.subtype or row.type or 'no type'} and {event.type}"
    family = event.type.partition(".")[0]
    if not row.type and not row.subtype:
        return 0.6, says
    if row.type == event.type:
        return 1.0, says
    if row.type in types.by_code:
        return (0.6, says) if row.type.partition(".")[0] == family else (0.3 if deadly(row, event) else 0.0, says)
    if scheme == "ucdp":
        return (0.8, says) if family in UCDP.get(row.type, ()) else (0.4 if family in DEADLY else 0.0, says)
    coded = types.by_code.get(event.type)
    if coded is None:
        return 0.0, says
    pairs = {(coded.acled_event, coded.acled_sub_event)}
    pairs |= {(case.event, case.sub_event) for case in types.cases[event.type]}
    if any(sub_event == row.subtype for _, sub_event in pairs if sub_event):
        return 1.0, says
    if any(name == row.type for name, _ in pairs if name):
        return 0.6, says
    return (0.3, says) if row.type in VIOLENT and any(name in VIOLENT for name, _ in pairs) else (0.0, says)


def deadly(row: Happening, event: Happening) -> bool:
    """Whether both are of families of violence."""
    return row.type.partition(".")[0] in DEADLY and event.type.partition(".")[0] in DEADLY


def actors(row: Happening, event: Happening) -> tuple[float, str]:
    """How well the actors fit; where either names none, nothing speaks for or against it."""
    one, other = told_apart(row.actors), told_apart((*event.actors, *event.bystanders))
    if not one or not other:
        return 0.5, "actors not named by both"
    shared = [name for name in one if any(same_actor(name, their) for their in other)]
    if not shared:
        return OTHERS, "no actor in common"
    return 0.7 + 0.3 * len(shared) / len(one), f"{shared[0]} in both"


def told_apart(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names that have a word of their own."""
    return tuple(name for name in names if own_words(name))


def own_words(name: str) -> frozenset[str]:
    """The words of a name that few others share."""
    plain = name.partition("(")[0] if name.partition("(")[0].strip() else name
    return frozenset(word for word in name_words(plain) if word not in common() and not word.isdigit())


@cache
def common() -> frozenset[str]:
    """Words that tell no actor from another, as `name_words` writes words."""
    return frozenset(loosen(fold(word)) for word in common_words())


def same_actor(one: str, other: str) -> bool:
    """Whether two names can be of one actor: alike, or with a word of their own in common.

    >>> same_actor("Military Forces of Iraq (2014-)", "Iraqi troops"), same_actor("Police of Mali", "Malian farmers")
    (True, True)
    """
    mine, theirs = own_words(one), own_words(other)
    if not mine or not theirs:
        return False
    return alike(one, other) or any(kin(a, b) for a in mine for b in theirs)


def kin(one: str, other: str) -> bool:
    """Whether two words are one, or a country and its people."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= STEM and long.startswith(short))
