"""Which addresses of the web may be asked: those of the public internet, by names or numbers, and no others.

A feed, a redirect or a name server may point at machines that only this computer can reach: itself, its network,
the metadata service of a cloud. So an address is taken apart here and nowhere else, its name is resolved here, every
answer is checked, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from msgspec import Struct

from dateline.model.errors import DatelineError

Resolver = Callable[[str, int], Collection[str]]
"""The numeric addresses of a host; raises OSError where there are none."""

PORTS = {"http": 80, "https": 443}
LONGEST = 4096
# What is no public host though Python calls it global: multicast, anycast relays, IETF protocol assignments,
# benchmarking, class E. From the IANA registries of special-purpose addresses (RFC 6890).
CLOSED = tuple(
    map(
        ipaddress.IPv4Network,
        ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
# Of IPv6 only what is handed out for use by the public is open, and of that not what carries another address inside
# or is set aside: Teredo and other protocol assignments, documentation, 6to4.
OPEN6 = ipaddress.IPv6Network("2000::/3")
CLOSED6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "3ffe::/16")))
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Interface identifiers of ISATAP carry an IPv4 address.
ISATAP = (0x00005EFE, 0x02005EFE)
NUMBER = re.compile(r"(?:0[xX][0-9a-fA-F]*|\d+)(?:\.(?:0[xX][0-9a-fA-F]*|\d+))*\.?$")
NAME = re.compile(
    r"(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?$"
)


class RefusedError(DatelineError):
    """An address that is not asked; says why."""


class Target(Struct, frozen=True):
    """An address of the web taken apart, with the numeric addresses that its host may be asked at."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    addresses: tuple[str, ...]

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt is for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def netloc(self) -> str:
        """The host as the header says it, with its port unless that is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses that the system's resolver gives."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def target(url: str, resolver: Resolver, private: Collection[str] = ()) -> Target:
    """An address taken apart, resolved and checked; raises RefusedError where it may not be asked.

    `private`: hosts, as they stand in addresses, that the user permits though they are not public.
    """
    scheme, host, port, path = parts(url)
    number = numeric(host)
    try:
        found = [number] if number is not None else list(resolver(host, port))
    except (OSError, UnicodeError) as error:
        raise RefusedError(f"{url}: its host {host} is not known ({error}); check the address") from error
    if not found:
        raise RefusedError(f"{url}: its host {host} has no address; check it")
    for one in found:
        reason = None if host in private else closed(one)
        if reason is not None:
            raise RefusedError(f"{url}: {host} is at {one}, {reason}; only the public web is asked")
    return Target(url, scheme, host, port, path, tuple(found))


def parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host in small letters, port and path with query; raises RefusedError for what is not plainly these."""
    if len(url) > LONGEST or re.search(r"[\x00-\x20\x7f\\]", url):
        raise RefusedError(f"{url[:200]!r}: no address of the web; check it")
    try:
        split = urlsplit(url)
        scheme, host, port = split.scheme.casefold(), split.hostname or "", split.port
        host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise RefusedError(f"{url}: no address of the web ({error}); check it") from error
    if scheme not in PORTS:
        raise RefusedError(f"{url}: only http and https are asked")
    if split.username is not None or split.password is not None or "@" in split.netloc:
        raise RefusedError(f"{url}: holds a user name or password; save the page with a browser and add the file")
    if not (NAME.match(host.casefold()) or ":" in host):
        raise RefusedError(f"{url}: {host!r} is no name of a host; check it")
    port = PORTS[scheme] if port is None else port
    if port != PORTS[scheme] and port < 1024 and port not in PORTS.values():
        raise RefusedError(f"{url}: port {port} is no port of the web")
    query = f"?{split.query}" if split.query else ""
    return scheme, host.casefold(), port, sendable((split.path or "/") + query)


def sendable(path: str) -> str:
    """A path with what is not ASCII escaped, as browsers send it."""
    return "".join(c if c.isascii() else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in path)


def numeric(host: str) -> str | None:
    """The address that a host is, in its usual form; None for a name. Raises RefusedError for other ways to write one.

    '2130706433', '0x7f.1' and '017700000001' mean 127.0.0.1 to some libraries and nothing to others.
    """
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise RefusedError(f"{host}: no IPv6 address ({error})") from error
    if not NUMBER.match(host):
        return None
    try:
        return str(ipaddress.IPv4Address(host))
    except ValueError as error:
        raise RefusedError(f"{host}: an address in an unusual form; write it as four numbers") from error


def closed(address: str) -> str | None:
    """Why a numeric address is not one of the public internet, in words; None where it is one."""
    if "%" in address:
        return "an address of one network card"
    try:
        one = ipaddress.ip_address(address)
    except ValueError:
        return "no address"
    if isinstance(one, ipaddress.IPv4Address):
        return _closed4(one)
    if one in NAT64:
        return _closed4(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
    carries = (int(one) >> 32) & 0xFFFFFFFF in ISATAP
    if one not in OPEN6 or any(one in network for network in CLOSED6) or carries or not one.is_global:
        return "not a public address of IPv6"
    return None


def _closed4(one: ipaddress.IPv4Address) -> str | None:
    if one.is_loopback:
        return "this computer"
    if not one.is_global or any(one in network for network in CLOSED):
        return "not a public address"
    return None
