"""The sections of the workbench, in the order of its navigation."""

from __future__ import annotations

from msgspec import Struct


class Section(Struct, frozen=True):
    """A section: where it is, what it is called, the key that opens it after `g`."""

    path: str
    name: str
    key: str


SECTIONS = (
    Section("/review", "Review", "r"),
    Section("/explore", "Explore", "e"),
    Section("/disagreements", "Disagreements", "d"),
    Section("/figures", "Figures", "f"),
    Section("/documents", "Documents", "t"),
    Section("/sources", "Sources", "o"),
    Section("/search", "Search", "s"),
    Section("/practice", "Practice", "p"),
    Section("/releases", "Releases", "l"),
)
