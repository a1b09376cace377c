"""Names seen so far, and whether another is alike one of them: asked at once, however many there are."""

from __future__ import annotations

from dateline.values.names import name_words

Words = tuple[str, ...]


class Alikes:
    """A set of names in which `has` answers as `names.alike` would with each of them."""

    def __init__(self) -> None:
        self._whole: set[Words] = set()
        self._runs: set[Words] = set()

    def has(self, name: str) -> bool:
        """Whether some name seen is a run of this one's words, or this one of its."""
        words = tuple(name_words(name))
        return bool(words) and (words in self._runs or any(run in self._whole for run in _runs(words)))

    def add(self, name: str) -> None:
        """Take a name in."""
        words = tuple(name_words(name))
        if words:
            self._whole.add(words)
            self._runs.update(_runs(words))


def _runs(words: Words) -> list[Words]:
    return [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
