"""The parts of a page that are stories of their own, each with what is known of it beside its text."""

from __future__ import annotations

import html
from bisect import bisect_left

from msgspec import Struct, structs

from dateline.document.entries import Stretch, clock_starts, entry_runs, stretches, timed_runs
from dateline.document.glued import ENDED_WORDS, split
from dateline.document.layout import Facts, Page
from dateline.document.linked_data import Article
from dateline.document.marks import Marks
from dateline.document.masthead import Source
from dateline.document.nameplate import signed_lines
from dateline.document.runs import Run, letters_of, word_count

# What a page states of its site holds for every story on it; what it states of its story does not.
SITE_META = frozenset(
    {"og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "twitter:site", "og:locale"}
)
# This much of an entry's text, without spaces, stands in no other entry of its blog.
OPENING = 60


class Part(Struct, frozen=True):
    """One story of a page. `entry`: it is an entry of a live blog, which the page's own date bounds."""

    runs: tuple[Run, ...]
    source: Source
    entry: bool = False


def parts(text: str, runs: tuple[Run, ...], page: Page | None, source: Source, marks: Marks) -> tuple[Part, ...]:
    """The stories of a page, the page's own first, in order; together they hold all of `runs`."""
    found = stretches(page, runs) if page is not None else ()
    if page is not None and found:
        return _entries(text, page, runs, source, found)
    starts = clock_starts(text, runs)
    if starts:
        return _blog(text, runs, source, starts)
    if page is not None and not page.lines:
        return (Part(runs, source),)
    signed = signed_lines(text, runs, source.named, marks)
    return tuple(Part(story, source) for story in split(text, runs, signed))


def _entries(
    text: str, page: Page, runs: tuple[Run, ...], source: Source, found: tuple[Stretch, ...]
) -> tuple[Part, ...]:
    """What the page says outside of its entries, and each entry. A post that is the page's own story stays with it."""
    own: list[Run] = []
    entries: list[Part] = []
    at = 0
    for stretch in found:
        first = bisect_left(runs, stretch.start, lo=at, key=lambda run: run.start)
        last = bisect_left(runs, stretch.end, lo=first, key=lambda run: run.start)
        own.extend(runs[at:first])
        held, at = runs[first:last], last
        if not any(run.role == "body" for run in held) or any(run.cue == "title" for run in held):
            own.extend(held)
        else:
            named = entry_runs(page, held)
            entries.append(Part(named, source_of(text, named, source), stretch.live))
    own.extend(runs[at:])
    if entries and not found[0].live and _words(text, own) < ENDED_WORDS:
        # A page of posts has no story of its own: its furniture goes with the first.
        first_post = entries.pop(0)
        return (structs.replace(first_post, runs=tuple(sorted([*own, *first_post.runs]))), *entries)
    return (Part(tuple(own), source), *entries)


def _words(text: str, runs: list[Run]) -> int:
    return sum(word_count(text[run.start : run.end]) for run in runs if run.role == "body")


def _blog(text: str, runs: tuple[Run, ...], source: Source, starts: list[int]) -> tuple[Part, ...]:
    """The entries of a live blog whose lines say when they were posted; the last ends where its running text does."""
    held = [runs[a:b] for a, b in zip(starts, [*starts[1:], len(runs)], strict=True)]
    closing = max((number for number, run in enumerate(held[-1]) if run.role in ("body", "caption")), default=0) + 1
    own = Part((*runs[: starts[0]], *held[-1][closing:]), source)
    held[-1] = held[-1][:closing]
    entries = [timed_runs(text, entry) for entry in held]
    found = tuple(Part(entry, source_of(text, entry, source), entry=True) for entry in entries)
    return (own, *found) if own.runs else found


def source_of(text: str, runs: tuple[Run, ...], source: Source) -> Source:
    """What is known of one entry: what the page states of it, and of its site."""
    update = _update(text, runs, source.article.updates)
    publisher = source.article.publisher
    article = structs.replace(update or Article(), publisher=publisher, sites=source.article.sites)
    return structs.replace(source, facts=site_facts(source.facts), article=article)


def site_facts(facts: Facts | None) -> Facts | None:
    """What a page states of its site, without what it states of its own story."""
    if facts is None:
        return None
    meta = {name: value for name, value in facts.meta.items() if name in SITE_META}
    stated = tuple(one for one in facts.stated if one.what in ("publisher", "sender"))
    return structs.replace(facts, title=None, meta=meta, linked_data=(), times=(), stated=stated)


def _update(text: str, runs: tuple[Run, ...], updates: tuple[Article, ...]) -> Article | None:
    """The entry of the page's metadata that has the headline of these runs, or the beginning of their text."""
    body = unescaped_letters(" ".join(text[run.start : run.end] for run in runs if run.role in ("headline", "body")))
    titles = {unescaped_letters(text[run.start : run.end]) for run in runs if run.role == "headline"}
    titled = (update for update in updates if unescaped_letters(update.headline or "") in titles)
    openings = (
        (update, unescaped_letters(update.body or "")[:OPENING]) for update in updates if update.headline is None
    )
    told = (update for update, opening in openings if len(opening) == OPENING and opening in body)
    return next(titled, None) or next(told, None)


def unescaped_letters(text: str) -> str:
    """Letters and digits, for comparing a page with its metadata, which writes quotation marks as entities."""
    return letters_of(html.unescape(text))
