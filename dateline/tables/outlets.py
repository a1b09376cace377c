"""Who publishes: agencies, newspapers, broadcasters, official sites, organisations, blogs."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.tables.rows import read_table

Kind = Literal["agency", "newspaper", "broadcaster", "official", "ngo", "blog"]
Scale = Literal["Subnational", "National", "Regional", "International"]


class Outlet(Struct, frozen=True, kw_only=True):
    """One outlet. `country`: ISO 3166-1 alpha-2 of its seat; `scale`: ACLED's source_scale; `owner` may be unknown."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str
    kind: Kind
    owner: str | None = None
    scale: Scale
    origin: str
    licence: str


class OutletTable(Struct, frozen=True, eq=False):
    """Outlets by case-folded name or alias, and by domain. `agencies`: every name of an agency, as written."""

    rows: tuple[Outlet, ...]
    by_name: dict[str, Outlet]
    by_domain: dict[str, Outlet]
    agencies: dict[str, Outlet]

    def named(self, name: str) -> Outlet | None:
        """The outlet of this name or alias, in any case, or None."""
        return self.by_name.get(name.strip().casefold())

    def at(self, url: str | None) -> Outlet | None:
        """The outlet that publishes at the host of `url` or at a domain above it, or None."""
        host = host_of(url)
        while host:
            if host in self.by_domain:
                return self.by_domain[host]
            host = host.partition(".")[2]
        return None


def host_of(url: str | None) -> str:
    """The host of a URL in lower case without `www.`; empty where there is none or the URL is malformed."""
    if not url:
        return ""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def load() -> OutletTable:
    """The shipped outlets; raises TableError when a row is malformed. A name wins over another row's alias."""
    rows = read_table("outlets", Outlet)
    names = {alias.casefold(): row for row in reversed(rows) for alias in row.aliases}
    names |= {row.name.casefold(): row for row in reversed(rows)}
    return OutletTable(
        rows=rows,
        by_name=names,
        by_domain={domain: row for row in reversed(rows) for domain in row.domains},
        agencies={name: row for row in reversed(rows) if row.kind == "agency" for name in (row.name, *row.aliases)},
    )
