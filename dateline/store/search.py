"""Searching the documents of a case in every language: ranked hits, each with the passage that it is found in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.model.span import Evidence, Span
from dateline.store.asking import Wish, expression, wish
from dateline.store.document_listing import UNKNOWN, DocumentRow, document_rows, publishers_like
from dateline.store.index_columns import ANY, BESIDE_IT, COLUMNS, INDEX, OF_THE_STORY, ROLES, WEIGHTS
from dateline.store.listing import Condition, joined
from dateline.store.passages import Passage, passage_of
from dateline.store.query import Query
from dateline.store.records import from_json
from dateline.store.rows import StoredEvidence, StoredSegment

DOCUMENTS = "JOIN indexed ON indexed.number = {number} JOIN documents ON documents.id = indexed.document"
"""From a row of the index to its document."""


class Hit(Struct, frozen=True, kw_only=True):
    """One document in which the words were found, and where."""

    document: DocumentRow  #: the document
    role: str  #: role of the segment that the passage is from
    start: int  #: first character of the passage, in code points of the rendition
    end: int  #: the character after the last one
    quote: str  #: the exact characters at start:end
    marks: tuple[Span, ...]  #: where in the rendition the words stand
    events: tuple[str, ...]  #: events whose evidence lies in the passage


class Found(Struct, frozen=True, kw_only=True):
    """The best hits, how many documents have the words, and what there is to say about the search."""

    hits: tuple[Hit, ...]  #: the best ones first
    existing: int  #: documents that have what was asked for
    notes: tuple[str, ...]  #: words that were left out, filters that match nothing, documents that only mention them


def search(query: Query, words: str, limit: int) -> Found:
    """The documents that have these words, at most `limit` of them, best first; no query is an error."""
    asked = wish(words)
    notes = [f"{asked.left_out} more words than are looked for at once were left out"] if asked.left_out else []
    if not asked.wanted:
        return Found(hits=(), existing=0, notes=(*notes, "no word to look for"))
    role = (asked.role or "").casefold()
    if role and role not in ROLES:
        return Found(hits=(), existing=0, notes=(*notes, f"no role {asked.role}; there are {', '.join(ROLES)}"))
    columns = (role,) if role and role != ANY else COLUMNS if role else OF_THE_STORY
    filters = conditions(query, asked)
    existing = how_many(query, asked, columns, filters)
    if not role:
        beside = how_many(query, asked, COLUMNS, filters) - existing
        if beside:
            notes.append(f"{beside:,} more only among {', '.join(BESIDE_IT)}, or across roles: add role:any")
    built = query.rows("SELECT (SELECT count(*) FROM documents) - (SELECT count(*) FROM indexed)")[0][0]
    if built:
        notes.append(f"{built:,} documents are not in the index yet: build the case")
    hits = best(query, asked, columns, filters, limit)
    return Found(hits=hits, existing=existing, notes=tuple(notes))


def conditions(query: Query, asked: Wish) -> tuple[Condition, ...]:
    """The filters of a query over the documents."""
    found = []
    if asked.language is not None:
        language = asked.language.casefold()
        known = Condition("language = ?", (language,), "in another language")
        found.append(Condition("language IS NULL", (), "in a known one") if language == UNKNOWN else known)
    if asked.publisher is not None:
        names = publishers_like(query, asked.publisher)
        found.append(Condition(f"publisher IN ({', '.join('?' * len(names))})", names, "of another publisher"))
    return tuple(found)


def source(asked: Wish, columns: tuple[str, ...], filters: Sequence[Condition]) -> tuple[str, list[str]]:
    """The documents that match, in SQL after FROM, and its values; their rows are only read where a filter asks."""
    tables = f"{INDEX} {DOCUMENTS.format(number=f'{INDEX}.rowid')}" if filters else INDEX
    values = [expression(asked, columns), *(value for one in filters for value in one.values)]
    return f"{tables} WHERE {INDEX} MATCH ? AND {joined(filters)}", values


def how_many(query: Query, asked: Wish, columns: tuple[str, ...], filters: Sequence[Condition]) -> int:
    """How many documents match."""
    sql, values = source(asked, columns, filters)
    return int(query.rows(f"SELECT count(*) FROM {sql}", values)[0][0])


def best(
    query: Query, asked: Wish, columns: tuple[str, ...], filters: Sequence[Condition], limit: int
) -> tuple[Hit, ...]:
    """The best documents by BM25 over the columns' weights; of equals the first by id."""
    if limit <= 0:
        return ()
    matching, values = source(asked, columns, filters)
    rank = f"round(bm25({INDEX}, {', '.join(map(str, WEIGHTS))}), 6)"
    # A common word stands in 100,000 documents: only those as good as the last of the best are fetched.
    sql = f"""WITH ranked AS MATERIALIZED (SELECT {INDEX}.rowid AS number, {rank} AS score FROM {matching}),
     worst AS (SELECT max(score) AS score FROM (SELECT score FROM ranked ORDER BY score LIMIT ?))
     SELECT documents.id, documents.rendition, documents.segments FROM ranked {DOCUMENTS.format(number="ranked.number")}
     WHERE ranked.score <= (SELECT score FROM worst) ORDER BY ranked.score, documents.id LIMIT ?"""
    found = query.rows(sql, [*values, limit, limit])
    rows = document_rows(query, [row["id"] for row in found])
    hits = []
    for row in found:
        segments = from_json(row["segments"], tuple[StoredSegment, ...])
        evidence = reported(query, row["id"])
        text = query.rendition(row["rendition"])
        passage = passage_of(text, segments, [span for span, _ in evidence], asked.wanted, columns)
        hits.append(hit(rows[row["id"]], passage, evidence))
    return tuple(hits)


def reported(query: Query, document: str) -> list[tuple[Span, str]]:
    """Where the evidence of a document's reports stands, and the event that each is for (empty for none)."""
    sql = """SELECT reports.evidence, coalesce(event_reports.event, '') AS event FROM reports
      LEFT JOIN event_reports ON event_reports.report = reports.id WHERE reports.document = ?
      ORDER BY reports.ordinal"""
    return [
        (Span(one.start, one.end), row["event"])
        for row in query.rows(sql, [document])
        for one in from_json(row["evidence"], tuple[StoredEvidence, ...])
    ]


def hit(document: DocumentRow, passage: Passage, evidence: list[tuple[Span, str]]) -> Hit:
    """A hit from its passage; the quote is cut from the rendition."""
    cut: Evidence = passage.evidence
    events = sorted({event for span, event in evidence if event and span.overlaps(cut.span)})
    return Hit(
        document=document,
        role=passage.role,
        start=cut.start,
        end=cut.end,
        quote=cut.quote,
        marks=passage.marks,
        events=tuple(events),
    )
