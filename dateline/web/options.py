"""How the workbench is served."""

from __future__ import annotations

import ipaddress
from typing import Literal

from msgspec import Struct

from dateline.model.errors import UsageError

LOCAL = frozenset({"localhost"})


class ServeError(UsageError):
    """What was asked for cannot be served safely."""


class Options(Struct, frozen=True, kw_only=True):
    """Where the workbench listens and what whoever opens it may see and do.

    `name`: who decides, where the browser was not told otherwise. `token`: needed for every request; only an address
    of this machine alone may go without. `role`: a `reviewer` sees the record whole and decides, a `reader` sees it
    with private people masked and changes nothing.
    """

    host: str = "127.0.0.1"
    port: int = 8470
    name: str = ""
    token: str | None = None
    role: Literal["reviewer", "reader"] = "reviewer"

    @property
    def masked(self) -> bool:
        """Whether private people are masked."""
        return self.role != "reviewer"


def checked(options: Options) -> Options:
    """The options; raises ServeError when the workbench could be reached from other machines without a token."""
    if not is_loopback(options.host) and not options.token:
        raise ServeError(
            f"{options.host} can be reached from other machines: name a secret of 16 characters or more with --token, "
            "or leave --host out"
        )
    if options.token is not None and len(options.token) < 16:
        raise ServeError("--token is too short to be a secret: 16 characters or more")
    return options


def is_loopback(host: str) -> bool:
    """Whether an address is of this machine alone."""
    if host in LOCAL:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
