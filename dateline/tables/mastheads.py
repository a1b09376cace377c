"""The words of mastheads: labels of dates, hosts of platforms and archives, what is no author's name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table

Kind = Literal[
    "platform_host",
    "platform_name",
    "cache_host",
    "no_author",
    "author_lead",
    "author_place",
    "author_meta",
    "published_label",
    "updated_label",
    "first_label",
    "printed_label",
]
LABELS: dict[Kind, str] = {
    "published_label": "published",
    "updated_label": "updated",
    "first_label": "first_published",
    "printed_label": "printed",
}


class MastheadRow(Struct, frozen=True, kw_only=True):
    """One row of `data/masthead_words.tsv`: a phrase in lower case and what it is a word of."""

    phrase: str
    kind: Kind
    origin: str
    licence: str


class MastheadWords(Struct, frozen=True, eq=False):
    """Sets hold phrases in lower case. `labels`: what stands before a date, to the kind of time that it names.

    `elsewhere`: the labels of what another outlet published first.
    """

    platform_hosts: frozenset[str]
    platform_names: frozenset[str]
    cache_hosts: frozenset[str]
    no_authors: frozenset[str]
    author_meta: tuple[str, ...]
    author_lead: re.Pattern[str]
    author_place: re.Pattern[str]
    labels: dict[str, str]
    label: re.Pattern[str]
    elsewhere: re.Pattern[str]


def load() -> MastheadWords:
    """The shipped words; raises TableError when a row is malformed."""
    listed: dict[Kind, list[str]] = defaultdict(list)
    for row in read_table("masthead_words", MastheadRow):
        listed[row.kind].append(row.phrase)
    labels = {phrase: kind for name, kind in LABELS.items() for phrase in listed[name]}
    return MastheadWords(
        platform_hosts=frozenset(listed["platform_host"]),
        platform_names=frozenset(listed["platform_name"]),
        cache_hosts=frozenset(listed["cache_host"]),
        no_authors=frozenset(listed["no_author"]),
        author_meta=tuple(listed["author_meta"]),
        author_lead=re.compile(rf"(?:{_any(listed['author_lead'])})(?:\s*:\s*|\s+)", re.IGNORECASE),
        author_place=re.compile(rf"\s+(?:{_any(listed['author_place'])})\s+(?=[A-ZÀ-Þ])"),
        labels=labels,
        label=re.compile(rf"(?<!\w)(?:{_any(labels)})(?!\w)", re.IGNORECASE),
        elsewhere=re.compile(rf"(?<!\w)(?:{_any(listed['first_label'])})(?!\w)", re.IGNORECASE),
    )


def _any(phrases: list[str] | dict[str, str]) -> str:
    """A regular expression for any of the phrases, longest first, white space flexible, the first letter looked at."""
    listed = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    first = "".join(sorted({re.escape(phrase[0]) for phrase in listed}))
    return (
        f"(?=[{first}])(?:"
        + "|".join(r"\s+".join(re.escape(part) for part in phrase.split()) for phrase in listed)
        + ")"
    )
