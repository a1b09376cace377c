"""What to mark in the text of a report: its clauses, fields, figures, and who says so."""

from __future__ import annotations

from dateline.export.report import words
from dateline.export.report.evidence import Mark
from dateline.model.document import Document
from dateline.model.mention import Figure
from dateline.model.report import Claim, Report

LOOKS = {"initiators": "who", "targets": "who", "victims": "who", "weapons": "who", "when": "when", "where": "where"}
"""The look of the evidence of a field; any other field is a quantity."""
WHOLE = frozenset({"occurrence", "type"})
"""Fields whose evidence is the clause itself."""


def marks(document: Document, report: Report, claims: list[Claim], figures: list[Figure]) -> list[Mark]:
    """Every run of a document that is evidence of a report."""
    found = {Mark(e.start, e.end, "clause", "") for e in report.evidence if e.rendition == document.rendition}
    for claim in claims:
        if claim.evidence is not None and claim.evidence.rendition == document.rendition:
            found.add(mark_of(claim, claim.evidence.start, claim.evidence.end))
            said = claim.attribution
            if claim.field == "occurrence" and said is not None and said.source is not None:
                found.add(Mark(said.source.start, said.source.end, "says", words.said("mark", "says")))
    found |= {
        Mark(figure.evidence.start, figure.evidence.end, "figure", words.said("mark", "figure"))
        for figure in figures
        if figure.evidence.rendition == document.rendition
    }
    return without_twins(found)


def mark_of(claim: Claim, start: int, end: int) -> Mark:
    """The mark of a claim's evidence."""
    if claim.stance == "denies":
        return Mark(start, end, "denied", words.said("mark", "denied"))
    if claim.field in WHOLE:
        return Mark(start, end, "clause", "")
    if claim.field in LOOKS:
        return Mark(start, end, LOOKS[claim.field], words.said("mark", claim.field))
    return Mark(start, end, "figure", words.said("mark", "figure"))


def without_twins(found: set[Mark]) -> list[Mark]:
    """Marks sorted, one for each run and look: a run that is evidence of several fields bears all their labels.

    Of two marks of one look, one within the other, only the inner one is labelled.
    """
    labels: dict[tuple[int, int, str], list[str]] = {}
    for mark in sorted(found):
        labels.setdefault((mark.start, mark.end, mark.kind), []).append(mark.label)
    runs = sorted(labels)
    outer = {
        one
        for one in runs
        for inner in runs
        if one != inner and one[2] == inner[2] and one[0] <= inner[0] and inner[1] <= one[1]
    }
    return [Mark(*run, "" if run in outer else " · ".join(dict.fromkeys(filter(None, labels[run])))) for run in runs]
