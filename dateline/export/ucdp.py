"""UCDP GED's columns: one row an event with at least one death. How its rows are made: docs/exports.md."""

from __future__ import annotations

from typing import BinaryIO

from dateline.export.coded import Coded, coded, place_name, sifted
from dateline.export.conflicts import dyad_of
from dateline.export.delimited import Cell, joined, write_table
from dateline.export.outcome import ExportReport, reported
from dateline.export.parties import Party
from dateline.export.ucdp_sides import CIVILIANS, Versus, versus
from dateline.export.view import Dyad, ExportView
from dateline.tables import event_types
from dateline.tables.event_types import EventTypes
from dateline.tables.schemes import columns
from dateline.values.grid import priogrid

ONE_SIDED = 3
CIVILIANS_ID = 9999
"""UCDP's number of civilians as a side (editorial, unverified)."""


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that UCDP would code; the others are counted by reason."""
    types = event_types.load()
    kept, omitted = sifted(list(coded(view)), lambda one: refusal(one, types))
    head = [column.column for column in columns("export_ucdp")]
    write_table(out, (head, *(list(cells(one, types, view.conflicts).values()) for one in kept)))
    return reported(len(view.record.events), len(kept), omitted)


def refusal(one: Coded, types: EventTypes) -> str | None:
    """Why UCDP would not code an event, or None."""
    kind, where = types.by_code[one.event.type].ucdp, one.event.where
    if kind in (None, "-"):
        return "events of types that UCDP does not code"
    if one.toll.number < 1:
        return "events in which nobody is known to have died"
    if one.days is None:
        return "events at no known time"
    if one.time is None or one.time.ucdp is None:
        return "events dated no closer than a year"
    if where is None or one.place is None:
        return "events at no known place"
    if where.latitude is None or where.longitude is None:
        return "events without coordinates"
    if isinstance(found := versus(one, kind or "-"), str):
        return found
    return None


def cells(one: Coded, types: EventTypes, dyads: tuple[Dyad, ...]) -> dict[str, Cell]:
    """The cells of a row by column name; `refusal` has let the event pass."""
    sides = versus(one, types.by_code[one.event.type].ucdp or "-")
    days, where, event = one.days, one.event.where, one.event
    assert not isinstance(sides, str) and days is not None and where is not None
    dyad = dyad_of(dyads, sides.side_a, sides.side_b)
    country = one.country
    known = dyad is not None and dyad.dyad_new_id is not None
    number = dyad.dyad_new_id if dyad and dyad.dyad_new_id is not None else "XXX"
    code = country.alpha3 if country else where.country or "XXX"
    return {
        "id": event.id,
        "relid": f"{code}-{days.first.year}-{sides.violence}-{number}-{event.id.removeprefix('evt-')}",
        "year": days.first.year,
        "active_year": None,
        "code_status": "Clear" if known else "Check dyad",
        "type_of_violence": sides.violence,
        "conflict_new_id": dyad.conflict_new_id if dyad else None,
        "conflict_name": dyad.conflict_name if dyad else None,
        "dyad_new_id": dyad.dyad_new_id if dyad else None,
        "dyad_name": (dyad.dyad_name if dyad else None) or f"{sides.side_a} - {sides.side_b}",
        "side_a_new_id": (dyad.side_a_new_id if dyad else None) or number_of(sides.party_a),
        "side_a": sides.side_a,
        "side_b_new_id": (dyad.side_b_new_id if dyad else None) or side_b_number(sides),
        "side_b": sides.side_b,
        **source_cells(one),
        "where_prec": one.place.ucdp if one.place else None,
        "where_coordinates": place_name(where),
        "where_description": where.text,
        "adm_1": where.admin1,
        "adm_2": where.admin2,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "geom_wkt": f"POINT ({where.longitude:.15g} {where.latitude:.15g})",
        "priogrid_gid": priogrid(where.latitude or 0.0, where.longitude or 0.0),
        "country": (country.ucdp_name or country.name) if country else where.country,
        "country_id": country.ucdp_id if country else None,
        "region": country.ucdp_region if country else None,
        "event_clarity": 1 if event.level == "incident" else 2,
        "date_prec": one.time.ucdp if one.time else None,
        "date_start": days.first.isoformat(),
        "date_end": days.last.isoformat(),
        **dead(one, sides),
    }


def source_cells(one: Coded) -> dict[str, Cell]:
    """The stories: outlet, day and headline of each, and who says so."""
    stories = one.documents
    days = [document.published.earliest or "" for document in stories]
    articles = [
        f"{document.publisher or document.agency or 'unknown outlet'},{day[:10]},{document.title or ''}"
        for document, day in zip(stories, days, strict=True)
    ]
    return {
        "number_of_sources": len(one.event.publishers),
        "source_article": joined([f'"{article}"' for article in articles]),
        "source_office": joined(one.event.publishers),
        "source_date": "; ".join(day[:10] for day in days),
        "source_headline": "; ".join(document.title or "" for document in stories),
        "source_original": joined([claimant.speaker for claimant in one.event.claimants]),
    }


def dead(one: Coded, sides: Versus) -> dict[str, Cell]:
    """The dead of each side and of all: the policy's number is the sum of the sides and the unknown.

    Where the sides are told to have more dead than the policy's number, it stands as unknown whose they are.
    """
    best = one.toll.number
    told = dict(one.toll.sides)
    if sides.is_turned:
        told = {"a": told.get("b", 0), "b": told.get("a", 0), "civilians": told.get("civilians", 0)}
    if sides.violence == ONE_SIDED:
        told = {"a": told.get("a", 0), "civilians": best - told.get("a", 0)}
    a, b, civilians = (int(told.get(name, 0)) for name in ("a", "b", "civilians"))
    if min(a, b, civilians) < 0 or a + b + civilians > best:
        a = b = civilians = 0
    high, low = one.toll.high, one.toll.low
    return {
        "deaths_a": a,
        "deaths_b": b,
        "deaths_civilians": civilians,
        "deaths_unknown": best - a - b - civilians,
        "best": best,
        "high": max(best, int(best if high is None else high)),
        "low": min(best, int(best if low is None else low)),
    }


def side_b_number(sides: Versus) -> int | None:
    """UCDP's number of side b, where a table knows it."""
    if sides.side_b == CIVILIANS:
        return CIVILIANS_ID
    return number_of(sides.party_b)


def number_of(party: Party | None) -> int | None:
    """UCDP's number of a party, where the actor table has it."""
    return int(party.ucdp_actor) if party and party.ucdp_actor else None
