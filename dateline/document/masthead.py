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
    r"\b(?:told|tells|spoke to|speaking to|interview(?:ed)? (?:with|by)|statement to|seen by)\s+(?:the\s+|an?\s+)?"
    r"(?P<name>[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2})"
)
CORRESPONDENT = re.compile(
    r"\b(?P<name>[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’-]{1,30}){0,2})\s+"
    r"(?:correspondent|reporter|journalist|photographer)s?\b"
)
HOLDER = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:copyright\s*)?(?:\d{4}(?:\s*[-–]\s*\d{2,4})?)?,?\s*(?:by\s+)?"
    r"(?P<name>[A-Z][\w.&'’ -]{1,40}?)\s*(?:[.,|]|all rights|$)",
    re.IGNORECASE,
)
BYLINE = re.compile(r"^(?:[A-Z][a-z]+ )?[Bb](?:y|Y)[: ]\s*(?P<name>[A-Z][^\d|]{2,90}?)\s*(?:(?:[|,–—]|\s-)\s*.*)?$")
BEFORE_SITE = re.compile(r"\s+[-|»–—]\s+")
INSIDE = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")


class Source(Struct, frozen=True):
    """What is known of a page beside its text; `facts` is None for a plain text."""

    url: str | None
    facts: Facts | None
    article: Article


class Masthead(Struct, frozen=True, kw_only=True):
    """Who published a story under which title; None where the page does not say."""

    title: str | None
    publisher: str | None
    agency: str | None
    byline: str | None


def masthead(text: str, runs: tuple[Run, ...], outlets: OutletTable, source: Source) -> Masthead:
    """The masthead of one story from its runs, what its page states for machines, and its address."""
    return Masthead(
        title=title_of(text, runs, outlets, source),
        publisher=publisher_of(text, runs, outlets, source),
        agency=agency_of(text, runs, outlets),
        byline=byline_of(text, runs, source.article),
    )


def title_of(text: str, runs: tuple[Run, ...], outlets: OutletTable, source: Source) -> str | None:
    """The headline as it stands in the text, else as the page's metadata has it, without the site's name."""
    for run in runs:
        if run.role == "headline":
            line = text[run.start : run.end]
            return line[: _outlet_behind(line, outlets)[0]]
    facts = source.facts
    stated = source.article.headline or (facts and (facts.meta.get("og:title") or facts.title)) or None
    if stated is None:
        return None
    site = site_of(stated)
    return stated[: -len(site)].rstrip(" |»–—") if site is not None else stated


def _outlet_behind(line: str, outlets: OutletTable) -> tuple[int, str | None]:
    """Where a title ends before the name of a known outlet ('... - The Post'), and that outlet."""
    for mark in reversed(list(BEFORE_SITE.finditer(line))):
        outlet = outlets.named(line[mark.end() :])
        if outlet is not None:
            return mark.start(), outlet.name
    return len(line), None


def publisher_of(text: str, runs: tuple[Run, ...], outlets: OutletTable, source: Source) -> str | None:
    """By address, else what the page calls its site, else the name behind its titles, else its copyright's holder."""
    known = outlets.at(source.url) or outlets.at(source.facts.canonical if source.facts is not None else None)
    if known is not None:
        return known.name
    names = [*_site_names(source), *_names_in(text, runs, outlets)]
    outlet = next((found for name in names if (found := outlets.named(name)) is not None), None)
    return outlet.name if outlet is not None else next(iter(names), None)


def _site_names(source: Source) -> list[str]:
    facts = source.facts
    if facts is None:
        return []
    stated = [
        facts.meta.get("og:site_name"),
        source.article.publisher,
        facts.meta.get("application-name"),
        facts.meta.get("publisher"),
        site_of(facts.title) if facts.title is not None else None,
    ]
    return [name for name in stated if name]


def _names_in(text: str, runs: tuple[Run, ...], outlets: OutletTable) -> list[str]:
    """The site's name behind titles, its own trackbacks' titles included; and who holds the copyright."""
    names: list[str] = []
    for run in runs:
        line = text[run.start : run.end]
        titled = run.cue in ("title", "trackback")
        site = (_outlet_behind(line, outlets)[1] or site_of(line)) if titled else None
        holder = HOLDER.search(line) if run.cue == "copyright" else None
        names.extend(name for name in (site, holder["name"].strip() if holder is not None else None) if name)
    return names


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
