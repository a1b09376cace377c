"""The vault: blobs by their SHA-256, compressed, written once, never to be written again."""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from dateline.model.errors import DatelineError

READ_ONLY = 0o444
NAMED = re.compile(r"[0-9a-f]{62}\.gz")


class VaultError(DatelineError):
    """A blob is missing or altered, or could not be written; names the file and what to do."""


class Vault:
    """A folder of blobs. Equal bytes are kept once; what is there is never written again."""

    def __init__(self, folder: Path) -> None:
        """A vault at `folder`, which is made at the first write."""
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Where the blob with this digest lies."""
        return self.folder / digest[:2] / f"{digest[2:]}.gz"

    def put(self, data: bytes) -> str:
        """Keep the bytes and return their SHA-256. Raises VaultError when the disk refuses."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as out:
                out.write(gzip.compress(data, mtime=0))
                out.flush()
                os.fsync(out.fileno())
            part.chmod(READ_ONLY)
            part.replace(path)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise VaultError(f"{path}: {error.strerror}; make room or permit writing there, then add again") from error
        return digest

    def get(self, digest: str) -> bytes:
        """The bytes with this digest. Raises VaultError when they are gone or altered."""
        path = self.path(digest)
        try:
            data = gzip.decompress(self._packed(digest))
        except (OSError, EOFError, zlib.error) as error:
            raise VaultError(f"{path}: cannot be read ({error}); restore it from a backup") from error
        if hashlib.sha256(data).hexdigest() != digest:
            raise VaultError(f"{path}: altered since it was archived; restore it from a backup")
        return data

    def file_digest(self, digest: str) -> str:
        """SHA-256 of the file that holds a blob: a flipped bit can leave what a file unpacks to as it was."""
        return hashlib.sha256(self._packed(digest)).hexdigest()

    def digests(self) -> Iterator[str]:
        """The digests of all blobs, in order."""
        for path in sorted(self.folder.glob("??/*.gz")):
            yield path.parent.name + path.stem

    def strangers(self) -> list[Path]:
        """What lies in the vault and is no blob, in order; what a stopped `add` left half written is left out."""
        found = (path for path in self.folder.rglob("*") if not path.is_dir() and path.suffix != ".part")
        return sorted(path for path in found if len(path.parent.name) != 2 or NAMED.fullmatch(path.name) is None)

    def _packed(self, digest: str) -> bytes:
        path = self.path(digest)
        try:
            return path.read_bytes()
        except FileNotFoundError as error:
            raise VaultError(f"{path}: the archived page is gone; restore it from a backup") from error
        except OSError as error:
            raise VaultError(f"{path}: cannot be read ({error}); restore it from a backup") from error
