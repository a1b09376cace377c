"""`serve`: the workbench in a browser on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.options import CaseFolder
from dateline.cli.output import say


def register(app: typer.Typer) -> None:
    """Add this module's command to the application."""
    app.command()(serve)


def serve(
    case: CaseFolder,
    host: Annotated[str, typer.Option(help="The address to listen on; beyond this machine only with --token.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="The port; 0 takes any that is free.", min=0, max=65535)] = 8470,
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="Who decides, by default.")] = "",
    token: Annotated[
        str | None, typer.Option(envvar="DATELINE_TOKEN", help="A secret that every request must bring.")
    ] = None,
    role: Annotated[
        str, typer.Option(help="`reviewer` decides; `reader` sees private people masked and changes nothing.")
    ] = "reviewer",
    browse: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
) -> None:
    """Review and correct the record in a browser.

    Nothing leaves this machine.
    """
    import webbrowser

    from dateline.web.options import Options, ServeError
    from dateline.web.serving import listening, serve_on

    if role not in ("reviewer", "reader"):
        raise ServeError(f"no role {role}; there are reviewer, reader")
    options = Options(host=host, port=port, name=name, token=token, role="reader" if role == "reader" else "reviewer")
    app, listener, address = listening(case, options)
    say(f"{address} (Ctrl+C stops it)")
    if browse:
        webbrowser.open(address)
    serve_on(app, listener)
