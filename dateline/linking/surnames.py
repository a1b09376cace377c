"""Whose surname a bare surname is, among all persons of a case."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from rapidfuzz.distance import Levenshtein

from dateline.values.names import PARTICLES, fold, name_words

T = TypeVar("T")
VOWELS = re.compile(r"[aeiouy]+")
LEAST = 4


class Surnames(Generic[T]):
    """What the one person of a case who bears a surname holds; two who bear it are told apart by nobody."""

    def __init__(self, names: Iterable[str], holders: Mapping[str, T]) -> None:
        """`names`: of all persons; `holders`: what is held, by folded whole name."""
        self._bearers: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in names:
            if is_whole(name):
                words = name_words(name)
                self._bearers[_bones(words[-1])].add(words)
        self._held = {name_words(name): holders[name] for name in sorted(holders)}

    def holder(self, surname: str) -> T | None:
        """What the one bearer holds; None for a whole name, for a surname of two persons, and for one of nobody."""
        words = name_words(surname)
        if len(words) != 1 or len(words[0]) < LEAST:
            return None
        bearers = [name for name in self._bearers.get(_bones(words[0]), ()) if _is_one(name[-1], words[0])]
        return self._held.get(bearers[0]) if len(bearers) == 1 else None


def is_whole(name: str) -> bool:
    """Whether a person's name has more than one part: `Abdul-Wahhab al-Saedi`, not `al-Saedi`.

    >>> is_whole("Ana Ruiz"), is_whole("Abdul-Wahhab al-Saedi"), is_whole("Al-Saedi"), is_whole("health minister")
    (True, True, False, False)
    """
    parts = [part for part in re.split(r"[\s-]+", name) if part[:1].isupper()]
    return len([part for part in parts if fold(part) not in PARTICLES]) > 1


def _bones(word: str) -> str:
    """A word with its vowels alike: `Saadi`, `Saedi` and `Saidi` are spellings of one name."""
    return VOWELS.sub("a", word)


def _is_one(one: str, other: str) -> bool:
    return Levenshtein.distance(one, other) <= 1
