"""PLOVER event types in the columns of POLECAT: tab-separated, one row an event, who did what to whom.

Unlike the tables of what happened, it has what was threatened, asked and promised: PLOVER codes the saying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import BinaryIO

from msgspec import Struct

from dateline.export.coded import Coded, coded, most_given, place_name
from dateline.export.delimited import Cell, joined, write_table
from dateline.export.happenings import HAPPENED
from dateline.export.outcome import ExportReport, Omitted, reported
from dateline.export.parties import Party, distinct, party_of
from dateline.export.view import ExportView
from dateline.model.mention import Actor
from dateline.tables import event_types
from dateline.tables.rows import read_table
from dateline.tables.schemes import columns, countries, party_kinds

TOWNS = frozenset({"settlement", "part_of_settlement"})


class Quad(Struct, frozen=True):
    """A row of export_plover_types.tsv: what an event type of PLOVER amounts to."""

    plover: str
    quad_code: str
    origin: str
    licence: str


@cache
def quads() -> dict[str, str]:
    """The quad code of each type."""
    return {row.plover: row.quad_code for row in read_table("export_plover_types", Quad)}


@cache
def native_types() -> event_types.EventTypes:
    """The table of types, read once."""
    return event_types.load()


def write(view: ExportView, out: BinaryIO) -> ExportReport:
    """Write the events that PLOVER has a type for; the others are counted by reason."""
    kept, omitted = [], []
    found = list(coded(view))
    wholes = {one.event.part_of for one in found if refusal(one) is None}
    for one in found:
        reason = "totals and campaigns whose parts are listed" if one.event.id in wholes else refusal(one)
        if reason is None:
            kept.append(one)
        else:
            omitted.append(Omitted(reason, one.event.id))
    head = [column.column for column in columns("export_plover")]
    rows = (list(cells(one, view.dateline).values()) for one in kept)
    write_table(out, (head, *rows), delimiter="\t")
    return reported(len(found), len(kept), omitted)


def refusal(one: Coded) -> str | None:
    """Why an event is no PLOVER event, or None: what did not happen counts only as a word, by a verbal type."""
    kind = type_of(one)
    if kind is None:
        return "events of types that PLOVER does not code"
    if one.event.status not in HAPPENED and not quads()[kind].startswith("Verbal"):
        return f"events that are {one.event.status}"
    return None


def type_of(one: Coded) -> str | None:
    """The PLOVER type that most reports of the event's type give; where a person set the type, what that gives."""
    if not one.of_its_type:
        return native_types().by_code[one.event.type].plover
    return most_given([report.plover for report in one.of_its_type if report.plover])


def cells(one: Coded, version: str) -> dict[str, Cell]:
    """The cells of a row by column name; `refusal` has let the event pass."""
    event, where = one.event, one.event.where
    kind = type_of(one) or ""
    modes = [r.plover_mode for r in one.of_its_type if r.plover == kind and r.plover_mode]
    told = min((d.published.earliest for d in one.documents if d.published.earliest), default="")[:10]
    first = one.days.first.isoformat() if one.days else ""
    people = [a for r in one.reports for a in (*r.initiators, *r.targets, *r.victims)]
    code = countries().get((where.country or "") if where else "")
    number = (where.gazetteer_id or "").partition("geonames:")[2] if where else ""
    return {
        "Event ID": event.id,
        "Event Date": (first if event.status in HAPPENED else told) or None,
        "Event Type": kind,
        "Event Mode": most_given(modes),
        "Intensity": None,
        "Quad Code": quads()[kind],
        "Contexts": joined(tag for report in one.reports for tag in report.tags) or None,
        **actor_cells("Actor", one, ("initiators",)),
        **actor_cells("Recipient", one, ("targets", "victims")),
        "Placename": place_name(where) if where else None,
        "City": place_name(where) if where and where.precision in TOWNS else None,
        "District": where.admin2 if where else None,
        "Province": where.admin1 if where else None,
        "Country": code.alpha3 if code else (where.country if where else None),
        "Latitude": where.latitude if where else None,
        "Longitude": where.longitude if where else None,
        "GeoNames ID": int(number) if number.isdigit() else None,
        "Raw Placename": where.text if where else None,
        "Feature Type": where.precision if where else None,
        "Source": joined(event.publishers) or None,
        "Publication Date": told or None,
        "Story People": joined(a.name for a in people if a.kind == "person") or None,
        "Story Organizations": joined(a.name for a in people if is_body(a)) or None,
        "Story Locations": joined(place_name(r.where) for r in one.reports if r.where) or None,
        "Language": joined(d.language for d in one.documents if d.language) or None,
        "Version": f"Dateline {version}",
    }


def is_body(actor: Actor) -> bool:
    """Whether an actor is an organisation with a name."""
    kind = party_kinds().get(actor.kind)
    return kind is not None and actor.kind != "person" and actor.name[:1].isupper()


def actor_cells(side: str, one: Coded, roles: tuple[str, ...]) -> dict[str, Cell]:
    """The columns of one side: `Actor` or `Recipient`."""
    country = one.event.where.country if one.event.where else None
    actors = [actor for role in roles for report in one.reports for actor in getattr(report, role)]
    # A person of no known body has no sector.
    parties = [party for actor in actors if (party := party_of(actor, country, "initiators"))]

    def each(told: Callable[[Party], str | None]) -> str | None:
        return joined(filter(None, map(told, distinct(parties)))) or None

    sectors = each(lambda party: party.kind.plover_sector)
    return {
        f"{side} Name": joined(actor.name for actor in actors) or None,
        f"{side} Country": each(lambda party: alpha3(party.country)),
        f"{side} COW": each(lambda party: cow(party.country)),
        f"Primary {side} Sector": sectors.split("; ")[0] if sectors else None,
        f"{side} Sectors": sectors,
        f"{side} Title": joined(only(actor.role for actor in actors)) or None,
        f"{side} Name Raw": joined(actor.text for actor in actors) or None,
        f"Wikipedia {side} ID": None,
    }


def only(texts: Iterable[str | None]) -> list[str]:
    """The texts that are there."""
    return [text for text in texts if text]


def alpha3(country: str | None) -> str | None:
    """Three letters of a country, its own code where no table knows it."""
    row = countries().get(country or "")
    return row.alpha3 if row else country


def cow(country: str | None) -> str | None:
    """The number of a country, as text."""
    row = countries().get(country or "")
    return str(row.ucdp_id) if row and row.ucdp_id else None
