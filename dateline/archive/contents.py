"""What a file holds: itself, or what is in the archive that it is, and in the archives in that, member by member."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from msgspec import Struct

from dateline.archive import folders
from dateline.archive.folders import FolderError, Member, tar_members, zip_members
from dateline.archive.limits import Limits
from dateline.archive.members import Found, Inner, found_in, refused
from dateline.archive.origin import Origin
from dateline.archive.side_files import holder_of, side_folders, told_of
from dateline.archive.unpack import BROKEN, CHUNK, Budget, TooMuchError, codec_of, pieces, read_within, spool, unpacked
from dateline.archive.web_archive import DICTIONARY, kind_of, records
from dateline.archive.web_frames import ARC, WARC
from dateline.archive.web_records import Bad, Page, Passed, Revisit
from dateline.model.source import PASSED, Failure

HEAD = 1024
ZIP, WACZ, TAR, PACKED = "zip", "wacz", "tar", "packed"
USTAR = slice(257, 262)
# Names by which a broken archive is still known for one.
NAMED = {".warc.gz": WARC, ".warc.zst": WARC, ".warc": WARC, ".arc.gz": ARC, ".arc": ARC, ".tar": TAR}
# ZIP files that are no folders, by a member that they have: pages, or what `foreign_of` names.
OFFICE = ("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml")
WHOLE = frozenset({*OFFICE, "META-INF/container.xml", "META-INF/manifest.xml"})
# A WACZ file has its records here, and lists of them beside.
WACZ_RECORDS, WACZ_LIST = "archive/", "datapackage.json"
ENDINGS = {".tgz": ".tar", ".gz": "", ".bz2": "", ".xz": "", ".zst": ""}


class Again(Struct, frozen=True):
    """A page that was found unchanged: it becomes a capture of the bytes of an earlier record."""

    path: str
    origin: Origin
    revisit: Revisit


Item = Found | Again | Failure


class Contents:
    """Looks into one file that the user added, however deep, within one budget."""

    def __init__(self, limits: Limits) -> None:
        """A look with a full budget."""
        self.limits = limits
        self.budget = Budget(limits)

    def of(self, file: IO[bytes], path: str, depth: int = 0) -> Iterator[Item]:
        """What becomes a capture of an open file, and what does not, with the reason."""
        kind = archive_kind(file, path)
        file.seek(0)
        try:
            if kind is None:
                yield from self.plain(file, path, depth)
            elif depth >= self.limits.max_depth:
                yield refused(path, f"an archive in {depth} archives; add it by itself, or raise max_depth")
            else:
                found = 0
                for found, item in enumerate(self.archive(file, kind, path, depth), 1):  # noqa: B007
                    yield item
                if not found:
                    yield refused(path, "an archive that holds nothing; get it again if it should")
        except TooMuchError as error:
            # The budget is one for all that was nested: nothing more can come out of it.
            yield refused(path, str(error))
            if depth:
                raise

    def archive(self, file: IO[bytes], kind: str, path: str, depth: int) -> Iterator[Item]:
        """What is in an archive of a kind."""
        if kind in (WARC, ARC):
            return self.web(file, kind, path)
        return self.packed(file, path, depth) if kind == PACKED else self.folder(file, kind, path, depth)

    def plain(self, file: IO[bytes], path: str, depth: int) -> Iterator[Item]:
        """What is in a file that is no archive."""
        data = read_within(file, self.limits.max_bytes)
        if data is None:
            yield refused(path, f"more than the {self.limits.max_bytes:,} bytes allowed; split it or raise max_bytes")
        elif not data:
            yield refused(path, "an empty file; save the page again")
        else:
            for item in found_in(data, path, self.limits):
                if isinstance(item, Inner):
                    yield from self.of(io.BytesIO(item.data), item.path, depth + 1)
                else:
                    yield item

    def packed(self, file: IO[bytes], path: str, depth: int) -> Iterator[Item]:
        """What is in a file that is one compressed stream."""
        codec = codec_of(file.read(8)) or ""
        file.seek(0)
        out, reason = unpacked(file, codec, self.limits, self.budget)
        with out:
            if reason is None:
                yield from self.of(out, f"{path}#{unpacked_name(path)}", depth + 1)
            else:
                yield refused(path, reason)

    def folder(self, file: IO[bytes], kind: str, path: str, depth: int) -> Iterator[Item]:
        """What is in the members of a ZIP or tar file."""
        beside: dict[str, list[str]] = defaultdict(list)
        seen: Counter[str] = Counter()
        lists: list[str] = []
        try:
            sides = side_folders(names_in(file, kind, self.limits))
            for member in members_of(file, kind, self.limits):
                self.budget.count()
                seen[member.name] += 1
                again = f"~{seen[member.name]}" if seen[member.name] > 1 else ""
                side = holder_of(member.name, sides) if sides else None
                if kind == WACZ and not member.name.startswith(WACZ_RECORDS):
                    lists.append(member.name)
                elif side is not None:
                    beside[side].append(member.name)
                else:
                    yield from self.member(member, f"{path}#{member.name}{again}", depth)
        except FolderError as error:
            yield refused(path, str(error))
        if lists:
            reason = f"passed over, no records: {', '.join(sorted(lists))}"
            yield Failure(capture=None, path=path, stage=PASSED, reason=reason)
        for side, names in beside.items():
            yield Failure(capture=None, path=f"{path}#{side}", stage=PASSED, reason=told_of(sides[side], names))

    def member(self, member: Member, path: str, depth: int) -> Iterator[Item]:
        """What is in one member of a ZIP or tar file."""
        if member.against is not None:
            yield refused(path, member.against)
            return
        out, reason = spool(self.limits), None
        try:
            with member.opens() as opened:
                reason = self.copied(opened, out)
        except TooMuchError:
            raise
        except folders.UNREADABLE as error:
            reason = f"a member that cannot be read ({error}); get the archive again from where it is whole"
        with out:
            if reason is None:
                yield from self.of(out, path, depth + 1)
            else:
                yield refused(path, reason)

    def copied(self, opened: IO[bytes], out: IO[bytes]) -> str | None:
        """Copies a member into a temporary file; why that was given up, or None. A page ends at max_bytes."""
        size, most = 0, self.limits.max_bytes
        while piece := opened.read(CHUNK):
            if not size and (codec_of(piece) or kind_of(piece) or piece.startswith(b"PK") or piece[USTAR] == b"ustar"):
                most = self.limits.max_archive
            size += len(piece)
            self.budget.spend(len(piece))
            if size > most:
                return f"more than the {most:,} bytes allowed; split it or raise max_bytes in dateline.toml"
            out.write(piece)
        return None

    def web(self, file: IO[bytes], kind: str, path: str) -> Iterator[Item]:
        """The pages of a WARC or ARC; what is no page is counted, what is broken listed one by one."""
        passed: Counter[str] = Counter()
        for told in records(file, kind, self.limits, self.budget):
            place, one = f"{path}#{told.number}", told.what
            if isinstance(one, Passed):
                passed[one.what] += 1
            elif isinstance(one, Bad):
                yield refused(place, f"{one.reason}; {one.url}" if one.url else one.reason)
            elif isinstance(one, Page):
                origin = Origin(one.url, one.captured_at)
                headers = None if one.headers is None else str(one.headers)
                yield Found(place, one.data, one.media, origin, headers=headers, digest=one.digest)
            else:
                yield Again(place, Origin(one.url, one.captured_at), one)
        if passed:
            told_all = ", ".join(f"{number:,} {what}" for what, number in passed.most_common())
            yield Failure(capture=None, path=path, stage=PASSED, reason=f"passed over, no pages: {told_all}")


def unpacked_name(path: str) -> str:
    """What the file in a compressed file is called: as the latter, without the ending that the packer gave.

    >>> unpacked_name("dumps/pages.tgz"), unpacked_name("a.zip#story.html.gz"), unpacked_name("blob")
    ('pages.tar', 'story.html', 'blob')
    """
    name = path.rpartition("#")[2].rpartition("/")[2]
    found = next((ending for ending in ENDINGS if name.casefold().endswith(ending)), None)
    return name[: -len(found)] + ENDINGS[found] if found is not None else name


def members_of(file: IO[bytes], kind: str, limits: Limits) -> Iterator[Member]:
    """The members of an open ZIP or tar file."""
    return tar_members(file, limits) if kind == TAR else zip_members(file, limits)


def names_in(file: IO[bytes], kind: str, limits: Limits) -> list[str]:
    """The names of all members of a ZIP or tar file, as far as it can be read."""
    names: list[str] = []
    # The same error comes again when the members are read, and is told then.
    with suppress(FolderError):
        names += (member.name for member in members_of(file, kind, limits))
    file.seek(0)
    return names


def archive_kind(file: IO[bytes], name: str) -> str | None:
    """What kind of archive an open file is; None for a file that is none."""
    file.seek(0)
    head = file.read(HEAD)
    if codec_of(head) is not None:
        return _packed_kind(file, head, name)
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(file)
    if head[USTAR] == b"ustar":
        return TAR
    return kind_of(head) or _named(name)


def _named(name: str) -> str | None:
    return next((kind for ending, kind in NAMED.items() if name.casefold().endswith(ending)), None)


def _packed_kind(file: IO[bytes], head: bytes, name: str) -> str | None:
    """A web archive that is compressed record by record is read as it is; everything else is unpacked first."""
    codec = codec_of(head)
    if head.startswith(DICTIONARY):
        return WARC
    file.seek(0)
    try:
        inner = kind_of(next(pieces(file, codec or ""), b""))
    except BROKEN:
        inner = None
    web = inner or _named(name)
    return web if codec in ("gzip", "zstd") and web in (WARC, ARC) else PACKED


def _zip_kind(file: IO[bytes]) -> str | None:
    """A ZIP file is a folder unless it is a document; what cannot be listed is told so as a folder."""
    try:
        names = {member.name for member, _ in zip(zip_members(file, Limits()), range(HEAD), strict=False)}
    except FolderError:
        return ZIP
    if names & WHOLE:
        return None
    is_wacz = WACZ_LIST in names and any(name.startswith(WACZ_RECORDS) for name in names)
    return WACZ if is_wacz else ZIP
