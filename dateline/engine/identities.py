"""The id ledger between store and linking: rows of one are the anchors and revisions of the other."""

from __future__ import annotations

from dateline.linking.identity import Anchor, Identities, Linked, Minted, Seen
from dateline.store.ledger import LedgerRow


def identities_of(ledger: tuple[LedgerRow, ...]) -> Identities:
    """What earlier builds settled: each event's last row has its latest revision, and its anchor as carried over."""
    last: dict[str, LedgerRow] = {}
    seen: dict[str, Seen] = {}
    for row in ledger:
        last[row.event] = row
        seen[row.event] = Seen(row.revision, row.digest)
    minted = tuple(Minted(number, row.event, anchor_of(row)) for number, row in enumerate(last.values(), 1))
    return Identities(minted, seen)


def ledger_rows(ledger: tuple[LedgerRow, ...], linked: Linked) -> tuple[LedgerRow, ...]:
    """The rows that this build appends: one for each new event and one for each new revision, by event id."""
    anchors = {row.event: anchor_of(row) for row in ledger} | {line.event: line.anchor for line in linked.minted}
    known = identities_of(ledger).seen
    changed = [event for event in sorted(linked.seen) if linked.seen[event] != known.get(event)]
    return tuple(
        LedgerRow(
            number=number,
            event=event,
            capture=anchors[event].capture,
            quote=anchors[event].quote,
            ordinal=anchors[event].ordinal,
            type=anchors[event].type,
            digest=linked.seen[event].digest,
            revision=linked.seen[event].revision,
        )
        for number, event in enumerate(changed, len(ledger) + 1)
    )


def anchor_of(row: LedgerRow) -> Anchor:
    """The anchor of a ledger row."""
    return Anchor(row.capture, row.quote, row.ordinal, row.type)
