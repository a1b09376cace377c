"""Manners of a guest: what robots.txt forbids is not asked for, and nobody is asked faster than they like."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct
from protego import Protego

from dateline.archive.addresses import Target
from dateline.archive.fetching import Answer, FetchError, Web
from dateline.model.errors import DatelineError

# RFC 9309 asks crawlers to read at least 500 kibibytes.
LONGEST = 512_000
# Some files ask for hours, by mistake or to keep everyone out.
LONGEST_DELAY = 60.0


class ForbiddenError(DatelineError):
    """A page that robots.txt asks not to fetch."""


class Clock(Struct, frozen=True):
    """The time and how to wait; others are put here by tests."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Manners:
    """What the hosts of one run ask for, and when each was asked last."""

    def __init__(self, web: Web, token: str, delay: float, clock: Clock | None = None) -> None:
        """`token`: the name by which robots.txt may address us; `delay`: seconds between two requests to one host."""
        self.web = web
        self.token = token
        self.delay = delay
        self.clock = clock or Clock()
        self.rules: dict[str, Protego | None] = {}
        self.asked: dict[str, float] = {}

    def permit(self, there: Target) -> None:
        """Waits until the host may be asked again; raises ForbiddenError when its robots.txt forbids the page."""
        rules = self.of(there)
        if rules is None:
            raise ForbiddenError(f"{there.url}: its robots.txt cannot be fetched, so nothing there may; add it later")
        if not rules.can_fetch(there.url, self.token):
            raise ForbiddenError(f"{there.url}: robots.txt forbids it; save the page with a browser and add the file")
        stated = rules.crawl_delay(self.token) or 0.0
        self.wait(there.host, max(self.delay, min(float(stated), LONGEST_DELAY)))

    def wait(self, host: str, delay: float) -> None:
        """Waits until so many seconds have passed since the host was asked last."""
        last = self.asked.get(host)
        if last is not None:
            self.clock.sleep(max(0.0, last + delay - self.clock.now()))
        self.asked[host] = self.clock.now()

    def of(self, there: Target) -> Protego | None:
        """The rules of the host, fetched once a run; None where they cannot be fetched: then all is forbidden."""
        if there.origin not in self.rules:
            self.rules[there.origin] = self.fetched(there.origin)
        return self.rules[there.origin]

    def fetched(self, origin: str) -> Protego | None:
        """The rules of an origin; all is permitted where its server says that it has none (RFC 9309, 2.3.1.3)."""
        try:
            answer = self.web.fetch(f"{origin}/robots.txt", LONGEST, permit=lambda to: self.wait(to.host, self.delay))
        except (FetchError, DatelineError):
            return None
        return rules_of(answer)


def rules_of(answer: Answer) -> Protego | None:
    """The rules in the answer of a server."""
    if 200 <= answer.status < 300:
        return Protego.parse(answer.data.decode("utf-8", "replace"))
    return Protego.parse("") if 400 <= answer.status < 500 and answer.status != 429 else None
