"""Which pages of a case go through the sieve, what became of them there, and whom a person wants read anyway."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from dateline.archive.contents import WACZ_RECORDS
from dateline.engine.digest import sift_digest
from dateline.engine.executor import Executor
from dateline.engine.jobs import Done, Job, job, result, shard_of
from dateline.engine.looking import Look, Looked, Looks
from dateline.engine.profile import WAITING
from dateline.engine.versions import address_of
from dateline.linking.judged import standing
from dateline.model.event import Judgement
from dateline.model.sifting import Verdict
from dateline.model.source import Capture
from dateline.store.sifting import drop_verdicts, keep_verdicts, sifted, sifted_under

if TYPE_CHECKING:
    from dateline.engine.flow import Progress
    from dateline.engine.work import Work

RECORD = re.compile(r"#\d+$")
# So many pages are one job, and are written down together: a stopped build goes on from there.
BATCH = 200
PAGES_LIKE_ONE = 40
"""A look at so many pages takes about as long as reading one."""


def from_archive(capture: Capture) -> bool:
    """Whether a page is a record of a bulk archive, a WARC or ARC file: numbered, with what a server said.

    A WACZ package keeps its records in a folder of this name; it is a collection that a person made, as are files,
    folders, tables, mails, feeds and addresses.

    >>> page = Capture(id="c", blob="b", path="crawl.warc.gz#12", headers="HTTP/1.1 200 OK", size=1)
    >>> from_archive(page), from_archive(Capture(id="c", blob="b", path="https://a.example/#12", headers="x", size=1))
    (True, False)
    """
    in_file = RECORD.search(capture.path) is not None and "://" not in capture.path.partition("#")[0]
    return in_file and capture.headers is not None and f"#{WACZ_RECORDS}" not in capture.path


def judged_pages(captures: Iterable[Capture], judgements: tuple[Judgement, ...]) -> frozenset[str]:
    """The captures about which somebody decided something, and the other versions of their pages."""
    judged = {one.capture for one in standing(judgements) if one.capture is not None}
    captures = tuple(captures)
    addresses = {address_of(one) for one in captures if one.id in judged} - {None}
    return frozenset(one.id for one in captures if one.id in judged or address_of(one) in addresses)


def sift(work: Work, progress: Progress) -> None:
    """Look at every page that is to be sifted and was not under the present rules; forget what is no longer."""
    store, digest = work.store, sift_digest()
    chosen = to_sift(work)
    no_longer = sifted(store.query) - {capture.id for capture in chosen}
    if no_longer:
        drop_verdicts(store, no_longer)
    done = sifted_under(store.query, digest)
    todo = [capture for capture in chosen if capture.id not in done]
    if not todo:
        return
    looked = 0
    with closing(work.executor(len(todo) // PAGES_LIKE_ONE)) as executor:
        batches = [todo[start : start + BATCH] for start in range(0, len(todo), BATCH)]
        waiting = {one[0].id: one for one in batches}
        jobs = (shard_of([look_job(work, one, executor)], digest) for one in batches)
        for ended in work.watch.each(WAITING, executor.run(jobs)):
            work.watch.add(ended.spent)
            batch = waiting.pop(ended.job)
            keep_verdicts(store, digest, verdicts_of(ended, batch))
            looked += len(batch)
            progress(looked, len(todo))


def to_sift(work: Work) -> tuple[Capture, ...]:
    """The wanted captures that go through the sieve by the case's setting; none about which somebody decided."""
    if work.settings.prefilter == "none":
        return ()
    everything = work.settings.prefilter == "all"
    found = [one for one in work.wanted if everything or from_archive(one)]
    judged = judged_pages(work.captures, work.store.judgements()) if found else frozenset()
    return tuple(one for one in found if one.id not in judged)


def look_job(work: Work, captures: Sequence[Capture], executor: Executor) -> Job:
    """The job that looks at captures; their bytes go along where the executor's machines have no others."""
    looks = tuple(Look(one.id, one.blob, one.media, work.body(one.blob, executor)) for one in captures)
    return job("look", captures[0].id, Looks(looks))


def verdicts_of(ended: Done, captures: Sequence[Capture]) -> dict[str, Verdict]:
    """The verdicts on the captures of a job; where it came to nothing all of them are read, so that none is lost."""
    if ended.result is not None:
        return result(ended, Looked).verdicts
    failed = Verdict(keep=True, reason="cannot be looked at: the look at its neighbours or itself failed")
    return {capture.id: failed for capture in captures}
