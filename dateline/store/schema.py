"""The tables of a case. Lists inside a record are JSON; whatever is filtered, joined or verified is a column.

Appended, never deleted: captures, renditions, judgements, ledger. Brought up to date by each build in one transaction:
documents, reports, claims, figures, events and what ties them; the full-text index follows the documents.
Changing a table needs a migration beside
`migrations/versions/v0001_first.py`; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import DDL, Column, Float, Index, Integer, LargeBinary, MetaData, Table, event

from dateline.store import browsing_tables, practice_tables
from dateline.store.columns import blob, evidence, flag, key, maybe, number, real, text, to
from dateline.store.index_columns import CREATE

metadata = MetaData()

meta = Table("meta", metadata, key("name"), text("value"))

captures = Table(
    "captures",
    metadata,
    key(),
    text("blob"),
    text("path"),
    maybe("url"),
    maybe("captured_at"),
    maybe("media"),
    number("size"),
    *map(maybe, ("headers", "announced", "location")),
    Column("added", Integer, nullable=False, server_default="0"),
)

visits = Table("visits", metadata, key("url"), text("at"), maybe("etag"), maybe("modified"))
"""When an address was asked last, and what its server said by which a later request can ask for changes only."""

renditions = Table(
    "renditions",
    metadata,
    key(),
    text("blob"),
    text("extractor"),
    text("sha256"),
    Column("text", LargeBinary, nullable=False),
)

carried = Table(
    "carried",
    metadata,
    to("rendition", "renditions.id", primary_key=True),
    number("start", primary_key=True),
    number("end", primary_key=True),
    to("into", "renditions.id", primary_key=True),
    Column("into_start", Integer, nullable=True),
    Column("into_end", Integer, nullable=True),
    text("how"),
)
"""Where a run of a rendition stands in a later one of the same blob; no place, and the reason, where it is lost."""

work = Table(
    "work",
    metadata,
    to("capture", "captures.id", primary_key=True),
    text("digest"),
    Column("documents", LargeBinary, nullable=False),
)

shards = Table("shards", metadata, key(), *map(text, ("inputs", "work", "outcome")), number("jobs"), number("failures"))
"""Which shards are done: what went in, by which code and tables, what came out."""

failures = Table("failures", metadata, key("path"), key("stage"), maybe("capture"), text("reason"))

sifted = Table(
    "sifted",
    metadata,
    to("capture", "captures.id", primary_key=True),
    text("digest"),
    flag("keep"),
    text("reason"),
    Column("score", Float, nullable=False),
    text("words"),
    Index("sifted_by_reason", "keep", "reason"),
)
"""What a quick look at a page of a bulk archive decided in the last build, under the digest of its rules and words."""

judgements = Table(
    "judgements",
    metadata,
    number("number", primary_key=True),
    text("decision"),
    *map(maybe, ("capture", "quote", "field", "value")),
    text("made_by"),
    text("made_at"),
    text("why"),
    Column("act", Integer, nullable=True),
    maybe("seen"),
    Index("judgements_of_capture", "capture"),
    Index("judgements_of_act", "act"),
    Index("judgements_of_person", "made_by", "act"),
)
"""`act`: what was judged by one act shares it. `seen`: what there was to see of the event then."""

review = Table(
    "review",
    metadata,
    key("event"),
    text("state"),
    maybe("made_by"),
    maybe("made_at"),
    Column("judgement", Integer, nullable=True),
    maybe("news"),
    flag("open"),
    Column("priority", Float, nullable=False),
    text("reasons"),
    text("label"),
    Index("review_by_priority", "open", "priority", "event"),
    Index("review_by_state", "state"),
)
"""One row for each event, also for one that was rejected and is gone: what was decided, and why to look at it."""

ledger = Table(
    "ledger",
    metadata,
    number("number", primary_key=True),
    *map(text, ("event", "type", "capture", "quote")),
    number("ordinal"),
    text("digest"),
    number("revision"),
    Index("ledger_of_event", "event"),
)

keepsakes = Table("keepsakes", metadata, key("name"), text("digest"), blob("content"))
sketches = Table("sketches", metadata, key("document"), blob("content"))
"""What a build leaves to the next one; a case without them is built as well, only slower."""

tombstones = Table("tombstones", metadata, key(), maybe("replaced_by"))

documents = Table(
    "documents",
    metadata,
    key(),
    number("ordinal"),
    to("capture", "captures.id", nullable=True),
    maybe("path"),
    maybe("url"),
    maybe("captured_at"),
    to("rendition", "renditions.id"),
    maybe("title"),
    maybe("publisher"),
    maybe("agency"),
    maybe("byline"),
    maybe("language"),
    text("language_basis"),
    maybe("unread"),
    maybe("earliest"),
    maybe("latest"),
    text("published"),
    text("segments"),
    text("mentions"),
    maybe("masthead"),
    maybe("main_report"),
    maybe("stamp"),
    Index("documents_of_capture", "capture"),
    Index("documents_of_publisher", "publisher", "latest", "earliest", "ordinal", "agency", "id"),
)

reports = Table(
    "reports",
    metadata,
    key(),
    to("document", "documents.id"),
    number("ordinal"),
    text("type"),
    maybe("mode"),
    text("status"),
    text("level"),
    maybe("part_of"),
    flag("background"),
    text("happened"),
    text("place"),
    text("initiators"),
    text("targets"),
    text("victims"),
    text("weapons"),
    maybe("alternative_group"),
    text("figures"),
    text("attribution"),
    text("certainty"),
    text("evidence"),
    text("tags"),
    maybe("acled_event"),
    maybe("acled_sub_event"),
    maybe("plover"),
    maybe("plover_mode"),
    Index("reports_of_document", "document"),
)

claims = Table(
    "claims",
    metadata,
    to("report", "reports.id", primary_key=True),
    number("ordinal", primary_key=True),
    text("id"),
    text("field"),
    text("value"),
    *evidence(nullable=True),
    text("attribution"),
    text("stance"),
    text("certainty"),
    text("basis"),
    text("method"),
    Index("claims_by_id", "id"),
)

figures = Table(
    "figures",
    metadata,
    to("document", "documents.id", primary_key=True),
    number("ordinal", primary_key=True),
    text("id"),
    number("span_start"),
    number("span_end"),
    text("text"),
    real("low"),
    real("best"),
    real("high"),
    text("modifier"),
    maybe("vague_class"),
    maybe("unit"),
    maybe("counted"),
    maybe("outcome"),
    text("party"),
    maybe("population"),
    text("measure"),
    text("period"),
    text("scope"),
    maybe("part_of"),
    text("attribution"),
    *evidence(nullable=False),
)

events = Table(
    "events",
    metadata,
    key(),
    number("revision"),
    text("type"),
    text("status"),
    flag("contested"),
    text("level"),
    maybe("part_of"),
    maybe("earliest"),
    maybe("latest"),
    maybe("precision"),
    maybe("place_name"),
    maybe("country"),
    maybe("admin1"),
    real("latitude"),
    real("longitude"),
    real("radius_km"),
    maybe("place_precision"),
    maybe("initiators"),
    maybe("targets"),
    text("grade"),
    number("document_count"),
    number("publisher_count"),
    number("claimant_count"),
    text("happened"),
    text("place"),
    text("documents"),
    text("publishers"),
    text("claimants"),
    text("values"),
    *map(maybe, ("unnamed", "admissions", "estimates", "proposed")),
    Index("events_by_time", "earliest"),
    Index("events_by_type", "type"),
)

event_reports = Table(
    "event_reports",
    metadata,
    to("event", "events.id", primary_key=True),
    number("ordinal", primary_key=True),
    to("report", "reports.id"),
    Index("event_of_report", "report"),
)

event_claims = Table(
    "event_claims",
    metadata,
    to("event", "events.id", primary_key=True),
    number("ordinal", primary_key=True),
    text("claim"),
)

disagreements = Table(
    "disagreements",
    metadata,
    number("ordinal", primary_key=True),
    text("event"),
    text("field"),
    text("relation"),
    text("claims"),
    text("says"),
    Index("disagreements_of_event", "event"),
)

series = Table(
    "series",
    metadata,
    number("ordinal", primary_key=True),
    text("outcome"),
    maybe("population"),
    text("party"),
    text("measure"),
    maybe("scope"),
    text("points"),
)

source_edges = Table(
    "source_edges",
    metadata,
    number("ordinal", primary_key=True),
    text("source"),
    text("target"),
    text("relation"),
    text("evidence"),
)

indexed = Table(
    "indexed",
    metadata,
    number("number", primary_key=True),
    text("document"),
    text("digest"),
    Index("indexed_by_document", "document"),
)
"""Which document each row of the full-text index is of, and the digest of what the row was made from."""

practice_tables.add_to(metadata)

event.listen(metadata, "after_create", DDL(CREATE))  # type: ignore[no-untyped-call]
for statement in browsing_tables.CREATE:
    event.listen(metadata, "after_create", DDL(statement))  # type: ignore[no-untyped-call]
