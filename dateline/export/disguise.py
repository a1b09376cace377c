"""Replacing the names of private people in a text: black characters, or a pseudonym."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from msgspec import Struct

from dateline.export.names import Form, Word, words_of
from dateline.model.span import Span

BLACK = "█"
NOBODY = "Private person"
# A text of so many characters without any capital has its names without one, too.
LEAST_SMALL = 80


class Run(Struct, frozen=True):
    """A run of a text that names a private person, and the pseudonym for it."""

    span: Span
    pseudonym: str


class Names(Struct, frozen=True):
    """Names with their pseudonyms (None: a name to leave alone), and their lengths by first word, longest first."""

    pseudonyms: dict[Form, str | None]
    lengths: dict[str, tuple[int, ...]]

    @classmethod
    def of(cls, names: Mapping[Form, str | None]) -> Names:
        """An index over names."""
        lengths: dict[str, set[int]] = {}
        for form in names:
            lengths.setdefault(form[0], set()).add(len(form))
        longest_first = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
        return cls(dict(names), longest_first)

    def at(self, words: list[Word], i: int) -> Iterator[Form]:
        """The names that stand in a text from its word `i` on, the longest first."""
        for length in self.lengths.get(words[i].key, ()):
            form = tuple(word.key for word in words[i : i + length])
            if form in self.pseudonyms:
                yield form

    def within(self, form: Form) -> Iterator[Form]:
        """The names that are runs of the words of `form`."""
        runs = (form[i:j] for i in range(len(form)) for j in range(i + 1, len(form) + 1))
        return (run for run in runs if run in self.pseudonyms)


class Disguise(Struct, frozen=True):
    """What to hide in a text: the names of its own pages, and those of the whole case except `public` ones.

    Where two names could stand, the longer one does; of equally long ones the hidden one.
    """

    own: Names
    shared: Names
    public: frozenset[Form]

    @classmethod
    def of(cls, hidden: Mapping[Form, str], shown: Iterable[Form], shared: Names, public: frozenset[Form]) -> Disguise:
        """A disguise. A name in `shown` protects the single words of `hidden` in it, unless a full name is in it."""
        safe = [form for form in shown if all(inner in public for inner in shared.within(form))]
        return cls(Names.of({**dict.fromkeys(safe), **hidden}), shared, public)

    def runs(self, text: str, *, any_case: bool = False) -> tuple[Run, ...]:
        """Where `text` names a private person; a name of one word must be capitalised unless `any_case`.

        In a longer text that has no capital at all nothing must.
        """
        if not text or not (self.own.pseudonyms or self.shared.pseudonyms):
            return ()
        words = words_of(text)
        any_case = any_case or (len(text) >= LEAST_SMALL and text == text.lower())
        found, i = [], 0
        while i < len(words):
            form, pseudonym = self._at(words, i, any_case)
            if pseudonym is not None:
                found.append(Run(Span(words[i].span.start, words[i + len(form) - 1].span.end), pseudonym))
            i += max(1, len(form)) if pseudonym is not None else self._clear(words, i, len(form), any_case)
        return tuple(found)

    def _clear(self, words: list[Word], i: int, length: int, any_case: bool) -> int:
        """How many words a name that is left alone takes: up to a hidden one that begins in it and ends after it."""
        for step in range(1, length):
            form, pseudonym = self._at(words, i + step, any_case)
            if pseudonym is not None and step + len(form) > length:
                return step
        return max(1, length)

    def _at(self, words: list[Word], i: int, any_case: bool) -> tuple[Form, str | None]:
        alone = any_case or words[i].capital
        own = next((form for form in self.own.at(words, i) if len(form) > 1 or alone), ())
        shared = next((form for form in self.shared.at(words, i) if form not in self.public), ())
        pseudonym = self.own.pseudonyms.get(own)
        if len(shared) > len(own) or (len(shared) == len(own) and pseudonym is None):
            return shared, self.shared.pseudonyms.get(shared)
        return own, pseudonym

    def black(self, text: str) -> str:
        """`text` with every code point of a hidden name blacked out; its length stays."""
        return blacked(text, [run.span for run in self.runs(text)])

    def rename(self, text: str) -> str:
        """`text` with every hidden name replaced by its pseudonym."""
        parts, at = [], 0
        for run in self.runs(text):
            parts += [text[at : run.span.start], run.pseudonym]
            at = run.span.end
        return "".join([*parts, text[at:]])

    def address(self, text: str) -> str:
        """A path or URL with hidden names blacked out in any case; left as it is when there are none."""
        plain = unquote(text)
        runs = self.runs(plain, any_case=True)
        return blacked(plain, [run.span for run in runs]) if runs else text


def blacked(text: str, spans: Iterable[Span]) -> str:
    """`text` with the code points of `spans` (in order, apart) blacked out."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], BLACK * len(span)]
        at = span.end
    return "".join([*parts, text[at:]])
