"""The characters that a quote stands for, among the stories that tell of an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.engine.decisions import Selected
from dateline.engine.judging import JudgementError

if TYPE_CHECKING:
    from dateline.engine.case import Case


def selected(case: Case, event: str, quote: str, document: str | None = None) -> Selected:
    """Where a quote stands, letter by letter, in the stories of an event, or in one document.

    Raises JudgementError for words that stand there nowhere, or more than once: then more of them tell which.
    """
    if not quote.strip():
        raise JudgementError("the quote is empty; give the words that say so")
    items = (document,) if document else case.event(event).documents
    found = [Selected(item, start, start + len(quote)) for item in items for start in starts(case, item, quote)]
    if len(found) != 1:
        where = document or f"the {len(items)} stories of {event}"
        how = f"stands {len(found)} times in {where}; give more of it" if found else f"does not stand in {where}"
        raise JudgementError(f"“{quote}” {how}, or name its story: --document ID")
    return found[0]


def starts(case: Case, document: str, quote: str) -> list[int]:
    """Where a quote begins in the rendition of a document."""
    text = case.document(document).text
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found
