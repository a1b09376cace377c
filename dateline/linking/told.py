"""A figure as somebody told it: whose it is, when it holds, and the amounts that it allows."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.linking.people import EVERYBODY
from dateline.model.event import Claimant
from dateline.model.mention import Figure, Period, Place

# 'About 500' and 520 are compatible, 600 is not. Editorial, not measured.
ABOUT = 0.1
# 'Six of them', 'two of whom', '52 of the dead'.
PARTITIVE = re.compile(r"[\w,.]+ of (?:them|whom|these|those|the (?:dead|killed|wounded|injured|victims))\b")
PARTITIVE_REACH = 20
# Two words for one outcome: those who march take part.
ONE_OUTCOME = {"protesters": "participants"}


class Remark(Struct, frozen=True, kw_only=True):
    """What a story says of a count of its own.

    `kind`: by which kind of count it goes (`authorised`, `planned`, `registered`, `suspected`, `confirmed`,
    `official`). `replaced_by`: the number that holds instead; `instead_of`: the number that this one replaces.
    `admitted`: its sentence owns that an earlier count was wrong.
    """

    kind: str = ""
    replaced_by: Figure | None = None
    instead_of: Figure | None = None
    admitted: bool = False


class Told(Struct, frozen=True, kw_only=True):
    """A figure with who says it, when it was told, and the claim that states it.

    `claim`: the figure's own id where no report claims it. `document`: the id of the story that told it first.
    `copied`: an older story has the passage too, and `claimant` and `published` are that story's. `people`: whom it
    counts (people.py). `counted`: the days up to which it counts, where its words say so; else it holds for the day
    it was told. `total`: an aggregate tells it.
    `event`, `site`: the happening that it is a figure of, and where that was; None for a figure of no event.
    `sites`: all places in which a report puts the whole happening. `remark`: what the story says of the count itself.
    """

    figure: Figure
    claimant: Claimant
    published: Period
    claim: str
    document: str = ""
    copied: bool = False
    people: str = EVERYBODY
    counted: Period | None = None
    total: bool = False
    event: str | None = None
    site: Place | None = None
    sites: tuple[Place, ...] = ()
    remark: Remark = Remark()

    @property
    def asof(self) -> Period:
        """The day or days for which the number holds."""
        return self.published if self.counted is None else Period(self.counted.latest, self.counted.latest)

    @property
    def outcome(self) -> str | None:
        """What befell those counted, one word for one outcome."""
        return ONE_OUTCOME.get(self.figure.outcome or "", self.figure.outcome)


def is_partial(told: Told) -> bool:
    """Whether a figure counts some of those that another counts: 'six of them'."""
    figure = told.figure
    words = figure.evidence.rendition.text[figure.span.start : figure.span.end + PARTITIVE_REACH]
    return figure.part_of is not None or PARTITIVE.match(words) is not None


def fits(part: Told, whole: Told) -> bool:
    """Whether a part is no more than its whole, as far as is told."""
    least, most = interval(part.figure), interval(whole.figure)
    return least is None or most is None or most[1] is None or least[0] <= most[1]


def is_later(a: Told, b: Told) -> bool:
    """Whether b holds for a later day than a, as far as both days are known."""
    return a.asof.latest is not None and b.asof.earliest is not None and a.asof.latest < b.asof.earliest


def interval(figure: Figure) -> tuple[float, float | None] | None:
    """Lowest and highest amount, the highest None where open; None without any number."""
    if figure.best is not None and figure.modifier == "approximate":
        return figure.best * (1 - ABOUT), figure.best * (1 + ABOUT)
    if figure.low is None and figure.high is None:
        return None if figure.best is None else (figure.best, figure.best)
    return figure.low or 0.0, figure.high


def is_zero(told: Told) -> bool:
    """Whether a figure says that there was nobody."""
    return interval(told.figure) == (0.0, 0.0)


def amount_of(told: Told) -> float:
    """The number that a figure gives, its bound where it is open; 0 without one."""
    figure = told.figure
    return next((n for n in (figure.best, figure.low, figure.high) if n is not None), 0.0)
