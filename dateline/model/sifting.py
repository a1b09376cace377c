"""What a quick look at a page of a bulk archive decides: whether it deserves the full reading."""

from __future__ import annotations

from msgspec import Struct


class Verdict(Struct, frozen=True, kw_only=True):
    """Whether a page is to be read, and why."""

    keep: bool  #: whether it is read
    reason: str  #: why, in words that counts are made by
    score: float = 0.0  #: what its words weigh; 0 where they were not weighed
    words: tuple[str, ...] = ()  #: the heaviest of them


class PassedOver(Struct, frozen=True, kw_only=True):
    """A page of a case that was archived and not read, since a quick look found nothing for the record in it."""

    capture: str  #: the capture's id
    blob: str  #: SHA-256 of its bytes, by which samples are drawn
    path: str  #: the page, relative to what was added
    url: str | None  #: its address
    reason: str  #: why it is not read
    score: float  #: what its words weigh; 0 where they were not weighed
    words: tuple[str, ...]  #: the heaviest of them
