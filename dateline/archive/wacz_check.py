"""Checking a WACZ that someone handed on: digests, signature, records, and the chain of its custody log.

The file is hostile input: members are read in pieces and never unpacked to disk, and what is held in memory is capped.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, TypeVar

import msgspec
from msgspec import Struct

from dateline.archive.custody import Log
from dateline.archive.signing import fingerprint, is_signed
from dateline.archive.wacz import DIGEST, LOG, MANIFEST
from dateline.model.errors import DatelineError

T = TypeVar("T")

PIECE = 1 << 20
# A manifest has some 200 bytes a file; a package of ours has four files, those of crawlers some hundred.
LARGEST_MANIFEST = 20_000_000
# What deflates that well is no text: CDXJ and pages deflate 5 to 12 times.
LARGEST_RATIO = 200
# The largest response that crawlers keep is some gigabytes of video.
LARGEST_RECORD = 8_000_000_000
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError)


class PackageError(DatelineError):
    """The file is no WACZ."""


class Resource(Struct, frozen=True):
    """A file as the manifest lists it."""

    path: str
    hash: str
    bytes: int | None = None


class Manifest(Struct, frozen=True):
    """What is read of `datapackage.json`."""

    resources: tuple[Resource, ...]
    created: str | None = None
    custodyHead: str | None = None


class Signature(Struct, frozen=True):
    """The anonymous signature of a manifest; packages signed for a domain have certificates instead of a key."""

    hash: str
    created: str
    signature: str
    publicKey: str | None = None
    domain: str | None = None


class Digest(Struct, frozen=True):
    """What is read of `datapackage-digest.json`."""

    path: str
    hash: str
    signedData: Signature | None = None


class PackageReport(Struct, frozen=True, kw_only=True):
    """What was checked of a package, in counts, and one sentence for each thing that is wrong."""

    files: int  #: files whose digests were taken again
    records: int  #: records of its WARCs whose payloads were hashed again
    signed_by: str | None  #: fingerprint of the key that signed it: compare it with what the sender told you
    signed_at: str | None  #: when the signer says that it was made
    head: str | None  #: head of the custody log in it
    problems: tuple[str, ...]  #: one sentence for each thing that is wrong


def check(path: Path, *, head: str | None, key: str | None) -> PackageReport:
    """Check the package at `path`, against a kept head of the custody log and the fingerprint of a known key.

    Raises PackageError when the file is no ZIP with a manifest.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            problems: list[str] = []
            report = checked(archive, head, key, problems)
    except FileNotFoundError as error:
        raise PackageError(f"{path}: no such file; check the path") from error
    except DAMAGE as error:
        raise PackageError(f"{path}: no WACZ, or damaged ({error}); have it sent again") from error
    return msgspec.structs.replace(report, problems=tuple(f"{path}, {problem}" for problem in problems))


def checked(archive: zipfile.ZipFile, head: str | None, key: str | None, problems: list[str]) -> PackageReport:
    """Every check; what is wrong is added to `problems`, each sentence beginning with the file in the package."""
    raw = small(archive, MANIFEST)
    manifest = decoded(MANIFEST, raw, Manifest, problems) or Manifest(())
    signed_by = signature(archive, raw, key, problems)
    files = sum(is_whole(archive, one, problems) for one in manifest.resources)
    problems += listing(archive, manifest)
    warcs = [one.path for one in manifest.resources if one.path.startswith("archive/")]
    return PackageReport(
        files=files,
        records=sum(records(archive, name, problems) for name in warcs),
        signed_by=signed_by,
        signed_at=manifest.created if signed_by else None,
        head=custody(archive, manifest, head, problems),
        problems=(),
    )


def small(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member that must be there and is held in memory; raises PackageError where it is missing or no manifest."""
    if name not in archive.namelist():
        raise PackageError(f"{archive.filename}: no WACZ, it has no {name}; have it sent again")
    info = archive.getinfo(name)
    if info.file_size > LARGEST_MANIFEST:
        raise PackageError(f"{archive.filename}: {name} unpacks to {info.file_size:,} bytes; it is no manifest")
    return archive.read(info)


def decoded(name: str, raw: bytes, kind: type[T], problems: list[str]) -> T | None:
    """A JSON member as a record, None where it is none."""
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problems.append(f"{name}: cannot be read: {error}")
        return None


def signature(archive: zipfile.ZipFile, manifest: bytes, key: str | None, problems: list[str]) -> str | None:
    """The fingerprint of the key whose signature over the manifest is good, None where there is none."""
    if DIGEST not in archive.namelist():
        problems.append(f"{DIGEST}: missing, so that nobody vouches for the manifest")
        return None
    digest = decoded(DIGEST, small(archive, DIGEST), Digest, problems)
    if digest is None:
        return None
    if digest.path != MANIFEST or digest.hash != f"sha256:{hashlib.sha256(manifest).hexdigest()}":
        problems.append(f"{MANIFEST}: altered; it does not have the hash in {DIGEST}")
        return None
    signed = digest.signedData
    if signed is None or signed.publicKey is None:
        whom = f" (it is signed for the domain {signed.domain}, which is not checked)" if signed else ""
        problems.append(f"{DIGEST}: no signature by a key{whom}")
        return None
    if signed.hash != digest.hash or not is_signed(signed.hash, signed.signature, signed.publicKey):
        problems.append(f"{DIGEST}: the signature is not by the owner of the key in it")
        return None
    found = fingerprint(base64.b64decode(signed.publicKey))
    if key is not None and found != key.casefold():
        problems.append(f"{DIGEST}: signed by the key {found}, not by {key}")
    return found


def is_whole(archive: zipfile.ZipFile, resource: Resource, problems: list[str]) -> bool:
    """Whether a listed file is there and has its digest."""
    kind, _, wanted = resource.hash.partition(":")
    if resource.path not in archive.namelist():
        problems.append(f"{resource.path}: in the manifest, but not in the package")
        return False
    info = archive.getinfo(resource.path)
    if info.file_size > LARGEST_RATIO * max(info.compress_size, PIECE):
        problems.append(f"{resource.path}: unpacks to {info.file_size:,} bytes, as only a bomb does; not unpacked")
        return False
    try:
        hashed = hashlib.new(kind)
        with archive.open(info) as member:
            for piece in pieces(member):
                hashed.update(piece)
    except DAMAGE as error:
        problems.append(f"{resource.path}: damaged ({error})")
        return False
    if hashed.hexdigest() != wanted or resource.bytes not in (None, info.file_size):
        problems.append(f"{resource.path}: altered; it does not have the hash in the manifest")
        return False
    return True


def pieces(member: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces."""
    while piece := member.read(PIECE):
        yield piece


def listing(archive: zipfile.ZipFile, manifest: Manifest) -> list[str]:
    """Files that the manifest does not list, and names that stand twice: programs differ in which one they read."""
    known = {MANIFEST, DIGEST, *(resource.path for resource in manifest.resources)}
    names = Counter(archive.namelist())
    found = [f"{name}: not in the manifest" for name in names if name not in known and not name.endswith("/")]
    return found + [f"{name}: {times} files of this name" for name, times in names.items() if times > 1]


def records(archive: zipfile.ZipFile, name: str, problems: list[str]) -> int:
    """How many records of a WARC were read; those whose payload does not have the stated hash are problems."""
    from fastwarc.warc import ArchiveIterator

    if name not in archive.namelist():
        return 0
    read = 0
    try:
        with tempfile.TemporaryFile() as held, archive.open(name) as member:
            shutil.copyfileobj(member, held, PIECE)
            held.seek(0)
            for record in ArchiveIterator(held, parse_http=True):
                read += 1
                wanted = record.headers.get("WARC-Payload-Digest") or ""
                if wanted.startswith("sha256:") and payload_hash(record) != wanted:
                    uri = record.headers.get("WARC-Target-URI", "")
                    problems.append(f"{name}: the record of {uri} does not have the hash that it states")
    except DAMAGE as error:
        problems.append(f"{name}: damaged after {read} records ({error})")
    return read


def payload_hash(record: Any) -> str:  # noqa: ANN401
    """The hash of what a record holds, read in pieces; empty for more than a record may hold."""
    hashed, size = hashlib.sha256(), 0
    while piece := record.reader.read(PIECE):
        hashed.update(piece)
        size += len(piece)
        if size > LARGEST_RECORD:
            return ""
    return f"sha256:{hashed.hexdigest()}"


def custody(archive: zipfile.ZipFile, manifest: Manifest, head: str | None, problems: list[str]) -> str | None:
    """The head of the custody log in a package of ours, its chain checked; None for packages of others."""
    if LOG not in archive.namelist():
        if head is not None:
            problems.append(f"{LOG}: missing, so that no head can be checked")
        return None
    with tempfile.TemporaryDirectory() as folder:
        log = Log(Path(folder) / "custody.jsonl")
        with archive.open(LOG) as member, log.path.open("wb") as out:
            shutil.copyfileobj(member, out, PIECE)
        problems += [f"{LOG}{problem.removeprefix(str(log.path))}" for problem in log.problems(head)]
        found = log.head()
    if manifest.custodyHead != found:
        problems.append(f"{LOG}: its head is {found}, in the manifest it is {manifest.custodyHead}")
    return found
