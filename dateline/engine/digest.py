"""Which code, tables and model made a piece of work: finished work is reused only under the same digest."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import dateline
from dateline.archive.limits import Limits
from dateline.tables.models import model_digest
from dateline.tables.rows import tables_digest

STAGES = ("model", "tables", "values", "document", "reading", "events")


@cache
def work_digest(limits: Limits, *layers: Path | None) -> str:
    """SHA-256 over the source of the stages that read a page, tables, gazetteer layers, models and limits."""
    root = Path(str(dateline.__file__)).parent
    models = f"{model_digest()} py3langid {version('py3langid')}"
    digest = hashlib.sha256(f"{tables_digest()} {models} {limits}".encode())
    for path in sorted(p for stage in STAGES for p in (root / stage).rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    for layer in (root / "data" / "gazetteer.sqlite", *layers):
        digest.update(b"" if layer is None else hashlib.sha256(layer.read_bytes()).digest())
    return digest.hexdigest()
