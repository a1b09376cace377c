"""Parts of totals: `12 people, including 5 children`, `30 of them women`."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model.mention import Figure
from dateline.model.parse import Parse

PRONOUNS = frozenset({"them", "whom", "those", "these"})


def part_of(parse: Parse, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The earlier figure of the paragraph that `figure` is part of, or None."""
    tokens = parse.tokens_in(figure.span)
    wholes = (f for f in reversed(before) if f.counted in ("persons", "households") and f.part_of is None)
    whole = next(wholes, None)
    if whole is None or not tokens:
        return None
    same = parse.tokens_in(whole.span)
    if not same:
        return None
    here = parse.sentences[tokens.start] == parse.sentences[same.start]
    if here and _included(parse, same.stop, tokens.start):
        return whole
    return whole if of_them(parse, tokens) else None


def _included(parse: Parse, first: int, last: int) -> bool:
    """Whether `including` or `among them` stands between whole and part, with no other clause between."""
    between = range(max(first, last - 12), last)
    for i in between:
        form = parse.forms[i].lower()
        if form == "including" or (form == "among" and i + 1 < len(parse) and parse.forms[i + 1].lower() in PRONOUNS):
            return not any(parse.pos[k] == "VERB" and k > i for k in between)
    return False


def of_them(parse: Parse, tokens: range) -> bool:
    """Whether `of them`, `of whom` follows the number: at its end, within it, or right before it (`of whom 30`)."""
    window = range(max(0, tokens.start - 2), min(len(parse), tokens.stop + 2))
    return any(
        parse.forms[i].lower() == "of"
        and i + 1 < len(parse)
        and parse.forms[i + 1].lower() in PRONOUNS - {"those", "these"}
        for i in window
    )
