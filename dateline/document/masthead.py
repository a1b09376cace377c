"""Title, publisher, agency and byline of a story."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.document.labels import site_of
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.runs import Run
from dateline.tables.outlets import OutletTable

TOLD = re.compile(
    r"\b(?:told|tells|spoke to|speaking to|interview(?:ed)? (?:with|by)|statement to|seen by|(?:a|an|its|one of its) )\s*(?:the\s+)?"
    r"(?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2})"
)
CORRESPONDENT = re.compile(r"\b(?P<name>[A-Z][\w'’-]+(?:[ -][A-Z][\w'’-]+){0,2})\s+(?:correspondents?|reporters?|journalists?|photographers?)\b")
HOLDER = re.compile(r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?,?\s*(?:by\s+)?(?P<name>[A-Z][\w.&'’ -]{1,40}?)\s*(?:[.,|]|all rights|$)", re.IGNORECASE)
BYLINE = re.compile(r"^(?:[A-Z][a-z]+ )?[Bb](?:y|Y)[: ]\s*(?P<name>[A-Z][^\d|]{2,90}?)\s*(?:[|,–—-]\s*.*)?$")
INSIDE = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")


class Masthead(Struct, frozen=True, kw_only=True):
    """Who published a story under which title; None where the page does not say."""

    title: str | None
    publisher: str | None
    agency: str | None
    byline: str | None


def masthead(
    text: str, runs: tuple[Run, ...], outlets: OutletTable, facts: Facts | None, article: Article, url: str | None
) -> Masthead:
    """The masthead of one story from its runs, what its page states for machines, and its address."""
    return Masthead(
        title=title_of(text, runs, facts, article),
        publisher=publisher_of(text, runs, outlets, facts, article, url),
        agency=agency_of(text, runs, outlets),
        byline=byline_of(text, runs, article),
    )


def title_of(text: str, runs: tuple[Run, ...], facts: Facts | None, article: Article) -> str | None:
    """The headline as it stands in the text, else as the page's metadata has it, without the site's name."""
    for run in runs:
        if run.role == "headline":
            return text[run.start : run.end]
    stated = article.headline or (facts and (facts.meta.get("og:title") or facts.title)) or None
    if stated is None:
        return None
    site = site_of(stated)
    return stated[: -len(site)].rstrip(" |»–—") if site is not None else stated


def publisher_of(
    text: str, runs: tuple[Run, ...], outlets: OutletTable, facts: Facts | None, article: Article, url: str | None
) -> str | None:
    """By address, else what the page calls its site, else the site's name in titles, else the holder of its copyright."""
    known = outlets.at(url) or outlets.at(facts.canonical if facts else None)
    if known is not None:
        return known.name
    meta = facts.meta if facts else {}
    stated = [meta.get("og:site_name"), article.publisher, meta.get("application-name"), meta.get("publisher")]
    if facts is not None and facts.title is not None:
        stated.append(site_of(facts.title))
    for run in runs:
        line = text[run.start : run.end]
        if run.cue in ("title", "trackback"):
            stated.append(site_of(line))
        elif run.cue == "copyright":
            holder = HOLDER.search(line)
            stated.append(holder["name"].strip() if holder is not None else None)
    names = [name for name in stated if name]
    for name in names:
        outlet = outlets.named(name)
        if outlet is not None:
            return outlet.name
    return names[0] if names else None


def agency_of(text: str, runs: tuple[Run, ...], outlets: OutletTable) -> str | None:
    """The agency whose text this is: in the dateline, in a credit of the text, or because people 'told' it.

    Photo credits say nothing about the text, and 'X reported' cites an agency without being its copy.
    """
    for run in runs:
        if run.role not in ("dateline", "credit", "headline") or run.cue in ("report", "masthead"):
            continue
        found = _named_agency(text[run.start : run.end], run, outlets)
        if found is not None:
            return found
    for pattern in (TOLD, CORRESPONDENT):
        for run in runs:
            if run.role != "body":
                continue
            for told in pattern.finditer(text, run.start, run.end):
                found = _agency(told["name"], outlets)
                if found is not None:
                    return found
    return None


def _named_agency(line: str, run: Run, outlets: OutletTable) -> str | None:
    if run.cue == "dateline":
        return next((name for inside in INSIDE.findall(line) if (name := _first(inside, outlets))), None)
    if run.cue == "agency":
        return _first(line, outlets)
    if run.cue == "byline":
        return _last_agency(line, outlets)
    if run.cue == "credit" and re.match(r"(?:sources?|via|with)\b", line.strip("([ "), re.IGNORECASE):
        return _first(re.sub(r"^[^:]*:", "", line), outlets)
    return None


def _first(line: str, outlets: OutletTable) -> str | None:
    parts = re.split(r"[/,;|+&():\[\]–—-]|\band\b|\bwith\b|\bvia\b", line)
    return next((found for part in parts if (found := _agency(part.strip(" ."), outlets))), None)


def _last_agency(line: str, outlets: OutletTable) -> str | None:
    """The agency at the end of a byline, which scraping may have glued to the word before it."""
    found = _first(line, outlets)
    if found is not None:
        return found
    glued = re.search(r"(?<=[a-z])([A-Z]{2,5})$", line.strip(" .)"))
    return _agency(glued[1], outlets) if glued is not None else None


def _agency(name: str, outlets: OutletTable) -> str | None:
    words = re.sub(r"['’]s?$", "", name).removeprefix("the ").removeprefix("The ").split()
    for size in range(len(words), 0, -1):
        outlet = outlets.agencies.get(" ".join(words[:size]))
        if outlet is not None:
            return outlet.name
    return None


def byline_of(text: str, runs: tuple[Run, ...], article: Article) -> str | None:
    """Who wrote the story, as its byline or its metadata names them."""
    for run in runs:
        if run.cue == "byline":
            line = text[run.start : run.end]
            found = BYLINE.match(line)
            return (found["name"] if found is not None else line).strip(" ,|")
    return ", ".join(article.authors) or None
