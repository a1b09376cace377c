"""A WACZ 1.1.1: captures in a WARC with index and pages, the custody log, a manifest, and its signature."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO

from msgspec import Struct

from dateline.archive.handed import Handed, Line, Writer
from dateline.archive.signing import Signer
from dateline.archive.vault import VaultError

WARC = "data.warc.gz"
MANIFEST, DIGEST = "datapackage.json", "datapackage-digest.json"
LOG = "custody/custody.jsonl"
SPEC, SIGNING = "1.1.1", "0.1.0"
# The moment that ZIP knows as its first; the true one stands in the manifest.
EPOCH = (1980, 1, 1, 0, 0, 0)


class Packed(Struct, frozen=True):
    """What was written, and what could not be, with the reason."""

    sha256: str
    captures: int
    left_out: tuple[str, ...]


class Package(Struct, frozen=True, kw_only=True):
    """What a package is made of: its title, what made it, when, and the log whose head goes into the manifest.

    `log` is None where the log itself stays: it names pages that are not handed on.
    """

    title: str
    software: str
    at: str
    log: Path | None
    head: str


def write(
    package: Package, handed: Iterable[Handed], blob: Callable[[str], bytes], signer: Signer, out: BinaryIO
) -> Packed:
    """Write the package to `out`; a capture whose blob is gone or altered is left out and named."""
    with tempfile.TemporaryFile() as warc, tempfile.TemporaryFile() as whole:
        writer, left_out = records(package, handed, blob, warc)
        warc.seek(0)
        with zipfile.ZipFile(whole, "w") as archive:
            parts = Parts(archive)
            parts.add(f"archive/{WARC}", warc, zipfile.ZIP_STORED)
            parts.add_text("indexes/index.cdx", index(writer.lines))
            parts.add_text("pages/pages.jsonl", pages(writer.lines))
            if package.log is not None:
                with package.log.open("rb") as log:
                    parts.add(LOG, log)
            manifest = manifest_of(package, parts.resources)
            parts.add_text(MANIFEST, manifest)
            parts.add_text(DIGEST, signed(manifest, package, signer))
        whole.seek(0)
        hashed = Hashed(out)
        shutil.copyfileobj(whole, hashed)
    return Packed(hashed.sha256.hexdigest(), len(writer.lines), tuple(left_out))


def records(
    package: Package, handed: Iterable[Handed], blob: Callable[[str], bytes], warc: IO[bytes]
) -> tuple[Writer, list[str]]:
    """The records of every capture that is whole, and a sentence about each that is not."""
    writer, left_out = Writer(warc, WARC, package.software), []
    writer.begin(package.at)
    for one in handed:
        try:
            writer.add(one, blob)
        except VaultError as error:
            left_out.append(f"{one.capture.path}: {error}")
    return writer, left_out


def index(lines: list[Line]) -> str:
    """The index of the WARC (CDXJ), sorted."""
    return "".join(f"{line.key} {line.time} {line.fields}\n" for line in sorted(lines))


def pages(lines: list[Line]) -> str:
    """The list of pages, in the order of the WARC."""
    head = json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "All Pages"})
    return "".join(f"{line}\n" for line in [head, *(line.page for line in lines)])


def manifest_of(package: Package, resources: list[dict[str, object]]) -> str:
    """The manifest: every file of the package with its hash, and the head of the custody log."""
    return json.dumps(
        {
            "profile": "data-package",
            "wacz_version": SPEC,
            "title": package.title,
            "created": utc(package.at),
            "software": package.software,
            "custodyHead": package.head,
            "resources": resources,
        },
        indent=1,
        ensure_ascii=False,
    )


def signed(manifest: str, package: Package, signer: Signer) -> str:
    """The hash of the manifest, and the signature over it."""
    digest = f"sha256:{hashlib.sha256(manifest.encode()).hexdigest()}"
    data = {
        "hash": digest,
        "created": utc(package.at),
        "software": package.software,
        "version": SIGNING,
        "signature": signer.sign(digest),
        "publicKey": signer.public_key,
    }
    return json.dumps({"path": MANIFEST, "hash": digest, "signedData": data}, indent=1)


def utc(at: str) -> str:
    """An ISO time of UTC in the form of the specification."""
    return f"{datetime.fromisoformat(at):%Y-%m-%dT%H:%M:%SZ}"


class Parts:
    """Adds files to a package and keeps their hashes."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Nothing added yet."""
        self._archive = archive
        self.resources: list[dict[str, object]] = []

    def add(self, path: str, source: IO[bytes], how: int = zipfile.ZIP_DEFLATED) -> None:
        """Add what `source` holds from where it stands."""
        info = zipfile.ZipInfo(path, EPOCH)
        info.compress_type = how
        with self._archive.open(info, "w", force_zip64=True) as member:
            hashed = Hashed(member)
            shutil.copyfileobj(source, hashed)
        name = path.rpartition("/")[2]
        digest = f"sha256:{hashed.sha256.hexdigest()}"
        self.resources.append({"name": name, "path": path, "hash": digest, "bytes": hashed.size})

    def add_text(self, path: str, text: str) -> None:
        """Add a text in UTF-8."""
        with tempfile.SpooledTemporaryFile(max_size=10_000_000) as held:
            held.write(text.encode())
            held.seek(0)
            self.add(path, held)


class Hashed:
    """A file for writing that hashes what passes."""

    def __init__(self, out: IO[bytes]) -> None:
        """Writes to `out`."""
        self._out = out
        self.sha256, self.size = hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write and hash."""
        self.sha256.update(data)
        self.size += len(data)
        return self._out.write(data)
