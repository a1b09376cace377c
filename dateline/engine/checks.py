"""`doctor`: is this installation sound?"""

from __future__ import annotations

import sys
from pathlib import Path

from msgspec import Struct

from dateline.model.errors import DatelineError
from dateline.tables.rows import tables_digest

SENTENCE = "Rebels shelled the port of Aden on Monday."


class Check(Struct, frozen=True):
    """One check: whether it passed, and what it found or how to mend it."""

    name: str
    ok: bool
    says: str


def run_checks(case: str | None) -> tuple[Check, ...]:
    """Python, tables, model and gazetteer, one sentence read, and the case when one is named."""
    checks = [python_check(), Check("tables", True, f"digest {tables_digest()[:16]}"), reading_check()]
    if case is not None:
        checks.append(case_check(Path(case)))
    return tuple(checks)


def python_check() -> Check:
    """Python 3.11 or newer."""
    version = ".".join(map(str, sys.version_info[:3]))
    return Check("python", sys.version_info >= (3, 11), f"{version} ({sys.executable})")


def reading_check() -> Check:
    """Model and gazetteer load, and a sentence gives the report that it must give."""
    from dateline.engine.reader import default_reader

    try:
        document = default_reader().read_text(SENTENCE, "2019-08-13")
    except (DatelineError, OSError) as error:
        return Check("reading", False, str(error))
    found = [(report.type, report.where.name if report.where else None) for report in document.reports]
    good = found == [("remote.shelling", "Aden")]
    said = "; ".join(f"{kind} at {place or 'no place'}" for kind, place in found) or "nothing"
    return Check("reading", good, f"a test sentence is read as {said}")


def case_check(path: Path) -> Check:
    """The case opens, and nothing in it was altered."""
    from dateline.engine.case import Case

    try:
        report = Case.open(path, create=False).verify(head=None)
    except DatelineError as error:
        return Check("case", False, str(error))
    return Check("case", not report.problems, "; ".join(report.problems) or f"{report.quotes} quotes verified")
