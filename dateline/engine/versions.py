"""Versions of a page: captures of one address at several times; the latest that could be read stands in the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from msgspec import structs

from dateline.linking.judged import addressed
from dateline.model.event import Judgement
from dateline.model.source import Capture
from dateline.store.ledger import LedgerRow
from dateline.values.media import CSV, JSON

Moment = tuple[datetime, int]
"""When a capture was made as its archive states, and which `add` took it in."""
UNSTATED = datetime.min.replace(tzinfo=UTC)


def moment_of(capture: Capture) -> Moment:
    """When a capture was made, in an order; those that state no time come first."""
    if capture.captured_at is None:
        return UNSTATED, capture.added
    return instant_of(capture.captured_at), capture.added


def instant_of(stated: str) -> datetime:
    """An ISO time; one without a zone is taken for UTC."""
    found = datetime.fromisoformat(stated)
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def address_of(capture: Capture) -> str | None:
    """What all captures of one page share: its address on the web, else the file it was; None where neither is known.

    Rows of a table that state no time may share an address and be different stories.
    """
    if capture.url is None:
        return capture.location
    if capture.media in (CSV, JSON) and capture.captured_at is None:
        return None
    try:
        parts = urlsplit(capture.url)
    except ValueError:
        return capture.url
    query = f"?{parts.query}" if parts.query else ""
    return f"//{parts.netloc.casefold()}{parts.path or '/'}{query}"


def pages(captures: Iterable[Capture]) -> tuple[tuple[Capture, ...], ...]:
    """The captures of each page that has several, earliest first."""
    found: dict[str, list[Capture]] = defaultdict(list)
    for capture in captures:
        address = address_of(capture)
        if address is not None:
            found[address].append(capture)
    several = [sorted(one, key=lambda c: (moment_of(c), c.id)) for one in found.values() if len(one) > 1]
    return tuple(map(tuple, several))


def successors(captures: Iterable[Capture], is_read: Callable[[str], bool] = lambda capture: True) -> dict[str, str]:
    """For the id of each capture that another one supersedes, the id of the one that stands for the page.

    The latest that was read stands. Of several with the same bytes in a row the first one does, since it shows
    how early the page was there. Captures of one moment supersede one another only where they are the same bytes,
    and what states no time is superseded only by what was added later.
    """
    found: dict[str, str] = {}
    for versions in pages(captures):
        read = [capture for capture in versions if is_read(capture.id)]
        standing = _standing(read)
        for capture in versions:
            same = [one for one in standing if one.blob == capture.blob]
            # A later one that could not be read supersedes nothing and is not superseded.
            earlier = any(same) or any(moment_of(capture) < moment_of(one) for one in standing)
            if capture not in standing and earlier:
                found[capture.id] = (same or standing)[0].id
    return found


def _standing(read: list[Capture]) -> list[Capture]:
    """Of the captures of a page, earliest first, those that stand for it."""
    stated = [capture for capture in read if capture.captured_at is not None]
    last_added = max((capture.added for capture in stated), default=-1)
    unstated = _latest([capture for capture in read if capture.captured_at is None])
    return [*_latest(stated), *(capture for capture in unstated if capture.added >= last_added)]


def _latest(read: list[Capture]) -> list[Capture]:
    """Those of the last moment; the first capture of the same bytes where all between have them, too."""
    moments: dict[Moment, list[Capture]] = defaultdict(list)
    for capture in read:
        moments[moment_of(capture)].append(capture)
    *earlier, last = moments.values() if moments else [[]]
    standing = {capture.blob: capture for capture in reversed(last)}
    for before in reversed(earlier):
        same = {capture.blob: capture for capture in reversed(before) if capture.blob in standing}
        if not same:
            break
        standing |= same
    return list(standing.values())


def later(captures: Iterable[Capture], chosen: Iterable[str]) -> frozenset[str]:
    """The captures chosen, and all later ones of the same pages."""
    found = set(chosen)
    for versions in pages(captures):
        first = next((moment_of(capture) for capture in versions if capture.id in found), None)
        if first is not None:
            found |= {capture.id for capture in versions if moment_of(capture) > first}
    return frozenset(found)


def carried(judgements: Iterable[Judgement], after: Mapping[str, str]) -> tuple[Judgement, ...]:
    """Judgements about captures that were superseded, as judgements about what stands for their pages now."""
    return tuple(_carried(judgement, after) for judgement in judgements)


def _carried(judgement: Judgement, after: Mapping[str, str]) -> Judgement:
    other = addressed(judgement.value or "")
    value = judgement.value
    if other is not None and other.capture in after:
        value = str(structs.replace(other, capture=after[other.capture]))
    return structs.replace(judgement, capture=after.get(judgement.capture or "", judgement.capture), value=value)


def anchored(ledger: Iterable[LedgerRow], after: Mapping[str, str]) -> tuple[LedgerRow, ...]:
    """The id ledger with the anchors of superseded captures in what stands for their pages now."""
    return tuple(structs.replace(row, capture=after.get(row.capture, row.capture)) for row in ledger)
