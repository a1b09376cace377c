"""`verify`: is everything in the case what it was when it came in?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.archive.vault import VaultError
from dateline.document.render import render
from dateline.engine import releasing, sealing
from dateline.engine.adding import SHOWN, STORED, logged_as
from dateline.model.errors import DatelineError
from dateline.model.practice import RowFile
from dateline.model.source import Capture, identified
from dateline.store import practice
from dateline.store.errors import StoreError
from dateline.store.verify import verify_store

if TYPE_CHECKING:
    from dateline.engine.case import Case


class VerifyReport(Struct, frozen=True, kw_only=True):
    """What was checked, in counts, and one sentence for each thing that is wrong."""

    blobs: int  #: blobs hashed again
    renditions: int  #: renditions hashed again
    quotes: int  #: quotes cut again
    rendered: int  #: pages rendered again
    head: str  #: head of the custody log
    problems: tuple[str, ...]  #: one sentence for each thing that is wrong
    notes: tuple[str, ...]  #: what the log says of earlier times at which the record was not as it had been left


def verify(case: Case, head: str | None) -> VerifyReport:
    """Re-hash every blob, re-render where the extractor's version is the same, re-cut every quote, walk the log.

    A record that is damaged too much to be read is one problem; log, releases and blobs are checked all the same.
    """
    try:
        return whole(case, head)
    except StoreError as error:
        return without_record(case, head, error)


def whole(case: Case, head: str | None) -> VerifyReport:
    """All checks; raises StoreError where the record cannot be read."""
    captures = case.store.captures()
    problems = [
        *case.log.problems(head),
        *unlogged(case, captures),
        *orphans(case, captures),
        *sealing.problems(case),
        *releasing.problems(case),
    ]
    media = {capture.blob: capture.media for capture in captures}
    files = stored_files(case)
    blobs = rendered = 0
    for blob, kind in media.items():
        data = checked_blob(case, blob, files.get(blob), problems)
        if data is not None:
            blobs += 1
            rendered += check_rendition(case, blob, data, kind, problems)
    for file in row_files(case):
        blobs += checked_blob(case, file.blob, files.get(file.blob), problems) is not None
    check = verify_store(case.store)
    problems += [f"{problem.where}: {problem.what}" for problem in check.problems]
    return VerifyReport(
        blobs=blobs,
        renditions=check.renditions,
        quotes=check.quotes,
        rendered=rendered,
        head=case.log.head(),
        problems=tuple(problems),
        notes=tuple(sealing.notes(case)),
    )


def without_record(case: Case, head: str | None, error: StoreError) -> VerifyReport:
    """The checks that need no record: log, seal, releases, and the blobs that the log names."""
    problems = [str(error), *case.log.problems(head), *sealing.problems(case), *releasing.problems(case)]
    checked = [checked_blob(case, blob, file, problems) for blob, file in stored_files(case).items()]
    return VerifyReport(
        blobs=sum(data is not None for data in checked),
        renditions=0,
        quotes=0,
        rendered=0,
        head=case.log.head(),
        problems=tuple(problems),
        notes=tuple(sealing.notes(case)),
    )


def stored_files(case: Case) -> dict[str, str]:
    """The SHA-256 of each blob's file as the custody log has it; blobs of an earlier Dateline have none."""
    acts = (entry.about.partition(" ") for entry in case.log.entries() if entry.what == STORED)
    return {blob: file for blob, _, file in acts}


def shown(case: Case) -> set[str]:
    """The blobs of pictures and videos that notes are about."""
    return {entry.about for entry in case.log.entries() if entry.what == SHOWN}


def checked_blob(case: Case, blob: str, file: str | None, problems: list[str]) -> bytes | None:
    """The bytes of a blob, None where they are gone or altered, with what is wrong added to `problems`."""
    try:
        data = case.vault.get(blob)
        if file is not None and case.vault.file_digest(blob) != file:
            problems.append(f"{case.vault.path(blob)}: not the file that was stored, though its page is whole")
    except VaultError as error:
        problems.append(str(error))
        return None
    return data


def unlogged(case: Case, captures: tuple[Capture, ...]) -> list[str]:
    """Captures whose facts were altered, that the custody log does not know, or that it knows and the store lost."""
    logged = {entry.about for entry in case.log.entries() if entry.what == "added"}
    stored = {logged_as(capture): capture for capture in captures}
    problems = [f"{about}: in the custody log, but not in the store" for about in sorted(logged - set(stored))]
    for about, capture in stored.items():
        if about not in logged or identified(capture).id != capture.id:
            problems.append(f"capture {capture.id} ({capture.path}): altered since the custody log took it in")
    return problems


def row_files(case: Case) -> tuple[RowFile, ...]:
    """The files of rows that were coded elsewhere; they lie in the vault like pages."""
    return practice.read(case.store.query, RowFile)


def orphans(case: Case, captures: tuple[Capture, ...]) -> list[str]:
    """Blobs of the vault that no capture, file of coded rows or shown file is of, and files that are no blobs."""
    known = {capture.blob for capture in captures} | {file.blob for file in row_files(case)} | shown(case)
    unknown = [digest for digest in case.vault.digests() if digest not in known]
    found = [f"{path}: no blob of the vault; take it away" for path in case.vault.strangers()]
    return found + [f"blob {digest}: in the vault, but of no page; add the page again" for digest in unknown]


def check_rendition(case: Case, blob: str, data: bytes, media: str | None, problems: list[str]) -> int:
    """How many stored renditions of a blob were compared with what the same extractor makes of it now."""
    stored = case.store.renditions_of(blob)
    if not stored:
        return 0
    try:
        again = render(data, blob, media, case.limits())
    except DatelineError as error:
        problems.append(f"blob {blob}: cannot be rendered again: {error}")
        return 0
    same_version = [rendition for rendition in stored if rendition.extractor == again.extractor]
    for rendition in same_version:
        if rendition.id != again.id:
            problems.append(f"{rendition.id}: rendering its blob again with {again.extractor} gives other text")
    return len(same_version)
