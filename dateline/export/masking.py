"""Private people leave the case without their names: one function over the whole view, before any exporter.

A rendition keeps its length, so every offset holds and every quote is cut from the blacked out text. Fields that
hold names get pseudonyms. A field of text that is not listed here gets pseudonyms too: masking fails closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from dateline.export.disguise import BLACK, Disguise, blacked
from dateline.export.people import People, is_private, people_of
from dateline.export.typed import typed_people
from dateline.export.view import ExportView, Masks, in_order
from dateline.model.document import Candidate, Document
from dateline.model.event import Event, Record, Series
from dateline.model.mention import Actor
from dateline.model.span import Evidence, Rendition, Span, content_id

T = TypeVar("T")

# Ids, codes of closed vocabularies, dates, hashes: no place for a name.
KEPT = frozenset({
    "id", "document", "report", "event", "capture", "captured_at", "rendition", "blob", "extractor", "earliest",
    "latest", "precision", "kind", "method", "stance", "certainty", "mode", "level", "status", "main_report",
    "language", "language_basis", "unread", "timex3", "anchor", "rule", "unit", "direction", "modifier",
    "vague_class", "counted", "outcome", "party", "measure", "gazetteer_id", "pcode", "country", "use", "side",
    "relation", "source", "target", "claim", "claims", "reports", "documents", "figures", "replaced_by",
    "decision", "field", "at", "stage", "acled_event", "acled_sub_event", "plover",
    "plover_mode",
    "admin1", "admin2", "admin3", "type", "alternative_group", "part_of", "instant",
})  # fmt: skip
BLACKED = frozenset({"text", "title", "quote", "cue_text"})
ADDRESSES = frozenset({"path", "url"})
LAST_PART = re.compile(r"([^/?#]+?)(\.\w{2,5}|/)?([?#].*)?$")
LETTER = re.compile(r"[^\W\d_]")


class Masker(Struct, frozen=True, eq=False):
    """Rewrites records: `disguise` for loose text, `renditions` as they were blacked out by their former ids."""

    disguise: Disguise
    renditions: dict[str, Rendition]
    text: str | None = None

    def mask(self, value: T, field: str = "") -> T:
        """`value` without names; `field` is where it stands."""
        return self._mask(value, field)  # type: ignore[return-value]

    def _mask(self, value: object, field: str) -> object:
        if isinstance(value, str):
            return self.string(value, field)
        if isinstance(value, tuple):
            return tuple(self._mask(item, field) for item in value)
        if isinstance(value, dict):
            return {name: self._mask(item, name) for name, item in value.items()}
        if isinstance(value, (Rendition, Span)) or not isinstance(value, Struct):
            return self.renditions.get(value.id, value) if isinstance(value, Rendition) else value
        if isinstance(value, Evidence):
            return Evidence(self.renditions.get(value.rendition.id, value.rendition), value.start, value.end)
        return self.struct(value)

    def string(self, value: str, field: str) -> str:
        """One string, by the field in which it stands."""
        if field in KEPT:
            return value
        if field in ADDRESSES:
            return self.disguise.address(value)
        return self.disguise.black(value) if field in BLACKED else self.disguise.rename(value)

    def struct(self, value: Struct) -> Struct:
        """A record, field by field; words that stand at a span are cut from the blacked out rendition."""
        given = {name: self._mask(getattr(value, name), name) for name in value.__struct_fields__}
        span = getattr(value, "span", None)
        if self.text is not None and isinstance(span, Span) and len(str(given.get("text", ""))) == len(span):
            given["text"] = span.of(self.text)
        if isinstance(value, Candidate) and value.field == "title":
            given["value"] = self.disguise.black(value.value)
        if isinstance(value, Actor) and is_private(value):
            given["actor_id"] = None
        return type(value)(**given)


def masked(view: ExportView) -> ExportView:
    """The view with every private person's name blacked out or replaced, and what was blacked out."""
    documents = in_order(view.documents)
    people = people_of(documents, typed_people(view.judgements))
    disguises = {item: people.disguise([item]) for item in people.pages}
    runs: dict[str, tuple[Span, ...]] = {}
    renditions: dict[str, Rendition] = {}
    for document in documents:
        item = document.rendition.id
        if item not in renditions:
            named = [run.span for run in disguises[item].runs(document.text)]
            runs[item] = joined([*named, *unsearched(d for d in documents if d.rendition.id == item)])
            renditions[item] = masked_rendition(document.rendition, runs[item])
    maskers = {item: Masker(disguises[item], renditions, renditions[item].text) for item in renditions}
    titles = {d.id: title_runs(d, disguises[d.rendition.id]) for d in documents}
    anywhere = Masker(people.disguise(people.pages), renditions)
    by_capture = {document.capture: maskers[document.rendition.id] for document in documents}
    return msgspec.structs.replace(
        view,
        documents=tuple(masked_document(document, maskers[document.rendition.id]) for document in documents),
        record=masked_record(view.record, documents, people, maskers, anywhere),
        failures=anywhere.mask(view.failures),
        judgements=tuple(by_capture.get(j.capture, anywhere).mask(j) for j in view.judgements),
        masks=Masks({renditions[item].id: runs[item] for item in renditions}, titles),
    )


def unsearched(documents: Iterable[Document]) -> Iterator[Span]:
    """The segments in which nobody looked for names, since only English is read: all of them may hold some."""
    for document in documents:
        for segment in document.segments:
            if document.unread is not None or segment.language is not None:
                yield segment.span


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        elif len(span):
            found.append(span)
    return tuple(found)


def title_runs(document: Document, disguise: Disguise) -> tuple[Span, ...]:
    """What to black out in a title: the hidden names, or all of it where nobody looked for names."""
    title = document.title or ""
    if document.unread is not None:
        return joined([Span(0, len(title))])
    return tuple(run.span for run in disguise.runs(title))


def masked_document(document: Document, masker: Masker) -> Document:
    """A document without names; of one that is not read, title and the names of file and page go as a whole."""
    found = masker.mask(document)
    if document.unread is None:
        return found
    return msgspec.structs.replace(
        found,
        title=document.title and BLACK * len(document.title),
        masthead=tuple(unread_candidate(one) for one in found.masthead),
        path=document.path and without_slug(document.path),
        url=document.url and without_slug(document.url),
    )


def unread_candidate(one: Candidate) -> Candidate:
    """A candidate of a story in which nobody looked for names: its words go, and its value where it is a title."""
    value = BLACK * len(one.value) if one.field == "title" else one.value
    return msgspec.structs.replace(one, value=value, text=one.text and BLACK * len(one.text))


def without_slug(address: str) -> str:
    """An address with the letters of its last part blacked out, its ending left.

    >>> without_slug("pages/jan-doe.html"), without_slug("https://example.org/a/jan/?p=doe")
    ('pages/███-███.html', 'https://example.org/a/███/?█=███')
    """
    plain = unquote(address)
    found = LAST_PART.search(plain)
    if found is None:
        return address
    name, ending, asked = found[1], found[2] or "", found[3] or ""
    return plain[: found.start()] + LETTER.sub(BLACK, name) + ending + LETTER.sub(BLACK, asked)


def masked_rendition(rendition: Rendition, runs: tuple[Span, ...]) -> Rendition:
    """A rendition of equal length with runs blacked out, under an id of its own."""
    if not runs:
        return rendition
    text = blacked(rendition.text, runs)
    return Rendition(content_id("msk", rendition.id, text), rendition.blob, rendition.extractor, text)


def masked_record(
    record: Record, documents: tuple[Document, ...], people: People, maskers: dict[str, Masker], anywhere: Masker
) -> Record:
    """The linked record: each event with the names of all its pages, each claim with those of its own."""
    page_of = {document.id: document.rendition.id for document in documents}
    by_event = {
        event.id: Masker(people.disguise(page_of[d] for d in event.documents if d in page_of), anywhere.renditions)
        for event in record.events
    }
    page_of_claim = {c.id: c.evidence.rendition.id for e in record.events for c in e.claims if c.evidence is not None}
    return Record(
        events=tuple(masked_event(event, by_event[event.id], maskers) for event in record.events),
        series=tuple(masked_series(one, page_of_claim, maskers, anywhere) for one in record.series),
        disagreements=tuple(by_event.get(d.event, anywhere).mask(d) for d in record.disagreements),
        sources=anywhere.mask(record.sources),
        tombstones=record.tombstones,
    )


def masked_event(event: Event, masker: Masker, maskers: dict[str, Masker]) -> Event:
    """An event; claims by the names of the page that they stand on."""
    bare = masker.mask(msgspec.structs.replace(event, claims=()))
    claims = [
        (maskers.get(claim.evidence.rendition.id, masker) if claim.evidence else masker).mask(claim)
        for claim in event.claims
    ]
    return msgspec.structs.replace(bare, claims=tuple(claims))


def masked_series(
    series: Series, page_of_claim: dict[str, str], maskers: dict[str, Masker], anywhere: Masker
) -> Series:
    """A series; claimants by the names of the page that the claim stands on."""
    bare = anywhere.mask(msgspec.structs.replace(series, points=()))
    points = [maskers.get(page_of_claim.get(point.claim, ""), anywhere).mask(point) for point in series.points]
    return msgspec.structs.replace(bare, points=tuple(points))
