"""How many events wait for a decision, and why."""

from __future__ import annotations

from msgspec import Struct

from dateline.store.query import Query


class WaitingEvents(Struct, frozen=True, kw_only=True):
    """Events that nobody decided on, and decided ones for which something new came since."""

    undecided: int
    news: int


def waiting_events(query: Query) -> WaitingEvents:
    """The events that wait."""
    row = query.rows(
        """SELECT coalesce(sum(coalesce(state, 'undecided') = 'undecided'), 0) AS undecided,
         coalesce(sum(news IS NOT NULL AND open), 0) AS news FROM events LEFT JOIN review ON review.event = events.id"""
    )[0]
    return WaitingEvents(undecided=row["undecided"], news=row["news"])
