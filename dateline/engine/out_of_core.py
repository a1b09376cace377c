"""Linking within a limit of memory: whether it goes through files in the case, and how."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.engine.processes import LocalProcesses
from dateline.engine.profile import DATING, LINKING, STORE
from dateline.linking.bulk import duck
from dateline.linking.bulk.bulk import Bulk
from dateline.linking.bulk.dating import newly_dated
from dateline.linking.bulk.linking import link_bulk
from dateline.linking.bulk.shelf import Shelf, Writer, put_all
from dateline.linking.bulk.spill import spilling
from dateline.linking.bulk.stages import Run, here
from dateline.linking.by_hand import with_added
from dateline.linking.identity import Linked, holder
from dateline.linking.judged import standing
from dateline.linking.unmatched import unmatched
from dateline.model.document import Document
from dateline.model.event import Judgement

if TYPE_CHECKING:
    from dateline.engine.work import Work

# Linking in memory takes so many bytes for each byte of what was read, measured at 10,000 to 90,000 documents: 27 kB
# for a document of 7 kB.
GROWS = 4
# What a process has before it links anything, in bytes, and the least that it can work with besides.
EMPTY, LEAST = 200_000_000, 60_000_000
UNITS = {"MB": 1_000_000, "GB": 1_000_000_000}
SPILL = "spill"


class Way(Struct, frozen=True):
    """How linking goes: through files within `limit` bytes, or in memory where that is None; `says`: it in words."""

    limit: int | None
    says: str


def way_of(work: Work) -> Way:
    """How the linking of a work goes, by what was read and the limit that is set."""
    if work.settings.memory is None:
        return Way(None, "in memory, no limit set")
    limit = bytes_of(work.settings.memory)
    needed = EMPTY + GROWS * work.store.finished_bytes(work.digest)
    if needed <= limit:
        return Way(None, f"in memory: about {_megabytes(needed)} of {_megabytes(limit)}")
    return Way(limit, f"through files within {_megabytes(limit)}: in memory it would take about {_megabytes(needed)}")


def bytes_of(size: str) -> int:
    """A size as settings give it.

    >>> bytes_of("4GB"), bytes_of("800 mb")
    (4000000000, 800000000)
    """
    return int(size[:-2]) * UNITS[size[-2:].upper()]


def _megabytes(size: int) -> str:
    return f"{size // UNITS['MB']:,} MB"


@contextmanager
def linked_in_files(work: Work, limit: int) -> Iterator[tuple[Sequence[Document], Linked]]:
    """The documents of a case with their dates, and the record over them; both lie on disk until the end."""
    duck.check_installed()
    with spilling(spill_of(work)) as folder:
        with work.watch.part(STORE):
            judgements = work.judgements()
            _put_pages(work, folder)
        with work.watch.part(DATING):
            _amend(work, folder, judgements)
        processes = processes_for(work, limit)
        bulk = Bulk(folder, work.tables, share_of(limit, processes))
        documents = bulk.shelf.all()
        with work.watch.part(LINKING), running(work, processes, limit) as run:
            linked = link_bulk(bulk, work.identities(documents), judgements, run)
        yield documents, linked
        bulk.shelf.close()


def spill_of(work: Work) -> Path:
    """The folder in which a work puts down what does not fit; one for each case where the user names it."""
    if work.settings.spill is None:
        return work.case.folder / SPILL
    name = sha256(str(work.case.folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return Path(work.settings.spill) / f"dateline-{name}"


def processes_for(work: Work, limit: int) -> int:
    """How many processes link besides this one: as many as are wanted and fit; 0 where this one links alone."""
    wanted = (os.cpu_count() or 1) if work.settings.workers is None else work.settings.workers
    return max(min(wanted, limit // (2 * (EMPTY + LEAST)) - 1), 0)


def share_of(limit: int, processes: int) -> int:
    """What each process may use of the limit besides what it has anyway."""
    return max(limit // (processes + 1) - EMPTY, LEAST)


@contextmanager
def running(work: Work, processes: int, limit: int) -> Iterator[Run]:
    """What runs the parts of linking."""
    if not processes:
        yield here
        return
    from dateline.engine.linking_jobs import HOURS, over

    # A process that needs more than the whole limit has lost its way; the limit itself is kept by what parts are cut.
    setup = replace(work.setup, memory_mb=max(limit // UNITS["MB"], 1_000))
    with closing(LocalProcesses(setup, processes, HOURS)) as executor:
        yield over(executor, work.code)


def _put_pages(work: Work, folder: Path) -> None:
    writer = Writer(folder)
    for finished in work.pages():
        for document in finished.documents:
            writer.put(document)
        work.store.forget()
    writer.close()


def _amend(work: Work, folder: Path, judgements: tuple[Judgement, ...]) -> None:
    """Settle dates, and add what people added, on disk."""
    shelf = Shelf(folder, LEAST)
    changed = newly_dated(shelf.all())
    pages = {one.capture for one in standing(judgements) if one.decision == "added"}
    concerned = [changed.get(one.id, one) for one in shelf.all() if holder(one) in pages] if pages else []
    found = with_added(concerned, judgements, work.tables.types.tags)
    work.lost = found.lost
    put_all(folder, {**changed, **{one.id: one for one in found.documents}}.values(), again=True)
    shelf.close()
    if judgements:
        amended = Shelf(folder, LEAST)
        work.unmatched = unmatched(amended.all(), judgements)
        amended.close()
