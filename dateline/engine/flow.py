"""The main path: archive -> document -> reading -> events -> dating -> linking -> store.

Only this module knows the order, and `pages.read_capture` for its first half, archive to events, which is done page by
page wherever an executor runs it. Everything called here is a stage (a pure function) or the store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.catching_up import catch_up
from dateline.engine.out_of_core import Way, linked_in_files, way_of
from dateline.engine.practice.recording import renewed
from dateline.engine.profile import DATING, LINKING, REVIEW, STORE, WAITING, Profile
from dateline.engine.profiling import Profiling
from dateline.engine.sealing import changing
from dateline.engine.sifting import sift
from dateline.engine.status import by_language
from dateline.linking.dating import date
from dateline.linking.identity import Identities, Linked
from dateline.linking.link import Linker, link, uncollected
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.source import PASSED, Failure
from dateline.store.sifting import passed_by_reason
from dateline.tables.load import Tables

if TYPE_CHECKING:
    from dateline.engine.work import Work

Progress = Callable[[int, int], None]


class BuildReport(Struct, frozen=True, kw_only=True):
    """What a build did, in counts."""

    captures: int  #: pages in the case
    excluded: int  #: pages left out by judgements
    superseded: int  #: pages left out because a later version of them stands
    #: pages of bulk archives that were not read, since a quick look found nothing for the record in them, by reason
    passed: dict[str, int]
    read: int  #: pages read now
    reused: int  #: pages read by an earlier build
    documents: int  #: stories in the record
    reports: int  #: reports in them
    events: int  #: events over the reports
    other_languages: dict[str, int]  #: stories kept and searchable but not read, since not in English, by language
    failures: tuple[Failure, ...]  #: what did not become documents
    #: groups of like reports, stories or figures in which not every pair was compared, with their size
    capped: tuple[str, ...]
    linking: str  #: whether linking went in memory or through files, within which limit, and why
    profile: Profile | None = None  #: where time and memory went, where that was asked for


def link_documents(
    stories: Iterable[Document], tables: Tables, identities: Identities, judgements: tuple[Judgement, ...]
) -> tuple[tuple[Document, ...], Linked]:
    """dating -> linking: the documents with their dates settled, and the record over them."""
    dated = date(tuple(stories))
    return dated, link(dated, tables, identities, judgements)


def linked_record(work: Work) -> tuple[tuple[Document, ...], Linked, Linker]:
    """dating -> linking of what a case has read, knowing what its last build found; nothing is written."""
    if work.empty is None:
        work.preload()
    watch = work.watch
    with watch.part(STORE):
        judgements, stories = work.judgements(), tuple(work.stories())
    with watch.part(DATING):
        dated = work.with_added(date(stories), judgements)
    with watch.part(LINKING):
        linker = work.linker(dated)
        return dated, linker.linked(work.identities(dated), judgements, watch), linker


def build(work: Work, progress: Progress) -> BuildReport:
    """Bring a case's record up to date with its captures, judgements, tables and code.

    What was read before by the same code and tables is not read again; what changed of the record is written in one
    transaction, so a build that is killed leaves the former record whole. Raises StoreError when another
    build runs.
    """
    watch, profiling = work.watch, Profiling(on=work.watch.on, apart=work.reads_apart)
    with changing(work.case):
        sift(work, progress)
        with watch.part(STORE):
            unread = work.unread()
        progress(0, len(unread))
        with closing(work.executor(len(unread))) as executor:
            taking = work.taking()
            dones = executor.run(taking.handed(work.shards(unread, executor)))
            if work.settings.memory is None:
                with uncollected(), watch.part(STORE):
                    work.preload()
            try:
                for number, done in enumerate(watch.each(WAITING, dones), 1):
                    with watch.part(STORE):
                        taking.take(done)
                    profiling.take(done)
                    progress(number, len(unread))
            finally:
                # Also when somebody stops it: what was read is kept.
                with watch.part(STORE):
                    taking.keep()
        way = way_of(work)
        with linking(work, way) as made:
            report = written(work, made, len(unread), way)
            return replace(report, profile=profiling.ended(watch, unread, made.documents))


class Made(Struct, frozen=True, eq=False):
    """What linking made of a case; the linker, where it keeps something for the next build."""

    documents: Sequence[Document]
    linked: Linked
    linker: Linker | None


@contextmanager
def linking(work: Work, way: Way) -> Iterator[Made]:
    """The record of what a case has read; its documents may lie in files that go at the end."""
    if way.limit is None:
        with uncollected():
            yield Made(*linked_record(work))
    else:
        with linked_in_files(work, way.limit) as (documents, linked):
            yield Made(documents, linked, None)


def written(work: Work, made: Made, read: int, way: Way) -> BuildReport:
    """Write the record; what the build did, of which `read` pages were read now."""
    documents, linked = made.documents, made.linked
    with work.watch.part(STORE):
        work.write(documents, linked, made.linker)
    with work.watch.part(REVIEW):
        catch_up(work, documents, linked.record)
        renewed(work.case)
    return BuildReport(
        captures=len(work.captures),
        excluded=len(work.captures) - len(work.wanted),
        superseded=len(work.after),
        passed=passed_by_reason(work.store.query),
        read=read,
        reused=len(work.readable) - read,
        documents=len(documents),
        reports=sum(len(document.reports) for document in documents),
        events=len(linked.record.events),
        other_languages=by_language((document.language, document.unread) for document in documents),
        failures=tuple(failure for failure in work.store.failures() if failure.stage != PASSED),
        capped=linked.capped,
        linking=way.says,
    )
