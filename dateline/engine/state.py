"""What a worker keeps loaded between jobs, each part when it is first needed."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.archive.vault import Vault
from dateline.engine.profile import LOADING
from dateline.values.stopwatch import Stopwatch

if TYPE_CHECKING:
    from dateline.document.sift import Sieve
    from dateline.engine.reader import Reader
    from dateline.tables.load import Tables


class Setup(Struct, frozen=True):
    """What every job of a worker has in common, as plain data that goes to any machine."""

    limits: Limits = Limits()  #: how much of a page is read
    vault: str = ""  #: the folder of the blobs, where the worker shares a disk with the case
    project: str | None = None  #: the case's layer of the gazetteer
    user: str | None = None  #: the user's
    profile: bool = False  #: whether jobs tell how long their stages took
    memory_mb: int = 2_000  #: what one job may take; a process with model and tables has 210 MB


class State:
    """One worker's: loaded once, however many jobs there are."""

    def __init__(self, setup: Setup) -> None:
        """Nothing is loaded yet."""
        self.setup = setup
        self.watch = Stopwatch(on=setup.profile)

    @property
    def layers(self) -> tuple[Path | None, Path | None]:
        """The case's and the user's layers of the gazetteer."""
        project, user = self.setup.project, self.setup.user
        return None if project is None else Path(project), None if user is None else Path(user)

    @cached_property
    def reader(self) -> Reader:
        """The parser with its tables."""
        from dateline.engine.reader import Reader

        with self.watch.part(LOADING):
            return Reader.load(*self.layers)

    @property
    def tables(self) -> Tables:
        """The tables without the parser, unless that is there already."""
        return self.reader.tables if "reader" in self.__dict__ else self._tables

    @cached_property
    def sieve(self) -> Sieve:
        """What sifting looks up."""
        from dateline.document.sift import load_sieve

        return load_sieve()

    @property
    def vault(self) -> Vault:
        """The blobs, where they are within reach."""
        return Vault(Path(self.setup.vault))

    @cached_property
    def _tables(self) -> Tables:
        from dateline.tables.load import load

        return load(*self.layers)
