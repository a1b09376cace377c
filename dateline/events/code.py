"""From mentions to reports: the stage that says what happened in a document, and whether it happened at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Protocol

import msgspec

from dateline.events.asides import is_cause
from dateline.events.claims import part_of, report
from dateline.events.cues import COUNTED
from dateline.events.doubts import doubted
from dateline.events.draft import Draft
from dateline.events.drafting import drafts
from dateline.events.enemies import with_enemies
from dateline.events.frames import beginning
from dateline.events.lending import with_doers
from dateline.events.merging import merge
from dateline.events.scene import scenes
from dateline.events.scoping import scoped
from dateline.events.setting import main_place
from dateline.events.tolls import settled
from dateline.events.tying import tied
from dateline.model.document import Coding, Document, ReadDocument
from dateline.model.parse import Parse
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.tables.event_types import EventTypes
from dateline.tables.triggers import TriggerTable

LEAD_PARAGRAPHS = 2


class CodingTables(Protocol):
    """The tables that this stage looks things up in."""

    @property
    def types(self) -> EventTypes:
        """Event types and crosswalks."""
        ...

    @property
    def triggers(self) -> TriggerTable:
        """Triggers, noun classes, cues."""
        ...


def code(read: ReadDocument, tables: CodingTables) -> Document:
    """The document with its reports; each is what the document says about one happening."""
    document = read.document
    found: list[Draft] = []
    told_in = scenes(read, tables.triggers)
    main = main_place(read, told_in)
    telling = beginning(document, told_in)
    for scene in told_in:
        found.extend(drafts(scene, document.published, main, telling))
        telling = telling.after(scene)
    found = doubted(found, told_in)
    body_first = sorted(found, key=lambda d: (d.found.scene.parse.role == "headline", d.evidence))
    groups = [
        (report(document, tables.types, group), group) for group in with_enemies(with_doers(merge(settled(body_first))))
    ]
    causes = frozenset(one.id for one, group in groups if is_cause(group[0].found.scene.parse, group[0].found.verb))
    reports = sorted((one for one, _ in groups), key=first_evidence)
    told = unique(reports)
    reports = [with_total(one, told) for one in told]
    reading = document.reading
    if reading is not None:
        reports = tied(reports, reading.figures, told_in)
        figures = scoped(reading.figures, tuple(reports), told_in, main)
        reading = msgspec.structs.replace(reading, figures=figures)
    coding = Coding(reports=tuple(reports), main_report=main_report(read, reports, causes, tables.types))
    return msgspec.structs.replace(document, reading=reading, coding=coding)


def first_evidence(one: Report) -> tuple[int, int, str]:
    """The order of reports: by first evidence, then type."""
    return one.evidence[0].start, one.evidence[0].end, one.type


def unique(reports: list[Report]) -> list[Report]:
    """One report per id: two triggers may cut the same clause for the same type."""
    return list({one.id: one for one in reversed(reports)}.values())[::-1]


def with_total(one: Report, reports: list[Report]) -> Report:
    """The report tied to the last total of its kind told before it, taking its initiators where it names none."""
    if one.level == "campaign" or one.where is None or one.status not in COUNTED:
        return one
    totals = [t for t in reports if t.level == "aggregate" and t.type == one.type and t.status in COUNTED]
    covering = [t for t in totals if first_evidence(t) < first_evidence(one) and covers(t, one)]
    return part_of(one, covering[-1]) if covering else one


def covers(total: Report, one: Report) -> bool:
    """Whether a total's place is the country of the report's."""
    place, inner = total.where, one.where
    return (
        place is not None
        and inner is not None
        and place.precision == "country"
        and place.country == inner.country
        and inner.precision != "country"
    )


def main_report(read: ReadDocument, reports: list[Report], causes: frozenset[str], types: EventTypes) -> str | None:
    """The report the story is about: the first sentence of headline or lead that tells one, else the best evidenced.

    Of several told in one sentence it is the heaviest, then the first, those that only led to the others (`causes`)
    last. A story that tells nothing but what had happened before is about that.
    """
    lead = [p for p in read.parses if p.role == "headline"]
    lead += [p for p in read.parses if p.role == "body"][:LEAD_PARAGRAPHS]
    happened = [r for r in reports if r.status in COUNTED and types.counts(r.type)]
    counted = [r for r in happened if not r.background] or happened
    for span in (span for parse in lead for span in sentence_spans(parse)):
        told = [one for one in counted if any(span.covers(e.span) for e in one.evidence)]
        if told:
            weights = {one.id: types.weight(one.acled_event, one.acled_sub_event) for one in told}
            return max(told, key=lambda one: (one.id not in causes, weights[one.id])).id
    return max(counted, key=lambda r: len(r.evidence)).id if counted else None


def sentence_spans(parse: Parse) -> Iterator[Span]:
    """The sentences of a paragraph, in text order."""
    for _, tokens in groupby(range(len(parse)), key=parse.sentences.__getitem__):
        inside = list(tokens)
        yield parse.span_of(inside[0], inside[-1])
