"""Who tells of an event: its stories, copies folded under what they copy, and the claimants counted."""

from __future__ import annotations

from msgspec import Struct

from dateline.engine.case import Case
from dateline.export.report.citing import Passages, published_words, source_of
from dateline.export.report.voices import Side, sides
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.model.report import Report
from dateline.values.voices import institutions, range_words

SHOWN = 40
"""So many stories of an event are read for its screen; the page says how many there are."""


class Story(Struct, frozen=True, kw_only=True):
    """A story of the event with those that copy it."""

    document: Document
    source: str
    published: str
    denies: bool
    copies: tuple[Story, ...] = ()


class Telling(Struct, frozen=True, kw_only=True, eq=False):
    """The left column: stories in order of publication, claimants by side, how many institutions."""

    stories: tuple[Story, ...]
    order: tuple[str, ...]
    more: int
    sides: tuple[Side, ...]
    unnamed: tuple[str, ...]
    independent: str
    reports: tuple[Report, ...]
    documents: tuple[Document, ...]


def telling(case: Case, event: Event) -> Telling:
    """The stories and claimants of an event."""
    documents = tuple(case.document(item) for item in event.documents[:SHOWN])
    reports = tuple(case.store.report(item) for item in event.reports)
    by_id = {document.id: document for document in documents}
    copied = {target: by_id[source] for source, target in copies(case, tuple(by_id)) if target != source}
    held = {r.id: (by_id[r.document], r) for r in reports if r.document in by_id}
    stories = tuple(_stories(event, documents, copied))
    least, most = institutions(event.claimants, event.unnamed)
    return Telling(
        stories=stories,
        order=tuple(d.document.id for s in stories for d in (s, *s.copies)),
        more=len(event.documents) - len(documents),
        sides=sides(event, held, Passages({}), copied),
        unnamed=tuple(one.speaker for one in event.unnamed),
        independent=range_words(least, most),
        reports=reports,
        documents=documents,
    )


def copies(case: Case, documents: tuple[str, ...]) -> list[tuple[str, str]]:
    """Which of some documents copies which, as pairs of source and target."""
    marks = ", ".join("?" * len(documents))
    found = case.store.query.rows(
        f"SELECT source, target FROM source_edges WHERE relation = 'copy' AND target IN ({marks}) "
        f"AND source IN ({marks}) ORDER BY ordinal",
        [*documents, *documents],
    )
    return [(row["source"], row["target"]) for row in found]


def _stories(event: Event, documents: tuple[Document, ...], copied: dict[str, Document]) -> list[Story]:
    told = [c for c in event.claims if c.evidence is not None and c.field == "occurrence"]
    affirming = {c.evidence.rendition.id for c in told if c.stance != "denies" and c.evidence is not None}
    denying = {c.evidence.rendition.id for c in event.claims if c.stance == "denies" and c.evidence is not None}
    ordered = sorted(documents, key=lambda d: (d.published.earliest or "9", d.path or "", d.id))
    made = {d.id: _story(d, d.rendition.id in denying - affirming) for d in ordered}
    roots = [d for d in ordered if _root(d, copied) is d]
    return [
        Story(
            document=root,
            source=made[root.id].source,
            published=made[root.id].published,
            denies=made[root.id].denies,
            copies=tuple(made[d.id] for d in ordered if d is not root and _root(d, copied) is root),
        )
        for root in roots
    ]


def _root(document: Document, copied: dict[str, Document]) -> Document:
    """What a story is a copy of in the end; itself where it is none."""
    seen: set[str] = set()
    while document.id in copied and document.id not in seen:
        seen.add(document.id)
        document = copied[document.id]
    return document


def _story(document: Document, denies: bool) -> Story:
    return Story(
        document=document,
        source=source_of(document),
        published=published_words(document).removeprefix("published "),
        denies=denies,
    )
