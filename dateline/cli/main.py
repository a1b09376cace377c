"""The `dateline` command. Each command loads what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dateline import __version__
from dateline.cli import (
    building,
    deciding,
    finding,
    handing,
    judging,
    keeping,
    looking,
    places,
    practice,
    practice_logs,
    releasing,
    serving,
    sifting,
)

app = typer.Typer(
    name="dateline",
    help="News reports in, an evidence-linked event record out. The case folder comes first everywhere.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    """News reports in, an evidence-linked event record out. The case folder comes first everywhere."""
    if show:
        print(f"dateline {__version__}")
        raise typer.Exit


building.register(app)
looking.register(app)
finding.register(app)
judging.register(app)
deciding.register(app)
sifting.register(app)
releasing.register(app)
handing.register(app)
keeping.register(app)
places.register(app)
practice.register(app)
practice_logs.register(app)
serving.register(app)


def main() -> None:
    """Run the command line; errors that a user can mend become one message and an exit code."""
    from dateline.cli.calling import called_only
    from dateline.model.errors import DatelineError

    try:
        called_only(app, sys.argv[1:])()
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        what = f"{error.filename or 'output'}: {error.strerror or error}"
        print(f"dateline: {what}; make room or permit access there, then run it again", file=sys.stderr)
        sys.exit(1)
