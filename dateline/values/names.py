"""Comparing names across spellings: of people, groups and places."""

from __future__ import annotations

from functools import lru_cache

from dateline.tables.place_keys import fold, loosen

__all__ = ["alike", "fold", "is_acronym", "loosen", "name_words"]

# Words that come and go in front of or inside a name without changing whom it names.
PARTICLES = frozenset({"the", "of", "al", "el", "ul", "bin", "ibn", "de", "la", "van", "von"})


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others, folded and loosened, in order; all of them if none would remain."""
    words = tuple(loosen(word) for word in fold(name).split())
    return tuple(word for word in words if word not in PARTICLES) or words


def alike(one: str, other: str) -> bool:
    """Whether two names can be one: equal when loosened, or the shorter is a run of the longer's words.

    `Volesky` and `Gary Volesky` are alike, `Qayyarah` and `al-Qayara` too; two different first names are not.
    """
    a, b = name_words(one), name_words(other)
    if len(a) > len(b):
        a, b = b, a
    return bool(a) and any(b[i : i + len(a)] == a for i in range(len(b) - len(a) + 1))


def is_acronym(short: str, name: str) -> bool:
    """Whether `short` is made of the first letters of a name's capitalised words.

    >>> is_acronym("NLF", "National Liberation Front"), is_acronym("NLF", "the Front"), is_acronym("I", "Iraq")
    (True, False, False)
    """
    letters = short.replace(".", "")
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper())
    return 2 <= len(letters) <= 6 and letters.isupper() and letters == initials and letters != name
