"""The tables of a case. Lists inside a record are JSON; whatever is filtered, joined or verified is a column.

Appended, never deleted: captures, renditions, judgements, ledger. Brought up to date by each build in one transaction:
documents, reports, claims, figures, events and what ties them; the full-text index follows the documents.
Changing a table needs a migration beside
`migrations/versions/v0001_first.py`; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    event,
)

from dateline.store.index_columns import CREATE

metadata = MetaData()


def key(name: str = "id") -> Column[str]:
    """A text primary key."""
    return Column(name, Text, primary_key=True)


def text(name: str) -> Column[str]:
    """Text that must be there."""
    return Column(name, Text, nullable=False)


def maybe(name: str) -> Column[str]:
    """Text or NULL for unknown."""
    return Column(name, Text)


def number(name: str, *, primary_key: bool = False) -> Column[int]:
    """A whole number that must be there."""
    return Column(name, Integer, primary_key=primary_key, nullable=False)


def real(name: str) -> Column[float]:
    """A number or NULL for unknown."""
    return Column(name, Float)


def flag(name: str) -> Column[bool]:
    """Yes or no."""
    return Column(name, Boolean, nullable=False)


def blob(name: str) -> Column[bytes]:
    """Bytes that must be there."""
    return Column(name, LargeBinary, nullable=False)


def to(name: str, target: str, *, nullable: bool = False, primary_key: bool = False) -> Column[str]:
    """A reference to the id of another table's row."""
    return Column(name, Text, ForeignKey(target), nullable=nullable, primary_key=primary_key)


def evidence(*, nullable: bool) -> tuple[Column[str], Column[int], Column[int], Column[str]]:
    """Where a value stands: rendition, start, end, quote."""
    return (
        to("rendition", "renditions.id", nullable=nullable),
        Column("evidence_start", Integer, nullable=nullable),
        Column("evidence_end", Integer, nullable=nullable),
        Column("quote", Text, nullable=nullable),
    )


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
)

renditions = Table(
    "renditions",
    metadata,
    key(),
    text("blob"),
    text("extractor"),
    text("sha256"),
    Column("text", LargeBinary, nullable=False),
)

work = Table(
    "work",
    metadata,
    to("capture", "captures.id", primary_key=True),
    text("digest"),
    Column("documents", LargeBinary, nullable=False),
)

failures = Table("failures", metadata, key("path"), key("stage"), maybe("capture"), text("reason"))

judgements = Table(
    "judgements",
    metadata,
    number("number", primary_key=True),
    text("decision"),
    maybe("capture"),
    maybe("quote"),
    maybe("field"),
    maybe("value"),
    text("made_by"),
    text("made_at"),
    text("why"),
)

ledger = Table(
    "ledger",
    metadata,
    number("number", primary_key=True),
    text("event"),
    text("type"),
    text("capture"),
    text("quote"),
    number("ordinal"),
    text("digest"),
    number("revision"),
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

indexed = Table("indexed", metadata, number("number", primary_key=True), text("document"), text("digest"))
"""Which document each row of the full-text index is of, and the digest of what the row was made from."""

event.listen(metadata, "after_create", DDL(CREATE))  # type: ignore[no-untyped-call]
