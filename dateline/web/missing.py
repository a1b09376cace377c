"""An event that the rules missed: what its sentence says of each field, to be kept or left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from dateline.engine.case import Case
from dateline.export.report import words
from dateline.model.document import Document
from dateline.model.span import Span
from dateline.tables.report_words import report_words
from dateline.web.choices import At, Pick, mentions
from dateline.web.fields import label_of
from dateline.web.paper import sentence_at

THINGS = frozenset({"structure", "vehicle", "weapon", "place", "media"})
"""Kinds of actor that do nothing by themselves."""


class Found(Struct, frozen=True, kw_only=True):
    """A field that the sentence fills."""

    field: str
    label: str
    value: str
    pick: str


def missed(case: Case, document_id: str, span: Span) -> dict[str, Any]:
    """What the form for a missed event shows."""
    document = case.document(document_id)
    sentence = sentence_at(document.text, span)
    return {
        "document_id": document_id,
        "start": span.start,
        "end": span.end,
        "quote": span.of(document.text),
        "types": [(code, words.type_words(code), words.family_of(code)) for code in report_words("type")],
        "fields": tuple(found_in(document, sentence)),
    }


def found_in(document: Document, sentence: Span) -> Iterator[Found]:
    """The fields that a sentence fills: its first time and place, who it names first as doer and next as target."""
    for field in ("when", "where"):
        yield from _found(field, _here(field, document, sentence)[:1])
    actors = [one for one in _here("initiators", document, sentence) if _kind(one) not in THINGS]
    yield from _found("initiators", actors[:1])
    yield from _found("targets", [one for one in actors if one[0] != actors[0][0]][:1])
    for outcome in ("killed", "injured"):
        counted = {figure.span for figure in _figures(document) if figure.outcome == outcome}
        inside = [(span, offer) for span, offer in mentions(outcome, document) if span in counted]
        yield from _found(outcome, [offer[:3] for span, offer in inside if sentence.covers(span)][:1])


Named = tuple[str, object, At | None]


def _figures(document: Document) -> tuple[Any, ...]:
    return document.figures if document.reading is not None else ()


def _here(field: str, document: Document, sentence: Span) -> list[Named]:
    """What a sentence names for a field, in its order."""
    inside = sorted(mentions(field, document), key=lambda pair: pair[0])
    return [offer[:3] for span, offer in inside if sentence.covers(span)]


def _kind(one: Named) -> object:
    return one[1].get("kind") if isinstance(one[1], dict) else None


def _found(field: str, several: list[Named]) -> Iterator[Found]:
    for said, value, at in several:
        held = [value] if field in ("initiators", "targets") else value
        yield Found(
            field=field,
            label=label_of(field),
            value=said,
            pick=msgspec.json.encode(Pick(held, at)).decode(),
        )
