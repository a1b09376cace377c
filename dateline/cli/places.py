"""`gazetteer import|find|explain`: place names and your own layers of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import FINISHED_WITH_FAILURES, Json
from dateline.cli.output import print_json, print_table, print_text, say
from dateline.cli.wording import count

InCase = Annotated[Path | None, typer.Option("--case", help="Use or fill this case's own layer instead of the user's.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")]
# So many rows that could not be used are listed on the terminal.
SHOWN = 20
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


def explain(name: Name, case: InCase = None) -> None:
    """Why a name means the place it does.

    When a text says nothing else: its places in order, with what the order rests on.
    """
    from dateline.engine.layers import gazetteer

    lines = gazetteer(case).explain(name)
    print_text("".join(f"{line}\n" for line in lines))
    if not lines:
        say(nowhere(name))


def nowhere(name: str) -> str:
    """What to say and do when no place has this name."""
    return f"no place is called {name}; add your own with: dateline gazetteer import FILE"


def cell(value: object) -> str:
    """A value as a table cell; unknown is empty."""
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
