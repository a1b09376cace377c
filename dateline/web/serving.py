"""Listening for browsers."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from dateline.web.app import make_app
from dateline.web.options import Options, ServeError


def listening(case: Path, options: Options) -> tuple[FastAPI, socket.socket, str]:
    """The workbench over a case, a socket that listens for it, and the address to open.

    Raises ServeError when the address cannot be listened on, CaseError when the folder is no case.
    """
    app = make_app(case, options)
    try:
        found = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(found[0], socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(found[4])
    except OSError as error:
        why = error.strerror or str(error)
        raise ServeError(f"{options.host}:{options.port}: {why}; name another with --port or --host") from error
    port = listener.getsockname()[1]
    host = f"[{options.host}]" if ":" in options.host else options.host
    asked = f"?token={options.token}" if options.token else ""
    return app, listener, f"http://{host}:{port}/{asked}"


def serve_on(app: FastAPI, listener: socket.socket) -> None:
    """Answer until interrupted."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, date_header=False)
    uvicorn.Server(config).run(sockets=[listener])
