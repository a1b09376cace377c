"""What people do around the record: rows coded elsewhere, assignments, double coding, codebooks, sources.

None of it is part of the record that a build makes, and none of it leaves the case.
"""

from __future__ import annotations

from msgspec import Struct


class RowFile(Struct, frozen=True, kw_only=True):
    """A file of rows that somebody coded elsewhere, kept as it came in the vault."""

    id: str  #: the beginning of the SHA-256 of its bytes
    blob: str  #: SHA-256 of its bytes
    path: str  #: its name as it was imported
    scheme: str  #: whose columns it has: `acled`, `ucdp`, `dateline`, or `own` (named by you)
    columns: dict[str, str]  #: by field, the column that holds it
    rows: int  #: rows in it
    by: str  #: who imported it
    at: str  #: when (ISO)


class CodedRow(Struct, frozen=True, kw_only=True):
    """One row of such a file, as it came."""

    file: str  #: id of the file
    number: int  #: which row of it, counted from 1
    row: str  #: the id it has in its own data set; its number where it has none
    cells: dict[str, str]  #: by column, what stands there


class RowMatch(Struct, frozen=True, kw_only=True):
    """What became of one row: the event that it codes, or why there is none."""

    file: str  #: id of the file
    number: int  #: which row of it
    row: str  #: the id it has in its own data set
    title: str  #: day, place and type of the row, as it says them
    #: `already coded`, `new information`, `no evidence in this case`, or `not readable`
    state: str
    event: str | None  #: id of the event that it codes
    score: float  #: how well they fit, from 0 to 1
    reason: str  #: why they are taken for one, or why none is


class News(Struct, frozen=True, kw_only=True):
    """One field in which an event says more than, or something else than, the rows that code it."""

    field: str  #: `date`, `place`, `deaths`, `actors`, `sources`
    coded: str  #: what the rows say
    reported: str  #: what the event's reports say


class CodedEvent(Struct, frozen=True, kw_only=True):
    """Whether an event was coded before."""

    event: str  #: id of the event
    state: str  #: `already coded`, `new information`, `new event`
    rows: tuple[str, ...]  #: ids of the rows that code it, in their own data set
    news: tuple[News, ...]  #: what the rows do not say


class Assignment(Struct, frozen=True, kw_only=True):
    """Who codes what."""

    number: int  #: orders assignments
    kind: str  #: `event` or `document`
    item: str  #: id of the event or document
    person: str  #: who codes it
    by: str  #: who assigned it
    at: str  #: when (ISO)
    ended_by: str | None = None  #: who took it back; empty while it stands
    ended_at: str | None = None  #: when it was taken back (ISO)


class Assigned(Struct, frozen=True, kw_only=True):
    """An event that somebody codes now: it is assigned, or a document that tells of it is."""

    event: str  #: id of the event
    person: str  #: who codes it


class Round(Struct, frozen=True, kw_only=True):
    """Events that two people code independently."""

    name: str  #: its name
    coders: tuple[str, ...]  #: who codes: neither sees the other's values of an event before both have coded it
    fields: tuple[str, ...]  #: what they code
    by: str  #: who began it
    at: str  #: when (ISO)
    why: str  #: what it is for


class RoundItem(Struct, frozen=True, kw_only=True):
    """One event of a round, with the address by which it is found after a rebuild."""

    round: str  #: name of the round
    ordinal: int  #: its place in the round
    event: str  #: id of the event
    capture: str  #: capture of its founding report
    quote: str  #: words of its founding report


class Coding(Struct, frozen=True, kw_only=True):
    """What one coder says of one field in a round; it has no effect on the record."""

    number: int  #: orders codings: a later one replaces an earlier one
    round: str  #: name of the round
    event: str  #: id of the event
    coder: str  #: who coded
    field: str  #: the field
    value: str | None  #: the value; empty where the coder found none
    at: str  #: when (ISO)
    why: str  #: the reason, where one is given


class Settlement(Struct, frozen=True, kw_only=True):
    """The decision that settles a field on which two coders differ; it becomes a judgement."""

    number: int  #: orders settlements
    round: str  #: name of the round
    event: str  #: id of the event
    field: str  #: the field
    value: str | None  #: what stands
    judgement: int | None  #: number of the judgement it became; empty where the record says so already
    by: str  #: who decided
    at: str  #: when (ISO)
    why: str  #: the reason


class Codebook(Struct, frozen=True, kw_only=True):
    """A codebook and the version of it by which people decide from some judgement on."""

    number: int  #: orders codebooks
    name: str  #: its name
    version: str  #: its version
    since: int  #: number of the first judgement that is made by it
    by: str  #: who put it in force
    at: str  #: when (ISO)


class Check(Struct, frozen=True, kw_only=True):
    """A line of the sourcing log: somebody looked at a source for some days."""

    number: int  #: orders checks
    source: str  #: the outlet, address or place that was looked at
    earliest: str  #: first day (ISO)
    latest: str  #: last day (ISO)
    result: str  #: `nothing found`, `found`, `not reachable`
    by: str  #: who looked
    at: str  #: when (ISO)
    note: str  #: anything worth knowing


class Restriction(Struct, frozen=True, kw_only=True):
    """A source that never leaves the case, or is allowed to again."""

    number: int  #: orders restrictions: a later one on the same source replaces an earlier one
    kind: str  #: `capture` or `publisher`
    item: str  #: id of the capture, or name of the publisher
    act: str  #: `restricted` or `freed`
    by: str  #: who decided
    at: str  #: when (ISO)
    why: str  #: the reason
