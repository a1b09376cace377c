"""The real workbench over a case, on a free port of this machine, for tests and measures."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

import uvicorn
from msgspec import Struct

from dateline.web.options import Options
from dateline.web.serving import listening


class Answer(Struct, frozen=True):
    """What the server answered."""

    status: int
    headers: Message
    text: str


@contextmanager
def served(case: Path, options: Options | None = None) -> Iterator[str]:
    """The workbench over a case folder; gives its address, without a slash at the end."""
    app, listener, address = listening(case, options or Options(port=0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield address.partition("?")[0].rstrip("/")
    finally:
        server.should_exit = True
        thread.join(10)


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirect instead of following it."""

    def redirect_request(self, *given: object) -> None:
        """None: the redirect itself is the answer."""


def asked(address: str, headers: dict[str, str] | None = None, form: dict[str, str] | None = None) -> Answer:
    """The answer to a GET, or to a POST of a form."""
    data = None if form is None else urlencode(form).encode()
    request = urllib.request.Request(address, data=data, headers=headers or {})
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=30) as answer:
            return Answer(answer.status, answer.headers, answer.read().decode())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read().decode())
