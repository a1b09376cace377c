"""Quotations of a paragraph as runs of tokens, their marks included; one left open goes on in the next paragraph."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model.parse import Parse
from dateline.reading.attribution_cue import Cue

OPENING = frozenset({"“", "„", "«"})
CLOSING = frozenset({"”", "»"})
STRAIGHT = frozenset({'"', "``", "''"})
# A mark before 'NAME:' is that of a quoted transcript, whose paragraphs are each opened and not closed.
LABEL_REACH = 6
SINGLE = frozenset({"‘", "’", "'"})
# Shorter quotations are quoted words ("an act of sabotage" has four): they need a verb to be speech.
SPOKEN_WORDS = 4


# Words before a quoted name or term that is no doubted word.
NAMING = frozenset(
    {"called", "call", "calls", "named", "known", "nicknamed", "titled", "entitled", "dubbed", "codenamed", "labelled"}
    | {"labeled", "term", "word", "words", "phrase", "song", "film", "book", "as", "slogan", "headline", "album"}
)


class Quote(Struct, frozen=True):
    """Tokens `first` to `last`, marks included; `closed` tells whether its end is marked. `words`: how many it has."""

    first: int
    last: int
    closed: bool
    words: int

    def covers(self, token: int) -> bool:
        """Whether `token` stands within the quotation."""
        return self.first <= token <= self.last


def find_quotes(parse: Parse) -> list[Quote]:
    """The quotations of a paragraph in order, none nested; one without a closing mark runs to the paragraph's end."""
    quotes = []
    opened: int | None = None
    for i, form in enumerate(parse.forms):
        if opened is None:
            if (
                form in OPENING
                or (form in STRAIGHT and _opens(parse, i))
                or (form in SINGLE and _opens_single(parse, i))
            ):
                opened = i
        elif parse.forms[opened] in SINGLE:
            if form in SINGLE and _closes_single(parse, i):
                quotes.append(_quote(parse, opened, i, closed=True))
                opened = None
        elif form in CLOSING or (form in STRAIGHT and (parse.forms[opened] in STRAIGHT or not _opens(parse, i))):
            quotes.append(_quote(parse, opened, i, closed=True))
            opened = None
    labelled = opened == 0 and parse.forms[1:2] and parse.forms[1].isupper() and ":" in parse.forms[2:LABEL_REACH]
    if opened is not None and opened < len(parse) - 1 and parse.forms[opened] not in SINGLE and not labelled:
        quotes.append(_quote(parse, opened, len(parse) - 1, closed=False))
    return quotes


def opens_with_quote(parse: Parse) -> bool:
    """Whether a paragraph begins with an opening mark."""
    return parse.forms[0] in OPENING | STRAIGHT


def _opens(parse: Parse, i: int) -> bool:
    return (
        i + 1 < len(parse)
        and parse.starts[i + 1] == parse.ends[i]
        and (i == 0 or parse.starts[i] > parse.ends[i - 1] or parse.forms[i - 1] in "([")
    )


def _opens_single(parse: Parse, i: int) -> bool:
    """Whether a single mark opens a quotation, as British papers have it; an apostrophe does not."""
    return parse.tags[i] == "``" and _opens(parse, i)


def _closes_single(parse: Parse, i: int) -> bool:
    """Whether a single mark closes a quotation: beside another mark, so that "the rebels' camp" goes on."""
    ends = i + 1 == len(parse) or parse.pos[i + 1] == "PUNCT"
    return parse.pos[i - 1] == "PUNCT" or (parse.tags[i] == "''" and ends)


def _quote(parse: Parse, first: int, last: int, *, closed: bool) -> Quote:
    words = sum(parse.pos[i] not in {"PUNCT", "SPACE"} for i in range(first, last + 1))
    return Quote(first, last, closed, words)


def scare_cues(parse: Parse, quotes: Sequence[Quote], cues: Sequence[Cue]) -> list[Cue]:
    """Quoted words that nobody is quoted for ('the "liberated" town'): the author keeps a distance from them.

    Names and titles (all words with a capital) and what is called so are none. In a paragraph where somebody speaks,
    or is quoted at length, they are more likely that one's words: half of those in PolNeAR's articles are.
    """
    spoken = any(cue.source is not None and cue.kind == "statement" for cue in cues)
    if spoken or any(quote.words >= SPOKEN_WORDS for quote in quotes):
        return []
    return [
        Cue(
            first=q.first, last=q.first, kind="statement", certainty="reported", hedge=True,
            contents=(range(q.first + 1, q.last),),
        )
        for q in quotes
        if q.closed and 0 < q.words < SPOKEN_WORDS and q.last - q.first > 1 and _is_scare(parse, q, cues)
    ]  # fmt: skip


def _is_scare(parse: Parse, quote: Quote, cues: Sequence[Cue]) -> bool:
    said = any(quote.first < run.stop and run.start <= quote.last for cue in cues for run in cue.contents)
    beside = any(quote.covers(cue.first) or 0 <= quote.first - cue.last <= 1 for cue in cues)
    if said or beside or (quote.first > 0 and parse.forms[quote.first - 1].lower() in NAMING):
        return False
    words = [k for k in range(quote.first + 1, quote.last) if parse.pos[k] in {"NOUN", "PROPN", "VERB", "ADJ", "ADV"}]
    return any(parse.forms[k][0].islower() for k in words)
