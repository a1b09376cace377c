"""The words that tell the parts of a page apart: cues of captions, credits, related links, comments, boilerplate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from dateline.tables.rows import read_table

Kind = Literal[
    "section_label",
    "boilerplate_start",
    "boilerplate_end",
    "related_cue",
    "related_inline",
    "comment_heading",
    "byline_start",
    "credit_start",
    "credit_mark",
    "report_form",
    "caption_start",
    "caption_mark",
    "caption_verb",
    "telling_verb",
    "masthead_word",
    "sentence_starter",
    "abbreviation",
    "title_word",
    "english_word",
    "article_type",
    "meta_published",
    "meta_modified",
    "outlet_word",
    "company_word",
    "issuer_word",
    "state_word",
    "issue_word",
    "agency_name",
    "menu_label",
    "teaser_heading",
    "teaser_heading_start",
    "comment_start",
    "notice_start",
    "notice_mark",
    "reader_mark",
    "reader_start",
    "link_tail",
    "credit_job",
    "topic_label",
    "picture_agency",
    "points_heading",
    "reply_label",
]


class SegmentRow(Struct, frozen=True, kw_only=True):
    """One row of `data/segment_words.tsv`: a lower-case phrase and what it is a cue of."""

    phrase: str
    kind: Kind
    origin: str
    licence: str


class ClassRow(Struct, frozen=True, kw_only=True):
    """One row of `data/segment_classes.tsv`: a word in class, id or item property, and the role it gives a zone."""

    word: str
    role: str
    origin: str
    licence: str


class SegmentWords(Struct, frozen=True, eq=False):
    """Sets hold whole lines or words in lower case; patterns match phrases in any case, longest first.

    Patterns ending in `_start` are meant for `match` at a line's start, those in `_mark` and `_inline` for
    `search`. `classes` maps words of HTML class names to roles; the `meta` names stand best first.
    """

    section_labels: frozenset[str]
    comment_headings: frozenset[str]
    byline_lines: frozenset[str]
    caption_verbs: frozenset[str]
    telling_verbs: frozenset[str]
    masthead_words: frozenset[str]
    sentence_starters: frozenset[str]
    abbreviations: frozenset[str]
    title_words: frozenset[str]
    english_words: frozenset[str]
    article_types: frozenset[str]
    meta_published: tuple[str, ...]
    meta_modified: tuple[str, ...]
    outlet_words: frozenset[str]
    company_words: frozenset[str]
    issuer_words: frozenset[str]
    state_words: frozenset[str]
    issue_words: frozenset[str]
    boilerplate_start: re.Pattern[str]
    boilerplate_end: re.Pattern[str]
    related_start: re.Pattern[str]
    related_inline: re.Pattern[str]
    credit_start: re.Pattern[str]
    credit_mark: re.Pattern[str]
    report_form: re.Pattern[str]
    caption_start: re.Pattern[str]
    caption_mark: re.Pattern[str]
    agency_name: re.Pattern[str]
    menu_labels: frozenset[str]
    teaser_headings: frozenset[str]
    teaser_heading_start: re.Pattern[str]
    comment_start: re.Pattern[str]
    notice_start: re.Pattern[str]
    notice_mark: re.Pattern[str]
    reader_mark: re.Pattern[str]
    reader_start: re.Pattern[str]
    link_tail: re.Pattern[str]
    credit_jobs: frozenset[str]
    topic_labels: frozenset[str]
    picture_agencies: frozenset[str]
    points_headings: frozenset[str]
    reply_labels: frozenset[str]
    classes: dict[str, str]


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases: longest first, white space flexible, whole words.

    It looks at the first character before it tries them, which makes a search ten times faster.
    """
    listed = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    first = "".join(sorted({re.escape(phrase[0]) for phrase in listed}))
    return f"(?=[{first}])(?:" + "|".join(_bounded(phrase) for phrase in listed) + ")"


def _bounded(phrase: str) -> str:
    body = r"\s+".join(re.escape(part) for part in phrase.split()).replace("'", "['’]")
    return (r"\b" if phrase[0].isalnum() else "") + body + (r"\b" if phrase[-1].isalnum() else "")


def load() -> SegmentWords:
    """The shipped words; raises TableError when a row is malformed."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in read_table("segment_words", SegmentRow):
        by_kind[row.kind].append(row.phrase)

    def phrases(kind: Kind) -> frozenset[str]:
        return frozenset(by_kind[kind])

    def pattern(kind: Kind) -> re.Pattern[str]:
        return re.compile(alternatives(by_kind[kind]), re.IGNORECASE)

    return SegmentWords(
        section_labels=phrases("section_label"),
        comment_headings=phrases("comment_heading"),
        byline_lines=phrases("byline_start"),
        caption_verbs=phrases("caption_verb"),
        telling_verbs=phrases("telling_verb"),
        masthead_words=phrases("masthead_word"),
        sentence_starters=phrases("sentence_starter"),
        abbreviations=phrases("abbreviation"),
        title_words=phrases("title_word"),
        english_words=phrases("english_word"),
        article_types=phrases("article_type"),
        meta_published=tuple(by_kind["meta_published"]),
        meta_modified=tuple(by_kind["meta_modified"]),
        outlet_words=phrases("outlet_word"),
        company_words=phrases("company_word"),
        issuer_words=phrases("issuer_word"),
        state_words=phrases("state_word"),
        issue_words=phrases("issue_word"),
        boilerplate_start=pattern("boilerplate_start"),
        boilerplate_end=pattern("boilerplate_end"),
        related_start=pattern("related_cue"),
        related_inline=pattern("related_inline"),
        credit_start=pattern("credit_start"),
        credit_mark=pattern("credit_mark"),
        report_form=pattern("report_form"),
        caption_start=pattern("caption_start"),
        caption_mark=pattern("caption_mark"),
        agency_name=pattern("agency_name"),
        menu_labels=phrases("menu_label"),
        teaser_headings=phrases("teaser_heading"),
        teaser_heading_start=pattern("teaser_heading_start"),
        comment_start=pattern("comment_start"),
        notice_start=pattern("notice_start"),
        notice_mark=pattern("notice_mark"),
        reader_mark=pattern("reader_mark"),
        reader_start=pattern("reader_start"),
        link_tail=re.compile(rf"(?:{'|'.join(map(re.escape, by_kind['link_tail']))})\W*$", re.IGNORECASE),
        credit_jobs=phrases("credit_job"),
        topic_labels=phrases("topic_label"),
        picture_agencies=phrases("picture_agency"),
        points_headings=phrases("points_heading"),
        reply_labels=phrases("reply_label"),
        classes={row.word: row.role for row in read_table("segment_classes", ClassRow)},
    )
