"""The work of one build on one case: what is wanted, what is finished already, where results go."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from dateline import __version__
from dateline.archive.vault import VaultError
from dateline.engine.case import Case
from dateline.engine.digest import record_digest, work_digest
from dateline.engine.executor import Executor
from dateline.engine.executors import executor_of
from dateline.engine.identities import identities_of, ledger_rows
from dateline.engine.jobs import Shard
from dateline.engine.judging import excluded_captures
from dateline.engine.limits import limits_of
from dateline.engine.practice.restricting import Hidden
from dateline.engine.profile import LOADING
from dateline.engine.settings import Settings
from dateline.engine.shards import page_shards
from dateline.engine.state import Setup
from dateline.engine.taking import Taking
from dateline.engine.versions import anchored, carried, later, successors
from dateline.linking.by_hand import with_added
from dateline.linking.decided import field_of
from dateline.linking.identity import Identities, Linked
from dateline.linking.link import Linker
from dateline.linking.unmatched import unmatched
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.source import Capture, Failure
from dateline.reading.parse import check_installed
from dateline.store.keepsake import Leaving
from dateline.store.query import Finished
from dateline.store.sifting import passed_captures
from dateline.tables.load import Tables, load
from dateline.tables.rows import tables_digest
from dateline.values.stopwatch import STOPPED, Stopwatch

ADDING = "adding by hand"
"""The stage of what a person added and what stands in no page any more."""
DECIDED = "decided by hand"
"""The stage of what a person decided on words that no report of the page has any more."""


class Story(Struct, frozen=True, eq=False):
    """A document as it was read, and the stamp of what was read with it."""

    document: Document
    stamp: str


class Warm:
    """What one process keeps of its builds: the tables, until a table or a layer of the gazetteer changes."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._digest = ""
        self._tables: Tables | None = None

    def tables_for(self, digest: str, case: Case) -> Tables:
        """The tables under a digest of them."""
        if self._tables is None or self._digest != digest:
            self._digest, self._tables = digest, load(*case.layers())
        return self._tables


class Work:
    """One build's view of a case. Finished reading is kept under a digest of code, tables, model and layers."""

    def __init__(
        self,
        case: Case,
        settings: Settings,
        *,
        hidden: Hidden = Hidden(),  # noqa: B008  (frozen)
        warm: Warm | None = None,
        watch: Stopwatch = STOPPED,
    ) -> None:
        """The work on `case` under `settings`.

        `hidden`: what is to have no part in it; `warm`: what an earlier work of this process left in memory; `watch`:
        what the time of its stages is measured with.
        """
        self.watch = watch
        self.warm = warm
        self.case = case
        self.hidden = hidden
        self.store = case.store
        self.settings = settings
        self.read: dict[str, Story] = {}
        self.same: frozenset[str] = frozenset()
        self.stamped: dict[str, str] = {}
        self.finished: dict[str, Finished] = {}
        self.sketches: dict[str, bytes] = {}
        self.left: dict[str, bytes] = {}
        self.empty: Linker | None = None
        self.judged_until = -1
        self.added: dict[str, str] = {}
        self.lost: tuple[Judgement, ...] = ()
        self.unmatched: tuple[Judgement, ...] = ()

    @cached_property
    def digest(self) -> str:
        """What reading depends on besides the page: finished work under another digest is done again."""
        return work_digest(limits_of(self.settings), *self.case.layers())

    @cached_property
    def tables(self) -> Tables:
        """The tables, with the case's and the user's gazetteer layers."""
        if self.warm is None:
            return load(*self.case.layers())
        return self.warm.tables_for(self.digest, self.case)

    @cached_property
    def captures(self) -> tuple[Capture, ...]:
        """Everything that came in."""
        return self.store.captures()

    @cached_property
    def wanted(self) -> tuple[Capture, ...]:
        """The captures that no judgement excludes, and that are not left out of this work."""
        excluded = later(self.captures, excluded_captures(self.store.judgements())) | self.hidden.captures
        return tuple(capture for capture in self.captures if capture.id not in excluded)

    @cached_property
    def passed(self) -> frozenset[str]:
        """The captures that sifting passed over in the last build; see `engine/sifting.py`."""
        return passed_captures(self.store.query)

    @cached_property
    def readable(self) -> tuple[Capture, ...]:
        """The wanted captures that are read."""
        return tuple(capture for capture in self.wanted if capture.id not in self.passed)

    @cached_property
    def after(self) -> dict[str, str]:
        """For each capture that a later version of its page supersedes, the one that stands; known after reading."""
        return successors(self.readable, self.store.finished_captures(self.digest).__contains__)

    def judgements(self) -> tuple[Judgement, ...]:
        """What people decided, carried over to the versions of pages that stand."""
        found = self.store.judgements()
        self.judged_until = max((one.number for one in found), default=-1)
        return self.carried(found)

    def carried(self, judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
        """Judgements as being about the versions of pages that stand, without those that are withheld."""
        judgements = tuple(one for one in judgements if not (self.hidden and self.hidden.judged(one)))
        return carried(judgements, self.after)

    def unread(self) -> tuple[Capture, ...]:
        """The captures to read that are not finished under the present digest; failed ones are tried again."""
        finished = self.store.finished_captures(self.digest)
        return tuple(capture for capture in self.readable if capture.id not in finished)

    @property
    def reads_apart(self) -> bool:
        """Whether pages are read in processes of their own."""
        return self.settings.workers != 0 and self.settings.executor != "local"

    @property
    def setup(self) -> Setup:
        """What the jobs of this work have in common."""
        project, user = (None if layer is None else str(layer) for layer in self.case.layers())
        return Setup(
            limits=limits_of(self.settings),
            vault=str(self.case.vault.folder),
            project=project,
            user=user,
            memory_mb=self.settings.max_memory_mb,
            profile=self.watch.on,
        )

    def executor(self, pages: int) -> Executor:
        """What runs the reading of so many pages, or jobs that take as long."""
        check_installed()
        return executor_of(self.settings, self.setup, pages, self.case.folder / "shards")

    def body(self, blob: str, executor: Executor) -> bytes | None:
        """The bytes that go along with a page's job; None where the machines that do it share this disk.

        None, too, where the vault has none: the worker finds that out, and the page is listed.
        """
        if executor.shares_disk:
            return None
        try:
            return self.case.vault.get(blob)
        except VaultError:
            return None

    def shards(self, unread: Iterable[Capture], executor: Executor) -> Iterator[Shard]:
        """The pages to be read, cut into shards; with their bytes where the executor's machines have no others."""
        return page_shards(
            self.captures,
            frozenset(one.id for one in unread),
            self.digest,
            lambda capture: self.body(capture.blob, executor),
        )

    def taking(self) -> Taking:
        """What takes in the pages that were read."""
        return Taking(self.store, {one.id: one for one in self.captures}, self.digest)

    def preload(self) -> None:
        """Fetch what linking will ask for while other processes read the new pages."""
        held = self.store.finished_captures(self.digest)
        for capture in self.readable:
            finished = self.store.finished(capture.id, self.digest) if capture.id in held else None
            if finished is not None:
                self.finished[capture.id] = finished
        self.sketches, self.left = self.store.sketches(), self.store.keepsakes(self.code)
        with self.watch.part(LOADING):
            self.empty = Linker(self.tables)
        self.store.prepare()

    def stories(self) -> Iterator[Document]:
        """The read documents of all captures that nothing supersedes, in order of path."""
        for finished in self.pages():
            self.read |= {document.id: Story(document, finished.stamp) for document in finished.documents}
            yield from finished.documents

    def pages(self) -> Iterator[Finished]:
        """What was read of all captures that nothing supersedes, in order of path."""
        for capture in self.readable:
            if capture.id in self.after:
                continue
            finished = self.finished.pop(capture.id, None) or self.store.finished(capture.id, self.digest)
            if finished is not None:
                yield finished

    def stamps(self, documents: tuple[Document, ...]) -> dict[str, str]:
        """By id, what equals the last build's only where code, story and settled date are the same."""
        return {document.id: self._stamp(document, self.read[document.id]) for document in documents}

    def _stamp(self, dated: Document, story: Story) -> str:
        when = "" if story.document is dated else repr(dated.published)
        added = self.added.get(dated.id, "")
        return hashlib.sha256(f"{self.code} {story.stamp} {when}{added}".encode()).hexdigest()

    def with_added(self, documents: tuple[Document, ...], judgements: tuple[Judgement, ...]) -> tuple[Document, ...]:
        """The documents with the reports that people added."""
        found = with_added(documents, judgements, self.tables.types.tags)
        self.added = found.told
        self.lost = found.lost
        self.unmatched = unmatched(found.documents, judgements)
        return found.documents

    def identities(self, documents: Sequence[Document]) -> Identities:
        """The id ledger, as linking wants it for these documents."""
        found = identities_of(anchored(self.store.ledger(), self.after))
        if not self.hidden:
            return found
        from dateline.engine.practice.withholding import reanchored

        return reanchored(found, self.store.record().events, documents)

    @cached_property
    def code(self) -> str:
        """What linking and storing depend on besides the documents."""
        return record_digest(self.digest)

    def linker(self, documents: tuple[Document, ...]) -> Linker:
        """A linker of these documents that knows what the last build found, where they and the code are the same."""
        left, self.stamped = self.store.stamps(), self.stamps(documents)
        self.same = frozenset(id_ for id_, stamp in self.stamped.items() if left.get(id_) == stamp)
        linker = self.empty or Linker(self.tables)
        linker.add(documents, {id_: content for id_, content in self.sketches.items() if id_ in self.same})
        linker.recall(self.left, self.same)
        return linker

    def write(self, documents: Sequence[Document], linked: Linked, linker: Linker | None) -> None:
        """Bring the record up to date, append what was minted, leave what the linker knows to the next build.

        Without a linker nothing is left: no document has a stamp then, and the next build takes none for the same.
        """
        meta = {"dateline": __version__, "tables": tables_digest(), "work": self.digest}
        leaving = Leaving(at=self.case.now()) if linker is None else self._leaving(documents, linker)
        self._list_lost()
        ledger = self.store.ledger()
        self.store.write_record(documents, linked.record, ledger_rows(ledger, linked), meta, leaving)

    def _leaving(self, documents: Iterable[Document], linker: Linker) -> Leaving:
        sketches = {one.id: linker.sketch(one.id) for one in documents if one.id not in self.same}
        return Leaving(
            digest=self.code,
            stamps=self.stamped,
            sketches={id_: content for id_, content in sketches.items() if content is not None},
            keepsakes=linker.keepsakes(),
            at=self.case.now(),
        )

    def _list_lost(self) -> None:
        """What people added or decided and what is about nothing in the pages any more, as failures."""
        added = [(one, "what was added by hand stands nowhere in the page") for one in self.lost]
        decided = [(one, f"{one.decision} {field_of(one)} is about words that no report has") for one in self.unmatched]
        for stage, found in ((ADDING, added), (DECIDED, decided)):
            self.store.drop_failures(stage, [one.path for one in self.store.failures() if one.stage == stage])
            self.store.add_failures(self._failures(stage, found))

    def _failures(self, stage: str, found: Iterable[tuple[Judgement, str]]) -> Iterator[Failure]:
        """One failure for each page: a page fails once at a stage, with every reason."""
        paths = {capture.id: capture.path for capture in self.captures}
        by_page: dict[str, list[str]] = {}
        for one, says in found:
            by_page.setdefault(one.capture or "", []).append(f"{says} (judgement {one.number}): “{one.quote}”")
        for page, reasons in by_page.items():
            yield Failure(capture=page, path=paths.get(page, page), stage=stage, reason="; ".join(reasons))
