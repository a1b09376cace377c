"""Whether two reports tell of one happening: a decision from their slots alone, with its reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from msgspec import Struct

from dateline.linking.agreeing import OTHER_NUMBER, SAME_TOTAL, figure_agreement, is_one_count
from dateline.linking.parties import Party, compare
from dateline.linking.people import one_person
from dateline.linking.slots import FINE, OFFENSIVE, STANDING_DAYS, YEAR_DAYS, Slots, levels_agree, related
from dateline.linking.timing import MONTH, YEAR, time_agreement
from dateline.values.geometry import gap_km, holds
from dateline.values.names import alike

# Happenings that do not recur within weeks at one place, so that a rough time already tells them apart.
RARE = frozenset(
    {"battle.offensive", "battle.encircle", "battle.surrender", "civilian.mass_grave", "order.coup"}
    | {"political.declaration", "political.agreement", "political.group_change", "political.measure"}
)
# Happenings that do not recur within weeks between the same sides: a town changes hands, and may do so again.
RARE_BY_ONE = frozenset({"battle.capture", "battle.offensive"})
# What a town seldom sees twice in one day.
ONCE_A_DAY = frozenset({"order.protest", "humanitarian.obstruction", "battle.encircle", "battle.withdraw"})
# Phases of one fight.
WITHDRAWAL = "battle.withdraw"
PHASES = frozenset({"battle.advance", "battle.clash", "battle.capture", WITHDRAWAL})
# What befalls a structure once.
ONCE = frozenset({"destruction.demolition", "destruction.arson", "remote.ied"})
# Happenings that need no place to be told apart: they are acts of named parties.
PLACELESS = frozenset({"order.coup"})
# The sum that joins: for example the same day (3) in the same town (3), or the same week (2), town (3) and side (1).
# Set by hand so that no look-alike pair of the development stories joins; a wrong merge is worse than a miss.
ENOUGH = 6
# The score of what joins by itself: the same words, the same person killed.
SURE = 2 * ENOUGH
# A town of this radius holds several clashes a day (Mosul, Aleppo), so that naming it alone says less.
CITY_KM = 8.0
NEAR_KM = 5.0
# Where a side has its troops, whom it supports, where a war has gone on for years, is told of whole countries.
WIDE = frozenset({"admin1", "country"})
ONE_STORY, OTHERS = "one story tells them apart", "other initiators"


class Decision(Struct, frozen=True):
    """`same`, `different` or `unsure`, the reason in words, and for `same` how much agrees (more is stronger)."""

    verdict: Literal["same", "different", "unsure"]
    reason: str
    score: int = 0


def never() -> bool:
    """The answer where nothing is known of how reports are worded."""
    return False


def decide(a: Slots, b: Slots, copied: bool = False, alike: Callable[[], bool] = never) -> Decision:
    """Whether two reports of different documents tell of one happening; `copied`: one repeats the other's words.

    `alike` says whether they are worded alike; it is asked only where slots leave a pair of one type one short.
    """
    if is_one_fight(a, b):
        return Decision("same", "phases of one fight at one place on one day", ENOUGH)
    barred = ONE_STORY if a.document == b.document else _barred(a, b)
    if barred:
        return Decision("different", barred)
    if copied and a.type == b.type and time_agreement(a, b) > 0:
        return Decision("same", "one repeats the other's words", SURE)
    who = _who(a, b)
    if who == "differ":
        return Decision("different", OTHERS)
    if _is_one_death(a, b):
        return Decision("same", "one person by name was killed", SURE)
    parts = {
        "time": time_agreement(a, b),
        "place": _place(a, b),
        "initiators": {"same": 2, "camp": 1}.get(who, 0),
        "targets": _targets(a, b),
        "figures": figure_agreement(a, b),
    }
    parts["type"] = _type(a, b, parts)
    if parts["time"] == parts["place"] == 3 and parts["figures"] == OTHER_NUMBER:
        # One small town, one day: counts differ more often than such happenings come in twos.
        parts["figures"] = 0
    placed = parts["place"] >= 2 or (needs_no_place(a.type) and needs_no_place(b.type))
    settled = placed and parts["time"] >= _least_time(a, b, parts)
    if settled and a.type == b.type and sum(parts.values()) == ENOUGH - 1 and alike():
        parts["wording"] = 1
    score = sum(parts.values())
    reason = ", ".join(f"{name} {value:+d}" for name, value in parts.items() if value)
    if settled and score >= ENOUGH:
        return Decision("same", reason, score)
    return Decision("unsure", reason or "nothing in common")


def why_apart(a: Slots, b: Slots) -> str | None:
    """Why two reports of different documents, neither in the other's words, are known to differ; None where not."""
    if is_one_fight(a, b):
        return None
    return _barred(a, b) or (OTHERS if _who(a, b) == "differ" else None)


def _barred(a: Slots, b: Slots) -> str | None:
    """Why two reports of different documents cannot be one happening whoever did it, or None."""
    if not levels_agree(a, b):
        return _against(a.level, b.level)
    if a.state != b.state:
        return _against(a.report.status, b.report.status)
    if not related(a.type, b.type):
        return _against(a.type, b.type)
    if time_agreement(a, b) < 0:
        return "at other times"
    return "at other places" if _place(a, b) < 0 else None


def is_one_fight(a: Slots, b: Slots) -> bool:
    """Whether two reports, be they of one story, tell phases of one fight: troops enter a quarter and are driven back.

    They tell of one day and one place, under two types, and share a party. Who withdraws is who had come: that
    another leaves the town that was taken is a happening of its own.
    """
    if a.type == b.type or not {a.type, b.type} <= PHASES or not levels_agree(a, b) or a.state != b.state:
        return False
    one_day = a.first is not None and a.first == a.last == b.first == b.last
    one_place = a.place is not None and b.place is not None and a.place.gazetteer_id == b.place.gazetteer_id is not None
    if not one_day or not one_place or _same_place(a, b, b.place.precision if b.place else None, None) < 2:
        return False
    leaving = [one for one in (a, b) if one.type == WITHDRAWAL]
    if leaving:
        other = b if leaving[0] is a else a
        came = other.initiators if other.type == "battle.advance" else other.targets
        return other.type != "battle.capture" and _meet(leaving[0].initiators, came)
    return _meet((*a.initiators, *a.targets), (*b.initiators, *b.targets))


def _against(one: str, other: str) -> str:
    return " against ".join(sorted((one, other)))


def _who(a: Slots, b: Slots) -> str:
    """How those who did it relate; whom others only charge with it is no one else, and a clash has two sides."""
    who = compare(a.initiators, b.initiators)
    if who != "differ":
        return who
    if not (a.firm and b.firm):
        return "unknown"
    clash = "battle.clash" in (a.type, b.type)
    crossed = clash and (_meet(a.initiators, b.targets) or _meet(a.targets, b.initiators))
    return "unknown" if crossed else "differ"


def _is_one_death(a: Slots, b: Slots) -> bool:
    """Whether both tell that one person was killed; of two kinds of violence, at a time that agrees."""
    one = any(one_person(one, other) for one in a.killed for other in b.killed)
    return one and (a.type == b.type or time_agreement(a, b) > 0)


def _meet(one: tuple[Party, ...], other: tuple[Party, ...]) -> bool:
    return compare(one, other) in ("same", "camp")


def _least_time(a: Slots, b: Slots, parts: Mapping[str, int]) -> int:
    """How well the times must agree: less for what does not recur, and for one count that goes on."""
    by_one = parts["initiators"] == 2 and a.type == b.type and a.type in RARE_BY_ONE
    once = bool(a.structures & b.structures) and {a.type, b.type} <= ONCE
    one_count = is_one_count(a, b) or parts["figures"] == SAME_TOTAL
    if parts["initiators"] == 2 and parts["targets"] > 0 and _are_one_whole(a, b, parts["place"]):
        return 0
    return 1 if (_is_rare(a) and _is_rare(b)) or by_one or once or one_count else 2


def _are_one_whole(a: Slots, b: Slots, place: int) -> bool:
    """Whether two reports without times of one side against another are of a kind of which there are hardly two."""
    return (is_drive(a) and is_drive(b) and place == 3) or (a.running and b.running and place >= 2)


def is_drive(one: Slots) -> bool:
    """Whether a report tells of a campaign of one side against another for one town: there are hardly two of them."""
    drive = one.type == OFFENSIVE or (one.level == "campaign" and one.type.startswith("battle."))
    fine = one.place is not None and one.place.precision in FINE
    return drive and fine and bool(one.initiators) and bool(one.targets)


def _is_rare(one: Slots) -> bool:
    """Whether its like does not recur within months at one place."""
    return one.type in RARE or one.level == "campaign"


def _type(a: Slots, b: Slots, parts: Mapping[str, int]) -> int:
    """3 for a war of years, 2 for 'the battle for' one place and one count, 1 for what does not recur, -1 for types
    that resemble each other.

    Two names for one happening cost nothing where its day and its place, or its doer, are the same.
    """
    if a.type != b.type:
        sure = (parts["time"] == 3 and parts["place"] == 3) or parts["initiators"] == 2
        return 0 if sure else -1
    if min(a.lasts, b.lasts) >= YEAR_DAYS:
        return 3
    if "campaign" in (a.level, b.level) or is_one_count(a, b):
        return 2
    return int(a.type in RARE or (a.type in ONCE_A_DAY and parts["time"] == 3))


def _place(a: Slots, b: Slots) -> int:
    """3 the same town, 2 within, beside or in the same large city, 1 the same province, 0 unknown, -1 apart."""
    one, other = a.place, b.place
    if a.structures & b.structures and (one is None or other is None or one.country == other.country):
        return 3
    if one is None or other is None:
        return 0
    loss = int(a.placed_by_story or b.placed_by_story)
    if one.gazetteer_id is not None and one.gazetteer_id == other.gazetteer_id:
        return max(_same_place(a, b, one.precision, one.radius_km) - loss, 1)
    if one.gazetteer_id is None or other.gazetteer_id is None:
        return 2 - loss if alike(one.name or one.text, other.name or other.text) else 0
    fine = one.precision in FINE and other.precision in FINE
    if holds(one, other) or holds(other, one):
        return 2 - loss if fine else 1
    gap = gap_km(one, other)
    if fine and gap is not None and gap > NEAR_KM and not loss:
        return -1
    if one.country is not None and other.country is not None and one.country != other.country:
        return -1
    return 0


def _same_place(a: Slots, b: Slots, precision: str | None, radius: float | None) -> int:
    if precision in FINE:
        rare = _is_rare(a) and _is_rare(b)
        return 2 if precision == "settlement" and (radius or 0.0) >= CITY_KM and not rare else 3
    if precision in WIDE and min(a.lasts, b.lasts) >= STANDING_DAYS:
        return 2
    return 2 if precision in ("admin3", "admin2", "region") else 1 if precision == "admin1" else 0


def needs_no_place(code: str) -> bool:
    """Whether a happening of a type can be told from others without its place."""
    return code in PLACELESS or code.startswith("political.")


def widest_days(one: Slots) -> int:
    """How rough a report's time may be so that it can be joined by what it tells: a month for what recurs."""
    seldom = _is_rare(one) or one.type in RARE_BY_ONE or one.level != "incident" or bool(one.structures)
    return YEAR if seldom else MONTH


def _targets(a: Slots, b: Slots) -> int:
    """2 the same structure by name, 1 the same party or the same kind of thing or people, 0 otherwise."""
    if a.structures & b.structures:
        return 2
    return int(bool(a.objects & b.objects) or compare(a.targets, b.targets) == "same")
