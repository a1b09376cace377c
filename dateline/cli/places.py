"""`gazetteer import|find|explain`: place names and your own layers of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.options import FINISHED_WITH_FAILURES, Json
from dateline.cli.output import print_json, print_table, say

InCase = Annotated[Path | None, typer.Option("--case", help="Use or fill this case's own layer instead of the user's.")]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A place name, in any spelling.")]
FOUND = ("gazetteer_id", "name", "precision", "country", "admin1", "latitude", "longitude", "radius_km", "layer")


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
    source: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with named columns, or GeoJSON.")],
    case: InCase = None,
    as_json: Json = False,
) -> None:
    """Add your own places; they rank above the shipped ones. Says what was left out and why."""
    from dateline.engine.layers import import_places

    report = import_places(source, case)
    if as_json:
        print_json(report)
    for line in report.left_out:
        say(f"left out: {line}")
    say(f"{report.read} rows read, {report.imported} places imported, {len(report.left_out)} left out")
    raise typer.Exit(FINISHED_WITH_FAILURES if report.left_out else 0)


def find(name: Name, case: InCase = None, as_json: Json = False) -> None:
    """Every place of this name, the likeliest first."""
    from dateline.engine.layers import gazetteer

    found = gazetteer(case).find(name)
    if as_json:
        print_json(found)
        return
    rows = [[cell(getattr(place, field)) for field in FOUND] for place in found]
    print_table(FOUND, rows)
    say(f"{len(found)} places")


def explain(name: Name, case: InCase = None) -> None:
    """Why a name resolves as it does when a text says nothing else."""
    from dateline.engine.layers import gazetteer

    for line in gazetteer(case).explain(name):
        print(line)


def cell(value: object) -> str:
    """A value as a table cell; unknown is empty."""
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else str(value)
