"""Checking a store against itself: renditions against their hashes, quotes against their renditions."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from dateline.model.span import Rendition
from dateline.store.ledger import CarriedRow
from dateline.store.query import Query
from dateline.store.rows import StoredEvidence, text_digest
from dateline.store.store import Store
from dateline.values.carrying import is_same


class Problem(Struct, frozen=True):
    """One thing that is not as it was stored: where, and what is wrong."""

    where: str
    what: str


class StoreCheck(Struct, frozen=True):
    """How many renditions and quotes were checked, and what was wrong."""

    renditions: int
    quotes: int
    problems: tuple[Problem, ...]


class Quote(Struct, frozen=True):
    """A quote as stored, and whose it is."""

    owner: str
    evidence: StoredEvidence


def verify_store(store: Store) -> StoreCheck:
    """Hash every rendition again and cut every quote of reports, claims, figures and source edges again."""
    problems = [Problem(str(store.path), said) for said in structure(store.query)]
    texts: dict[str, str] = {}
    for item, text, problem in renditions(store.query):
        texts[item] = text
        if problem is not None:
            problems.append(problem)
    checked = 0
    for quote in quotes(store.query):
        checked += 1
        if isinstance(quote, Problem):
            problems.append(quote)
            continue
        found = texts.get(quote.evidence.rendition, "")[quote.evidence.start : quote.evidence.end]
        if found != quote.evidence.quote:
            problems.append(
                Problem(quote.owner, f"{place(quote.evidence)} reads {found!r}, stored was {quote.evidence.quote!r}")
            )
    for row in store.carried():
        checked += 1
        problems += carried_wrongly(row, texts)
    return StoreCheck(len(texts), checked, tuple(problems))


def carried_wrongly(row: CarriedRow, texts: dict[str, str]) -> list[Problem]:
    """What is wrong with a run that was carried over to a later rendition."""
    if row.into_start is None or row.into_end is None:
        return []
    old, new = texts.get(row.rendition, "")[row.start : row.end], texts.get(row.into, "")[row.into_start : row.into_end]
    if is_same(old, new, row.how):
        return []
    return [Problem(f"{row.rendition} {row.start}:{row.end}", f"was carried over to {new!r}, which is not {old!r}")]


def structure(query: Query) -> list[str]:
    """What SQLite finds wrong with the file itself."""
    return [row[0] for row in query.rows("PRAGMA integrity_check(20)") if row[0] != "ok"]


def place(evidence: StoredEvidence) -> str:
    """Rendition and offsets."""
    return f"{evidence.rendition} {evidence.start}:{evidence.end}"


def renditions(query: Query) -> Iterator[tuple[str, str, Problem | None]]:
    """Id and text of every rendition, and what is wrong with it."""
    for row in query.rows("SELECT * FROM renditions ORDER BY id"):
        where = f"rendition {row['id']}"
        try:
            text = zlib.decompress(row["text"]).decode("utf-8", "surrogatepass")
        except (zlib.error, UnicodeDecodeError) as error:
            yield row["id"], "", Problem(where, f"cannot be unpacked: {error}")
            continue
        made = Rendition.make(text, blob=row["blob"], extractor=row["extractor"])
        same = text_digest(text) == row["sha256"] and made.id == row["id"]
        yield row["id"], text, None if same else Problem(where, "its text does not have the stored hash")


def quotes(query: Query) -> Iterator[Quote | Problem]:
    """Every stored quote, and the cells that hold none any more."""
    for table in ("claims", "figures"):
        columns = "id, rendition, evidence_start, evidence_end, quote"
        for row in query.rows(f"SELECT {columns} FROM {table} WHERE rendition IS NOT NULL ORDER BY id"):
            evidence = StoredEvidence(row["rendition"], row["evidence_start"], row["evidence_end"], row["quote"])
            yield Quote(f"{table[:-1]} {row['id']}", evidence)
    for row in query.rows("SELECT id, evidence FROM reports ORDER BY ordinal, id"):
        yield from listed(f"report {row['id']}", row["evidence"])
    for row in query.rows("SELECT source, target, evidence FROM source_edges ORDER BY ordinal"):
        yield from listed(f"source edge {row['source']} to {row['target']}", row["evidence"])


def listed(owner: str, cell: str) -> Iterator[Quote | Problem]:
    """The quotes of a JSON cell, or that it holds none."""
    try:
        held = msgspec.json.decode(cell, type=tuple[StoredEvidence, ...])
    except msgspec.DecodeError as error:
        yield Problem(owner, f"its evidence cannot be read: {error}")
        return
    for evidence in held:
        yield Quote(owner, evidence)
