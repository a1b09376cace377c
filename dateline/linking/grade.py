"""The grade of an event, after Airwars' written grades (research.md, 'Written rules for figures')."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.linking.admissions import HARMED, LOST
from dateline.linking.claimants import UNKNOWN
from dateline.model.event import Admission, Claimant


def grade(status: str, contested: bool, claimants: Sequence[Claimant], admitted: Sequence[Admission]) -> str:
    """`grade: rule`, the grade one of confirmed, fair, weak, contested, discounted.

    Airwars: confirmed when the accused accepts it, fair with two or more credible sources, weak with one,
    contested when claims compete, discounted when it did not happen. Sources are counted by institution. A side that
    owns the loss of a place says what it would not say falsely.
    """
    if status not in ("occurred", "ongoing", "alleged"):
        return f"discounted: not told as happened ({status})"
    if contested:
        return "contested: affirmed by some and denied by others"
    if any(one.of == HARMED for one in admitted):
        return "confirmed: admitted by the side that did it"
    if any(one.of == LOST for one in admitted):
        return "confirmed: admitted by the side that lost the place"
    # A source without a name may be one that is named elsewhere: it counts only where it is the only one.
    voices = {one.institution for one in claimants if one.institution != UNKNOWN} or {UNKNOWN}
    if status == "alleged":
        return "weak: known only through a charge or its denial"
    return f"fair: {len(voices)} independent institutions" if len(voices) >= 2 else "weak: one institution"
