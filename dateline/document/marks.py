"""Roles of whole lines: credits, bylines, related links, comments, boilerplate, dates of the masthead."""

from __future__ import annotations

import re

from dateline.document.captions import is_caption
from dateline.document.cells import COMMENT_COUNT, beside_date, is_menu, is_name
from dateline.document.runs import FINAL, Run, word_count
from dateline.tables.languages import Languages
from dateline.tables.outlets import OutletTable
from dateline.tables.segments import SegmentWords
from dateline.values.publication import month_of, publication

COPYRIGHT = re.compile(r"^\W*(?:©|\(c\)\s*(?:\d{4}|[A-Z])|copyright\b)|©\s*(?:copyright\s*)?\d{4}", re.IGNORECASE)
# In the middle of a line the sign may count a list, so it must stand beside a year.
HELD = re.compile(r"\(c\)\s*(?:[A-Z][\w.&'’ -]{0,40}?\s)?(?:19|20)\d\d\b", re.IGNORECASE)
HELD_WORDS = 15
COMMENTS = re.compile(r"comments?\s?\(\d+\)?")
ELLIPSES = re.compile(r"^\[(?:…|\.\.\.)\]|\[(?:…|\.\.\.)\]$")
# Without a date 'X said:' stands above a statement as often as above a comment.
COMMENTER = re.compile(
    r"^[\w .'@-]{2,40}\s+(?:says|said|wrote|writes|commented)\s*:?\s+(?:on\b)?.{0,40}\d.{0,20}$", re.IGNORECASE
)
BYLINE = re.compile(
    r"^(?:Story |Text |Report |Analysis )?[Bb](?:y|Y)[:\s]\s*(?P<name>[A-Z](?:[^.!?]|(?<=\b[A-Z])\.|\.(?=\w)){2,90})$"
)
CORRESPONDENT = re.compile(
    r"^(?:The\s+)?(?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w.&-]*['’]s\s+(?:[A-Z][\w.'’-]*\s+){1,4}(?P<does>[a-z]+\b.{0,70})$"
)
NAME_PARTS = frozenset({"and", "in", "for", "of", "de", "al", "at"})
ADDRESS = re.compile(r"\W*(?:at|here|on)?\W*https?://\S+$")
CUE_TAIL = re.compile(r"\s*[:>»|–—-]")
TIME = re.compile(r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?|\b\d{1,2}\s?(?:am|pm)\b|[+-]\d{2}:?\d{2}|\d+", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_][\w.]*")
# 'Image:', 'Photo credit:' on a line of its own; the name stands on the next.
PICTURE_LABEL = re.compile(r"(?:photo(?:graph)?|image|picture|pic|foto)s?(?: credit)?\s?:", re.IGNORECASE)
PICTURE_SPLIT = re.compile(r"(?:(?<!\s)\s+)?[|/·•,]\s*|(?<!\s)\s+(?:[-–—]|via|for)\s+")
HOLDS = re.compile(r"^\W*(?:©|copyright)\s*(?:by\s)?", re.IGNORECASE)
LONGEST_PICTURE_CREDIT = 10
# Scraping sets year and hour, or zone and 'Updated', without a space between.
GLUED_TIME = re.compile(
    r"(?<=\d{4})(?=\d{1,2}:\d\d)|(?<=[A-Z]{3})(?=Updated|Published)|(?<=[ap]m)(?=Updated|Published)"
)


class Marks:
    """The rules for one text: the words, outlets and languages they look at."""

    def __init__(self, words: SegmentWords, outlets: OutletTable, languages: Languages) -> None:
        """Rules over these tables."""
        self.words = words
        self.outlets = outlets
        self.languages = languages
        self._beside: dict[str, tuple[str, ...] | None] = {}
        self._told: dict[str, tuple[str, str] | None] = {}

    def of(self, line: str) -> tuple[str, str] | None:
        """Role and cue of a line that is one thing as a whole, or None when it is running text."""
        return self._furniture(line) or self._link(line) or self._credit(line) or self._caption(line)

    def of_text(self, line: str) -> tuple[str, str] | None:
        """The same for a line of a text, where no layout says that names stand under a picture."""
        if line not in self._told:
            self._told[line] = ("credit", "picture") if self.is_picture_credit(line) else self.of(line)
        return self._told[line]

    def _furniture(self, line: str) -> tuple[str, str] | None:
        lower, count = line.casefold().strip(), word_count(line)
        bare = lower.strip(" :|>»-–—*")
        if not any(character.isalnum() for character in line):
            return "boilerplate", ""
        if ELLIPSES.search(line):
            return "comment", "excerpt"
        counted = (COMMENT_COUNT.match(line) and count <= 12) or COMMENTS.fullmatch(bare)
        if bare in self.words.comment_headings or counted:
            return "comment", "heading"
        if COMMENTER.match(line) and count <= 12 and not FINAL.search(line):
            return "comment", "commenter"
        if self._is_copyright(line, count):
            return "boilerplate", "copyright"
        if bare in self.words.section_labels or is_menu(line, self.words):
            return "boilerplate", "label"
        if count <= 40 and self.words.boilerplate_start.match(lower.lstrip("[(")):
            return "boilerplate", ""
        if self.is_masthead(line):
            return "dateline", "masthead"
        return ("dateline", "dated") if self.beside(line) is not None else None

    def beside(self, line: str) -> tuple[str, ...] | None:
        """The names on a line of outlet and date, None for other lines; kept, as several rules ask for them."""
        if line not in self._beside:
            self._beside[line] = beside_date(line, self.words)
        return self._beside[line]

    def _is_copyright(self, line: str, count: int) -> bool:
        if count <= HELD_WORDS and HELD.search(line) is not None:
            return True
        return count <= 60 and bool(COPYRIGHT.search(line) or self.words.boilerplate_end.search(line[-60:]))

    def _link(self, line: str) -> tuple[str, str] | None:
        found = self.words.related_start.match(line)
        if found is None:
            return None
        rest = line[found.end() :]
        if not any(character.isalnum() for character in rest):
            return "related", "heading"
        if ADDRESS.match(rest):
            return "related", ""
        # Longer lines run on into the story: the rules for links inside a line cut them. A title may ask.
        asks = rest.rstrip()[-1] in "?!" and FINAL.search(rest.rstrip("?! ")) is None and ". " not in rest
        shouted = found[0].isupper() and not line.isupper()
        short = word_count(line) <= 22 and (asks or not FINAL.search(rest))
        return ("related", "") if short and (CUE_TAIL.match(rest) or shouted) else None

    def _credit(self, line: str) -> tuple[str, str] | None:
        count = word_count(line)
        bare = line.strip(" ()[]{}-–—*/|.")
        if count <= 8 and self.names_only(bare):
            return "credit", "agency"
        if self._is_byline(line, bare):
            return "credit", "byline"
        correspondent = CORRESPONDENT.match(line)
        if correspondent is not None and count <= 16 and self.words.report_form.match(correspondent["does"]):
            return "credit", "report"
        found = self.words.credit_start.match(bare)
        if found is not None and count <= 40:
            named = bare[found.end() :].lstrip()[:1] == ":" or " " in found[0]
            short = count <= 15 or line[:1] in "([" or ";" in line
            if named and short:
                return "credit", "credit"
        return ("credit", "credit") if count <= 40 and self.words.credit_mark.search(line) else None

    def is_picture_credit(self, line: str) -> bool:
        """Whether a line is nothing but names and at least one agency of pictures: 'A Name | Getty Images'."""
        if word_count(line) > LONGEST_PICTURE_CREDIT or FINAL.search(line):
            return False
        if PICTURE_LABEL.fullmatch(line):
            return True
        inside = line.strip(" ()[]")
        bracketed = line[0] in "([" and line[-1] in ")]"
        cells = [cell for cell in PICTURE_SPLIT.split(HOLDS.sub("", inside)) if cell]
        named = [cell.casefold() in self.words.picture_agencies for cell in cells]
        if not cells or not all(known or is_name(cell) for known, cell in zip(named, cells, strict=True)):
            return False
        return any(named) or (bracketed and word_count(inside) > 1 and not any(map(str.isdigit, inside)))

    def is_byline(self, line: str) -> bool:
        """Whether a line says who wrote the story and no more."""
        return self._is_byline(line, line.strip(" ()[]{}-–—*/|."))

    def _is_byline(self, line: str, bare: str) -> bool:
        lower = bare.casefold()
        if lower in self.words.byline_lines and lower != "by":
            return True
        found = BYLINE.match(line)
        if found is not None and word_count(line) <= 14:
            name: list[str] = found["name"].split()
            return sum(part[:1].isupper() or part in NAME_PARTS for part in name) >= len(name) - 2
        return any(self._glued(bare, phrase) for phrase in self.words.byline_lines if lower.startswith(phrase))

    def _glued(self, bare: str, phrase: str) -> bool:
        """Whether nothing but an agency follows the phrase, which scraping may have glued to it: 'Staff writersAP'."""
        return phrase != "by" and self.names_only(bare[len(phrase) :].strip(" ,/|-–—and:"))

    def names_only(self, text: str) -> bool:
        """Whether a text is nothing but names of agencies and broadcasters: 'AFP', 'Reuters/AP', 'AP and Reuters'."""
        parts = [part.strip() for part in re.split(r"[/,;|+&]|\band\b|\bwith\b", text)]
        return any(parts) and all(self._is_wire(part) for part in parts if part)

    def _is_wire(self, name: str) -> bool:
        known = self.outlets.named(name)
        return known.kind in ("agency", "broadcaster") if known is not None else self._calls_itself_agency(name)

    def agency(self, name: str) -> str | None:
        """The agency that a name begins with: a known one, or one that calls itself News Agency or the like."""
        words = re.sub(r"['’]s?$", "", name).removeprefix("the ").removeprefix("The ").split()
        starts = [" ".join(words[:size]) for size in range(len(words), 0, -1)]
        known = next((found for start in starts if (found := self.outlets.agencies.get(start)) is not None), None)
        if known is not None:
            return known.name
        return next((start for start in starts if self._calls_itself_agency(start)), None)

    def _calls_itself_agency(self, name: str) -> bool:
        found = self.words.agency_name.search(name)
        led = name.split(" ", 1)[0].casefold() in self.words.masthead_words
        return found is not None and found.start() > 0 and found.end() == len(name) and is_name(name) and not led

    def _caption(self, line: str) -> tuple[str, str] | None:
        return ("caption", "") if is_caption(line, self.words, self.outlets) else None

    def _dates(self, word: str) -> bool:
        """Whether a word belongs to a date: a month, a weekday, a zone, 'at', 'hours'."""
        return word in self.words.masthead_words or month_of(word) is not None

    def is_masthead(self, line: str) -> bool:
        """Whether a line holds a date or time of publication and next to nothing else."""
        if word_count(line) > 18 or not any(character.isdigit() for character in line):
            return False
        line = GLUED_TIME.sub(" ", line)
        if publication(line) is None and not re.search(r"\d{1,2}:\d\d|\bago\b", line):
            return False
        rest = TIME.sub(" ", self.words.masthead.label.sub(" ", line))
        left = [word for word in LETTERS.findall(rest) if not self._dates(word.casefold().strip("."))]
        return sum(not word.isupper() for word in left) == 0 and len(left) <= 2


def at(start: int, end: int, mark: tuple[str, str]) -> Run:
    """The run of a mark."""
    return Run(start, end, *mark)
