"""What one clause says about one happening, before mentions of the same happening are joined."""

from __future__ import annotations

from msgspec import Struct

from dateline.events.cues import Status
from dateline.events.triggers import Found
from dateline.model.mention import Actor, Attribution, Figure, Place
from dateline.model.report import When
from dateline.model.span import Span
from dateline.tables.triggers import STANCES

ROLES = ("initiators", "targets", "victims", "weapons")


class Roles(Struct, frozen=True, kw_only=True):
    """The participants of one mention, by role, in text order, and the tokens that say where.

    `bases`: how those are known, by their spans, whom no slot of the trigger gives.
    """

    initiators: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    victims: tuple[Actor, ...] = ()
    weapons: tuple[Actor, ...] = ()
    where: tuple[int, ...] = ()
    alternatives: bool = False
    bases: dict[Span, str] = {}

    def of(self, role: str) -> tuple[Actor, ...]:
        """The actors of one of ROLES."""
        found: tuple[Actor, ...] = getattr(self, role)
        return found


class Draft(Struct, frozen=True, eq=False, kw_only=True):
    """One mention of one happening. `extra` are further triggers of the same clause.

    `pointing`: it takes the happening up again with a definite noun ('the attack'). `bare`: it
    says nothing but that noun. `voice`: told, charged, guessed or denied (voices.py).
    """

    found: Found
    extra: tuple[Found, ...]
    type: str
    evidence: Span
    status: Status
    roles: Roles
    where: Place | None
    when: When | None
    time_span: Span | None
    attribution: Attribution | None
    certainty: str
    background: bool
    level: str
    figures: tuple[Figure, ...]
    pointing: bool
    bare: bool
    voice: str

    @property
    def takes_up(self) -> bool:
        """Whether it says no deed that could stand by itself: 'they did it', 'denied the attack', 'hold them'."""
        row = self.found.trigger
        return bool({self.type, row.type} & STANCES) or (self.bare and self.voice != "told") or row.is_weak
