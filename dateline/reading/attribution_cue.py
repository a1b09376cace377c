"""A cue of attribution: its words, and the tokens of who says and of what is said."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.parse import Parse


class Cue(Struct, frozen=True, kw_only=True):
    """A cue: its tokens, the tokens of its source (None: nobody is named) and of its contents, none overlapping.

    `verb` is the governing token of a verbal cue; `takes_quote`: a quotation beside it is what it says;
    `named`: the tokens that name the source where it is only a 'who' (a relative clause). `cited_in`: the verb whose
    clause cites the source ('reported, citing X').
    """

    first: int
    last: int
    kind: str
    certainty: str
    source: range | None = None
    named: range | None = None
    contents: tuple[range, ...] = ()
    verb: int | None = None
    takes_quote: bool = False
    hedge: bool = False
    cited_in: int | None = None


def cue_tokens(parse: Parse, i: int, contents: tuple[range, ...], source: range | None) -> tuple[int, int]:
    """The verb with its auxiliaries, adverbs and particles where they stand beside it."""
    first = last = i
    while first > 0 and parse.heads[first - 1] == i and parse.deps[first - 1] in {"aux", "auxpass", "neg", "advmod"}:
        first -= 1
    while (
        last + 1 < len(parse)
        and parse.heads[last + 1] == i
        and parse.deps[last + 1] in {"prt", "prep", "agent"}
        and _free(last + 1, contents, source)
    ):
        last += 1
        if parse.deps[last] != "prt":
            break
    return first, last


def _free(token: int, contents: tuple[range, ...], source: range | None) -> bool:
    return not any(token in run for run in contents) and not (source and token in source)
