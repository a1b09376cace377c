"""Title, publisher, agency, byline and language of a story: every candidate, and the one chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from dateline.document.addresses import Address, country_of_host, keys_of, stated_address
from dateline.document.agencies import Story, agency_candidates
from dateline.document.bylines import ANNOUNCED, byline_candidates
from dateline.document.labels import site_of
from dateline.document.layout import Facts, stated_by
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.offers import Offer, decided, distinct, first_usable
from dateline.document.publishers import outlet_behind, publisher_candidates
from dateline.document.runs import Run
from dateline.document.site_names import BEFORE_SITE
from dateline.model.document import Candidate
from dateline.model.source import Announced
from dateline.model.span import Span
from dateline.tables.outlets import OutletTable, host_of

TITLE_METAS = ("og:title", "twitter:title", "dc.title", "title")
REGION = re.compile(r"^[A-Za-z]{2,3}[-_](?:[A-Za-z]{4}[-_])?(?P<region>[A-Za-z]{2})\b")


class Source(Struct, frozen=True):
    """What is known of a page beside a story's text; `facts` is None for a plain text.

    `named`: what the page's furniture calls its outlet, best first; `archived`: when an archive captured it;
    `announced`: what the feed or sitemap that named the page says of it.
    """

    address: Address
    facts: Facts | None
    article: Article
    named: tuple[str, ...] = ()
    archived: str | None = None
    announced: Announced | None = None

    @property
    def where(self) -> str | None:
        """The page's address, else the canonical one that it states."""
        return self.address.url or stated_address(self.facts)


def masthead(text: str, runs: tuple[Run, ...], marks: Marks, source: Source) -> tuple[Candidate, ...]:
    """The candidates of one story from its runs, what its page states for machines, and its address."""
    facts, article = source.facts, source.article
    publishers = publisher_candidates(text, runs, marks, source.address, (facts, article, source.named))
    publisher = chosen(publishers, "publisher")
    titles = title_candidates(text, runs, marks.outlets, source, publisher)
    authors = (*article.authors, *stated_by(facts, "author"))
    agencies = agency_candidates(Story(text, runs, authors, publisher), marks)
    bylines = byline_candidates(text, runs, (facts, article, source.announced), publisher, marks)
    return (*titles, *publishers, *agencies, *bylines)


def chosen(candidates: Sequence[Candidate], field: str) -> str | None:
    """The value of a field: that of its chosen candidate."""
    return next((one.value for one in candidates if one.field == field and one.chosen), None)


def title_candidates(
    text: str, runs: tuple[Run, ...], outlets: OutletTable, source: Source, publisher: str | None
) -> tuple[Candidate, ...]:
    """The headline as it stands in the text, else as the page's metadata has it, without the site's name."""
    offers = distinct(_titles(text, runs, outlets, source, publisher))
    winner = first_usable(offers)
    why = f"{offers[winner].basis} ranks highest" if winner is not None else ""
    return decided("title", offers, winner, why)


def _titles(
    text: str, runs: tuple[Run, ...], outlets: OutletTable, source: Source, publisher: str | None
) -> Iterator[Offer]:
    for run in runs:
        if run.role == "headline":
            line = text[run.start : run.end]
            end = outlet_behind(line, outlets)[0]
            # A headline may run over several lines of a text that was broken at a column.
            told = " ".join(line[:end].split())
            said = line[:end] if told != line[:end] else None
            yield Offer(told, "headline of the text", Span(run.start, run.start + end), said=said)
    facts = source.facts
    stated = [("JSON-LD headline", source.article.headline)]
    if facts is not None:
        stated += [*((name, facts.meta.get(name)) for name in TITLE_METAS), ("title element", facts.title)]
    if source.announced is not None:
        stated.append((ANNOUNCED, source.announced.title))
    for basis, title in stated:
        if title:
            yield Offer(without_site(title, publisher), basis, said=title)


def without_site(title: str, publisher: str | None) -> str:
    """A title without the site's name behind it: after a bar or long dash any, after another mark the publisher's."""
    site = site_of(title)
    if site is not None:
        return title[: -len(site)].rstrip(" |»–—") or title
    last = next(reversed(list(BEFORE_SITE.finditer(title))), None)
    own = keys_of(publisher) if publisher is not None else frozenset()
    return title[: last.start()] if last is not None and keys_of(title[last.end() :]) & own else title


def language_candidates(language: str | None, basis: str, facts: Facts | None) -> tuple[Candidate, ...]:
    """The language that was told from a story's words, with the basis of that, and what its page states."""
    stated = facts.language if facts is not None else None
    offers = [Offer(language, basis)] if language is not None else []
    offers += [Offer(stated, "language attribute of the page")] if stated else []
    why = "what the page states counts only where the words do not tell"
    return decided("language", offers, 0 if language is not None else None, why)


def country_of(publisher: str | None, source: Source, outlets: OutletTable) -> str | None:
    """Where a page is written: its outlet's country, else the region of its language, else its host's domain."""
    outlet = outlets.named(publisher) if publisher is not None else None
    if outlet is not None:
        return outlet.country
    region = REGION.match((source.facts.language if source.facts is not None else None) or "")
    return region["region"].upper() if region is not None else country_of_host(host_of(source.where))
