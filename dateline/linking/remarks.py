"""What a story says of its own counts: that one was wrong and another holds, or that it is no count of what is there.

'About 90 soldiers, rather than the 60 first reported'; 'an authorised strength of 60'; 'officially 60, but the real
number is higher'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dateline.linking.told import ONE_OUTCOME, Remark, interval
from dateline.model.document import Document
from dateline.model.mention import Figure
from dateline.model.span import Span
from dateline.tables.counting import CountWords

# Where a sentence ends: a mark, what closes a quotation, white space and a capital; or a line's end.
END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z])|\n")
# 'Rather than the 60', 'instead of an earlier estimate of 60': so many words between these words and the number.
BETWEEN = re.compile(r"[\s\w,'’-]{0,40}")
WORDS_BETWEEN = 5
# How many characters around a number the words stand that say of what kind it is: in its clause.
BEFORE, AFTER, INSIDE = 60, 30, 25
# Kinds that forces may be counted by without being there.
UNREAL = ("authorised", "planned")
# Kinds of those found so far.
COUNTED = ("registered", "suspected", "confirmed")
FORCES = frozenset({"fighters", "troops"})
NOTHING = Remark()


def remarks(document: Document, words: CountWords) -> Mapping[str, Remark]:
    """What a document says of each of its figures, by the figure's id; nothing of most."""
    text = document.rendition.text
    if words.any.search(text.lower()) is None:
        return {}
    figures = [figure for figure in document.figures if figure.id and figure.outcome is not None]
    wrong = dict(_wrong(figures, text, words))
    right = {held.id: figure for figure in figures if (held := wrong.get(figure.id)) is not None}
    numbers = {_number(figure): wrong[figure.id] for figure in reversed(figures) if figure.id in wrong}
    found = {}
    for figure in figures:
        sentence = sentence_of(text, figure.span)
        said = Remark(
            kind=_kind(figure, sentence, text, words),
            replaced_by=wrong.get(figure.id) or numbers.get(_number(figure)),
            instead_of=right.get(figure.id),
            admitted=_found(words, "admitted", text, sentence),
        )
        if said != NOTHING:
            found[figure.id] = said
    return found


def sentence_of(text: str, span: Span) -> Span:
    """The sentence that a span stands in."""
    starts = [match.end() for match in END.finditer(text, max(0, span.start - 600), span.start)]
    end = END.search(text, span.end)
    return Span(starts[-1] if starts else max(0, span.start - 600), end.start() if end else len(text))


def _found(words: CountWords, kind: str, text: str, where: Span) -> bool:
    return words.kinds[kind].search(text, where.start, where.end) is not None


def _wrong(figures: Sequence[Figure], text: str, words: CountWords) -> Iterable[tuple[str, Figure]]:
    """The figures that the words beside them put right, each with the one that holds instead."""
    for figure in figures:
        sentence = sentence_of(text, figure.span)
        if _is_put_right(figure, figures, sentence, text, words):
            held = _instead(figure, figures, sentence, text)
            if held is not None:
                yield figure.id, held


def _is_put_right(figure: Figure, figures: Sequence[Figure], sentence: Span, text: str, words: CountWords) -> bool:
    start, end = figure.span.start, figure.span.end
    before = [match.end() for match in words.kinds["instead"].finditer(text, sentence.start, start)]
    if before and _is_near(Span(before[-1], start), text, figures):
        return True
    after = words.kinds["wrong"].search(text, end, sentence.end)
    return after is not None and _is_near(Span(end, after.start()), text, figures)


def _is_near(between: Span, text: str, figures: Sequence[Figure]) -> bool:
    """Whether few words and no other number part a number from the words that put it right."""
    if any(between.start <= one.span.start < between.end for one in figures):
        return False
    said = between.of(text)
    return BETWEEN.fullmatch(said) is not None and len(said.split()) <= WORDS_BETWEEN


def _instead(figure: Figure, figures: Sequence[Figure], sentence: Span, text: str) -> Figure | None:
    """The nearest other count of the same in the sentence, else in the next one."""
    following = sentence_of(text, Span(sentence.end + 1, sentence.end + 1)) if sentence.end + 1 < len(text) else None
    for where in (sentence, following):
        others = [
            one
            for one in figures
            if where is not None and where.covers(one.span) and _is_alike(one, figure) and interval(one) is not None
        ]
        if others:
            return min(others, key=lambda one: (abs(one.span.start - figure.span.start), one.span))
    return None


def _is_alike(one: Figure, other: Figure) -> bool:
    """Whether two figures count the same and give other numbers."""
    return (outcome_of(one), one.counted) == (outcome_of(other), other.counted) and interval(one) != interval(other)


def outcome_of(figure: Figure) -> str | None:
    """What befell those counted, one word for one outcome."""
    return ONE_OUTCOME.get(figure.outcome or "", figure.outcome)


def _number(figure: Figure) -> tuple[str | None, str | None, float | None, str]:
    """The number of a count, which stands for itself where the story repeats it; a figure without one is its own."""
    return outcome_of(figure), figure.counted, figure.best, figure.id if figure.best is None else ""


def _kind(figure: Figure, sentence: Span, text: str, words: CountWords) -> str:
    """By which kind of count a figure goes; empty where nothing says so."""
    start, end = figure.span.start, figure.span.end
    close = Span(max(sentence.start, start - BEFORE), min(sentence.end, end + AFTER))
    inside = Span(start, min(sentence.end, end + INSIDE))
    if outcome_of(figure) in FORCES:
        kind = next((kind for kind in UNREAL if _found(words, kind, text, close)), "")
        if kind:
            return kind
    kind = next((kind for kind in COUNTED if _found(words, kind, text, inside)), "")
    if kind:
        return kind
    real = words.kinds["real"].search(text, end, sentence.end)
    return "official" if real is not None and _found(words, "official", text, Span(sentence.start, start)) else ""
