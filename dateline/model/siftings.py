"""What sifting a bulk archive gives: the manifest that lies beside the pages that were kept."""

from __future__ import annotations

from msgspec import Struct


class SiftedFile(Struct, frozen=True, kw_only=True):
    """An archive that went in."""

    address: str  #: its path or address
    size: int  #: its bytes


class SiftedShard(Struct, frozen=True, kw_only=True):
    """A file of kept pages."""

    name: str  #: its path within the folder
    sha256: str  #: of its bytes
    pages: int  #: how many pages it holds
    source: str  #: the archive that they come from
    start: int  #: the first byte of that archive's range
    end: int  #: the byte behind it


class Sifted(Struct, frozen=True, kw_only=True):
    """What came of sifting archives; the same archives under the same words and rules give the same."""

    sieve: str  #: digest of the words and rules
    files: tuple[SiftedFile, ...]  #: the archives that went in
    pages: int  #: the pages in them
    kept: int  #: pages that were kept
    passed: dict[str, int]  #: pages that were passed over, by reason, the most first
    no_pages: dict[str, int]  #: records that hold no page, by what they are, the most first
    failures: tuple[str, ...]  #: records and ranges that could not be read, with the reason
    shards: tuple[SiftedShard, ...]  #: the files of kept pages
    sample: int  #: pages of `rejects-sample.warc.gz`: of those passed over, other languages apart
