"""An actor mention in the making: which tokens of which paragraph, and what is known of it so far."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.model.mention import Actor
from dateline.model.parse import Parse

ARMED_GROUPS = frozenset({"rebel", "political_militia", "communal_militia", "criminal_group", "paramilitary"})


class Draft(Struct, frozen=True, kw_only=True):
    """Tokens `first` to `last` of paragraph `at`. `head` is the token that carries the meaning.

    `how`: `named` (a table's name), `force` (a body of a state or group), `group` (a noun for armed people that
    the story may explain), `noun` (a person, people or thing by a common noun), `body` (an institution by its
    name), `person` (a personal name), `pronoun`. `bare`: nothing but the noun itself, so another mention may say who.
    """

    at: int
    first: int
    last: int
    head: int
    how: Literal["named", "force", "group", "noun", "body", "person", "pronoun"]
    name: str
    kind: str
    actor_id: str | None = None
    bare: bool = False
    noun: str | None = None
    affiliated_with: str | None = None
    role: str | None = None
    organisation: str | None = None
    private: bool | None = None
    public_reason: str | None = None
    basis: str | None = None

    def covers(self, token: int) -> bool:
        """Whether `token` of the same paragraph lies in the mention."""
        return self.first <= token <= self.last


def finished(draft: Draft, parse: Parse, text: str) -> Actor:
    """The mention with its span and the words that stand there."""
    span = parse.span_of(draft.first, draft.last)
    in_table = "in the actor table" if draft.actor_id and draft.how in {"named", "force"} else None
    return Actor(
        span=span,
        text=span.of(text),
        name=draft.name,
        actor_id=draft.actor_id,
        kind=draft.kind,
        affiliated_with=draft.affiliated_with,
        role=draft.role,
        organisation=draft.organisation,
        is_private_person=draft.private,
        public_reason=draft.public_reason,
        basis=draft.basis or in_table,
    )
