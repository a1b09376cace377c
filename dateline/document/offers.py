"""What a page offers for a field of its masthead, and how one offer becomes the field's value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from dateline.model.document import Candidate
from dateline.model.span import Span


class Offer(Struct, frozen=True):
    """One value that a page offers for a field, where it was read, and what stands against it whatever else is offered.

    `said`: the words of the page where the value is another form of them.
    """

    value: str
    basis: str
    span: Span | None = None
    aside: str | None = None
    said: str | None = None


def distinct(offers: Iterable[Offer]) -> list[Offer]:
    """The offers in their order, what one basis says again left out."""
    kept: dict[tuple[str, str, str | None], Offer] = {}
    for offer in offers:
        kept.setdefault((offer.value, offer.basis, offer.said), offer)
    return list(kept.values())


def first_usable(offers: Sequence[Offer]) -> int | None:
    """The place of the first offer that nothing stands against; offers come best first."""
    return next((number for number, offer in enumerate(offers) if offer.aside is None), None)


def decided(
    field: str, offers: Sequence[Offer], winner: int | None, why: str, against: Sequence[str] = ()
) -> tuple[Candidate, ...]:
    """The offers as candidates in their order, the winner with its rule, the others with what stood against them.

    `against`: a reason for each offer that lost; without it the winner's basis ranks higher.
    """
    higher = f"{offers[winner].basis} ranks higher" if winner is not None else "nothing was believed"
    found: list[Candidate] = []
    for number, offer in enumerate(offers):
        lost = offer.aside or (against[number] if against else higher)
        if winner is not None and offer.value == offers[winner].value and offer.aside is None:
            lost = "agrees"
        chosen = number == winner
        found.append(
            Candidate(
                field=field,
                value=offer.value,
                basis=offer.basis,
                chosen=chosen,
                why=why if chosen else lost,
                span=offer.span,
                text=offer.said if offer.said != offer.value else None,
            )
        )
    return tuple(found)


def with_given(candidates: tuple[Candidate, ...], field: str, value: str | None) -> tuple[Candidate, ...]:
    """The candidates with what the caller gives for a field, which wins; as they are where nothing is given."""
    if value is None:
        return candidates
    lost = tuple(
        structs.replace(one, chosen=False, why="agrees" if one.value == value else "given ranks higher")
        if one.field == field and one.chosen
        else one
        for one in candidates
    )
    won = Candidate(field=field, value=value, basis="given", chosen=True, why="what the caller gives wins")
    return (won, *lost)
