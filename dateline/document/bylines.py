"""Who signed a story: the names as written, without what scraping and publishing systems put beside them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from dateline.document.addresses import keys_of
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.offers import Offer, decided, distinct, first_usable
from dateline.document.runs import Run
from dateline.model.document import Candidate
from dateline.model.source import Announced
from dateline.model.span import Span

BYLINE = re.compile(r"^(?:[A-Z][a-z]+ )?[Bb](?:y|Y)[: ]\s*(?P<name>[A-Z][^\d|]{2,90}?)\s*(?:(?:[|,–—]|\s-)\s*.*)?$")
ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+")
PARTS = re.compile(r"(?:(?<!\s)\s+)?[;|]\s*|(?:(?<!\s)\s+)?,\s+(?=[^\W\d_])")
CODE = re.compile(r"\s*\([a-z.]{2,5}\)$")
LONGEST = 120
ANNOUNCED = "feed or sitemap"
"""The basis of what the feed or sitemap that named a page says of it."""
Stated = tuple[Facts | None, Article, Announced | None]
"""What is stated of a page for machines: by itself, and by the feed or sitemap that named it."""


def byline_candidates(
    text: str, runs: Sequence[Run], page: Stated, publisher: str | None, marks: Marks
) -> tuple[Candidate, ...]:
    """The bylines of the text, then the authors of the metadata; the first that names somebody is chosen."""
    offers = distinct(_offers(text, runs, page, publisher, marks))
    winner = first_usable(offers)
    why = f"{offers[winner].basis}: the first that names somebody" if winner is not None else ""
    return decided("byline", offers, winner, why)


def _offers(text: str, runs: Sequence[Run], page: Stated, publisher: str | None, marks: Marks) -> Iterator[Offer]:
    facts, article, announced = page
    for run in runs:
        if run.cue == "byline":
            line = text[run.start : run.end]
            found = BYLINE.match(line)
            name = without_place((found["name"] if found is not None else line).strip(" ,|"), marks)
            yield _offer(name, "byline of the text", line, publisher, marks, Span(run.start, run.end))
    if article.authors:
        yield _of_names(article.authors, "JSON-LD author", publisher, marks)
    for one in facts.stated if facts is not None else ():
        if one.what == "author":
            yield _of_names(PARTS.split(one.value), one.basis, publisher, marks)
    for name in marks.words.masthead.author_meta if facts is not None else ():
        stated = facts.meta.get(name) if facts is not None else None
        if stated:
            yield _of_names(PARTS.split(stated), f"meta {name}", publisher, marks)
    if announced is not None and announced.author:
        yield _of_names(PARTS.split(announced.author), ANNOUNCED, publisher, marks)


def _of_names(names: Sequence[str], basis: str, publisher: str | None, marks: Marks) -> Offer:
    """The names of a list that can be somebody's, joined; where none can, the list with what stands against it."""
    said = ", ".join(name.strip() for name in names if name.strip())[:LONGEST]
    kept = [name for one in names if (name := cleaned(one, marks)) and objection(one, name, publisher, marks) is None]
    if kept:
        return Offer(", ".join(dict.fromkeys(kept))[:LONGEST], basis, said=said)
    return _offer(said, basis, said, publisher, marks, None)


def _offer(name: str, basis: str, said: str, publisher: str | None, marks: Marks, span: Span | None) -> Offer:
    return Offer(name, basis, span, objection(said, name, publisher, marks), said if span is None else None)


def cleaned(said: str, marks: Marks) -> str:
    """A name without its lead ('By', 'Von'), its place ('in Beirut'), a code in brackets behind it."""
    name = " ".join(html.unescape(said).split())
    lead = marks.words.masthead.author_lead.match(name)
    if lead is not None and (":" in lead[0] or (" " in name[lead.end() :] and name[lead.end()].isupper())):
        name = name[lead.end() :]
    return CODE.sub("", without_place(name, marks)).strip(" ,|–—-")


def without_place(name: str, marks: Marks) -> str:
    """A name up to the place it was written in: 'Jane Roe in Beirut'."""
    place = marks.words.masthead.author_place.search(name)
    return name[: place.start()].rstrip(" ,") if place is not None and " " in name[: place.start()].strip() else name


def objection(said: str, name: str, publisher: str | None, marks: Marks) -> str | None:
    """Why a byline names nobody; None where it does."""
    if ADDRESS.search(said):
        return "an address, no name"
    if not any(one.isalpha() for one in name):
        return "no letters"
    if name.casefold() in marks.words.masthead.no_authors:
        return "an account of the publishing system, no person"
    if publisher is not None and keys_of(name) & keys_of(publisher):
        return "the outlet's own name"
    return None
