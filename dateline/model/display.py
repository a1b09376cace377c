"""Records as small HTML tables for a notebook: what they say, with the words that carry it marked in their line.

The text of pages is hostile: all of it is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.model.document import Document
    from dateline.model.event import Event
    from dateline.model.mention import Place
    from dateline.model.report import Claim, Report, When
    from dateline.model.span import Evidence

AROUND = 60
"""Characters of the line that are shown on each side of a quote."""
LEFT = 'style="text-align: left"'
MOST_ROWS = 50
"""Rows of a table that are shown; a notebook that shows more becomes slow to scroll."""
SIDES = ("initiators", "targets", "victims", "weapons")
FIGURE = "figure"
"""The field of claims whose value is the id of a figure: only their words are for people."""
HIDDEN = frozenset({"type", "when", "where", "occurrence"})


def table(columns: Sequence[str], cells: Iterable[Sequence[str]], note: str = "") -> str:
    """A table of plain cells with a note below; says how many rows are not shown."""
    rows = [list(row) for row in cells]
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    lines = ("".join(f'<td {LEFT} dir="auto">{escape(cell)}</td>' for cell in row) for row in rows[:MOST_ROWS])
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    made = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    told = []
    if len(rows) > MOST_ROWS:
        told.append(f"the first {MOST_ROWS} of {len(rows):,} rows are shown")
    if note:
        told.append(note)
    return made + (f"<p>{escape('; '.join(told))}</p>" if told else "")


def marked(evidence: Evidence) -> str:
    """A quote, marked in the line of its page."""
    text, start, end = evidence.rendition.text, evidence.start, evidence.end
    begins = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    before, after = text[begins:start], text[end : len(text) if stop < 0 else stop]
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + "…"
    return f'<span dir="auto">{escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)}</span>'


def event_html(event: Event) -> str:
    """An event: what, when, where, every competing value with its words, who says it, where claims differ."""
    words = {claim.id: claim for claim in event.claims}
    rows = [
        ("what", escape(f"{event.type}, {event.status}{', contested' if event.contested else ''}, {event.level}")),
        ("when", escape(when_words(event.when))),
        ("where", escape(where_words(event.where))),
    ]
    for field, values in event.values.items():
        if field not in HIDDEN:
            for value in values:
                told = [words[claim] for claim in value.claims if claim in words]
                rows.append((field, f"{bold(value.value)} {first_words(told)}"))
    rows += [("occurrence", first_words([c for c in event.claims if c.field == "occurrence"]))]
    rows += [("who says so", escape("; ".join(claimant.speaker for claimant in event.claimants)))]
    rows += [("they differ", escape(one.says)) for one in event.disagreements]
    rows += [("grade", escape(event.grade))]
    return sheet(event.id, rows)


def report_html(report: Report) -> str:
    """A report: what, when, where, who and whom, and every claim with its words."""
    rows = [
        ("what", escape(f"{report.type}, {report.status}, {report.level}, {report.certainty}")),
        ("when", escape(when_words(report.when))),
        ("where", escape(where_words(report.where))),
    ]
    for side in SIDES:
        names = "; ".join(dict.fromkeys(actor.name for actor in getattr(report, side)))
        if names:
            rows.append((side, escape(names)))
    rows += [
        (claim.field, first_words([claim]) if claim.field == FIGURE else f"{bold(claim.value)} {first_words([claim])}")
        for claim in report.claims
        if claim.field not in HIDDEN | set(SIDES)
    ]
    rows += [("words", marked(evidence)) for evidence in report.evidence]
    return sheet(report.id, rows)


def document_html(document: Document) -> str:
    """A document: its masthead, and a line for each of its reports."""
    days = list(dict.fromkeys(d[:10] for d in (document.published.earliest, document.published.latest) if d))
    rows = [
        ("title", escape(document.title or "none")),
        ("publisher", escape("; ".join(filter(None, (document.publisher, document.agency))) or "unknown")),
        ("published", escape(f"{'..'.join(days) or 'unknown'} ({document.published.basis})")),
        ("from", escape(document.url or document.path or "text given to read")),
    ]
    if document.coding is None or document.unread is not None:
        rows.append(("reports", escape(document.unread or "none: not read yet, pass it to dateline.read()")))
        return sheet(document.id, rows)
    for report in document.reports[:MOST_ROWS]:
        says = f"{report.status}, {when_words(report.when)}, {where_words(report.where)}"
        rows.append((report.type, f"{escape(says)}<br>{''.join(marked(one) for one in report.evidence[:1])}"))
    if len(document.reports) > MOST_ROWS:
        rows.append(("", escape(f"the first {MOST_ROWS} of {len(document.reports):,} reports are shown")))
    return sheet(document.id, rows)


def bold(text: str) -> str:
    """A text that stands out."""
    return f"<b>{escape(text)}</b>"


def first_words(claims: Sequence[Claim]) -> str:
    """The words of the first claim that has some, and how many more claims there are."""
    with_words = [claim.evidence for claim in claims if claim.evidence is not None]
    if not with_words:
        return ""
    more = f" and {len(claims) - 1} more" if len(claims) > 1 else ""
    return marked(with_words[0]) + escape(more)


def sheet(title: str, rows: Iterable[tuple[str, str]]) -> str:
    """A table with a heading and a name beside each line; the second cells are HTML."""
    body = "".join(f"<tr><th>{escape(name)}</th><td {LEFT}>{cell}</td></tr>" for name, cell in rows)
    return f"<table><caption>{escape(title)}</caption><tbody>{body}</tbody></table>"


def when_words(when: When | None) -> str:
    """The days of something, and how they are known."""
    if when is None or when.earliest is None:
        return f"unknown{f' ({when.basis})' if when else ''}"
    days = dict.fromkeys(day[:10] for day in (when.earliest, when.latest) if day)
    return f"{'..'.join(days)} ({when.basis})"


def where_words(where: Place | None) -> str:
    """The place of something, and how closely it is known."""
    if where is None:
        return "unknown"
    inside = ", ".join(dict.fromkeys(filter(None, (where.name or where.text, where.admin1, where.country))))
    return f"{inside} ({where.precision or where.basis})"
