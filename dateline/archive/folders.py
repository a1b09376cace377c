"""Members of ZIP and tar files, one after the other: what each is called, what stands against it, how to open it."""

from __future__ import annotations

import io
import stat
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.unpack import BROKEN, CHUNK

HIDDEN = "a hidden file; add it by its own name if it is a page"
LINK = "a symbolic or hard link; add what it points to"
END_OF_ZIP, END_OF_ZIP64 = b"PK\x05\x06", b"PK\x06\x06"
# The end of a ZIP file with the longest comment that it may have.
TAIL = 22 + 65_535
# What opens a member's entry in the list at the end of a ZIP file, and the most that an entry needs on average.
ENTRY, LONGEST_ENTRY = b"PK\x01\x02", 256
# Headers of tar are a few hundred bytes; a hostile one states gigabytes, which tarfile would read at once.
LONGEST_READ = 1 << 22
UNREADABLE = (*BROKEN, zipfile.BadZipFile, tarfile.TarError, NotImplementedError, RuntimeError, struct.error)
"""What the libraries raise for a member that is damaged, encrypted, or packed in a way they do not know."""


class FolderError(ValueError):
    """An archive that cannot be looked into; says why."""


class Member(Struct, frozen=True):
    """One file in an archive."""

    name: str
    size: int
    opens: Callable[[], IO[bytes]]
    against: str | None = None


def zip_members(file: IO[bytes], limits: Limits) -> Iterator[Member]:
    """The files in an open ZIP, in its order. Raises FolderError for one that is broken or too long."""
    refuse_long(file, limits.max_entries)
    try:
        opened = zipfile.ZipFile(file)
    except UNREADABLE as error:
        raise FolderError(f"a ZIP file that cannot be read ({error}); get it again from where it is whole") from error
    for info in opened.infolist():
        # A hostile name may be empty, which `is_dir` cannot take.
        if not info.filename.endswith("/"):
            yield Member(written(info.filename), info.file_size, _opener(opened, info), _against_zip(info))


def _opener(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Callable[[], IO[bytes]]:
    return lambda: opened.open(info)


def _against_zip(info: zipfile.ZipInfo) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return LINK
    if info.flag_bits & 1:
        return "encrypted; unpack it with its password and add what it holds"
    return HIDDEN if is_hidden(info.filename) else None


def refuse_long(file: IO[bytes], most: int) -> None:
    """Raises FolderError for a ZIP file of too many members, which zipfile would all list at once."""
    remedy = "split it or raise max_entries in dateline.toml"
    size = list_size(file)
    if size > most * LONGEST_ENTRY:
        raise FolderError(f"its list of members has {size:,} bytes; {remedy}")
    file.seek(max(0, file.seek(0, io.SEEK_END) - size - TAIL))
    members = sum(piece.count(ENTRY) for piece in iter(lambda: file.read(CHUNK), b""))
    if members > most:
        raise FolderError(f"holds {members:,} members, more than the {most:,} that max_entries allows; {remedy}")


def list_size(file: IO[bytes]) -> int:
    """How many bytes the list of members at the end of a ZIP file has; 0 where there is none."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - TAIL))
    tail = file.read(TAIL)
    at, long = tail.rfind(END_OF_ZIP), tail.rfind(END_OF_ZIP64)
    stated = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    return max(stated, int.from_bytes(tail[long + 40 : long + 48], "little")) if long >= 0 else stated


class Careful(io.RawIOBase):
    """A file of which only so much can be read at once."""

    def __init__(self, file: IO[bytes]) -> None:
        """Reads from `file`."""
        self.file = file

    def read(self, size: int | None = -1, /) -> bytes:
        """Raises OSError where more is asked for than a header of tar can need."""
        if size is None or not 0 <= size <= LONGEST_READ:
            raise OSError(f"a header of {size:,} bytes")
        return self.file.read(size)

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Goes to a place."""
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        """The place that is read next."""
        return self.file.tell()


def tar_members(file: IO[bytes], limits: Limits) -> Iterator[Member]:
    """The files in an open tar that is not compressed, in its order. Raises FolderError where it is broken."""
    try:
        opened = tarfile.open(fileobj=Careful(file), mode="r:")  # noqa: SIM115
        while (info := opened.next()) is not None:
            # The list would grow with every member.
            opened.members.clear()  # type: ignore[attr-defined]
            against = _against_tar(info)
            if not info.isdir():
                yield Member(written(info.name), info.size, _extractor(opened, info), against)
        # A damaged header ends tarfile's reading as if the file were over.
        file.seek(opened.offset)
        if file.read(512).strip(b"\0"):
            raise FolderError("a tar file that is broken behind these members; get it again from where it is whole")
    except FolderError:
        raise
    except (*UNREADABLE, RecursionError, OverflowError) as error:
        raise FolderError(f"a tar file that is broken here ({error}); get it again from where it is whole") from error


def _extractor(opened: tarfile.TarFile, info: tarfile.TarInfo) -> Callable[[], IO[bytes]]:
    return lambda: opened.extractfile(info) or io.BytesIO()


def _against_tar(info: tarfile.TarInfo) -> str | None:
    if info.issym() or info.islnk():
        return LINK
    if not info.isfile():
        return "not a regular file; copy its content into a file"
    return HIDDEN if is_hidden(info.name) else None


def is_hidden(name: str) -> bool:
    """Whether a member or a folder above it is hidden, or is one of those that macOS puts beside each file."""
    parts = name.replace("\\", "/").split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or "__MACOSX" in parts


def written(name: str) -> str:
    """A member's name as text that UTF-8 can hold, with `/`; it is a label, nothing is ever written under it."""
    return name.replace("\\", "/").encode("utf-8", "backslashreplace").decode("utf-8").lstrip("/")
