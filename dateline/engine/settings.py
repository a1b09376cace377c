"""Settings: flag, then environment `DATELINE_*`, then the case's `dateline.toml`, then the user's config."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, TypedDict

import msgspec
from msgspec import Meta, Struct

from dateline.model.errors import UsageError
from dateline.model.policy import Policy
from dateline.tables.columns import Field

NAME = "dateline.toml"


class SettingsError(UsageError):
    """A setting is unknown or has the wrong type; names file and key."""


Prefilter = Literal["archives", "all", "none"]
"""Which pages are read only when a quick look finds reason to."""
Engine = Literal["process", "local", "ray"]


class BuildFlags(TypedDict, total=False):
    """Settings that a single build may have otherwise; None counts as not given."""

    workers: int | None
    prefilter: Prefilter | None
    executor: Engine | None
    address: str | None
    exchange: str | None
    memory: str | None
    spill: str | None


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """How a case is built."""

    #: reading processes; unset chooses by the number of pages, 0 reads in this process, without a deadline
    workers: Annotated[int, Meta(ge=0)] | None = None
    #: what runs the reading: `process`, processes of this machine that can be killed; `local`, this process; `ray`, a
    #: Ray cluster
    executor: Engine = "process"
    address: str | None = None  #: of the Ray cluster, as `host:port`; unset starts one of this machine alone
    #: folder or fsspec address that every machine of the cluster reaches, for shards on their way; unset: `shards` in
    #: the case
    exchange: str | None = None
    max_bytes: Annotated[int, Meta(ge=1)] = 20_000_000  #: larger files are listed and not read
    max_nodes: Annotated[int, Meta(ge=1)] = 300_000  #: HTML pages of more nodes are listed and not read
    max_characters: Annotated[int, Meta(ge=1)] = 1_000_000  #: longer texts are listed and not read
    max_pages: Annotated[int, Meta(ge=1)] = 300  #: longer PDFs are listed and not read
    max_unpacked: Annotated[int, Meta(ge=1)] = 50_000_000  #: DOCX files whose text unpacks to more bytes are listed
    max_members: Annotated[int, Meta(ge=1)] = 50_000  #: tables and mailboxes of more records are listed and not read
    max_archive: Annotated[int, Meta(ge=1)] = 10_000_000_000  #: larger archives are listed; so much of one is unpacked
    max_ratio: Annotated[int, Meta(ge=1)] = 200  #: archives that unpack to more than so many times their size are bombs
    max_depth: Annotated[int, Meta(ge=0)] = 4  #: archives in more archives than that are listed
    max_entries: Annotated[int, Meta(ge=1)] = 1_000_000  #: how many members or records of one archive are read
    delay_seconds: Annotated[float, Meta(ge=0)] = 1.0  #: the least time between two requests to one host of the web
    #: what tables call their columns, as a section: `[columns]`, then `text = "article_body"`; it ranks above the
    #: names that are known anyway
    columns: dict[Field, str] | None = None
    #: which pages go through a quick look that decides whether they are read: those of bulk `archives` (WARC, ARC),
    #: `all` or `none`; docs/prefilter.md
    prefilter: Prefilter = "archives"
    #: how long one page may take in a process before it is listed and tried again by the next build
    deadline_seconds: Annotated[int, Meta(ge=1)] = 120
    #: by which rule tables of events sum deaths up where reports differ, but for acled and ucdp, which have their own;
    #: the record keeps every number and all rules
    policy: Policy = "ibc_minmax"
    #: how many dead the export in ACLED's form writes for 'several', 'a few', 'some', which are no number
    several: Annotated[int, Meta(ge=0)] = 0
    #: how much memory a process may take for one page before the page is listed and tried again; Linux heeds it
    max_memory_mb: Annotated[int, Meta(ge=300)] = 2_000
    #: how much memory linking may take, as `4GB` or `800MB`; what needs more goes through files in the case. Unset:
    #: as much as it needs, and one page more is then linked in seconds, for which memory keeps what was found before
    memory: Annotated[str, Meta(pattern=r"^[0-9]+ ?(MB|GB|mb|gb)$")] | None = None
    spill: str | None = None  #: the folder for these files; unset: `spill` in the case


def user_config() -> Path:
    """Where the user's own settings live, by the XDG convention."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "dateline" / NAME


def user_gazetteer() -> Path:
    """The user's gazetteer layer, shared by all cases; may be absent."""
    base = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "dateline" / "gazetteer.sqlite"


def load_settings(case: Path, flags: Mapping[str, object]) -> Settings:
    """The settings of a case; a flag of None counts as not given. Raises SettingsError."""
    given: dict[str, object] = {}
    for path in (user_config(), case / NAME):
        if path.is_file():
            given |= read_file(path)
    given |= {
        name: os.environ[f"DATELINE_{name.upper()}"]
        for name in Settings.__struct_fields__
        if f"DATELINE_{name.upper()}" in os.environ
    }
    given |= {name: value for name, value in flags.items() if value is not None}
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        where = "flags, DATELINE_* variables, the case's dateline.toml and the user's"
        raise SettingsError(f"settings of {case} ({where}): {error}; see docs/reference/settings.md") from error


def read_file(path: Path) -> dict[str, object]:
    """The keys of one settings file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise SettingsError(f"{path}: {error}; mend the file or delete it") from error
