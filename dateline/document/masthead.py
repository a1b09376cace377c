"""Title, publisher, agency and byline of a story."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.document.agencies import Story, agency_of
from dateline.document.cells import is_name
from dateline.document.labels import site_of
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.nameplate import names_beside
from dateline.document.runs import Run
from dateline.tables.outlets import Outlet, OutletTable

BYLINE = re.compile(r"^(?:[A-Z][a-z]+ )?[Bb](?:y|Y)[: ]\s*(?P<name>[A-Z][^\d|]{2,90}?)\s*(?:(?:[|,–—]|\s-)\s*.*)?$")
BEFORE_SITE = re.compile(r"\s+[-|»–—]\s+")


class Source(Struct, frozen=True):
    """What is known of a page beside a story's text; `facts` is None for a plain text.

    `named`: what the page's furniture calls its outlet, best first.
    """

    url: str | None
    facts: Facts | None
    article: Article
    named: tuple[str, ...] = ()


class Masthead(Struct, frozen=True, kw_only=True):
    """Who published a story under which title; None where the page does not say."""

    title: str | None
    publisher: str | None
    agency: str | None
    byline: str | None


def masthead(text: str, runs: tuple[Run, ...], marks: Marks, source: Source) -> Masthead:
    """The masthead of one story from its runs, what its page states for machines, and its address."""
    publisher = publisher_of(text, runs, marks, source)
    return Masthead(
        title=title_of(text, runs, marks.outlets, source),
        publisher=publisher,
        agency=agency_of(Story(text, runs, source.article.authors, publisher), marks),
        byline=byline_of(text, runs, source),
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


def publisher_of(text: str, runs: tuple[Run, ...], marks: Marks, source: Source) -> str | None:
    """By address, else what the page calls its site, else the names of its furniture, else its trackbacks.

    Beside the story's own date or behind its title a name says more than anywhere else on the page.
    """
    outlets = marks.outlets
    known = outlets.at(source.url) or outlets.at(source.facts.canonical if source.facts is not None else None)
    known = known or _sender(source, outlets)
    if known is not None:
        return known.name
    titled = [
        site for run in runs if run.cue == "title" and (site := _outlet_behind(text[run.start : run.end], outlets)[1])
    ]
    beside = [name for run in runs if run.cue == "masthead" for name in names_beside(text, run, marks)]
    named = sorted(source.named, key=lambda name: name not in beside)
    sites = [site_of(text[run.start : run.end]) for run in runs if run.cue == "title"]
    behind = [site for site in sites if site is not None and is_name(site)]
    for names in (_site_names(source), titled, named, behind, _trackbacks(text, runs, outlets)):
        outlet = next((found for name in names if (found := outlets.named(name)) is not None), None)
        if names:
            return outlet.name if outlet is not None else names[0]
    return None


def _site_names(source: Source) -> list[str]:
    facts = source.facts
    if facts is None:
        return []
    stated = [
        *(one.value for one in facts.stated if one.what == "publisher"),
        facts.meta.get("og:site_name"),
        source.article.publisher,
        facts.meta.get("application-name"),
        facts.meta.get("publisher"),
        site_of(facts.title) if facts.title is not None else None,
    ]
    return [name for name in stated if name]


def _sender(source: Source, outlets: OutletTable) -> Outlet | None:
    """The outlet that sent a mail or whose domain a record names; other senders are people and lists."""
    senders = [one.value for one in source.facts.stated if one.what == "sender"] if source.facts is not None else []
    return next((found for name in senders if (found := outlets.named(name) or outlets.at(name))), None)


def _trackbacks(text: str, runs: tuple[Run, ...], outlets: OutletTable) -> list[str]:
    """The site behind the titles of trackbacks, where it is one: a site's own, not those of others that link to it."""
    lines = [text[run.start : run.end] for run in runs if run.cue == "trackback"]
    sites = {site for line in lines if (site := _outlet_behind(line, outlets)[1] or site_of(line))}
    return list(sites) if len(sites) == 1 else []


def byline_of(text: str, runs: tuple[Run, ...], source: Source) -> str | None:
    """Who wrote the story, as its byline or its metadata names them."""
    for run in runs:
        if run.cue == "byline":
            line = text[run.start : run.end]
            found = BYLINE.match(line)
            return (found["name"] if found is not None else line).strip(" ,|")
    stated = [one.value for one in source.facts.stated if one.what == "author"] if source.facts is not None else []
    return ", ".join(source.article.authors or stated) or None
