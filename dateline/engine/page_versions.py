"""`versions`: the pages that were captured several times, and what changed in their text from one time to the next."""

from __future__ import annotations

from difflib import unified_diff
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.archive.vault import VaultError
from dateline.document.errors import DocumentError
from dateline.document.render import render
from dateline.engine.versions import address_of, pages, successors
from dateline.model.errors import UsageError
from dateline.model.source import Capture

if TYPE_CHECKING:
    from dateline.engine.case import Case


class VersionError(UsageError):
    """A page has no versions, or there is no such page."""


class Version(Struct, frozen=True, kw_only=True):
    """One capture of a page that has several."""

    capture: str  #: the capture's id
    path: str  #: where it came from
    url: str | None  #: the page's address
    captured_at: str | None  #: when it was captured, where that is stated
    added: int  #: which `add` took it in
    size: int  #: bytes
    blob: str  #: SHA-256 of the bytes
    stands: bool  #: whether it stands in the record, as of the last build


class PageVersions(Struct, frozen=True, kw_only=True):
    """The captures of one page, earliest first."""

    page: str  #: the page's address, or its path where it has none
    versions: tuple[Version, ...]  #: its captures


class PageChange(Struct, frozen=True, kw_only=True):
    """What changed in the text of a page from one version to the next."""

    before: str  #: id of the earlier capture
    after: str  #: id of the later capture
    lines: tuple[str, ...]  #: a unified diff of the two renditions, without context; empty where the text is the same


def page_versions(case: Case) -> tuple[PageVersions, ...]:
    """Every page with several captures, by page."""
    captures = case.store.captures()
    in_record = {document.capture for document in case.store.list_documents().rows}
    gone = successors(captures, lambda capture: capture in in_record)
    found = [
        PageVersions(
            page=versions[0].url or versions[0].path,
            versions=tuple(_version(one, stands=one.id in in_record and one.id not in gone) for one in versions),
        )
        for versions in pages(captures)
    ]
    return tuple(sorted(found, key=lambda one: (one.page, one.versions[0].capture)))


def versions_of(case: Case, item: str | None) -> PageVersions | None:
    """The captures of the page that a capture is of, earliest first; None where there is only one."""
    query = case.store.query
    capture = query.capture(item) if item else None
    address = None if capture is None else address_of(capture)
    if capture is None or address is None:
        return None
    # Host and path; what else an address may have is compared by `address_of`.
    letters = address.removeprefix("//").partition("?")[0].rstrip("/") if capture.url else ""
    near = query.captures_near(capture.location, letters)
    found = next(iter(pages(one for one in near if address_of(one) == address)), ())
    if not found:
        return None
    in_record = query.with_documents(one.id for one in found)
    gone = successors(found, lambda capture: capture in in_record)
    return PageVersions(
        page=found[0].url or found[0].path,
        versions=tuple(_version(one, stands=one.id in in_record and one.id not in gone) for one in found),
    )


def _version(capture: Capture, *, stands: bool) -> Version:
    return Version(
        capture=capture.id,
        path=capture.path,
        url=capture.url,
        captured_at=capture.captured_at,
        added=capture.added,
        size=capture.size,
        blob=capture.blob,
        stands=stands,
    )


def changes(case: Case, item: str) -> tuple[PageChange, ...]:
    """What changed in the text of a page, named by path, address, capture or document, from version to version.

    Raises VersionError when there is no such page, or only one version of it.
    """
    captures = case.store.captures()
    named = {capture.id for capture in captures if item in (capture.path, capture.url)}
    found = case.store.matching(item) if not named and item else ()
    if len(found) == 1 and found[0][0] in ("captures", "documents"):
        kind, exact = found[0]
        named = {exact if kind == "captures" else case.store.document(exact).capture or ""}
    addresses = {address_of(capture) for capture in captures if capture.id in named} - {None}
    if not named:
        raise VersionError(f"{item}: no page has that path, address or id; see: dateline versions {case.folder}")
    several = [versions for versions in pages(captures) if address_of(versions[0]) in addresses]
    if not several:
        raise VersionError(f"{item}: only one version of it was added; see: dateline versions {case.folder}")
    pairs = [pair for versions in several for pair in pairwise(versions)]
    return tuple(change(case, before, after) for before, after in pairs if before.blob != after.blob)


def change(case: Case, before: Capture, after: Capture) -> PageChange:
    """What changed in the text from one capture to another."""
    old, new = (f"{one.path} {one.captured_at or f'(add number {one.added})'}" for one in (before, after))
    lines = unified_diff(lines_of(case, before), lines_of(case, after), old, new, n=0, lineterm="")
    return PageChange(before=before.id, after=after.id, lines=tuple(lines))


def lines_of(case: Case, capture: Capture) -> list[str]:
    """The lines of a capture's rendition as this version of Dateline makes it; why there are none where there are."""
    try:
        text = render(case.vault.get(capture.blob), capture.blob, capture.media, case.limits()).text
    except (DocumentError, VaultError) as error:
        return [f"(no text: {error})"]
    return [line for line in text.splitlines() if line.strip()]
