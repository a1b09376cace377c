"""Which of the names that a page calls its site is its outlet: a vote of its statements and its host."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.document.addresses import fit, is_domain, keys_of
from dateline.document.offers import Offer
from dateline.document.ranks import COMPANY_WEIGHT, FIT_WEIGHTS, HOST_WEIGHT, SITE_WEIGHTS

HOST = "host name"


class Vote(Struct, frozen=True):
    """The offer that won, and why in a line."""

    winner: int
    why: str


def vote(offers: Sequence[Offer], companies: Sequence[bool], parts: tuple[str, ...]) -> Vote | None:
    """The offer whose name has most weight behind it; None where no offer is usable.

    Offers of one name stand together. A domain or handle that is the host's own word bears out the name that fits
    the host best, as the host name itself does; `companies` says of each offer whether its name is a company's.
    """
    groups: dict[frozenset[str], list[int]] = {}
    loose: list[int] = []
    for number, offer in enumerate(offers):
        if offer.aside is not None or (is_domain(offer.value) and offer.basis != HOST):
            loose.append(number)
            continue
        keys = keys_of(offer.value)
        same = next((known for known in groups if known & keys), keys)
        groups.setdefault(same, []).append(number)
    fits: dict[frozenset[str], int] = {
        keys: max(fit(offers[n].value, parts) for n in members) for keys, members in groups.items()
    }
    scores = {
        keys: sum(_weight(offers[n], companies[n]) for n in members) + FIT_WEIGHTS[fits[keys]]
        for keys, members in groups.items()
    }
    for number in loose:
        _lend(offers[number], number, scores, groups, fits)
    if not scores:
        return None
    best = max(scores, key=lambda keys: (scores[keys], -min(groups[keys])))
    winner = min(groups[best], key=lambda n: (is_domain(offers[n].value), -_weight(offers[n], companies[n]), n))
    signs = [offers[n].basis for n in groups[best]]
    fitting = {0: "", 1: ", and it fits the host", 2: ", and it is the host's own word"}[fits.get(best, 0)]
    return Vote(winner, f"most signs: {', '.join(dict.fromkeys(signs))}{fitting}")


def _weight(offer: Offer, company: bool) -> int:
    own = HOST_WEIGHT if offer.basis == HOST else SITE_WEIGHTS[offer.basis]
    return own + (COMPANY_WEIGHT if company else 0)


def _lend(
    offer: Offer,
    number: int,
    scores: dict[frozenset[str], int],
    groups: dict[frozenset[str], list[int]],
    fits: dict[frozenset[str], int],
) -> None:
    """A domain or a handle given to the name it bears out; a domain that bears out none stands for itself."""
    keys = keys_of(offer.value.lstrip("@"))
    near = [
        known
        for known in scores
        if known & keys or (fits.get(known, 0) and any(one in other or other in one for one in keys for other in known))
    ]
    weight = SITE_WEIGHTS[offer.basis]
    if near:
        scores[max(near, key=lambda known: (bool(known & keys), fits.get(known, 0)))] += weight
    elif offer.aside is None:
        # A domain's form says less than a name's.
        scores[keys] = scores.get(keys, 0) + weight - 1
        groups.setdefault(keys, []).append(number)
