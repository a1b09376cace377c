"""Nobody: `no civilian was hurt`, `no reports of casualties`, `without causing any deaths`."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.parse import Parse
from dateline.reading.figure_nouns import noun_row
from dateline.reading.figure_unwritten import NOUGHT, is_person, whole
from dateline.tables.quantities import QuantityWords
from dateline.values.quantity import Quantity

NOBODY = frozenset({"nobody", "none", "neither"})
DENIALS = NOBODY | {"no", "any", "without"}
# What nobody made, of which nobody is told: 'no reports of casualties'.
WORD = frozenset({"report", "word", "information", "indication", "sign", "loss", "confirmation"})


def noughts(parse: Parse, forms: list[str], words: QuantityWords) -> Iterator[Quantity]:
    """Nobody at all, to be kept only where something befell others."""
    for i, form in enumerate(forms):
        if form not in DENIALS:
            continue
        if form in NOBODY and (form != "neither" or parse.deps[i] in ("nsubj", "nsubjpass", "det")):
            yield whole(parse, i, i, 0, NOUGHT)
        elif (form == "no" and parse.deps[i] == "det") or (form == "any" and _is_denied(parse, i)):
            yield from _of_noun(parse, i, parse.heads[i], words)
        elif form == "without":
            for noun in _objects(parse, i):
                row = noun_row(parse, noun, words)
                if row is not None and row.role == "toll":
                    yield from _of_noun(parse, i, noun, words)


def _of_noun(parse: Parse, i: int, noun: int, words: QuantityWords) -> Iterator[Quantity]:
    """None of a noun and of those joined to it: `no injuries or deaths`."""
    if noun == i + 1 and parse.forms[noun].lower() == "one":
        yield whole(parse, i, noun, 0, NOUGHT)
    elif is_person(noun_row(parse, noun, words)):
        yield whole(parse, i, i, 0, NOUGHT)
        for joined in _joined(parse, noun):
            row = noun_row(parse, joined, words)
            if row is not None and row.role == "toll":
                yield whole(parse, joined, joined, 0, NOUGHT)
    elif parse.lemmas[noun] in WORD:
        for told in (c for prep in parse.children[noun] if parse.lemmas[prep] == "of" for c in _objects(parse, prep)):
            for one in (told, *_joined(parse, told)):
                row = noun_row(parse, one, words)
                if row is not None and row.role == "toll":
                    yield whole(parse, one, one, 0, NOUGHT)


def _joined(parse: Parse, noun: int) -> list[int]:
    """The nouns coordinated with one, each hanging on the one before."""
    found = [c for c in parse.children[noun] if parse.deps[c] == "conj" and not _is_counted(parse, c)]
    return [*found, *(further for c in found for further in _joined(parse, c))]


def _is_counted(parse: Parse, noun: int) -> bool:
    """Whether a noun has a number or article of its own."""
    return any(parse.deps[c] in ("nummod", "det") for c in parse.children[noun])


def _objects(parse: Parse, prep: int) -> list[int]:
    return [c for c in parse.children[prep] if parse.deps[c] == "pobj"]


def _is_denied(parse: Parse, i: int) -> bool:
    """Whether `any` stands below a negated verb or `without`: `did not cause any deaths`."""
    for above in parse.ancestors(i):
        if parse.forms[above].lower() == "without":
            return True
        if parse.pos[above] in ("VERB", "AUX"):
            if any(parse.deps[c] == "neg" for c in parse.children[above]):
                return True
            if parse.deps[above] != "pcomp":
                return False
    return False
