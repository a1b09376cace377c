"""The outlet on whose page a story stands: what names it, and which name is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from dateline.document.addresses import Address, copied_addresses, fit, host_words, is_domain, spelled, stated_address
from dateline.document.cells import is_name
from dateline.document.date_offers import said_elsewhere
from dateline.document.labels import site_of
from dateline.document.layout import Facts
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.nameplate import holders, names_beside
from dateline.document.offers import Offer, decided, distinct, first_usable
from dateline.document.ranks import SISTER_STATEMENTS
from dateline.document.runs import Run
from dateline.document.site_names import is_company, site_offers
from dateline.document.site_votes import HOST, vote
from dateline.model.document import Candidate
from dateline.model.span import Span
from dateline.tables.outlets import Outlet, OutletTable, host_of

BEFORE_SITE = re.compile(r"(?<!\s)\s+[-|»–—]\s+")
ELSEWHERE = re.compile(
    r"\s(?:in|by|on|at|from|of|dans|par|en|por|su|bei)\s+(?P<name>[A-Z][\w.&'’-]*(?:\s(?:of|the|and|[A-Z][\w.&'’-]*))*)"
)
ADDRESS, CANONICAL = "the address", "canonical address"


def publisher_candidates(
    text: str, runs: Sequence[Run], marks: Marks, address: Address, page: tuple[Facts | None, Article, Sequence[str]]
) -> tuple[Candidate, ...]:
    """Every name that the page offers as its outlet, at most one of them chosen.

    By address where the table of outlets has it; else by a vote of what the page's metadata calls its site; else by
    the names of its furniture, its trackbacks, the address left by copying; last by the bare host.
    """
    facts, article, named = page
    own = known_offers(address.url, ADDRESS, marks.outlets)
    canonical = stated_address(facts)
    sister = known_offers(canonical, CANONICAL, marks.outlets)
    host = host_of(address.url) or host_of(canonical)
    parts = host_words(host, marks.words.masthead)
    sites = site_offers(facts, article, parts, marks) if facts is not None else []
    sites = [_resolved(offer, host, marks.outlets) for offer in sites]
    furniture = distinct(furniture_offers(text, runs, marks, named))
    bare = [Offer(host, HOST)] if host else []
    if own:
        return decided(
            "publisher", [*own, *sister, *sites, *furniture, *bare], 0, "the table of outlets has the page's address"
        )
    if sister:
        return _by_canonical(sister, sites, [*furniture, *bare], marks.outlets)
    stated = list(stated_offers(facts, marks.outlets)) if facts is not None else []
    if stated:
        offers = [*stated, *sites, *furniture, *bare]
        return decided("publisher", offers, 0, "the file itself states it")
    if facts is not None and parts and not any(_fits(offer, parts, marks) for offer in sites):
        name = next((name for part in parts[:1] if (name := spelled(part, text)) is not None), None)
        sites += [Offer(name, HOST, said=host)] if name is not None else []
    won = vote(sites, [is_company(offer.value, marks) for offer in sites], parts)
    offers = [*sites, *furniture, *bare]
    if won is not None:
        return decided("publisher", offers, won.winner, won.why, _fewer(offers, len(sites)))
    winner = first_usable(offers)
    shown = winner is not None and offers[winner].basis != HOST
    why = "the best that the page itself shows" if shown else "nothing but the host names the outlet"
    return decided("publisher", offers, winner, why)


def known_offers(url: str | None, basis: str, outlets: OutletTable) -> list[Offer]:
    """The outlet that the table has at this address."""
    found = outlets.at(url)
    return [Offer(found.name, basis, said=host_of(url))] if found is not None else []


def stated_offers(facts: Facts, outlets: OutletTable) -> Iterator[Offer]:
    """The outlets that a record or a mail's header names; whoever sent a mail is one only if the table knows it."""
    for one in facts.stated:
        outlet = outlets.named(one.value) or (outlets.at(one.value) if is_domain(one.value) else None)
        if outlet is not None and one.what in ("publisher", "sender"):
            yield Offer(outlet.name, one.basis, said=one.value)
        elif one.what == "publisher":
            yield Offer(one.value, one.basis)


def furniture_offers(text: str, runs: Sequence[Run], marks: Marks, named: Sequence[str]) -> Iterator[Offer]:
    """The names that stand in the text, best first.

    Beside the story's own date or behind its title a name says more than anywhere else on the page.
    """
    titles = [run for run in runs if run.cue == "title"]
    for run in titles:
        end, outlet = outlet_behind(text[run.start : run.end], marks.outlets)
        if outlet is not None:
            yield Offer(outlet.name, "behind the headline", Span(run.start + end, run.end))
    signs = [(name, run) for run in runs if run.cue == "masthead" for name in names_beside(text, run, marks)]
    beside = {name: Span(run.start, run.end) for name, run in reversed(signs)}
    held = {name for run in runs if run.cue == "copyright" for name in holders(text[run.start : run.end])}
    for name in sorted(named, key=lambda name: name not in beside):
        basis = "line of outlet and date" if name in beside else "copyright line" if name in held else "nameplate"
        yield _known(Offer(name, basis, beside.get(name)), marks.outlets)
    for run in titles:
        site = site_of(text[run.start : run.end])
        if site is not None and is_name(site):
            yield _known(Offer(site, "behind the headline", Span(run.start, run.end)), marks.outlets)
    for name in trackbacks(text, runs, marks.outlets):
        yield _known(Offer(name, "own trackbacks"), marks.outlets)
    yield from _copied(text, runs, marks.outlets)
    for said in said_elsewhere(text, runs, marks.words):
        first = ELSEWHERE.search(said.of(text))
        if first is not None and is_name(first["name"]):
            offer = Offer(first["name"], "said to have published it first", said, aside="this page is another's")
            yield _known(offer, marks.outlets)


def _copied(text: str, runs: Sequence[Run], outlets: OutletTable) -> Iterator[Offer]:
    for span in copied_addresses(text, runs):
        host, outlet = host_of(span.of(text)), outlets.at(span.of(text))
        if host:
            yield Offer(outlet.name if outlet else host, "address left by copying", span, said=host)


def outlet_behind(line: str, outlets: OutletTable) -> tuple[int, Outlet | None]:
    """Where a title ends before the name of a known outlet ('... - The Post'), and that outlet."""
    for mark in reversed(list(BEFORE_SITE.finditer(line))):
        outlet = outlets.named(line[mark.end() :])
        if outlet is not None:
            return mark.start(), outlet
    return len(line), None


def trackbacks(text: str, runs: Sequence[Run], outlets: OutletTable) -> list[str]:
    """The site behind the titles of trackbacks, where it is one: a site's own, not those of others that link to it."""
    lines = [text[run.start : run.end] for run in runs if run.cue == "trackback"]
    behind = [(outlet_behind(line, outlets)[1], site_of(line)) for line in lines]
    sites = {outlet.name if outlet is not None else site for outlet, site in behind if outlet is not None or site}
    return [site for site in sites if site] if len(sites) == 1 else []


def _known(offer: Offer, outlets: OutletTable) -> Offer:
    """The offer under the name that the table has for it."""
    outlet = outlets.named(offer.value)
    return Offer(outlet.name, offer.basis, offer.span, offer.aside, offer.value) if outlet is not None else offer


def _resolved(offer: Offer, host: str, outlets: OutletTable) -> Offer:
    """A site's name as the table has it, unless the page stands at a host that is not that outlet's."""
    outlet = outlets.named(offer.value) if offer.aside is None else None
    if outlet is None or (host and outlets.at(host) is not outlet):
        return offer
    return Offer(outlet.name, offer.basis, offer.span, offer.aside, offer.said or offer.value)


def _by_canonical(
    sister: list[Offer], sites: list[Offer], rest: list[Offer], outlets: OutletTable
) -> tuple[Candidate, ...]:
    """The outlet of the canonical address, unless the page calls itself another known one: papers share stories."""
    offers = [*sister, *sites, *rest]
    named = [_outlet_of(offer, outlets) if offer.aside is None else None for offer in sites]
    others = [outlet.name for outlet in named if outlet is not None]
    other = max(others, key=others.count, default=None)
    if other is None or other == sister[0].value or others.count(other) < SISTER_STATEMENTS:
        return decided("publisher", offers, 0, "the table of outlets has the canonical address")
    first = next(number for number, outlet in enumerate(named) if outlet is not None and outlet.name == other)
    offers[len(sister) + first] = structs.replace(sites[first], value=other, said=sites[first].value)
    why = f"the page calls itself so {others.count(other)} times: its canonical address is a sister paper's"
    return decided("publisher", offers, len(sister) + first, why)


def _outlet_of(offer: Offer, outlets: OutletTable) -> Outlet | None:
    """The outlet that a statement names, by its name or by its domain."""
    return outlets.named(offer.value) or (outlets.at(offer.value) if is_domain(offer.value) else None)


def _fits(offer: Offer, parts: tuple[str, ...], marks: Marks) -> bool:
    """Whether a statement is a name that fits the host."""
    usable = offer.aside is None and not is_domain(offer.value) and not is_company(offer.value, marks)
    return usable and fit(offer.value, parts) > 0


def _fewer(offers: Sequence[Offer], sites: int) -> list[str]:
    return ["fewer signs" if number < sites else "the page's metadata ranks higher" for number in range(len(offers))]
