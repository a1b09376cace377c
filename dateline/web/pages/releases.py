"""Releases: what to look at before one, what changed since the last, making one, handing one on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from msgspec import Struct
from starlette.responses import RedirectResponse, Response

from dateline.engine.aside import aside
from dateline.engine.bundling import bundle
from dateline.engine.case import Case
from dateline.engine.comparing import Change, compare
from dateline.engine.practice.restricting import hidden
from dateline.engine.releasing import NOW, released
from dateline.export.report.words import count
from dateline.store import triage
from dateline.store.triage import Triage
from dateline.store.waiting import waiting_events
from dateline.web.address import changed, of_event, to
from dateline.web.desk import TheCase, page
from dateline.web.lines import headings
from dateline.web.paging import PageNumber, pages
from dateline.web.reserved import ReviewersOnly
from dateline.web.somebody import Somebody

router = APIRouter()
SIZE = 100
"""Changes, tombstones and problems on a page."""
AT_ONCE = 2_000
"""Up to so many events the comparison with the last release is made unasked: it takes a second or less."""


class Look(Struct, frozen=True, kw_only=True):
    """The releases that are compared, whether the case is verified, and the release that was just made."""

    before: str = ""
    after: str = NOW
    check: str = ""
    made: str = ""


class Check(Struct, frozen=True):
    """Something to look at before a release: whether it is in order, what it is, and where."""

    fine: bool
    says: str
    href: str = ""
    stops: bool = False


@router.get("/releases")
def releases(
    request: Request,
    case: TheCase,
    allowed: ReviewersOnly,
    look: Annotated[Look, Depends()],
    number: PageNumber = 1,
) -> Response:
    """Checks, changes, tombstones, and the releases that there are."""
    before = look.before
    kept, counts = released(case), case.store.counts()
    if not before and kept and counts["events"] <= AT_ONCE:
        before = kept[0].name
    found = compare(case, before, look.after) if before else None
    tombstones = case.store.tombstones()
    listed = pages(request, len(found or ()), number, SIZE)
    shown = None if found is None else found[max(0, listed.first - 1) : listed.last]
    return page(
        request,
        "releases.html",
        checks=tuple(checks(case, counts)),
        verified=case.verify() if look.check == "verify" else None,
        verify_href=changed(request, check="verify"),
        kept=kept,
        made=look.made,
        before=before,
        after=look.after,
        kinds=by_kind(found or ()),
        found=shown,
        headings=headings(case.store.query, (one.event for one in shown or ())),
        pages=listed,
        compare_href=to("releases", before=kept[0].name, after=NOW) if kept else "",
        tombstones=tombstones[:SIZE],
        buried=len(tombstones),
        of_event=of_event,
        folder=case.folder,
        most=SIZE,
    )


@router.post("/releases")
def make(case: TheCase, name: Somebody, release: Annotated[str, Form(max_length=100)]) -> Response:
    """Keep the record under a name; raises ReleaseError for one that is in use or cannot be a file's."""
    kept = case.release(release.strip())
    return RedirectResponse(to("releases", made=kept.name), 303)


@router.post("/releases/{release}/bundle")
def download(case: TheCase, release: str, unmasked: Annotated[str, Form()] = "") -> Response:
    """A release as a zip; private people are named only where the box says so, and the custody log tells of it."""
    out = io.BytesIO()
    named = unmasked == "yes"
    bundle(case, release, out, masked=not named)
    file = f"{case.folder.name}-{release}{'-UNMASKED' if named else ''}.zip"
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "_" for letter in file)
    headers = {"Content-Disposition": f'attachment; filename="{plain}"', "Cache-Control": "no-store"}
    return Response(out.getvalue(), media_type="application/zip", headers=headers)


def checks(case: Case, counts: dict[str, int]) -> Iterator[Check]:
    """What to look at, that which stops a release first."""
    unread = len(aside(case).unread)
    says = f"{count(unread, 'page')} not read yet: build first" if unread else "every page is read"
    yield Check(not unread, says, to("documents", matter="waiting"), stops=True)
    events = waiting_events(case.store.query)
    yield Check(
        not events.undecided,
        f"{count(events.undecided, 'event')} undecided" if events.undecided else "every event is decided",
        to("review"),
    )
    says = (
        f"{count(events.news, 'decided event')} with new evidence since"
        if events.news
        else "nothing new since a decision"
    )
    yield Check(not events.news, says, to("review", state="new evidence"))
    restricted = len(hidden(case).captures)
    says = (
        f"{count(restricted, 'restricted page')}: nothing of them is in a release"
        if restricted
        else "nothing is restricted"
    )
    yield Check(not restricted, says)
    found = triage.counts(case.store.query, Triage())
    for matter, number, what, otherwise in (
        ("failed", counts["failures"], count(counts["failures"], "failure"), "nothing failed"),
        ("undated", found["undated"], f"{count(found['undated'], 'document')} without a date", "all is dated"),
        (
            "unread",
            found["unread"],
            f"{count(found['unread'], 'document')} kept but not read",
            "nothing was left unread",
        ),
    ):
        yield Check(not number, what if number else otherwise, to("documents", matter=matter))


def by_kind(found: tuple[Change, ...]) -> dict[str, int]:
    """How many events changed in each way."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    return counts
