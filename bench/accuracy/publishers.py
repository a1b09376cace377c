"""The outlet behind each page of `pages/fundus`: right, wrong and why, with the outlets table and without it.

Gold: name and domain that flairNLP/fundus 0.5.7 (MIT) states for each of its parsers, in `publishers.tsv`. A
name is right when it is the gold's name or domain but for case, accents, punctuation, articles and a domain's
ending, or when both are the same row of the outlets table.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from msgspec import Struct, field, structs

from dateline.archive.limits import Limits
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.model.document import Document
from dateline.tables.load import Tables
from dateline.tables.outlets import OutletTable

GOLD = Path(__file__).with_name("publishers.tsv")
NO_OUTLETS = OutletTable(rows=(), by_name={}, by_domain={}, agencies={})
BRACKETED = re.compile(r"\s*\((?P<inside>[^()]*)\)")
ENDING = re.compile(r"(?:\.(?:com?|org|net|gov|ac))?\.[a-z]{2,4}$")
ARTICLE = re.compile(r"^(?:the|der|die|das|le|la|el|il|het|de)\s+")


class GoldPublisher(Struct, frozen=True):
    """Who publishes the pages of one parser."""

    name: str
    domain: str


def gold_publishers() -> dict[str, GoldPublisher]:
    """The publishers by country and parser, as the pages' file names begin."""
    lines = GOLD.read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return {row[0]: GoldPublisher(row[1], row[2]) for row in rows}


def parser_of(page: str) -> str:
    """Country and parser of a page: `de/DW` of `de/DW_2023_04_28.html.gz`."""
    return page.rsplit("_", 3)[0]


def is_right(found: str | None, gold: GoldPublisher, outlets: OutletTable) -> bool:
    """Whether a name is the gold publisher's."""
    if found is None:
        return False
    named, there = outlets.named(found), outlets.named(gold.name) or outlets.at(gold.domain)
    if named is not None and there is named:
        return True
    return not keys(found).isdisjoint(keys(gold.name) | keys(gold.domain))


def keys(name: str) -> set[str]:
    """What is compared of a name: as it is, without its brackets, what stands in them, without a domain's ending."""
    folded = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    folded = folded.strip()
    forms = {folded, BRACKETED.sub("", folded), *(found["inside"] for found in BRACKETED.finditer(folded))}
    forms |= {ENDING.sub("", form) for form in forms}
    forms |= {ARTICLE.sub("", form) for form in forms}
    return {re.sub(r"[\W_]", "", form) for form in forms} - {""}


class Tally(Struct):
    """Counts over the pages so far, with the shipped outlets and with none (`bare`)."""

    tables: Tables
    golds: dict[str, GoldPublisher] = field(default_factory=gold_publishers)
    right: int = 0
    bare_right: int = 0
    wrong: list[str] = field(default_factory=list)
    bare_wrong: list[str] = field(default_factory=list)

    def add(self, page: str, raw: bytes, found: Document) -> None:
        """Count one page, read already with the shipped tables; it is read here again without the outlets."""
        gold = self.golds[parser_of(page)]
        outlets = self.tables.outlets
        good = is_right(found.publisher, gold, outlets)
        self.right += good
        if not good:
            self.wrong.append(f"{page}: found {found.publisher}, gold {gold.name}")
        bare = untabled(raw, page, self.tables).publisher
        good = is_right(bare, gold, outlets)
        self.bare_right += good
        if not good:
            self.bare_wrong.append(f"{page}: found {bare}, gold {gold.name} ({gold.domain})")

    def figures(self) -> dict[str, object]:
        """Shares in percent and what was wrong."""
        pages = self.right + len(self.wrong) or 1
        return {
            "publisher right": round(100 * self.right / pages, 1),
            "publisher right without the outlets table": round(100 * self.bare_right / pages, 1),
            "wrong publishers": self.wrong,
            "wrong publishers without the outlets table": self.bare_wrong,
        }


def untabled(raw: bytes, name: str, tables: Tables) -> Document:
    """The first story of a page as it is read without a single known outlet: what the rules alone find."""
    bare = structs.replace(tables, outlets=NO_OUTLETS)
    return documents(render(raw, name, None, Limits()), raw, None, bare)[0]
