"""People's judgements applied: which reports stand, which claims, and which pairs belong together or apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.identity import Identities, holder
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.report import Report

OUT = frozenset({"excluded", "reject"})
WHOLE = frozenset({None, "occurrence", "event", "report"})


class Ties(Struct, frozen=True):
    """Pairs of report ids (sorted) that a person joined or kept apart; the later judgement wins."""

    same: frozenset[tuple[str, str]]
    different: frozenset[tuple[str, str]]


def standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements in force, in order: the last on each address, those taken back left out.

    `undone` takes back the judgement whose number its value names, or the last one on the same address.
    """
    kept: dict[tuple[str | None, ...], Judgement] = {}
    for one in sorted(judgements, key=lambda j: j.number):
        if one.decision == "undone":
            gone = [
                key
                for key, j in kept.items()
                if (str(j.number) == one.value if one.value else _address(j)[:3] == _address(one)[:3])
            ]
            for key in gone[-1:]:
                del kept[key]
        else:
            kept.pop(_address(one), None)
            kept[_address(one)] = one
    return tuple(kept.values())


def _address(one: Judgement) -> tuple[str | None, ...]:
    # Several reports can be joined with, or kept from, one: there the other side is part of the address.
    return (one.capture, one.quote, one.field, one.value if one.decision in ("same", "different") else None)


def stand(documents: Sequence[Document], judgements: Sequence[Judgement]) -> tuple[Report, ...]:
    """The reports of the documents without those that were excluded or rejected, sorted by id.

    An `excluded` or `reject` with a quote takes out the reports with that evidence, one without a quote every
    report of the capture; with the name of a field, only the report's claims of that field with that evidence.
    """
    out = [one for one in judgements if one.decision in OUT]
    kept = []
    for document in documents:
        mine = [one for one in out if one.capture in (holder(document), document.id)]
        for report in document.reports if document.coding is not None else ():
            if not any(one.field in WHOLE and _is_about(one, report) for one in mine):
                kept.append(_without(report, [one for one in mine if one.field not in WHOLE]))
    return tuple(sorted(kept, key=lambda report: report.id))


def _is_about(judgement: Judgement, report: Report) -> bool:
    return judgement.quote is None or any(evidence.quote == judgement.quote for evidence in report.evidence)


def _without(report: Report, rejected: Sequence[Judgement]) -> Report:
    if not rejected:
        return report
    gone = {(one.field, one.quote) for one in rejected}
    claims = tuple(c for c in report.claims if (c.field, c.evidence.quote if c.evidence else None) not in gone)
    return replace(report, claims=claims)


class Address(Struct, frozen=True, order=True):
    """A report by where it stands and its type, in a form that survives better rules; type empty where not said."""

    capture: str
    quote: str
    type: str = ""

    def __str__(self) -> str:
        """The address as the value of a judgement."""
        return f"{self.capture} {self.type} {self.quote}"


def addressed(value: str) -> Address | None:
    """The address in the value of a judgement; None for an id by itself."""
    capture, _, rest = value.partition(" ")
    kind, _, quote = rest.partition(" ")
    return Address(capture, quote, kind) if quote else None


def own_address(one: Judgement) -> Address | None:
    """The address of the report that a judgement is about: its field is `event`, or `event:` and the type."""
    if one.capture is None or one.quote is None:
        return None
    return Address(one.capture, one.quote, (one.field or "").partition(":")[2])


def ties(
    reports: Sequence[Report],
    documents: Mapping[str, Document],
    identities: Identities,
    judgements: Sequence[Judgement],
) -> Ties:
    """The pairs that `same` and `different` name: the report that one is about, and the one that its `value` names.

    `value` is an event id of the ledger (its founding report is meant), a report id, or an `Address`.
    """
    founding = {
        line.event: Address(line.anchor.capture, line.anchor.quote, line.anchor.type) for line in identities.minted
    }
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for one in judgements:
        if one.decision not in ("same", "different") or one.value is None:
            continue
        own, other = own_address(one), founding.get(one.value) or addressed(one.value)
        here = () if own is None else _at(own, reports, documents)
        there = (one.value,) if other is None else _at(other, reports, documents)
        pairs = {(min(a, b), max(a, b)) for a in here for b in there if a != b}
        same, different = (
            (same | pairs, different - pairs) if one.decision == "same" else (same - pairs, different | pairs)
        )
    return Ties(frozenset(same), frozenset(different))


def _at(address: Address, reports: Sequence[Report], documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The reports that an address means: those of its words and type, else of its words, else of some of its words.

    Rules may have cut the clause anew, or given it another type, since somebody judged it.
    """
    mine = [r for r in reports if address.capture in (holder(documents[r.document]), r.document)]
    exact = [r for r in mine if any(e.quote == address.quote for e in r.evidence)]
    typed = [r for r in exact if r.type == address.type]
    partly = [r for r in mine if any(e.quote in address.quote or address.quote in e.quote for e in r.evidence)]
    return tuple(report.id for report in typed or exact or partly)
