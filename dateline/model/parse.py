"""A parse as plain columns, so that no stage after `reading` needs the parser that made it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from msgspec import Struct

from dateline.model.span import Span


class Parse(Struct, frozen=True, eq=False):
    """The parse of one paragraph: token columns of equal length; `starts` and `ends` are rendition offsets.

    `heads[i]` is the index of token i's head (a sentence root heads itself), `sentences[i]` the running
    number of its sentence, `lefts`/`rights` the first and last token of its subtree (inclusive),
    `children[i]` its dependents in order. Labels are those of the English spaCy 3.8 pipelines
    (universal `pos`, Penn `tags`, ClearNLP `deps`). `role` is the segment role it was cut from.
    """

    span: Span
    role: str
    forms: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    sentences: list[int]
    starts: list[int]
    ends: list[int]
    lefts: list[int]
    rights: list[int]
    children: list[list[int]]

    def __len__(self) -> int:
        return len(self.forms)

    def span_of(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span(self.starts[first], self.ends[last])

    def words_at(self, span: Span) -> str:
        """The words that overlap `span` as they were read, with one blank where the text has any space."""
        tokens = self.tokens_in(span)
        return "".join(
            (" " if i > tokens.start and self.starts[i] > self.ends[i - 1] else "") + self.forms[i] for i in tokens
        )

    def token_at(self, offset: int) -> int | None:
        """The token whose characters include `offset`, if any."""
        i = bisect_right(self.starts, offset) - 1
        return i if i >= 0 and offset < self.ends[i] else None

    def tokens_in(self, span: Span) -> range:
        """The tokens that overlap `span`."""
        first = bisect_right(self.starts, span.start) - 1
        if first < 0 or self.ends[first] <= span.start:
            first += 1
        last = first
        while last < len(self.starts) and self.starts[last] < span.end:
            last += 1
        return range(first, last)

    def root_of(self, tokens: range) -> int | None:
        """The token of `tokens` whose head lies outside them: the head word of a mention."""
        for i in tokens:
            head = self.heads[i]
            if head == i or head not in tokens:
                return i
        return None

    def subtree(self, i: int) -> range:
        """The tokens from the first to the last of token i's subtree."""
        return range(self.lefts[i], self.rights[i] + 1)

    def ancestors(self, i: int) -> Iterator[int]:
        """The heads above token i, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def sentence(self, i: int) -> range:
        """The tokens of the sentence that token i stands in."""
        # The numbers run upwards.
        number = self.sentences[i]
        return range(bisect_left(self.sentences, number), bisect_right(self.sentences, number))
