"""The first page: what the case holds, what waits for somebody, what was decided last."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from msgspec import Struct
from starlette.responses import Response

from dateline.engine.aside import Aside, aside
from dateline.engine.case import Case
from dateline.store import triage
from dateline.store.query import Query
from dateline.store.triage import Triage
from dateline.store.waiting import waiting_events
from dateline.web.address import to
from dateline.web.decisions import latest, number_of_acts
from dateline.web.desk import TheCase, TheOptions, page
from dateline.web.record import TheRecord

router = APIRouter()
RECENT = 8
"""Decisions that the first page shows; the link beside them leads to all."""


class Waiting(Struct, frozen=True):
    """Something that waits: how many, of what, what to do about it, and where."""

    number: int
    what: str
    says: str
    href: str
    urgent: bool = False


class Door(Struct, frozen=True):
    """A way into the case: its name, what is behind it, how many things."""

    name: str
    says: str
    href: str
    number: str = ""


@router.get("/")
def home(request: Request, case: TheCase, query: TheRecord, options: TheOptions) -> Response:
    """What the case holds."""
    counts = query.counts()
    counts["decisions"] = number_of_acts(case)
    gone = aside(case)
    return page(
        request,
        "home.html",
        counts=counts,
        folder=case.folder,
        gone=gone,
        waiting=() if options.masked else [one for one in waiting(case, counts, gone) if one.number],
        doors=tuple(doors(case, query, counts)),
        recent=() if options.masked else latest(case, RECENT),
    )


def waiting(case: Case, counts: dict[str, int], gone: Aside) -> Iterator[Waiting]:
    """What waits for somebody, the most pressing first."""
    found = triage.counts(case.store.query, Triage())
    events = waiting_events(case.store.query)
    build = f"run: dateline build {case.folder}"
    yield Waiting(
        events.news,
        f"{noun_of(events.news)} decided before new evidence came",
        "look again",
        to("review", state="new evidence"),
        urgent=True,
    )
    yield Waiting(
        events.undecided, f"undecided {noun_of(events.undecided)}", "proposals, the most disputed first", to("review")
    )
    listed = (
        ("waiting", len(gone.unread), "page", "not read yet", build),
        ("failed", counts["failures"], "failure", "", "each with its reason; a build tries them again"),
        ("undated", found["undated"], "document", "without a date", "events that they do not date stay undated"),
        ("unread", found["unread"], "document", "kept but not read", "in another language; search finds them"),
        ("empty", found["empty"], "document", "with no event found", "something may have been missed"),
    )
    for matter, number, noun, what, says in listed:
        whole = f"{noun if number == 1 else noun + 's'} {what}".strip()
        yield Waiting(number, whole, says, to("documents", matter=matter), urgent=matter in ("waiting", "failed"))


def noun_of(number: int) -> str:
    """What so many events are called."""
    return "event" if number == 1 else "events"


def doors(case: Case, query: Query, counts: dict[str, int]) -> Iterator[Door]:
    """The ways into the case."""
    quarrels, series, publishers = (
        int(query.rows(sql)[0][0])
        for sql in (
            "SELECT count(DISTINCT event) FROM disagreements WHERE relation IN ('conflict', 'divergent')",
            "SELECT count(*) FROM series",
            "SELECT count(DISTINCT publisher) FROM documents",
        )
    )
    files = [path.name for path in (case.folder / "releases").glob("*.jsonl")]
    releases = sum(not name.endswith(".masked.jsonl") for name in files)
    yield Door("Review", "proposals and their evidence, one event at a time", "/review", f"{counts['events']:,}")
    yield Door("Explore", "table, map and timeline of the events", "/explore", f"{counts['events']:,}")
    yield Door("Disagreements", "events on which reports contradict one another", "/disagreements", f"{quarrels:,}")
    yield Door("Figures", "what is counted over time, claimant by claimant", "/figures", f"{series:,}")
    yield Door("Documents", "what came in, with its warnings", "/documents", f"{counts['documents']:,}")
    yield Door("Sources", "publishers, and who took from whom", "/sources", f"{publishers:,}")
    yield Door("Search", "words in the text, in any language", "/search")
    yield Door("Practice", "assignments, double coding, logs, restricted sources", "/practice")
    yield Door("Releases", "checks, what changed, bundles to hand on", "/releases", f"{releases:,}")
