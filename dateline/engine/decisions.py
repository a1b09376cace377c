"""What a person decides and what comes of it, as plain records."""

from __future__ import annotations

from msgspec import Struct

from dateline.engine.judging import JudgementError


class Selected(Struct, frozen=True):
    """Characters of a document."""

    document: str  #: id of the document
    start: int  #: first character of its rendition, in code points
    end: int  #: the character after the last one


class Edit(Struct, frozen=True):
    """What a field is set to."""

    value: object  #: text, the keys of `Days`, `Site` or `Amount`, or a list of `Who`; None where emptied on purpose
    evidence: Selected | None = None  #: the characters that say so
    reason: str = ""  #: why there are none


class Decision(Struct, frozen=True, kw_only=True):
    """What a person decides on an event."""

    event: str  #: id of the event
    decision: str  #: `accept`, `unsure`, `reject`, `edit`
    by: str  #: who decides
    why: str = ""  #: the reason; a `reject` needs one
    version: str | None = None  #: the version of the event that it was made on; empty for whatever stands
    edits: dict[str, Edit] = {}  #: by field: what it is set to


class Judged(Struct, frozen=True, kw_only=True):
    """One judgement, as far as it tells of an event."""

    number: int  #: orders judgements
    decision: str  #: `accept`, `reject`, `edit`, `undone` ...
    field: str  #: the field, `event` for the whole
    value: object  #: what the field was set to
    by: str  #: who decided
    at: str  #: when (ISO)
    why: str  #: the reason
    taken_back: bool  #: whether a later judgement took it back


class Decided(Struct, frozen=True, kw_only=True):
    """What came of a decision."""

    act: int | None  #: what `undo` takes back; empty where nothing was to be done
    event: str  #: id of the event
    version: str  #: its version now
    state: str  #: `undecided`, `accepted`, `edited`, `rejected`, `unsure`
    by: str  #: who decided
    needs_build: bool  #: whether some of it takes effect at the next build
    merged: tuple[Judged, ...] = ()  #: what others did since the version, to other fields


class Undone(Struct, frozen=True, kw_only=True):
    """An act that was taken back, or done again."""

    act: int  #: number of the act
    events: tuple[str, ...]  #: the events that it is about, as far as they are in the record
    says: str  #: what was taken back, in words
    needs_build: bool  #: whether some of it takes effect at the next build


class Act(Struct, frozen=True, kw_only=True):
    """What one person judged in one go."""

    act: int  #: its number
    by: str  #: who
    at: str  #: when (ISO)
    why: str  #: the reason
    taken_back: bool  #: whether all of it was taken back
    changes: tuple[Judged, ...]  #: its judgements


class Stale(JudgementError):
    """Somebody else decided, or a build changed the event, since the version that a decision was made on."""

    exit_code = 1

    def __init__(
        self,
        event: str,
        version: str,
        mine: tuple[str, ...],
        theirs: tuple[Judged, ...],
        rebuilt: tuple[str, ...],
        overlap: tuple[str, ...],
    ) -> None:
        """`version`: of now; `mine`: what was wanted; `theirs`: what was decided since; `overlap`: what both are of."""
        who = ", ".join(sorted({change.by or "somebody" for change in theirs}))
        since = f"{who} decided on it" if theirs else f"a build changed its {', '.join(rebuilt)}"
        super().__init__(f"{event}: {since} since you looked; look again at {', '.join(overlap)}, and decide anew")
        self.event = event
        self.version = version
        self.mine = mine
        self.theirs = theirs
        self.rebuilt = rebuilt
        self.overlap = overlap
