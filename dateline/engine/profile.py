"""`build --profile`: where the time and the memory of a build went, stage by stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from dateline.values.stopwatch import Spent

LOADING, ARCHIVE, DOCUMENT, PARSE, MENTIONS, EVENTS = "loading", "archive", "document", "parse", "mentions", "events"
PREFILTER = "prefilter"
PACKING, WAITING, STORE, DATING, LINKING, REVIEW = "packing", "waiting", "store", "dating", "linking", "review"
PAGES, DOCUMENTS, REPORTS = "pages", "documents", "reports"
STAGES = {
    LOADING: ("model and tables, once in each process", None),
    PREFILTER: ("a look at each page of a bulk archive", None),
    ARCHIVE: ("bytes out of the vault", PAGES),
    DOCUMENT: ("bytes to text, segments, stories, masthead", PAGES),
    PARSE: ("the gate, and spaCy over what it lets through", PAGES),
    MENTIONS: ("times, places, actors, figures, attributions", PAGES),
    EVENTS: ("reports and claims", PAGES),
    PACKING: ("what was read, encoded and compressed", PAGES),
    DATING: ("stories without a date", DOCUMENTS),
    LINKING: ("what linking begins with, and what of its parts stands below", REPORTS),
    "linking: copies": ("what stories took from each other", DOCUMENTS),
    "linking: joining": ("which reports tell of one happening", REPORTS),
    "linking: views": ("claimants, disagreements, estimates, series", REPORTS),
    STORE: ("the record, read and written", DOCUMENTS),
    REVIEW: ("what waits for a person", DOCUMENTS),
}
"""What each stage does, and of what a core gets so many through it in a second."""


class Stage(Struct, frozen=True, kw_only=True):
    """What one stage of a build took, over all processes."""

    stage: str  #: its name
    does: str  #: what is done in it
    seconds: float  #: on the clock, added up over all processes
    core_seconds: float  #: of the processor
    share: float  #: of all core seconds, from 0 to 1
    done: int | None  #: how many pages, documents or reports went through; None where it is none of these
    unit: str | None  #: which of these
    per_core_second: float | None  #: how many of them one core gets done in a second


class Profile(Struct, frozen=True, kw_only=True):
    """Where the time and the memory of a build went."""

    seconds: float  #: the whole build, on the clock
    waited: float  #: of these the main process waited for pages to be read
    core_seconds: float  #: of the processor, in all stages and processes
    stages: tuple[Stage, ...]  #: in the order of the data's way
    megabytes: float  #: the most memory that the main process had
    worker_megabytes: float | None  #: the most that a reading process had; None where none was started
    bytes_read: int  #: size of the pages that were read
    pages: int  #: pages that were read
    documents: int  #: stories in the record
    reports: int  #: reports in them


class Peaks(Struct):
    """What processes told of their memory."""

    main: float = 0.0
    workers: float = 0.0


def profile_of(spent: Iterable[Spent], seconds: float, peaks: Peaks, done: Mapping[str, int]) -> Profile:
    """The profile of a build of `seconds`; `done`: numbers by unit, and the bytes of the pages that were read."""
    found = {one.stage: one for one in spent}
    waiting = found.pop(WAITING, None)
    total = sum(one.processor for one in found.values())
    order = list(STAGES)
    return Profile(
        seconds=round(seconds, 3),
        waited=round(waiting.wall, 3) if waiting else 0.0,
        core_seconds=round(total, 3),
        stages=tuple(stage_of(found[name], total, done) for name in sorted(found, key=order.index)),
        megabytes=round(peaks.main, 1),
        worker_megabytes=round(peaks.workers, 1) if peaks.workers else None,
        bytes_read=done["bytes"],
        pages=done[PAGES],
        documents=done[DOCUMENTS],
        reports=done[REPORTS],
    )


def stage_of(spent: Spent, total: float, done: Mapping[str, int]) -> Stage:
    """What one stage took of `total` core seconds."""
    does, unit = STAGES[spent.stage]
    number = done[unit] if unit is not None else None
    return Stage(
        stage=spent.stage,
        does=does,
        seconds=round(spent.wall, 3),
        core_seconds=round(spent.processor, 3),
        share=round(spent.processor / total, 4) if total else 0.0,
        done=number,
        unit=unit,
        per_core_second=round(number / spent.processor, 1) if number and spent.processor else None,
    )
