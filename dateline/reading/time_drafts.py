"""What a rule of times finds before its anchor is known, and how it looks at the tokens it matched."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.model.mention import Symbol
from dateline.reading.time_tokens import Token

LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "month": "M"}
LETTERS |= {"quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "weekend": "WE"}
BASE = {"second": "hour", "minute": "hour", "night": "day", "weekend": "week", "century": "decade"}
UNTOLD = "UNTOLD"
CLOCK_UNITS = frozenset({"second", "minute", "hour"})


class Draft(Struct, frozen=True, kw_only=True):
    """A time expression: either its TIMEX3 value is known (`timex3`) or its `symbol` waits for an anchor.

    `mark` narrows an absolute period to a part, or says that its days are untold (`UNTOLD`). `open` says that
    tense and context choose direction and anchor (a bare weekday, month or day of a month). `step` leads to it from
    a date that may follow ('two days after'), with a symbol from the date of that ('the day after Christmas').
    `ahead` is what a length means in a clause that looks ahead ('in two weeks he will'). `first` and `last` are
    token numbers, both included.
    """

    first: int
    last: int
    kind: str = "date"
    timex3: str | None = None
    symbol: Symbol | None = None
    mark: str | None = None
    open: bool = False
    step: Symbol | None = None
    ahead: Symbol | None = None
    why: str = "stated in full"


class Hit:
    """A match of a rule over the class string: tokens by name, and the neighbours."""

    def __init__(self, tokens: list[Token], found: re.Match[str]) -> None:
        self.tokens = tokens
        self.found = found
        self.first = found.start()
        self.last = found.end() - 1

    def get(self, name: str) -> Token | None:
        """The token captured as `name`, if the rule has it and it took part."""
        if name not in self.found.re.groupindex:
            return None
        at = self.found.start(name)
        return self.tokens[at] if at >= 0 else None

    def value(self, name: str) -> str | None:
        """The value of the captured token."""
        token = self.get(name)
        return None if token is None else token.value

    def need(self, name: str) -> str:
        """The value of a token that the rule always captures."""
        return self.tokens[self.found.start(name)].value

    def need_form(self, name: str) -> str:
        """The lower-case form of a token that the rule always captures."""
        return self.tokens[self.found.start(name)].form

    def before(self, steps: int = 1) -> Token | None:
        """The token `steps` before the match."""
        at = self.first - steps
        return self.tokens[at] if at >= 0 else None

    def after(self, steps: int = 1) -> Token | None:
        """The token `steps` after the match."""
        at = self.last + steps
        return self.tokens[at] if at < len(self.tokens) else None

    def kind_before(self) -> str:
        """The class of the token before the match, empty at the start."""
        token = self.before()
        return "" if token is None else token.kind

    def kind_after(self) -> str:
        """The class of the token after the match, empty at the end."""
        token = self.after()
        return "" if token is None else token.kind

    def word_after(self) -> str:
        """The class of the word after the match; empty where a mark or nothing follows."""
        token = self.after()
        return token.kind if token is not None and token.form[0].isalnum() else ""

    def fiscal(self) -> bool:
        """Whether the match is a fiscal or school year: fiscal 2012, the school year 2012, the 2012-13 school year."""
        before, follow = self.before(), self.after()
        if before is not None and before.kind == "unit":
            before = self.before(2)
        elif before is not None and before.form != "fiscal":
            before = None
        after = self.after(2)
        led = before is not None and before.kind == "fiscal"
        return led or (follow is not None and follow.kind == "fiscal" and after is not None and after.form == "year")

    def date(self, timex3: str, mark: str | None = None, kind: str = "date") -> Draft:
        """An absolute draft over the whole match."""
        return Draft(first=self.first, last=self.last, kind=kind, timex3=timex3, mark=mark)

    def waiting(self, symbol: Symbol, why: str, *, open: bool = False, kind: str = "date") -> Draft:
        """A draft over the whole match that waits for its anchor."""
        return Draft(first=self.first, last=self.last, kind=kind, symbol=symbol, why=why, open=open)


def in_a_name(draft: Draft, tokens: list[Token]) -> bool:
    """Whether a time is part of a name: the Sunday Times, the 14 February Coalition, 1980 Street, Black September."""
    before = tokens[draft.first - 1] if draft.first else None
    after = tokens[draft.last + 1] if draft.last + 1 < len(tokens) else None
    if draft.kind == "duration" or (draft.timex3 or "").endswith("_REF"):
        return False
    named = after is not None and "bearer" in (after.kind, after.value)
    return named or (before is not None and before.kind == "epithet")


def number(hit: Hit) -> int | None:
    """The count captured as `n` (and `n2`): 3, two, twenty-four, two hundred; None for 'few' and no count."""
    n, more = hit.get("n"), hit.value("n2")
    if n is not None and n.form == "some" and more is not None:
        return int(more)
    if n is None or not n.value.isdigit():
        return None
    if more is None:
        return int(n.value)
    return int(n.value) * int(more) if more in ("12", "100", "1000") else int(n.value) + int(more)


def duration(amount: str, unit: str) -> str:
    """The TIMEX3 value of a length of time: `P3W`, `PT5M`, `PXD`."""
    return f"P{'T' if unit in CLOCK_UNITS else ''}{amount}{LETTERS[unit]}"


def mark_of(hit: Hit) -> str | None:
    """How 'early', 'the end of', 'the first week of' and the like before the period narrow it (values/narrowing)."""
    if hit.get("oh") is not None:
        return "H1" if hit.value("o0") == "1" else "H2"
    if hit.get("o1") is not None:
        return _counted_mark(hit)
    return hit.value("e") or hit.value("e2")


def _counted_mark(hit: Hit) -> str | None:
    """'The first week of', 'the last three months of', 'the second day of'; a plural without a number is a third."""
    turn, count = hit.need("o1"), hit.value("on")
    side = {"past": "-", "END": "-", "1": "+", "START": "+"}.get(turn, "#")
    unit = base(hit.need("ou"))
    if unit in CLOCK_UNITS or turn == "MID" or (side == "#" and not turn.isdigit()):
        return None
    if hit.need_form("ou").endswith("s") and count is None:
        return {"+": "START", "-": "END"}.get(side)
    if count is not None and (side == "#" or not count.isdigit()):
        return None
    return f"{side}{turn if side == '#' else count or 1}{unit}"


def marked(value: str, mark: str | None) -> str:
    """A symbol's value narrowed to a part."""
    return f"{value}.{mark}" if mark else value


def base(unit: str) -> str:
    """The unit of a symbol that stands for a unit of the text."""
    return BASE.get(unit, unit)


def many(hit: Hit) -> bool:
    """Whether the unit of the match is in the plural."""
    token = hit.get("u")
    return token is not None and token.form.endswith("s")
