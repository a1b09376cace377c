"""Runs of capitalised words that may be a person's name, less the ranks, offices and demonyms before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.reading.actor_words import HYPHENS, PARTICLES, Words, country_ending

if TYPE_CHECKING:
    from dateline.tables.load import Tables

LONGEST_NAME = 8
DOUBLE_QUOTES = frozenset({'"', "“", "”"})


class Run(Struct, frozen=True):
    """Tokens of a capitalised name, and where the ranks and offices before it begin."""

    first: int
    last: int
    titled_from: int


def find_runs(words: Words, taken: set[int], tables: Tables) -> list[Run]:
    """The runs of a paragraph in text order; tokens in `taken` belong to other actors."""
    runs = []
    i = 0
    while i < len(words.parse):
        first = i
        while i < len(words.parse) and i not in taken and _continues(words, first, i):
            i += 1
        last = i - 1
        while last >= first and not words.parse.forms[last][:1].isupper() and not _is_syllable(words, first, last):
            last -= 1
        if last >= first and any(words.parse.forms[k][:1].isupper() for k in range(first, last + 1)):
            run = _without_titles(words, first, last, tables)
            if run:
                runs.append(run)
        i = max(i, first + 1)
    return _with_nicknames(runs, words)


def _with_nicknames(runs: list[Run], words: Words) -> list[Run]:
    """The runs, a name parted by a nickname in quotation marks as one: 'Ana "La Bella" Duarte'."""
    joined: list[Run] = []
    for run in runs:
        if len(joined) > 1 and _is_nickname(joined[-2], joined[-1], run, words.parse.forms):
            joined.pop()
            joined[-1] = replace(joined[-1], last=run.last)
        else:
            joined.append(run)
    return joined


def _is_nickname(before: Run, run: Run, after: Run, forms: list[str]) -> bool:
    quoted = forms[run.first - 1] in DOUBLE_QUOTES and forms[run.last + 1] in DOUBLE_QUOTES
    return quoted and before.last == run.first - 2 and after.titled_from == run.last + 2


def _continues(words: Words, first: int, i: int) -> bool:
    parse = words.parse
    form = parse.forms[i]
    if i > first and parse.sentences[i] != parse.sentences[first] and parse.forms[i - 1][-1:] != ".":
        return False
    if words.is_name_like(i) or _is_syllable(words, first, i):
        return True
    if form not in HYPHENS and form.lower() not in PARTICLES:
        return False
    following = i + 1 < len(parse) and (
        parse.forms[i + 1][:1].isupper()
        or (parse.forms[i] in HYPHENS and parse.pos[i + 1] == "PROPN")
        or parse.forms[i + 1] in HYPHENS
        or parse.forms[i + 1] in PARTICLES
    )
    if form in HYPHENS:
        return i > first and following and parse.ends[i - 1] == parse.starts[i] and parse.forms[i - 1][-1:].isalpha()
    hyphened = i + 2 < len(parse) and parse.forms[i + 1] in HYPHENS and parse.forms[i + 2][:1].isupper()
    return hyphened if i == first else following and form.lower() not in {"e", "y", "of"}


def _is_syllable(words: Words, first: int, i: int) -> bool:
    """Whether token i is the small-lettered second half of a hyphenated given name: `Mi-rae`."""
    parse = words.parse
    if i - first < 2 or parse.forms[i - 1] not in HYPHENS or parse.starts[i] != parse.ends[i - 1]:
        return False
    return parse.pos[i] == "PROPN" and parse.forms[i].isalpha() and parse.forms[i - 2][:1].isupper()


def _without_titles(words: Words, first: int, last: int, tables: Tables) -> Run | None:
    """The run less the ranks, offices and demonyms it begins with, which are remembered."""
    begin = next((end for end in range(last, first, -1) if tables.actors.rank_ending(words.keys, end)), first)
    if begin == first:
        begin = _after_country(words, first, last, tables)
    whole = tables.actors.rank_ending(words.keys, last + 1)
    if whole is not None and whole[0] <= begin:
        return None
    if last - begin >= LONGEST_NAME:
        return None
    return Run(begin, last, titled_from(words, begin, tables))


def _after_country(words: Words, first: int, last: int, tables: Tables) -> int:
    for end in range(last, first, -1):
        country = country_ending(words, end, tables.gazetteer.countries)
        if country and country[0] == first:
            return end
    return first


def titled_from(words: Words, first: int, tables: Tables) -> int:
    """Where the capitalised ranks and offices that stand directly before a name begin."""
    while (found := tables.actors.rank_ending(words.keys, first)) and words.parse.forms[found[0]][:1].isupper():
        first = found[0]
    return first
