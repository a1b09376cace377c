"""Parts of totals: `12 people, including 5 children`, `30 of them women`, `90 people: 50 in Orsa and 40 in Keld`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.model.mention import Figure
from dateline.model.parse import Parse

PRONOUNS = frozenset({"them", "whom", "which", "those", "these"})
PEOPLE = frozenset({"persons", "households"})
# Outcomes that a part has as what it is, not as what befell it: 'ten people were killed, eight of them soldiers'.
OF_KIND = (None, "fighters", "protesters")
# Between `including` and the part stand its modifiers only.
REACH = 12
GRADES = frozenset({"seriously", "critically", "severely", "badly", "gravely", "slightly", "lightly", "fatally"})
# Between a whole and the brackets with its parts stand its verb and no more.
BRACKET_REACH = 4
# Before the number of a whole that opens the sentence stand a preposition, an article and modifiers.
FRONTED = 5


def with_whole(parse: Parse, figure: Figure, before: Sequence[Figure], earlier: Sequence[Figure]) -> Figure:
    """The figure tied to the whole that it is part of, if any.

    `before`: the figures before it in its paragraph, `earlier`: those of the paragraphs before. A part without an
    outcome, measure or period of its own has that of the whole, and the children of civilians are civilians.
    """
    whole = _whole(parse, figure, before) or _among(parse, figure, [*earlier, *before])
    if whole is None or not _holds(whole, figure):
        return figure
    outcome = whole.outcome if figure.outcome in OF_KIND else figure.outcome
    party = whole.party if figure.party == "unknown" and whole.party == "civilians" else figure.party
    measure = whole.measure if figure.measure == "incident" or outcome != figure.outcome else figure.measure
    period = figure.period or whole.period
    return replace(figure, part_of=whole.id, outcome=outcome, party=party, measure=measure, period=period)


def _whole(parse: Parse, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The figure of the paragraph before it that is no part and that the words make its whole."""
    tokens = parse.tokens_in(figure.span)
    whole = last_whole(before, figure.counted)
    same = parse.tokens_in(whole.span) if whole is not None else range(0)
    if whole is None or not tokens or not same:
        return None
    here = parse.sentences[tokens.start] == parse.sentences[same.start]
    if here and (
        _included(parse, same.stop, tokens.start)
        or _is_in_brackets(parse, whole, figure)
        or _is_graver(parse, tokens)
        or _is_broken_down(parse, whole, figure)
        or is_of_fronted(parse, same.start, tokens.start)
    ):
        return whole
    return whole if of_them(parse, tokens) or (not here and _opens_with_part(parse, tokens)) else None


def last_whole(before: Sequence[Figure], counted: str | None = "persons") -> Figure | None:
    """The last figure that counts people, or things as the part does, and is no part of another."""
    alike = PEOPLE if counted in PEOPLE else {counted}
    return next((f for f in reversed(before) if f.counted in alike and f.part_of is None), None)


def _among(parse: Parse, figure: Figure, before: Sequence[Figure]) -> Figure | None:
    """The last total of the story with the outcome that a part is taken from: `52 of the dead`."""
    tokens = parse.tokens_in(figure.span)
    forms = [parse.forms[i].lower() for i in tokens]
    if "of" not in forms or "the" not in forms[forms.index("of") :] or figure.outcome is None:
        return None
    return next(
        (
            f
            for f in reversed(before)
            if f.outcome == figure.outcome and f.part_of is None and f.counted in PEOPLE and _holds(f, figure)
        ),
        None,
    )


def _holds(whole: Figure, part: Figure) -> bool:
    """Whether the part is not larger than the whole may be."""
    most = None if whole.modifier in ("at_least", "vague") else whole.high
    least = part.low if part.low is not None else part.high
    return most is None or least is None or least <= most


def _included(parse: Parse, first: int, last: int) -> bool:
    """Whether `including` or `among them` stands between whole and part, with no other clause between."""
    between = range(max(first, last - REACH), last)
    for i in between:
        form = parse.forms[i].lower()
        if form == "including" or (form == "among" and i + 1 < len(parse) and parse.forms[i + 1].lower() in PRONOUNS):
            return not any(parse.pos[k] == "VERB" and k > i for k in between)
    return False


def _is_broken_down(parse: Parse, whole: Figure, part: Figure) -> bool:
    """Whether a colon stands between whole and part and the part has no other outcome."""
    first, last = parse.tokens_in(whole.span).stop, parse.tokens_in(part.span).start
    colons = [i for i in range(first, last) if parse.forms[i] == ":"]
    return bool(colons) and part.outcome in (*OF_KIND, whole.outcome) and part.counted in PEOPLE


def _is_in_brackets(parse: Parse, whole: Figure, part: Figure) -> bool:
    """Whether the part stands in the brackets right after its whole: `19 deaths (11 men, five women)`."""
    first, last = parse.tokens_in(whole.span).stop, parse.tokens_in(part.span).start
    brackets = [i for i in range(first, min(last, first + BRACKET_REACH)) if parse.forms[i] == "("]
    if not brackets or ")" in parse.forms[first:last]:
        return False
    return part.counted == whole.counted and part.outcome in (*OF_KIND, whole.outcome)


def _is_graver(parse: Parse, tokens: range) -> bool:
    """Whether a bare number says how badly some of them were hurt: `24 were hurt, three seriously`."""
    after = tokens.stop
    return parse.forms[tokens.start - 1] == "," and after < len(parse) and parse.forms[after].lower() in GRADES


def _opens_with_part(parse: Parse, tokens: range) -> bool:
    """Whether the sentence of the number begins `Of these,` or `Among them`."""
    first = parse.sentence(tokens.start).start
    words = [form.lower() for form in parse.forms[first : first + 2]]
    return len(words) == 2 and words[0] in ("of", "among") and words[1] in PRONOUNS


def is_of_fronted(parse: Parse, whole: int, part: int) -> bool:
    """Whether a sentence opens with the whole that the part is taken from: `Of the 48 dead, 30 were women`."""
    first = parse.sentence(whole).start
    opens = parse.forms[first].lower() in ("of", "among") and 0 < whole - first <= FRONTED
    return opens and part > whole and parse.sentences[part] == parse.sentences[first]


def of_them(parse: Parse, tokens: range) -> bool:
    """Whether `of them`, `of whom` follows the number: at its end, within it, or right before it (`of whom 30`)."""
    window = range(max(0, tokens.start - 2), min(len(parse), tokens.stop + 2))
    return any(
        parse.forms[i].lower() == "of"
        and i + 1 < len(parse)
        and parse.forms[i + 1].lower() in PRONOUNS - {"those", "these"}
        for i in window
    )
