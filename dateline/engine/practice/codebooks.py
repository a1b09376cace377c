"""The codebook in force: from which judgement on people decide by which version of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.engine.judging import next_number
from dateline.engine.practice.recording import recording
from dateline.model.errors import UsageError
from dateline.model.practice import Codebook
from dateline.store import practice

if TYPE_CHECKING:
    from dateline.engine.case import Case


class CodebookError(UsageError):
    """A codebook without a name or version."""


def set_codebook(case: Case, name: str, version: str, *, by: str) -> Codebook:
    """Put a version of a codebook in force for every judgement from now on; raises CodebookError without either."""
    if not name.strip() or not version.strip():
        raise CodebookError("a codebook needs a name and a version: dateline codebook CASE NAME VERSION")
    with recording(case):
        made = Codebook(
            number=practice.next_number(case.store.query, Codebook),
            name=name.strip(),
            version=version.strip(),
            since=next_number(case),
            by=by,
            at=case.now(),
        )
        practice.append(case.store, [made])
    return made


def codebooks(case: Case) -> tuple[Codebook, ...]:
    """Every version that was put in force, in order."""
    return practice.read(case.store.query, Codebook)


def in_force(known: Sequence[Codebook], judgement: int) -> Codebook | None:
    """The version by which a judgement was made; None for one that is older than the first."""
    return next((one for one in reversed(known) if one.since <= judgement), None)
