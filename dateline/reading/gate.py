"""The gate before the parser: only what can tell of the story is parsed.

Parsing takes most of the time of reading. What a page holds beside its stories (menus, teasers, comments,
credits, datelines) and what is not in English is not parsed; it is labelled, kept and found by `search`.

Inside a story there is no second gate, since no such gate could pay. Paragraphs in which neither a mention nor a report
is found hold 0.4 % of the words of `stories` and 2.5 % of those of English news pages about anything, 1.9 % and 6.0 %
where 0.5 % of the mentions are given up: this much would be saved by a gate that knew the answer and cost nothing
(`python -m bench.accuracy gating`).
"""

from __future__ import annotations

from dateline.model.document import Segment

TELLING = frozenset({"headline", "body", "caption"})


def worth_parsing(segment: Segment) -> bool:
    """Whether a run can tell of the story: by its role, and in the language of the story, which is English.

    A segment with a language of its own is in another one; the parser would make nonsense of it.
    """
    return segment.role in TELLING and segment.language is None
