"""The `dateline` command. Each command loads what it needs when it runs, so that `--help` answers at once."""

from __future__ import annotations

import sys

import typer

from dateline.cli import building, handing, looking, places

app = typer.Typer(
    name="dateline",
    help="News reports in, an evidence-linked event record out. The case folder comes first everywhere.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
building.register(app)
looking.register(app)
handing.register(app)
places.register(app)


def main() -> None:
    """Run the command line; errors that a user can mend become one message and an exit code."""
    from dateline.model.errors import DatelineError

    try:
        app()
    except DatelineError as error:
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; there is nobody left to tell.
        sys.stderr.close()
        sys.exit(1)
