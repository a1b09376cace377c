"""Lines that name the authors that the page states for machines."""

from __future__ import annotations

import re

from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.runs import word_count
from dateline.tables.mastheads import MastheadWords

SPLIT = re.compile(r"(?:(?<!\s)\s+)?[;|]\s*|(?:(?<!\s)\s+)?,\s+(?=[^\W\d_])")
SPACE = re.compile(r"\W+")
# Longer lists are those of a staff, not of a story.
MOST_NAMES = 20
LONGEST_LINE = 160
# Beside the names stand 'and', a job, a place: 'Jane Roe, our correspondent in Karsa'.
MOST_WORDS = 5


def authors_of(facts: Facts, article: Article, words: MastheadWords) -> tuple[str, ...]:
    """The names of the authors that the page states, squeezed, longest first."""
    stated = [name for meta in words.author_meta for name in SPLIT.split(facts.meta.get(meta, ""))]
    names = {_squeezed(name) for name in (*article.authors, *stated)[:MOST_NAMES]}
    names = {name for name in names if 5 <= len(name) <= 60 and name not in words.no_authors and "http" not in name}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def names_authors(line: str, authors: tuple[str, ...]) -> bool:
    """Whether a line is the names of authors and a few words beside them.

    >>> names_authors("Jane Roe and Ann Poe in Karsa", ("jane roe", "ann poe"))
    True
    """
    if not authors or len(line) > LONGEST_LINE:
        return False
    rest = _squeezed(line)
    held = 0
    for name in authors:
        if name in rest:
            held += word_count(name)
            rest = rest.replace(name, " ")
    return held > 0 and word_count(rest) <= min(MOST_WORDS, held + 1)


def _squeezed(text: str) -> str:
    return SPACE.sub(" ", text.casefold()).strip()
