"""An event that the rules missed: what its sentence says of each field, to be kept or left out."""

from __future__ import annotations

from typing import Any

import msgspec

from dateline.engine.case import Case
from dateline.engine.evidencing import Proposed, read_selection
from dateline.export.report import words
from dateline.model.span import Span
from dateline.tables.report_words import report_words
from dateline.web.choices import At, Pick
from dateline.web.fields import label_of
from dateline.web.paper import sentence_at
from dateline.web.saying import said_value

READ = ("when", "where", "initiators", "targets", "killed", "injured")
"""The fields that are looked for in the sentence of a missed event."""


def missed(case: Case, document_id: str, span: Span) -> dict[str, Any]:
    """What the form for a missed event shows."""
    document = case.document(document_id)
    sentence = sentence_at(document.text, span)
    return {
        "document_id": document_id,
        "start": span.start,
        "end": span.end,
        "quote": span.of(document.text),
        "sentence": sentence.of(document.text),
        "types": [(code, words.type_words(code), words.family_of(code)) for code in report_words("type")],
        "fields": found_in(case, document_id, sentence),
    }


def found_in(case: Case, document_id: str, sentence: Span) -> list[tuple[str, str, str, str]]:
    """(field, label, value in words, pick as JSON) of each field that the sentence fills; the first actor does it."""
    found = []
    for field in READ:
        read = read_selection(case, document_id, sentence.start, sentence.end, field)
        value = first_value(field, read)
        if value is not None:
            pick = Pick(value, At(document_id, sentence.start, sentence.end))
            said = said_value(field, value)
            found.append((field, label_of(field), said, msgspec.json.encode(pick).decode()))
    return found


def first_value(field: str, read: Proposed) -> object:
    """The value that is proposed; of several actors the first does it, the second has it done to them."""
    if field not in ("initiators", "targets"):
        return read.value
    several = read.value if isinstance(read.value, list | tuple) else [read.value] if read.value else []
    everyone = [*several, *(o for c in read.candidates for o in (c.value if isinstance(c.value, list) else [c.value]))]
    distinct = list({msgspec.json.encode(one): one for one in everyone if one}.values())
    place = 0 if field == "initiators" else 1
    return [distinct[place]] if len(distinct) > place else None
