"""Events as ACLED rows: which are coded, totals shared out, remote violence folded into battles, atoms merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from dateline.export.acled_actors import Pair, Scene, pair_of
from dateline.export.coded import Coded, Days, place_name
from dateline.export.happenings import HAPPENED
from dateline.export.parties import Party
from dateline.tables.event_types import EventTypes

CIVILIANS = 7
REMOTE = "Explosions/Remote violence"
DEADLY = frozenset({"Battles", REMOTE, "Violence against civilians", "Riots"})
Place = str


class Row(Struct, frozen=True, kw_only=True, eq=False):
    """A row in the making. `told`: its events, the one that names it first. `is_counted`: whether somebody counts."""

    told: tuple[Coded, ...]
    event_type: str
    sub_event: str
    pair: Pair
    scene: Scene
    day: date
    time_precision: int
    place: Place
    fatalities: int
    is_counted: bool
    notes: tuple[str, ...]

    @property
    def atom(self) -> tuple[str, date, int, Place, str, str]:
        """What two events share that are one row to ACLED."""
        names = [self.scene.label(side[0]) if side else "" for side in (self.pair.first, self.pair.second)]
        return self.sub_event, self.day, self.time_precision, self.place, names[0], names[1]


def refusal(one: Coded, types: EventTypes) -> str | None:
    """Why ACLED would not code an event, or None."""
    where = one.event.where
    settled = sub_event_of(one, types)
    if settled is None:
        is_coded = any(report.acled_event for report in one.of_its_type) or types.acled(one.event.type, frozenset())[0]
        return "events whose sub-event no report settles" if is_coded else "events of types that ACLED does not code"
    if one.days is None:
        return "events at no known time"
    if one.time is None or one.time.acled is None:
        return "events dated no closer than a month"
    if where is None:
        return "events at no known place"
    if one.place is None or one.place.acled is None:
        return "events placed no closer than a country"
    if where.latitude is None or where.longitude is None:
        return "events without coordinates"
    if pair_of(one.sides, *settled, scene_of(one, one.days)) is None:
        return "events in which no actor is known"
    return None


def sub_event_of(one: Coded, types: EventTypes) -> tuple[str, str] | None:
    """Event and sub-event type: what most reports of the event's type give, of several the heaviest; where none gives
    one, or a person set the type, what the type gives, of a capture by who took it.
    """
    given: dict[tuple[str, str], int] = defaultdict(int)
    for report in one.of_its_type:
        if report.acled_event is not None and report.acled_sub_event is not None:
            given[report.acled_event, report.acled_sub_event] += 1
    if given:
        return min(given, key=lambda pair: (-given[pair], -types.sub_events[pair[1]].weight, pair))
    country = one.event.where.country if one.event.where else None
    facts = {"home state" if party.state and party.country == country else "non-state" for party in one.sides.acting}
    event, sub_event = types.acled(one.event.type, frozenset(facts if len(facts) == 1 else ()))
    return (event, sub_event) if event and sub_event else None


def scene_of(one: Coded, days: Days) -> Scene:
    """Country and day of an event."""
    return Scene(one.event.where.country if one.event.where else None, days.middle.isoformat())


def drafted(one: Coded, types: EventTypes, several: int) -> Row:
    """The row of one event that `refusal` lets pass; `several`: how many dead words without a number stand for."""
    settled, days, time, where = sub_event_of(one, types), one.days, one.time, one.event.where
    assert settled is not None and days is not None and time is not None and where is not None
    scene = scene_of(one, days)
    pair = pair_of(one.sides, *settled, scene)
    assert pair is not None and time.acled is not None
    is_counted = bool(one.toll.rules)
    notes, fatalities = noted(one, pair, days), one.toll.number
    if one.unnumbered and not is_counted:
        fatalities = several
        notes.append(f"Fatalities: {several} for '{one.unnumbered[0]}', by the setting several.")
    return Row(
        told=(one,), event_type=settled[0], sub_event=settled[1], pair=pair, scene=scene, day=days.middle,
        time_precision=time.acled, place=where.gazetteer_id or place_name(where), fatalities=fatalities,
        is_counted=is_counted, notes=tuple(notes),
    )  # fmt: skip


def noted(one: Coded, pair: Pair, days: Days) -> list[str]:
    """What a coder should know of the row, in sentences."""
    event = one.event
    by = f"{'; '.join(event.publishers)}: " if event.publishers else ""
    notes = [f'{by}"{one.quote}" (Dateline {event.id}).']
    if days.length > 1:
        notes.append(f"Between {days.first} and {days.last}.")
    notes += [f"Fatalities: {rule}." for rule in one.toll.rules]
    if one.sides.disputed:
        notes.append(f"Who did it is disputed: {'; '.join(words(party) for party in one.sides.disputed)}.")
    elif event.contested:
        notes.append("Contested.")
    assumed = dict.fromkeys(p.assumed for p in (*pair.first, *pair.second) if p.assumed)
    if assumed:
        notes.append(f"Taken as forces of the country, since no report names their state: {'; '.join(assumed)}.")
    if event.level == "aggregate":
        notes.append("A total of several happenings that no report tells one by one.")
    return notes


def words(party: Party) -> str:
    """A party in few words."""
    return party.unit or party.assumed or party.name or party.kind.kind.replace("_", " ")


def shared_out(rows: Sequence[Row], found: Sequence[Coded]) -> list[Row]:
    """The rows, with what a total counts beyond its parts shared out evenly over those parts that nobody counts.

    Only totals of at most a month: the dead of a whole war are no news of one day.
    """
    made = list(rows)
    parts_of, rows_of = defaultdict(list), defaultdict(list)
    for one in found:
        if one.event.status in HAPPENED:
            parts_of[one.event.part_of].append(one)
    for number, row in enumerate(made):
        if not row.is_counted and row.event_type in DEADLY:
            rows_of[row.told[0].event.part_of].append(number)
    for total in found:
        event, time = total.event, total.time
        if event.status not in HAPPENED or event.level == "incident" or time is None or time.acled is None:
            continue
        rest = total.toll.number - sum(one.toll.number for one in parts_of[event.id])
        open_rows = rows_of[event.id]
        for turn, number in enumerate(open_rows if rest > 0 else ()):
            share = rest // len(open_rows) + (turn < rest % len(open_rows))
            says = f"{share} of {rest} that the total {event.id} counts beyond its counted parts."
            made[number] = replace(made[number], fatalities=share, notes=(*made[number].notes, says))
    return made


def folded(rows: Sequence[Row]) -> list[Row]:
    """The rows, remote violence between the sides of a battle of the same place and day as a part of the battle."""
    made = dict(enumerate(rows))
    battles = defaultdict(list)
    for number, row in enumerate(rows):
        if row.event_type == "Battles":
            battles[row.day, row.time_precision, row.place].append(number)
    for number, row in enumerate(rows):
        mains = (*row.pair.first[:1], *row.pair.second[:1])
        if row.event_type != REMOTE or any(row.scene.inter(main) == CIVILIANS for main in mains):
            continue
        for other in battles[row.day, row.time_precision, row.place]:
            if made[other].pair.keys & row.pair.keys:
                made[other] = fold(made[other], row)
                del made[number]
                break
    return list(made.values())


def fold(battle: Row, strike: Row) -> Row:
    """A battle with a strike as a part of it: who struck stands beside the side whose enemy was struck."""
    ours = {p.key for p in battle.pair.first}
    one, other = strike.pair.first, strike.pair.second
    if any(p.key in ours for p in other) or any(p.key in {q.key for q in battle.pair.second} for p in one):
        one, other = other, one
    pair = Pair(with_others(battle.pair.first, one), with_others(battle.pair.second, other))
    return both(battle, strike, pair, f"With {strike.sub_event}:")


def with_others(side: tuple[Party, ...], others: tuple[Party, ...]) -> tuple[Party, ...]:
    """A side with those that are not in it yet; nobody joins as 'unidentified'."""
    keys = {party.key for party in side}
    return side + tuple(p for p in others if p.key not in keys and (p.name or p.state or not p.is_armed))


def both(row: Row, other: Row, pair: Pair, why: str) -> Row:
    """Two rows as one, their dead added up."""
    return replace(
        row,
        told=row.told + other.told,
        pair=pair,
        fatalities=row.fatalities + other.fatalities,
        is_counted=row.is_counted or other.is_counted,
        notes=(*row.notes, why, *other.notes),
    )


def merged(rows: Sequence[Row]) -> list[Row]:
    """The rows, those of one actor pair, sub-event, place and day as one."""
    made: dict[tuple[str, date, int, Place, str, str], Row] = {}
    for row in rows:
        known = made.get(row.atom)
        if known is None:
            made[row.atom] = row
        else:
            pair = Pair(with_others(known.pair.first, row.pair.first), with_others(known.pair.second, row.pair.second))
            made[row.atom] = both(known, row, pair, "The same actors, sub-event, place and day:")
    return sorted(made.values(), key=lambda row: (row.day, row.told[0].event.id))
