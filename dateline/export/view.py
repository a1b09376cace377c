"""What an exporter is given."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.document import Document
from dateline.model.event import Judgement, Record
from dateline.model.policy import Policy
from dateline.model.source import Failure
from dateline.model.span import Evidence, Span


class Dyad(Struct, frozen=True, kw_only=True):
    """A row of the user's table of conflicts: two sides by their names, and their numbers in UCDP."""

    side_a: str  #: as the export writes it, such as `Government of Iraq`
    side_b: str  #: as the export writes it; `Civilians` for one-sided violence
    conflict_new_id: int | None = None  #: number of the conflict
    conflict_name: str | None = None  #: its name
    dyad_new_id: int | None = None  #: number of the dyad
    dyad_name: str | None = None  #: its name
    side_a_new_id: int | None = None  #: number of side a
    side_b_new_id: int | None = None  #: number of side b


class Masks(Struct, frozen=True):
    """What was blacked out: runs of each rendition by its id, and of each title by its document's id."""

    renditions: dict[str, tuple[Span, ...]]
    titles: dict[str, tuple[Span, ...]]

    def within(self, evidence: Evidence) -> tuple[Span, ...]:
        """The blacked out runs that overlap `evidence`, cut to it; offsets are those of the rendition."""
        return cut(self.renditions.get(evidence.rendition.id, ()), evidence.span)


class ExportView(Struct, frozen=True, kw_only=True, eq=False):
    """A whole case as it leaves: `dateline` the version, `tables` the digest of the tables it was made with.

    `masks` is None for a view that was not masked. `policy`: the rule by which tables sum deaths up. `conflicts`: the
    user's table of conflicts and dyads. `several`: how many dead ACLED's form has for words that are no number.
    `withheld`: how much of restricted sources is not in it, by what it is. `passed`: how many archived pages a quick
    look passed over, by reason.
    """

    dateline: str
    tables: str
    documents: tuple[Document, ...]
    record: Record
    failures: tuple[Failure, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    masks: Masks | None = None
    policy: Policy = "ibc_minmax"
    conflicts: tuple[Dyad, ...] = ()
    several: int = 0
    withheld: dict[str, int] = {}
    passed: dict[str, int] = {}


def in_order(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Documents by path, then by where they begin on the page, then by id: the order of every export."""

    def place(document: Document) -> tuple[str, int, str]:
        start = min((segment.span.start for segment in document.segments), default=0)
        return document.path or "", start, document.id

    return tuple(sorted(documents, key=place))


def cut(runs: tuple[Span, ...], span: Span) -> tuple[Span, ...]:
    """The parts of `runs` that lie within `span`."""
    return tuple(Span(max(run.start, span.start), min(run.end, span.end)) for run in runs if run.overlaps(span))
