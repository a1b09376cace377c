"""`verify`: is everything in the case what it was when it came in?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.archive.vault import VaultError
from dateline.document.render import render
from dateline.engine import releasing
from dateline.engine.adding import logged_as
from dateline.model.errors import DatelineError
from dateline.model.source import Capture, identified
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


def verify(case: Case, head: str | None) -> VerifyReport:
    """Re-hash every blob, re-render where the extractor's version is the same, re-cut every quote, walk the log."""
    captures = case.store.captures()
    problems = [
        *case.log.problems(head),
        *unlogged(case, captures),
        *orphans(case, captures),
        *releasing.problems(case),
    ]
    blobs, rendered = set(), 0
    for capture in captures:
        try:
            data = case.vault.get(capture.blob)
        except VaultError as error:
            problems.append(str(error))
            continue
        blobs.add(capture.blob)
        rendered += check_rendition(case, capture.blob, data, capture.media, problems)
    check = verify_store(case.store)
    problems += [f"{problem.where}: {problem.what}" for problem in check.problems]
    return VerifyReport(
        blobs=len(blobs),
        renditions=check.renditions,
        quotes=check.quotes,
        rendered=rendered,
        head=case.log.head(),
        problems=tuple(problems),
    )


def unlogged(case: Case, captures: tuple[Capture, ...]) -> list[str]:
    """Captures whose facts were altered, that the custody log does not know, or that it knows and the store lost."""
    logged = {entry.about for entry in case.log.entries() if entry.what == "added"}
    stored = {logged_as(capture): capture for capture in captures}
    problems = [f"{about}: in the custody log, but not in the store" for about in sorted(logged - set(stored))]
    for about, capture in stored.items():
        if about not in logged or identified(capture).id != capture.id:
            problems.append(f"capture {capture.id} ({capture.path}): altered since the custody log took it in")
    return problems


def orphans(case: Case, captures: tuple[Capture, ...]) -> list[str]:
    """Blobs of the vault that no capture is of."""
    known = {capture.blob for capture in captures}
    return [
        f"blob {digest}: in the vault, but of no page; add the page again"
        for digest in case.vault.digests()
        if digest not in known
    ]


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
