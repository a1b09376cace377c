"""Which pages of a case go through the sieve, what became of them there, and whom a person wants read anyway."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.archive.contents import WACZ_RECORDS
from dateline.archive.vault import Vault, VaultError
from dateline.document.sift import Sieve, load_sieve, verdict
from dateline.engine.digest import sift_digest
from dateline.engine.versions import address_of
from dateline.linking.judged import standing
from dateline.model.event import Judgement
from dateline.model.sifting import Verdict
from dateline.model.source import Capture
from dateline.store.sifting import drop_verdicts, keep_verdicts, sifted, sifted_under

if TYPE_CHECKING:
    from dateline.engine.work import Work

Progress = Callable[[int, int], None]
READ = "read"
"""The decision that a page is to be read whatever sifting says of it."""
RECORD = re.compile(r"#\d+$")
# Verdicts are written down after so many, so that a stopped build goes on from there.
BATCH = 2_000


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
    drop_verdicts(store, sifted(store.query) - {capture.id for capture in chosen})
    done = sifted_under(store.query, digest)
    todo = [capture for capture in chosen if capture.id not in done]
    kept: dict[str, Verdict] = {}
    for number, (capture, found) in enumerate(looked_at(todo, work.case.vault), 1):
        kept[capture.id] = found
        if len(kept) == BATCH or number == len(todo):
            keep_verdicts(store, digest, kept)
            kept.clear()
        progress(number, len(todo))


def to_sift(work: Work) -> tuple[Capture, ...]:
    """The wanted captures that go through the sieve by the case's setting; none about which somebody decided."""
    if work.settings.prefilter == "none":
        return ()
    judged = judged_pages(work.captures, work.store.judgements())
    everything = work.settings.prefilter == "all"
    return tuple(one for one in work.wanted if one.id not in judged and (everything or from_archive(one)))


def looked_at(captures: Sequence[Capture], vault: Vault) -> Iterator[tuple[Capture, Verdict]]:
    """Each capture with the verdict on it."""
    sieve = load_sieve() if captures else None
    for capture in captures:
        assert sieve is not None
        yield capture, verdict_on(capture, vault, sieve)


def verdict_on(capture: Capture, vault: Vault, sieve: Sieve) -> Verdict:
    """The verdict on a capture; what cannot be had from the vault is kept, and reading lists why."""
    try:
        data = vault.get(capture.blob)
    except VaultError as error:
        return Verdict(keep=True, reason=f"cannot be looked at: {error}")
    return certain(data, capture.media, sieve)


def certain(data: bytes, media: str | None, sieve: Sieve) -> Verdict:
    """The verdict on bytes; whatever page breaks a rule is kept, so that sifting never loses one."""
    try:
        return verdict(data, media, sieve)
    # One page must never stop a build (promise 7); reading looks at it again and lists what it finds.
    except Exception as error:  # noqa: BLE001
        return Verdict(keep=True, reason=f"cannot be looked at: {type(error).__name__}")
