"""Rows of the store as the lines of the JSONL record, for pages and the API: what a reader sees, they see alike.

Only what is asked for is read. A store that holds a masked copy of the record says what was blacked out (`masks`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.export import lines
from dateline.export.cells import Cells, copied
from dateline.export.happenings import Happening, happening
from dateline.export.view import Masks
from dateline.model.event import Event
from dateline.model.policy import Policy
from dateline.store import records
from dateline.store.errors import StoreError
from dateline.store.query import Query
from dateline.store.rows import json

MasksOf = Callable[[Sequence[str]], Masks | None]
"""The masks of some documents, by their ids; None where nothing is masked."""
Cell = str | int | float
LISTED = "IN (SELECT value FROM json_each(?))"


def unmasked(documents: Sequence[str]) -> Masks | None:
    """The masks of a record that is shown whole."""
    return None


class EventPage(Struct, frozen=True, kw_only=True):
    """An event with all that is told of it."""

    event: lines.EventLine  #: the event
    reports: tuple[lines.ReportLine, ...]  #: its reports
    claims: tuple[lines.ClaimLine, ...]  #: their claims, and those that people added
    figures: tuple[lines.FigureLine, ...]  #: the figures of its reports
    documents: tuple[lines.DocumentLine, ...]  #: the documents that tell of it
    disagreements: tuple[lines.DisagreementLine, ...]  #: where its claims differ
    sources: tuple[lines.SourceEdgeLine, ...]  #: which of its documents take from which


class Shown:
    """The lines of one store."""

    def __init__(self, query: Query, masks: MasksOf = unmasked, withheld: Mapping[str, int] | None = None) -> None:
        """The lines of `query`'s store, its documents masked as `masks` says.

        `withheld`: what is in the case and not in the store, since it may not leave: numbers by reason.
        """
        self.query = query
        self.masks = masks
        self.withheld = withheld or {}

    def cells(self, documents: Iterable[str]) -> Cells:
        """What makes lines of things in these documents."""
        return Cells(self.masks(sorted(set(documents))))

    def events(self, ids: Sequence[str]) -> tuple[lines.EventLine, ...]:
        """The events of these ids."""
        cells = self.cells(())
        return tuple(cells.event(event) for event in self.views(ids))

    def views(self, ids: Sequence[str]) -> list[Event]:
        """The events of these ids without their claims."""
        told: dict[str, list[str]] = {}
        sql = f"SELECT event, report FROM event_reports WHERE event {LISTED} ORDER BY event, ordinal"
        for event, report in self.query.rows(sql, [json(list(ids))]):
            told.setdefault(event, []).append(report)
        found = {
            row["id"]: row for row in self.query.rows(f"SELECT * FROM events WHERE id {LISTED}", [json(list(ids))])
        }
        return [records.event_of(found[item], told.get(item, []), [], []) for item in ids if item in found]

    def reports(self, ids: Sequence[str]) -> tuple[lines.ReportLine, ...]:
        """The reports of these ids."""
        sql = f"SELECT reports.*, event FROM reports LEFT JOIN event_reports ON report = id WHERE id {LISTED}"
        found = {row["id"]: row for row in self.query.rows(sql, [json(list(ids))])}
        cells = self.cells(row["document"] for row in found.values())
        return tuple(
            cells.report(records.report_of(found[item], [], self.query.rendition), found[item]["event"])
            for item in ids
            if item in found
        )

    def claims(self, keys: Sequence[Sequence[Cell]]) -> tuple[lines.ClaimLine, ...]:
        """The claims of these keys: report and place in it."""
        sql = f"""SELECT claims.*, reports.document AS document FROM claims JOIN reports ON reports.id = claims.report
         WHERE claims.report {LISTED}"""
        rows = self.query.rows(sql, [json([key[0] for key in keys])])
        found = {(row["report"], row["ordinal"]): row for row in rows}
        cells = self.cells(row["document"] for row in rows)
        wanted = [found[key[0], key[1]] for key in keys if (key[0], key[1]) in found]
        return tuple(cells.claim(records.claim_of(row, self.query.rendition), row["document"]) for row in wanted)

    def figures(self, keys: Sequence[Sequence[Cell]]) -> tuple[lines.FigureLine, ...]:
        """The figures of these keys: document and place in it."""
        homes = [str(key[0]) for key in keys]
        rows = self.query.rows(f"SELECT * FROM figures WHERE document {LISTED}", [json(homes)])
        found = {(row["document"], row["ordinal"]): row for row in rows}
        sql = f"SELECT id, figures FROM reports WHERE document {LISTED} ORDER BY document, ordinal"
        report_of: dict[str, str] = {}
        for report, listed in self.query.rows(sql, [json(homes)]):
            for figure in records.from_json(listed, tuple[str, ...]):
                report_of.setdefault(figure, report)
        cells = self.cells(homes)
        wanted = [found[key[0], key[1]] for key in keys if (key[0], key[1]) in found]
        return tuple(
            cells.figure(records.figure_of(row, self.query.rendition), row["document"], report_of.get(row["id"]))
            for row in wanted
        )

    def happenings(self, ids: Sequence[str], policy: Policy) -> list[Happening]:
        """The events of these ids as rows of a table, deaths summed up by a policy."""
        views = self.views(ids)
        told = [report for event in views for report in event.reports]
        rows = self.query.rows(f"SELECT * FROM reports WHERE id {LISTED}", [json(told)])
        reports = {row["id"]: records.report_of(row, [], self.query.rendition) for row in rows}
        return [happening(event, [reports[one] for one in event.reports], policy) for event in views]

    def documents(self, ids: Sequence[str]) -> tuple[lines.DocumentLine, ...]:
        """The documents of these ids, without what they say."""
        found = {
            row["id"]: row for row in self.query.rows(f"SELECT * FROM documents WHERE id {LISTED}", [json(list(ids))])
        }
        cells, rendition = self.cells(found), self.query.rendition
        wanted = [found[item] for item in ids if item in found]
        return tuple(cells.document(records.document_of(row, [], [], rendition(row["rendition"]))) for row in wanted)

    def disagreements(self, ordinals: Sequence[Cell]) -> tuple[lines.DisagreementLine, ...]:
        """The disagreements at these places in the record."""
        sql = f"SELECT * FROM disagreements WHERE ordinal {LISTED} ORDER BY ordinal"
        found = self.query.rows(sql, [json(list(ordinals))])
        return tuple(copied(lines.DisagreementLine, records.disagreement_of(row)) for row in found)

    def sources(self, ordinals: Sequence[Cell]) -> tuple[lines.SourceEdgeLine, ...]:
        """The source edges at these places in the record."""
        sql = f"SELECT * FROM source_edges WHERE ordinal {LISTED} ORDER BY ordinal"
        edges = [records.edge_of(row, self.query.rendition) for row in self.query.rows(sql, [json(list(ordinals))])]
        ends = sorted({end for edge in edges for end in (edge.source, edge.target)})
        homes = self.query.rows(f"SELECT id, rendition FROM documents WHERE id {LISTED}", [json(ends)])
        cells = self.cells(ends)
        return tuple(cells.edge_between(edge, dict(tuple(row) for row in homes)) for edge in edges)

    def event_page(self, item: str) -> EventPage:
        """All that is told of one event; raises StoreError when there is none of this id."""
        views = self.views([item])
        if not views:
            raise StoreError(f"no event {item}")
        event = views[0]
        keys = "SELECT {} FROM {} WHERE {} ORDER BY 1, 2"
        told, homes = json(list(event.reports)), json(list(event.documents))
        claims = self.query.rows(keys.format("report, ordinal", "claims", f"report {LISTED}"), [told])
        sql = f"""SELECT figures.document, figures.ordinal FROM reports JOIN json_each(reports.figures) AS one
         JOIN figures ON figures.document = reports.document AND figures.id = one.value WHERE reports.id {LISTED}
         ORDER BY 1, 2"""
        figures = self.query.rows(sql, [told])
        differ = self.query.rows("SELECT ordinal FROM disagreements WHERE event = ? ORDER BY 1", [item])
        taken = f"SELECT ordinal FROM source_edges WHERE source {LISTED} AND target {LISTED} ORDER BY 1"
        edges = self.query.rows(taken, [homes, homes])
        return EventPage(
            event=self.cells(()).event(event),
            reports=self.reports(event.reports),
            claims=self.claims([tuple(row) for row in claims]),
            figures=self.figures([tuple(row) for row in figures]),
            documents=self.documents(event.documents),
            disagreements=self.disagreements([row[0] for row in differ]),
            sources=self.sources([row[0] for row in edges]),
        )
