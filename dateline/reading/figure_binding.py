"""From a number to what it counts and what befell that: the numbers worth a figure, and only those."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.document import Reading
from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.model.span import Span
from dateline.reading.figure_cues import Outcome, is_wished
from dateline.reading.figure_labels import labelled
from dateline.reading.figure_nouns import Counted, counted
from dateline.reading.figure_outcome import outcome_of, own_outcome
from dateline.reading.figure_setting import departed, in_arms
from dateline.reading.figure_taken_up import is_included, takes_up
from dateline.reading.figure_unwritten import ARTICLE, BOTH, NOUGHT
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity

# An indefinite article counts one person only where something befell them: 'killed a civilian', not 'a doctor said'.
SINGLE = frozenset(["killed", "injured", "abducted", "detained", "missing"])
OBJECTS = frozenset({"nsubjpass", "dobj"})
# What is told to have befallen nobody; other noughts ('no one knows') count nothing.
SPARED = SINGLE | {"casualties", "displaced"}


class Bound(Struct, frozen=True):
    """A quantity (offsets into the rendition) with what it counts and the outcome found for it.

    `taken_up`: noun and outcome are those of the number before. `place`: the one that labels it in a list.
    """

    quantity: Quantity
    counted: Counted
    outcome: Outcome | None
    taken_up: bool = False
    place: Place | None = None


def bind(
    parse: Parse,
    quantity: Quantity,
    before: Bound | None,
    mentions: Reading,
    words: QuantityWords,
    *,
    parted: bool = False,
) -> Bound | None:
    """The quantity with its noun and outcome, or None where it counts nothing worth a figure.

    `before`: the number before it in the paragraph, whose noun and outcome a bare number may take up.
    `parted`: a share of it is told, whose lot is not that of all.
    """
    of = counted(parse, quantity.core, quantity.span, words)
    if of is None:
        return None
    outcome = own_outcome(parse, of, words) if parted else _outcome(parse, of, mentions, words)
    if quantity.vague_class in (ARTICLE, BOTH, NOUGHT):
        return _unwritten(parse, quantity, Bound(replace(quantity, vague_class=None), of, outcome), before, words)
    label = labelled(parse, quantity, mentions, words)
    if label is not None:
        named, place = label
        # 'Losses: 210 personnel' are not merely there
        told = named if outcome is None or (outcome.lexical and outcome.name == "fighters") else outcome
        follows = of.noun is not None and parse.starts[of.noun] > quantity.core.start
        return Bound(quantity, of if follows else Counted(of.top, None, None), told, place=place)
    if quantity.strong:
        outcome = outcome or Outcome("fighters", of.top, True)
    if outcome is None and before is not None and (before.outcome is not None or before.counted.noun is not None):
        taken = takes_up(parse, quantity, of, before.counted, words)
        if taken is not None:
            return Bound(quantity, taken, before.outcome, taken is not of)
    return Bound(quantity, of, outcome) if _worth(parse, quantity, of, outcome, words) else None


def _unwritten(
    parse: Parse, quantity: Quantity, bound: Bound, before: Bound | None, words: QuantityWords
) -> Bound | None:
    """One person, two or nobody: worth a figure only where the text tells what befell them, or whom it spared."""
    of, outcome = bound.counted, bound.outcome
    if quantity.vague_class == NOUGHT:
        kept = outcome is not None and outcome.name in SPARED and not is_wished(parse, outcome.cue, of.top)
        return bound if kept else None
    if quantity.vague_class == BOTH:
        return bound if outcome is not None and not outcome.lexical else None
    if of.row is not None and of.row.role == "body":
        verb = parse.heads[of.top]
        return bound if parse.lemmas[verb] in words.recovering and parse.deps[of.top] in OBJECTS else None
    if outcome is None and before is not None and before.outcome is not None and is_included(parse, of.top):
        outcome = before.outcome
        bound = Bound(bound.quantity, of, outcome)
    return bound if outcome is not None and not outcome.lexical and outcome.name in SINGLE else None


def _outcome(parse: Parse, of: Counted, mentions: Reading, words: QuantityWords) -> Outcome | None:
    """What befell those counted, by words or by who or what stands beside them."""
    return outcome_of(parse, of, words) or departed(parse, of, mentions, words) or in_arms(parse, of, mentions, words)


def _worth(parse: Parse, quantity: Quantity, of: Counted, outcome: Outcome | None, words: QuantityWords) -> bool:
    """Whether the number is a figure: something befell those counted, or it counts known people or things."""
    if of.noun is None and _inside_name(parse, quantity.core):
        return False
    if quantity.best == 1 and parse.deps[of.top] == "attr" and of.top != of.noun:
        return False  # 'he was one of 30': the 30 are the figure.
    unnumbered = quantity.best is None and quantity.low is None and quantity.high is None
    if quantity.kind == "share" and (outcome is None or outcome.lexical):
        return outcome is not None and of.row is not None and of.row.role == "toll"
    if outcome is not None:
        return not (outcome.lexical and quantity.best == 1)
    if of.noun is None or (of.row is not None and of.row.role == "abstract") or quantity.best == 1 or unnumbered:
        return False
    return of.row is not None or (parse.tags[of.noun] == "NNS" and parse.forms[of.noun].lower() not in words.units)


def _inside_name(parse: Parse, core: Span) -> bool:
    """Whether the number stands between two parts of a name: `the Delta 90 Front`."""
    tokens = parse.tokens_in(core)
    return (
        tokens.start > 0
        and tokens.stop < len(parse)
        and parse.pos[tokens.start - 1] == "PROPN"
        and parse.tags[tokens.stop] == "NNP"
    )
