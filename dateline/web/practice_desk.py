"""What the pages of coding practice share: their tabs, and the way back from a form."""

from __future__ import annotations

from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.web.address import also, to

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


def done(address: str, said: str) -> Response:
    """Back to a page, with what was done in words."""
    return RedirectResponse(also(address, done=said), 303)
