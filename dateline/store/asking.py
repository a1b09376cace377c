"""What somebody types into the search, as words, phrases and filters; nothing that is typed is an error.

`word` and `"a phrase"` must be there, `begin*` is the beginning of a word, `-word` must not be there;
`language:`, `publisher:` and `role:` narrow the search. Everything else is taken for words.
"""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.values.terms import Asked, asked

FIELDS = ("language", "publisher", "role")
ITEM = re.compile(r'(?P<no>-)?(?:(?P<field>\w+):)?(?:"(?P<phrase>[^"]*)"?(?P<more>\*)?|(?P<word>\S+))')
MOST = 64
"""Words of one query, and terms of one phrase; more are left out, which is said."""


class Wish(Struct, frozen=True, kw_only=True):
    """A query, taken apart. `left_out` are the words beyond the MOST that are looked for."""

    wanted: tuple[Asked, ...] = ()
    unwanted: tuple[Asked, ...] = ()
    language: str | None = None
    publisher: str | None = None
    role: str | None = None
    left_out: int = 0


def wish(query: str) -> Wish:
    """A query, taken apart.

    >>> wish('"peace talks" bomb* -market language:ar').language
    'ar'
    """
    wanted: list[Asked] = []
    unwanted: list[Asked] = []
    filters: dict[str, str] = {}
    dropped = 0
    for item in ITEM.finditer(query):
        phrase = item["phrase"]
        value = item["word"] if phrase is None else phrase
        field = (item["field"] or "").casefold()
        if field in FIELDS and item["no"] is None and value:
            filters[field] = value
            continue
        words = f"{item['field'] or ''} {value}"
        found = asked(words, open=(value.endswith("*") and phrase is None) or item["more"] is not None)
        dropped += len(found.terms[MOST:])
        if found.terms:
            (wanted if item["no"] is None else unwanted).append(capped(found))
    dropped += len(wanted[MOST:]) + len(unwanted[MOST:])
    return Wish(wanted=tuple(wanted[:MOST]), unwanted=tuple(unwanted[:MOST]), left_out=dropped, **filters)


def capped(found: Asked) -> Asked:
    """The first MOST terms: whole pages that were pasted in are found by their beginning."""
    return found if len(found.terms) <= MOST else Asked(found.terms[:MOST], False)


def match_of(one: Asked) -> str:
    """A phrase in the language of FTS5. Terms hold only letters, marks and digits, so nothing needs escaping."""
    return f'"{" ".join(one.terms)}"{" *" if one.open else ""}'


def expression(wish: Wish, columns: tuple[str, ...]) -> str:
    """The whole query in the language of FTS5; empty when there is nothing to look for."""
    if not wish.wanted:
        return ""
    wanted = " AND ".join(match_of(one) for one in wish.wanted)
    without = "".join(f" NOT {match_of(one)}" for one in wish.unwanted)
    return f"{{{' '.join(columns)}}} : (({wanted}){without})"
