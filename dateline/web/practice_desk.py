"""What the pages of coding practice share: their tabs, and that whoever changes something is named."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.web.address import to
from dateline.web.desk import the_name
from dateline.web.pages.naming import local
from dateline.web.reserved import reviewers_only

PRACTICE = "practice"


class Tab(Struct, frozen=True):
    """A page of coding practice: the last part of its address, its name, what it is for."""

    path: str
    name: str
    says: str

    @property
    def href(self) -> str:
        """Its address."""
        return to(PRACTICE, self.path)


TABS = (
    Tab("rows", "Rows coded before", "Rows of ACLED, UCDP or your own: coded already, new, or without evidence here"),
    Tab("assignments", "Assignments", "Who codes which events and documents"),
    Tab("rounds", "Double coding", "Two people, the same events, neither sees the other: how far they agree"),
    Tab("decisions", "Decision log", "Every judgement with who, when, why, and by which codebook"),
    Tab("sourcing", "Sourcing log", "What was looked at, also in vain, and the days that nobody looked at"),
    Tab("restricted", "Restricted sources", "What never leaves the case"),
)


class Nameless(Exception):
    """Somebody who is not named wants to change something."""

    def __init__(self, back: str) -> None:
        """`back`: where they were."""
        super().__init__(back)
        self.back = back


def somebody(request: Request) -> str:
    """Who changes something; raises Nameless where the browser was not told."""
    reviewers_only(request)
    name = the_name(request)
    if not name:
        tab = request.url.path.split("/")[2]
        raise Nameless(to(PRACTICE, tab) if any(one.path == tab for one in TABS) else to(PRACTICE))
    return name


Somebody = Annotated[str, Depends(somebody)]


def ask_name(request: Request, error: Exception) -> Response:
    """Ask who it is, and come back to the page."""
    return RedirectResponse(to("name", back=local(str(error))), 303)


def done(address: str, said: str) -> Response:
    """Back to a page, with what was done in words."""
    return RedirectResponse(f"{address}{'&' if '?' in address else '?'}{to(done=said).partition('?')[2]}", 303)
