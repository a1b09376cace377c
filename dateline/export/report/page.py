"""The page: one HTML file that needs no network, no script from elsewhere, and shows text as text."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import BinaryIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from dateline.export.outcome import ExportReport
from dateline.export.report import map as maps
from dateline.export.report import rows as tables
from dateline.export.report import series, words
from dateline.export.report.basemap import Basemap
from dateline.export.report.citing import published_words, source_of
from dateline.export.report.dossier import Desk
from dateline.export.report.summary import best_supported, most_disputed, summary
from dateline.export.report.timeline import timeline
from dateline.export.view import ExportView, in_order
from dateline.model.document import Document

HERE = files("dateline.export.report")


class Story(Struct, frozen=True):
    """A document of the case, and how it depends on others."""

    document: Document
    source: str
    published: str
    reports: int
    ties: tuple[str, ...]


def write(view: ExportView, out: BinaryIO, *, basemap: Basemap, title: str = "Event report") -> ExportReport:
    """Write the report: every event, none left out. The same view and basemap give the same bytes."""
    rows = tables.rows_of(view)
    desk = Desk.of(view, rows)
    style, script = assets("style", STYLES), assets("script", SCRIPTS)
    environment = Environment(
        loader=PackageLoader("dateline.export.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = words.number_words
    drawing = maps.drawing(rows, basemap)
    page = environment.get_template("page.html").generate(
        title=title,
        view=view,
        policy=policy(style, script, NOSCRIPT),
        style=style,
        script=script,
        noscript=NOSCRIPT,
        summary=summary(view, rows),
        supported=best_supported(rows),
        disputed=most_disputed(rows),
        rows=rows,
        dossiers=map(desk.dossier, rows),
        families=tables.families(rows),
        places=tables.places(rows),
        statuses=tables.statuses(rows),
        grades=tables.grades(rows),
        timeline=timeline(rows),
        map=drawing,
        pins=maps.pin_of_event(drawing),
        unmapped=maps.unmapped(rows),
        stories=stories(view),
        series=series.lines(view),
        words=words,
    )
    for part in page:
        out.write(part.encode("utf-8", "replace"))
    return ExportReport(len(rows), len(rows), {})


STYLES = ("page.css", "front.css", "overview.css", "table.css", "dossier.css", "narrow.css", "print.css")
SCRIPTS = ("events.js", "filter.js", "timeline.js", "map.js", "state.js", "keys.js", "print.js")
"""In this order; each script is a block that adds to what the ones before it have put into `report`."""
NOSCRIPT = Markup(
    ".dossier[hidden]{display:grid;content-visibility:visible;padding:1rem 1.4rem;border:1px solid var(--line)}"
    ".needs-script{display:none!important}"
    "a.state{color:inherit;text-decoration:none;pointer-events:none}"
)
"""Without scripts every dossier is open, and what only scripts can do is not offered."""


def assets(folder: str, names: tuple[str, ...]) -> Markup:
    """Style sheets or scripts of this package, one after the other, to stand in the page as they are."""
    return Markup("").join(Markup((HERE / folder / name).read_text(encoding="utf-8")) for name in names)


def policy(style: Markup, script: Markup, noscript: Markup) -> str:
    """A content security policy under which this page's own style and script run, and nothing else."""
    return (
        f"default-src 'none'; script-src {digest(script)}; style-src {digest(style)} {digest(noscript)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    """The hash of an inline element as a source expression (CSP level 3, section 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def stories(view: ExportView) -> tuple[Story, ...]:
    """The documents with what they take from one another."""
    documents = in_order(view.documents)
    names = {document.id: document.title or source_of(document) for document in documents}
    ties: dict[str, dict[str, None]] = {}
    for edge in view.record.sources:
        tie = f"{words.said('copy', edge.relation)} “{names.get(edge.source, edge.source)}”"
        ties.setdefault(edge.target, {})[tie] = None
    return tuple(
        Story(d, source_of(d), published_words(d), len(d.reports) if d.coding else 0, tuple(ties.get(d.id, ())))
        for d in documents
    )
