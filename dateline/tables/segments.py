"""The words that tell the parts of a page apart: cues of captions, credits, related links, comments, boilerplate."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from dateline.tables import mastheads
from dateline.tables.rows import read_table

Kind = Literal[
    "section_label",
    "boilerplate_start",
    "boilerplate_end",
    "call_mark",
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
    """One row of `data/segment_classes.tsv`: what stands in class, id, role or item property, and the role of the zone.

    `match`: `word`, one or two words of a name ('bildtext', 'readMore'); `name`, a whole name with its hyphens;
    `stem`, the beginning or end of a word. Roles besides those of segments: `lead`, a standfirst, body under a
    headline; `story`, the text of the article; `notice` and `hidden`, boilerplate that may stand inside anything;
    `player`, what shows a clip; `source` and `rights`, in a caption its credit and elsewhere nothing or boilerplate.
    """

    word: str
    role: str
    match: Literal["word", "name", "stem"]
    origin: str
    licence: str


class SegmentWords(Struct, frozen=True, eq=False):
    """Sets hold whole lines or words in lower case; patterns match phrases in any case, longest first.

    Patterns ending in `_start` are meant for `match` at a line's start, those in `_mark` and `_inline` for
    `search`. `classes` maps words of HTML class names to roles, `class_names` whole names, `class_stems` beginnings
    and ends of words; the `meta` names stand best first; `masthead` has the words of dates, outlets and authors.
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
    call_mark: re.Pattern[str]
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
    class_names: dict[str, str]
    class_stems: dict[str, str]
    comment_stems: tuple[str, ...]
    masthead: mastheads.MastheadWords


def alternatives(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases: longest first, white space flexible, whole words.

    Phrases are grouped by their first character and tried only where a word begins: twenty times as fast to search
    with as one long alternation.
    """
    by_first: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        by_first[phrase[0]].append(phrase)
    groups = {first: _group(first, listed) for first, listed in sorted(by_first.items())}
    words = [group for first, group in groups.items() if first.isalnum()]
    signs = [group for first, group in groups.items() if not first.isalnum()]
    return "(?:" + "|".join([*([rf"\b(?:{'|'.join(words)})"] if words else []), *signs]) + ")"


def _group(first: str, phrases: list[str]) -> str:
    """The phrases that begin with one character."""
    return re.escape(first) + "(?:" + "|".join(_rest(phrase) for phrase in phrases) + ")"


def _rest(phrase: str) -> str:
    """What follows the first character of a phrase."""
    body = r"\s+".join(re.escape(part) for part in phrase.split())
    rest = body[len(re.escape(phrase[0])) :].replace("'", "['’]")
    return rest + (r"\b" if phrase[-1].isalnum() else "")


def load() -> SegmentWords:
    """The shipped words; raises TableError when a row is malformed."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for row in read_table("segment_words", SegmentRow):
        by_kind[row.kind].append(row.phrase)

    classes = read_table("segment_classes", ClassRow)

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
        call_mark=pattern("call_mark"),
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
        classes={row.word: row.role for row in classes if row.match == "word"},
        class_names={row.word: row.role for row in classes if row.match == "name"},
        class_stems={row.word: row.role for row in classes if row.match == "stem"},
        comment_stems=tuple(row.word for row in classes if row.match == "stem" and row.role == "comment"),
        masthead=mastheads.load(),
    )
