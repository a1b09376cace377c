"""Views of events as bytes, each with the ground it was made from; whatever is in the documents is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.bodies import Body, Question
from dateline.linking.told import Remark, Told
from dateline.linking.views import View
from dateline.model.document import Document
from dateline.model.event import Claimant, Event
from dateline.model.mention import Figure, Period, Place
from dateline.model.report import Report
from dateline.model.span import Span

# Fields of a `Told` that are kept by the ids of their figures.
BY_ID = frozenset({"figure", "remark"})


class Ground(Struct, frozen=True, eq=False):
    """All that a view was made from: the answers it was given, the documents it saw, its reports, id and whole."""

    reports: tuple[Report, ...]
    identity: str
    part_of: str | None
    documents: Mapping[str, Document]
    origins: Mapping[tuple[str, Span], str]
    answers: Mapping[Question, object]


class RemarkRow(Struct, frozen=True, array_like=True):
    """A `Remark` with its figures by id."""

    kind: str
    replaced_by: str | None
    instead_of: str | None
    admitted: bool


class ToldRow(Struct, frozen=True, array_like=True):
    """A `Told` with its figures by id; a test compares the two."""

    figure: str
    claimant: Claimant
    published: Period
    claim: str
    document: str
    copied: bool
    people: str
    counted: Period | None
    total: bool
    event: str | None
    site: Place | None
    sites: tuple[Place, ...]
    remark: RemarkRow


class Row(Struct, frozen=True, array_like=True):
    """A view with its ground; `agencies`: of the documents that it saw; the event is without its claims."""

    reports: tuple[str, ...]
    identity: str
    part_of: str | None
    agencies: dict[str, str | None]
    origins: tuple[tuple[str, int, int, str], ...]
    answers: tuple[tuple[Question, Body | str | bool | None], ...]
    event: Event
    told: tuple[ToldRow, ...]
    digest: str
    crowd: int


def row_of(ground: Ground, view: View) -> Row | None:
    """A view as a row; None where a person took claims of its reports away, or a figure has no id."""
    meant = [figure for one in view.told for figure in (one.figure, one.remark.replaced_by, one.remark.instead_of)]
    if not all(figure.id for figure in meant if figure is not None):
        return None
    if not all(any(one is mine for mine in ground.documents[one.document].reports) for one in ground.reports):
        return None
    return Row(
        reports=tuple(report.id for report in ground.reports),
        identity=ground.identity,
        part_of=ground.part_of,
        agencies={id_: document.agency for id_, document in ground.documents.items()},
        origins=tuple((id_, span.start, span.end, found) for (id_, span), found in ground.origins.items()),
        answers=tuple(ground.answers.items()),  # type: ignore[arg-type]
        event=replace(view.event, claims=()),
        told=tuple(_told_row(one) for one in view.told),
        digest=view.digest,
        crowd=view.crowd,
    )


def _told_row(one: Told) -> ToldRow:
    said = one.remark
    remark = RemarkRow(said.kind, _id(said.replaced_by), _id(said.instead_of), said.admitted)
    cells = {name: getattr(one, name) for name in ToldRow.__struct_fields__ if name not in BY_ID}
    return ToldRow(figure=one.figure.id, remark=remark, **cells)


def _id(figure: Figure | None) -> str | None:
    return None if figure is None else figure.id


def packed(views: Iterable[tuple[Ground, View]]) -> bytes:
    """Views as bytes."""
    rows = (row_of(ground, view) for ground, view in views)
    return msgspec.msgpack.encode([row for row in rows if row is not None])


class Unpacked:
    """The views of `packed` whose documents are still the same."""

    def __init__(self, content: bytes, same: Set[str]) -> None:
        """`same`: the documents that are what they were."""
        rows = msgspec.msgpack.decode(content, type=tuple[Row, ...])
        self._rows = {row.reports: row for row in rows if row.agencies.keys() <= same}

    def of(self, reports: tuple[str, ...], documents: Mapping[str, Document]) -> tuple[Ground, View] | None:
        """The view of these reports with its ground, as of then; `documents`: those of today."""
        row = self._rows.get(reports)
        if row is None or not documents.keys() >= row.agencies.keys():
            return None
        mine = {report.id: report for id_ in row.agencies for report in documents[id_].reports}
        figures = {figure.id: figure for id_ in row.agencies for figure in documents[id_].figures}
        claims = tuple(claim for id_ in row.event.reports for claim in mine[id_].claims)
        ground = Ground(
            reports=tuple(mine[id_] for id_ in reports),
            identity=row.identity,
            part_of=row.part_of,
            documents={id_: _credited(documents[id_], agency) for id_, agency in row.agencies.items()},
            origins={(id_, Span(start, end)): found for id_, start, end, found in row.origins},
            answers=dict(row.answers),
        )
        told = tuple(_told(one, figures) for one in row.told)
        return ground, View(replace(row.event, claims=claims), told, row.digest, row.crowd)


def _credited(document: Document, agency: str | None) -> Document:
    return document if document.agency == agency else replace(document, agency=agency)


def _told(row: ToldRow, figures: Mapping[str, Figure]) -> Told:
    said = row.remark
    remark = Remark(
        kind=said.kind,
        replaced_by=None if said.replaced_by is None else figures[said.replaced_by],
        instead_of=None if said.instead_of is None else figures[said.instead_of],
        admitted=said.admitted,
    )
    cells = {name: getattr(row, name) for name in ToldRow.__struct_fields__ if name not in BY_ID}
    return Told(figure=figures[row.figure], remark=remark, **cells)
