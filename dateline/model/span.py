"""Where something stands: spans, and evidence that cannot disagree with its text."""

from __future__ import annotations

import hashlib

from msgspec import Struct


class EvidenceError(ValueError):
    """The text at a span is not the quote that was claimed to stand there."""


class Span(Struct, frozen=True, order=True):
    """A run of a rendition: `start` inclusive, `end` exclusive, in Unicode code points."""

    start: int  #: first character, counted in Unicode code points of the rendition
    end: int  #: the character after the last one

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: start {self.start}, end {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of `text` at this span."""
        return text[self.start : self.end]


class Rendition(Struct, frozen=True):
    """The text of one blob as one extractor version gave it. Equal ids mean equal text."""

    id: str  #: hash of extractor version, blob and text
    blob: str  #: SHA-256 of the bytes it was made from
    extractor: str  #: which extractor made it, with its version
    text: str  #: the text into which every offset points

    def __hash__(self) -> int:
        return hash(self.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Rendition) and self.id == other.id

    def __repr__(self) -> str:
        return f"Rendition(id={self.id!r}, {len(self.text)} characters)"

    @classmethod
    def make(cls, text: str, *, blob: str, extractor: str) -> Rendition:
        """A rendition with its content-hash id."""
        return cls(id=content_id("rnd", extractor, blob, text), blob=blob, extractor=extractor, text=text)


class Evidence(Struct, frozen=True):
    """The characters that carry a value. `quote` is cut from the rendition, so it cannot differ from it."""

    rendition: Rendition  #: the text in which the quote stands
    start: int  #: first character, in code points
    end: int  #: the character after the last one

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.rendition.text):
            raise EvidenceError(
                f"no evidence at {self.start}:{self.end}: {self.rendition.id} has {len(self.rendition.text)} characters"
            )

    @property
    def quote(self) -> str:
        """The exact characters at start:end."""
        return self.rendition.text[self.start : self.end]

    @property
    def span(self) -> Span:
        """Start and end as a span."""
        return Span(self.start, self.end)

    @classmethod
    def at(cls, rendition: Rendition, span: Span) -> Evidence:
        """The evidence at `span`."""
        return cls(rendition, span.start, span.end)

    @classmethod
    def checked(cls, rendition: Rendition, start: int, end: int, quote: str) -> Evidence:
        """Evidence read back from outside; raises EvidenceError unless `quote` stands at start:end."""
        found = rendition.text[start:end]
        if found != quote:
            raise EvidenceError(f"{rendition.id} {start}:{end} reads {found!r}, not {quote!r}")
        return cls(rendition, start, end)


def content_id(prefix: str, *parts: object) -> str:
    """A stable id: `prefix` and 16 hexadecimal digits of the SHA-256 over the parts.

    Parts are joined by U+001F after `str`, None becoming empty; 64 bits keep the chance of one collision
    in five million records under one in a million.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
