"""The case: one folder with settings, archive, store and judgements; the unit a user opens, moves, backs up.

Stages and the parser are imported inside the methods that run them, so that listing events costs no spaCy.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Unpack

from dateline.engine.documents import Documents, Hits, checked_language
from dateline.engine.listing import Events, checked_filter
from dateline.engine.opening import CaseError, new_store, store_of
from dateline.engine.settings import BuildFlags, load_settings, user_gazetteer
from dateline.model.event import Event
from dateline.model.policy import Policy
from dateline.model.report import Report
from dateline.store.document_listing import DocumentFilter
from dateline.store.store import Store
from dateline.values.stopwatch import Stopwatch

if TYPE_CHECKING:
    from dateline.archive.custody import Log
    from dateline.archive.limits import Limits
    from dateline.archive.vault import Vault
    from dateline.engine.adding import AddReport
    from dateline.engine.adding_missed import AddedByHand, Missed, Note
    from dateline.engine.comparing import Change
    from dateline.engine.decisions import Act, Decided, Decision, Undone
    from dateline.engine.flow import BuildReport
    from dateline.engine.page_versions import PageChange, PageVersions
    from dateline.engine.practice.practice import Practice
    from dateline.engine.queue import Queue
    from dateline.engine.reanchoring import ReanchorReport
    from dateline.engine.releasing import Release
    from dateline.engine.source_tree import SourceTree
    from dateline.engine.status import Status
    from dateline.engine.verifying import VerifyReport
    from dateline.export.outcome import ExportReport
    from dateline.model.document import Document


class Case:
    """A case folder, open. Make one with `dateline.open`."""

    def __init__(self, folder: Path, store: Store) -> None:
        """For `Case.open` and `Case.create` only."""
        self.folder = folder
        self.store = store

    @classmethod
    def create(cls, folder: Path) -> Case:
        """A new case in an absent or empty folder; raises CaseError otherwise."""
        return cls(folder, new_store(folder))

    @classmethod
    def open(cls, folder: Path, *, create: bool) -> Case:
        """The case in `folder`; with `create` a new one where the folder is absent or empty."""
        case = cls(folder, store_of(folder, create=create))
        if case.store.upgraded:
            from dateline.engine.sealing import seal

            seal(case)
        return case

    @property
    def vault(self) -> Vault:
        """The archived blobs."""
        from dateline.archive.vault import Vault

        return Vault(self.folder / "vault")

    @property
    def log(self) -> Log:
        """The custody log."""
        from dateline.archive.custody import Log

        return Log(self.folder / "custody.jsonl")

    def limits(self) -> Limits:
        """The limits in force, without flags."""
        from dateline.engine.limits import limits_of

        return limits_of(load_settings(self.folder, {}))

    def layers(self) -> tuple[Path | None, Path | None]:
        """The case's and the user's own gazetteer layers, None where there is none."""
        own, users = self.folder / "gazetteer.sqlite", user_gazetteer()
        return own if own.is_file() else None, users if users.is_file() else None

    def now(self) -> str:
        """The time for logs and judgements; it never enters the record."""
        return datetime.now(UTC).isoformat(timespec="seconds")

    def add(
        self,
        *sources: str | Path,
        dry_run: bool = False,
        limit: int | None = None,
        private_hosts: Iterable[str] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> AddReport:
        """Take files, folders, archives and addresses in; a page that is there already is not added twice.

        Paths in the record are relative to the folder that was added. A feed or sitemap, by its address or as a file,
        stands for the pages that it names, at most `limit` of them. Only the public web is asked, and those hosts of
        your own network that you name in `private_hosts`. Raises IntakeError when a file or folder is absent.
        """
        from dateline.engine.adding import add
        from dateline.engine.adding_web import Asking

        asking = Asking(limit, tuple(private_hosts))
        return add(self, sources, dry_run=dry_run, progress=progress or (lambda done, total: None), asking=asking)

    def build(
        self, *, profile: bool = False, progress: Callable[[int, int], None] | None = None, **flags: Unpack[BuildFlags]
    ) -> BuildReport:
        """Read what is new, link everything, replace the record; see `engine/flow.py`.

        `flags`: settings that this build has otherwise than the case. With `profile` the report has where time and
        memory went. Raises ClusterError when a Ray cluster cannot be used; what was read so far is kept.
        """
        from dateline.engine.flow import build
        from dateline.engine.work import Work

        settings = load_settings(self.folder, flags)
        return build(Work(self, settings, watch=Stopwatch(on=profile)), progress or (lambda done, total: None))

    def events(
        self,
        *,
        type: str | None = None,
        status: str | None = None,
        country: str | None = None,
        since: str | None = None,
        until: str | None = None,
    ) -> Events:
        """The events that pass the filter, earliest first; without `status` those that occurred or are ongoing.

        `type` may be a family (`battle`), `status` may be `all`, `since` and `until` are ISO days. Raises FilterError
        for a value that can never match.
        """
        return Events(self.store, checked_filter(type, status, country, since, until))

    def event(self, item: str) -> Event:
        """The event whose id begins like `item`; raises StoreError when none or several do."""
        return self.store.event(item)

    def report(self, item: str) -> Report:
        """The report with this id; raises StoreError when there is none."""
        return self.store.report(item)

    def documents(
        self,
        *,
        language: str | None = None,
        publisher: str | None = None,
        undated: bool = False,
        not_read: bool = False,
    ) -> Documents:
        """The documents that pass the filter, in order of path; each with its mentions and reports.

        `language` is a code or `unknown`, `publisher` part of a name; `undated` and `not_read` leave only these.
        Raises FilterError for a language that there is not.
        """
        wanted = DocumentFilter(
            language=checked_language(language), publisher=publisher, undated=undated, not_read=not_read
        )
        return Documents(self.store, wanted)

    def search(self, query: str, *, limit: int = 20) -> Hits:
        """The documents in any language that have the words of `query`, at most `limit` of them, best first.

        `"a phrase"`, `begin*`, `-without`, `language:ar`, `publisher:"Daily Post"`, `role:caption`; whatever else is
        written is looked for as words. No query is an error: `notes` say what was passed over.
        """
        return Hits(self.store.search(query, limit))

    def document(self, item: str) -> Document:
        """The document with this id; raises StoreError when there is none."""
        return self.store.document(item)

    def find(self, item: str) -> Event | Report:
        """The event or report whose id begins like `item`; raises CaseError when none or several do."""
        found = [pair for pair in self.store.matching(item) if pair[0] in ("events", "reports")] if item else []
        if len(found) != 1:
            how = f"{len(found)} ids begin so; give more of it" if found else "no event or report has that id"
            raise CaseError(f"{item}: {how}; see: dateline events {self.folder}")
        kind, exact = found[0]
        return self.store.report(exact) if kind == "reports" else self.store.event(exact)

    def status(self) -> Status:
        """What the case holds, what failed and why, what has no date, what is excluded."""
        from dateline.engine.status import status

        return status(self)

    def exclude(self, item: str, *, why: str, by: str = "", undo: bool = False) -> str:
        """Judge a page, document, report or event as left out (or take that back); returns what was judged."""
        from dateline.engine.judging import exclude

        return exclude(self, item, why=why, by=by, undo=undo)

    def read_anyway(self, page: str, *, why: str = "", by: str = "", undo: bool = False) -> str:
        """Judge a page, by path or id, to be read whatever the prefilter says (or take that back), from the next build
        on; returns what was judged. See docs/prefilter.md."""
        from dateline.engine.judging import read_anyway

        return read_anyway(self, page, why=why, by=by, undo=undo)

    def merge(self, *events: str, why: str, by: str = "", undo: bool = False) -> str:
        """Judge events to be one (or take that back), from the next build on; returns what was judged."""
        from dateline.engine.joining import merge

        return merge(self, events, why=why, by=by, undo=undo)

    def split(self, event: str, *reports: str, why: str, by: str = "", undo: bool = False) -> str:
        """Judge reports to tell of another happening than the rest of their event (or take that back), from the
        next build on; raises JudgementError for reports of other events or without a reason."""
        from dateline.engine.joining import split

        return split(self, event, reports, why=why, by=by, undo=undo)

    @property
    def practice(self) -> Practice:
        """What people do around the record: rows coded elsewhere, assignments, double coding, logs, restrictions."""
        from dateline.engine.practice.practice import Practice

        return Practice(self)

    def decide(self, decision: Decision) -> Decided:
        """Accept or reject an event, put it aside as unsure, or set fields of it; it shows at once.

        What a rejection takes out is gone after the next build. Raises Stale where somebody else decided since the
        version that the decision names, JudgementError for what cannot be decided so. See docs/judgements.md.
        """
        from dateline.engine.deciding import decide

        return decide(self, decision)

    def undo(self, by: str) -> Undone | None:
        """Take back the last act of a person that stands (a merging or splitting, too); None where there is none."""
        from dateline.engine.deciding import undo

        return undo(self, by)

    def history(self, event: str) -> tuple[Act, ...]:
        """What was ever judged about an event, act by act, the oldest first."""
        from dateline.engine.deciding import history

        return history(self, event)

    def queue(self, *states: str, limit: int = 50) -> Queue:
        """The events in these states, without any those that wait for a person; what divides sources comes first."""
        from dateline.engine.queue import WAITING, QueueFilter, queue

        return queue(self, QueueFilter(states=states or WAITING, limit=limit))

    def add_missed(self, missed: Missed) -> AddedByHand:
        """Add a happening that the rules missed, by the characters that tell of it; an event after the next build."""
        from dateline.engine.adding_missed import add_missed

        return add_missed(self, missed)

    def add_note(self, note: Note) -> AddedByHand:
        """Add what a picture or video shows, in your words; an event after the next build."""
        from dateline.engine.adding_missed import add_note

        return add_note(self, note)

    def versions(self) -> tuple[PageVersions, ...]:
        """The pages that were captured several times, each with its captures, earliest first."""
        from dateline.engine.page_versions import page_versions

        return page_versions(self)

    def changes(self, page: str) -> tuple[PageChange, ...]:
        """What changed in the text of a page, named by path, address or id, from one version to the next.

        Raises VersionError when there is no such page, or only one version of it.
        """
        from dateline.engine.page_versions import changes

        return changes(self, page)

    def release(self, name: str) -> Release:
        """Keep the record as it stands under a name, never to be changed; raises ReleaseError for a name in use."""
        from dateline.engine.releasing import release

        return release(self, name)

    def diff(self, before: str, after: str) -> tuple[Change, ...]:
        """What changed from one release to another, by event; `now` is the record as it stands.

        Raises ReleaseError when there is no such release, or its file was altered.
        """
        from dateline.engine.comparing import compare

        return compare(self, before, after)

    def sources(self, event: str) -> SourceTree:
        """Who says what an event tells, through which stories, and which of these took from which."""
        from dateline.engine.source_tree import source_tree

        return source_tree(self, event)

    def reanchor(self, *, dry_run: bool = False) -> ReanchorReport:
        """Carry evidence, judgements and event ids over to the texts that pages have now; what is lost is listed."""
        from dateline.engine.reanchoring import reanchor

        return reanchor(self, dry_run=dry_run)

    def verify(self, *, head: str | None = None) -> VerifyReport:
        """Hash blobs and renditions again, cut every quote again, check the custody log against a kept head."""
        from dateline.engine.verifying import verify

        return verify(self, head)

    def export(
        self, format: str, out: BinaryIO | Path, *, masked: bool = True, policy: Policy | None = None
    ) -> ExportReport:
        """Write the record to `out`; private people are masked unless `masked` is False.

        Formats: jsonl, csv, acled, ucdp, plover, geojson, parquet, hxl, xlsx, and dataset, a folder, of which
        `out` is the path; docs/exports.md tells what each holds.
        `policy`: by which rule tables sum deaths up; else acled's and ucdp's own, for others the case's setting.
        `wacz` hands on the archived pages, signed, and is never masked: it raises FormatError unless `masked` is False.
        """
        from dateline.engine.exporting import export

        return export(self, format, out, masked=masked, policy=policy)

    def export_release(self, name: str, out: BinaryIO, *, masked: bool = True) -> ExportReport:
        """Write a release to `out` as jsonl, as it was released; private people are masked unless `masked` is False.

        Raises ReleaseError when there is no such release, or its file was altered.
        """
        from dateline.engine.exporting import export_release

        return export_release(self, name, out, masked=masked)

    def write_report(self, out: BinaryIO, *, masked: bool = True, title: str | None = None) -> ExportReport:
        """Write one self-contained HTML page to `out`; private people are masked unless `masked` is False."""
        from dateline.engine.exporting import report

        return report(self, out, masked=masked, title=title)
