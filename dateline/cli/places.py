"""`gazetteer import|find|explain`: place names and your own layers of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import FINISHED_WITH_FAILURES, Json
from dateline.cli.output import print_json, print_table, print_text, say
from dateline.cli.wording import count

if TYPE_CHECKING:
    from dateline.reading.place_explained import Considered

InCase = Annotated[Path | None, typer.Option("--case", help="Use or fill this case's own layer instead of the user's.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")]
WEIGHED = ("rank", "name", "kind", "in", "people", "points", "from", "id", "reasons")
LAYER_NAMES = {"project": "the case's own", "user": "your own", "supplement": "Dateline's list", "embedded": "shipped"}
# So many rows that could not be used are listed on the terminal.
SHOWN = 20
InDocument = Annotated[
    str | None, typer.Option("--in", metavar="DOC", help="A text, a page, or a document's id in the case.")
]
FOUND = (
    "gazetteer_id",
    "name",
    "precision",
    "country",
    "admin1",
    "pcode",
    "latitude",
    "longitude",
    "radius_km",
    "layer",
)


def register(app: typer.Typer) -> None:
    """Add the `gazetteer` command group to the application."""
    group = typer.Typer(
        help="Place names: look them up, or add your own layer.", no_args_is_help=True, rich_markup_mode=None
    )
    group.command("import")(import_)
    group.command()(find)
    group.command()(explain)
    app.add_typer(group, name="gazetteer")


def import_(
    source: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER", help="CSV, GeoJSON, a GeoNames dump; bare, in a folder or a ZIP.")
    ],
    case: InCase = None,
    as_json: Json = False,
) -> None:
    """Add your own places.

    They rank above the shipped ones. Understands CSV with named columns, GeoJSON, GeoNames dumps with alternate names,
    OCHA tables of areas with P-codes, and UCDP GED. Says what was left out and why.
    """
    from dateline.engine.layers import import_places

    report = import_places(source, case)
    if as_json:
        print_json(report)
    for name in report.unchanged:
        say(f"unchanged: {name}; its places are in already")
    for line in report.passed_over:
        say(f"passed over: {line}")
    for line in report.left_out[:SHOWN]:
        say(f"left out: {line}")
    if len(report.left_out) > SHOWN:
        say(f"left out: {len(report.left_out) - SHOWN:,} more rows; --json lists every one")
    done = [f"{count(report.imported, 'place')} imported"]
    done += [f"{report.repeated:,} repeat one"] if report.repeated else []
    done += [f"{count(report.names, 'further name')}"] if report.names else []
    say(f"{count(report.read, 'row')} read, {', '.join(done)}, {len(report.left_out):,} left out")
    raise typer.Exit(FINISHED_WITH_FAILURES if report.left_out else 0)


def find(name: Name, case: InCase = None, as_json: Json = False) -> None:
    """The places of a name, likeliest first."""
    from dateline.engine.layers import gazetteer

    found = gazetteer(case).find(name)
    if as_json:
        print_json(found)
        return
    rows = [[cell(getattr(place, field)) for field in FOUND] for place in found]
    print_table(FOUND, rows)
    say(count(len(found), "place") if found else nowhere(name))


def explain(name: Name, case: InCase = None, document: InDocument = None, as_json: Json = False) -> None:
    """Why a name means the place it does.

    By itself: its places in order, with what the order rests on. With --in: wherever it stands in a text.
    """
    from dateline.engine.layers import explain_place

    found = explain_place(name, case, document)
    if as_json:
        print_json(found)
        return
    for item in found:
        if item.sentence:
            print_text(f"{item.sentence.strip()}\n")
            print_text(f"{item.text} (characters {item.start:,} to {item.end:,}): {item.meaning}\n")
        else:
            print_text(f"{item.text}: {item.meaning}\n")
        print_text(f"why: {item.decided}\n")
        if item.candidates:
            print_table(WEIGHED, [considered(number, place) for number, place in enumerate(item.candidates, 1)])
        print_text("\n")
    if not found:
        say(f"{document} does not name {name}; look it up by itself without --in")
    elif not any(item.candidates for item in found) and document is None:
        say(nowhere(name))


def considered(number: int, item: Considered) -> list[str]:
    """A candidate as cells: rank, name, kind, where, points, where we have it from, why."""
    place = item.place
    where = ", ".join(part for part in (place.admin2, place.admin1, place.country) if part and part != place.name)
    reasons = "; ".join(item.reasons) or "not meant by a bare name"
    people = "" if place.population is None else f"{place.population:,}"
    layer = LAYER_NAMES[place.layer]
    return [
        str(number),
        place.name,
        item.kind,
        where,
        people,
        f"{item.points:g}",
        layer,
        place.gazetteer_id,
        reasons,
    ]


def nowhere(name: str) -> str:
    """What to say and do when no place has this name."""
    return f"no place is called {name}; add your own with: dateline gazetteer import FILE"


def cell(value: object) -> str:
    """A value as a table cell; unknown is empty."""
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
