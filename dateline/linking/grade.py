"""The grade of an event, after Airwars' written grades (research.md, 'Written rules for figures')."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.claimants import UNKNOWN
from dateline.model.event import Claimant

# What a party does not claim falsely to its own credit: harm to civilians. That it captured a town, it may.
AGAINST_INTEREST = ("civilian.", "humanitarian.obstruction")


def grade(type_: str, status: str, contested: bool, claimants: Sequence[Claimant]) -> str:
    """`grade: rule`, the grade one of confirmed, fair, weak, contested, discounted.

    Airwars: confirmed when the accused accepts it, fair with two or more credible sources, weak with one,
    contested when claims compete, discounted when it did not happen. Sources are counted by institution.
    """
    if status not in ("occurred", "ongoing", "alleged"):
        return f"discounted: not told as happened ({status})"
    if contested:
        return "contested: affirmed by some and denied by others"
    if type_.startswith(AGAINST_INTEREST) and any(one.side == "party_a" for one in claimants):
        return "confirmed: admitted by the side that did it"
    # A source without a name may be one that is named elsewhere: it counts only where it is the only one.
    voices = {one.institution for one in claimants if one.institution != UNKNOWN} or {UNKNOWN}
    if status == "alleged":
        return "weak: known only through a charge or its denial"
    return f"fair: {len(voices)} independent institutions" if len(voices) >= 2 else "weak: one institution"
