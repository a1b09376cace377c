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
LATER = ("linking", "store")
SIFTING = ("document/sift.py", "document/quick_text.py", "tables/sifting.py", "model/sifting.py")
"""What only sifting depends on: a change of it, or of its table of words, reads no page again."""
SIFTED_BY = ("document/language.py", "document/decode.py", "tables/segments.py", "tables/languages.py")
SIFT_TABLES = ("sift_words.tsv", "actors.tsv", "countries.tsv", "segment_words.tsv", "languages.tsv")

LINKING_TABLES = frozenset({"copy_words", "count_words", "word_forms", "word_kin", "word_rarity", "wording_weights"})
"""Tables that only linking opens: a change there reads no page again."""
OUTER_TABLES = frozenset({"coded_columns", "coded_precisions", "coded_words", "report_words", "sift_words"}) | {
    f"export_{name}"
    for name in (
        *("acled", "countries", "csv", "governments", "hxl", "kin", "name_words", "parties", "plover"),
        *("plover_types", "precision", "ucdp", "xlsx"),
    )
}
"""Tables that neither reading nor linking opens: a change there makes no difference to the record. Every other table
counts for both (tests/engine/test_digest.py finds out who opens which)."""

ROOT = Path(str(dateline.__file__)).parent


@cache
def work_digest(limits: Limits, *layers: Path | None) -> str:
    """SHA-256 over the source of the stages that read a page, their tables, gazetteer layers, models and limits."""
    models = f"{model_digest()} py3langid {version('py3langid')}"
    tables = tables_digest(LINKING_TABLES | OUTER_TABLES)
    digest = hashlib.sha256(f"{tables} {models} {limits}".encode())
    _add_sources(digest, STAGES)
    digest.update((ROOT / "engine" / "pages.py").read_bytes())
    for layer in (ROOT / "data" / "gazetteer.sqlite", *layers):
        digest.update(b"" if layer is None else hashlib.sha256(layer.read_bytes()).digest())
    return digest.hexdigest()


@cache
def record_digest(work: str) -> str:
    """SHA-256 over the work's digest, the source of what links and stores it, and its tables: what is kept holds so."""
    digest = hashlib.sha256(f"{work} {tables_digest(OUTER_TABLES)}".encode())
    _add_sources(digest, LATER)
    return digest.hexdigest()


@cache
def sift_digest() -> str:
    """SHA-256 over the rules and words by which pages are sifted: a verdict holds under no other."""
    models = " ".join(f"{name} {version(name)}" for name in ("py3langid", "resiliparse"))
    digest = hashlib.sha256(models.encode())
    for path in (*SIFTING, *SIFTED_BY, *(f"data/{name}" for name in SIFT_TABLES)):
        digest.update(path.encode() + b"\0" + (ROOT / path).read_bytes())
    return digest.hexdigest()


@cache
def installed_digest() -> str:
    """SHA-256 over the whole package, its tables and the models that it wants: what machines must have in common."""
    digest = hashlib.sha256(f"{version('spacy')} py3langid {version('py3langid')}".encode())
    for path in sorted(path for path in ROOT.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _add_sources(digest: hashlib._Hash, stages: tuple[str, ...]) -> None:
    apart = {ROOT / path for path in SIFTING}
    for path in sorted(p for stage in stages for p in (ROOT / stage).rglob("*.py") if p not in apart):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
