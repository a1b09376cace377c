"""People's judgements applied: which reports stand, which claims, and which pairs belong together or apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.identity import Identities, holder
from dateline.model.decision import ROLES
from dateline.model.document import Document
from dateline.model.event import Judgement
from dateline.model.report import Report

OUT = frozenset({"excluded", "reject"})
WHOLE = frozenset({None, "occurrence", "event", "report"})


class Ties(Struct, frozen=True):
    """Pairs of report ids (sorted) that a person joined or kept apart; the later judgement wins."""

    same: frozenset[tuple[str, str]]
    different: frozenset[tuple[str, str]]


def standing(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements in force, in order: the last on each address of those that nothing took back."""
    kept: dict[tuple[str | None, ...], Judgement] = {}
    for one in in_force(judgements):
        if one.decision != "undone":
            kept.pop(_address(one), None)
            kept[_address(one)] = one
    return tuple(kept.values())


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that nothing took back, in order.

    `undone` takes back the judgement whose number its value names, as though it had never been made, another `undone`
    too; without a number, whatever was judged before on the same address.
    """
    gone: set[str | None] = set()
    cleared: set[tuple[str | None, ...]] = set()
    kept = []
    for one in sorted(judgements, key=lambda j: j.number, reverse=True):
        if str(one.number) in gone or (one.decision != "undone" and _address(one)[:3] in cleared):
            continue
        kept.append(one)
        if one.decision == "undone" and one.value:
            gone.add(one.value)
        elif one.decision == "undone":
            cleared.add(_address(one)[:3])
    return tuple(reversed(kept))


def _address(one: Judgement) -> tuple[str | None, ...]:
    # Several reports can be joined with, or kept from, one: there the other side is part of the address.
    return (one.capture, one.quote, one.field, one.value if one.decision in ("same", "different") else None)


def stand(documents: Sequence[Document], judgements: Sequence[Judgement]) -> tuple[Report, ...]:
    """The reports of the documents without those that were excluded or rejected, sorted by id.

    An `excluded` or `reject` with a quote takes out the reports with that evidence (of the type that its field may
    name), one without a quote every report of the capture; with the name of a field, only the report's claims of that
    field with that evidence.
    """
    out = taken_out(judgements)
    kept = [report for document in documents for report in left_in(document, out)]
    return tuple(sorted(kept, key=lambda report: report.id))


def taken_out(judgements: Iterable[Judgement]) -> dict[str | None, list[Judgement]]:
    """The judgements that take reports or claims out, by the capture or document that they are about."""
    out: dict[str | None, list[Judgement]] = {}
    for one in judgements:
        if one.decision in OUT:
            out.setdefault(one.capture, []).append(one)
    return out


def left_in(document: Document, out: Mapping[str | None, Sequence[Judgement]]) -> list[Report]:
    """The reports of a document that `taken_out` leaves, in their order."""
    if document.coding is None:
        return []
    places = dict.fromkeys((holder(document), document.id))
    mine = [one for place in places for one in out.get(place, ())]
    return [
        _without(report, [one for one in mine if not is_whole(one)])
        for report in document.reports
        if not any(is_whole(one) and is_about(one, report) for one in mine)
    ]


def is_whole(judgement: Judgement) -> bool:
    """Whether what is taken out is a whole report, not one of its claims."""
    return judgement.field in WHOLE or (judgement.field or "").startswith("event:")


def is_about(judgement: Judgement, report: Report) -> bool:
    """Whether what takes whole reports out takes this one out."""
    if judgement.quote is None:
        return True
    type_ = (judgement.field or "").partition(":")[2]
    return type_ in ("", report.type) and any(evidence.quote == judgement.quote for evidence in report.evidence)


def _without(report: Report, rejected: Sequence[Judgement]) -> Report:
    if not rejected:
        return report
    gone = {(one.field, one.quote) for one in rejected}
    claims = tuple(c for c in report.claims if (c.field, c.evidence.quote if c.evidence else None) not in gone)
    said = {(c.field, c.value) for c in claims}
    lost = {(c.field, c.value) for c in report.claims} - said
    roles = {role: tuple(a for a in getattr(report, role) if (role, a.name) not in lost) for role in ROLES}
    fields = {field for field, _ in said}
    return replace(
        report,
        claims=claims,
        when=report.when if "when" in fields or not any(field == "when" for field, _ in lost) else None,
        where=report.where if "where" in fields or not any(field == "where" for field, _ in lost) else None,
        figures=tuple(figure for figure in report.figures if ("figure", figure) not in lost),
        **roles,
    )


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
    """The address of the report that a judgement is about: its field may name the report's type after a colon.

    A claim can rest on words outside of those by which its report is known: its rejection names the report by `value`.
    """
    if one.capture is None or one.quote is None:
        return None
    owner = addressed(one.value or "") if one.decision == "reject" else None
    if owner is not None:
        return owner
    return Address(one.capture, one.quote, (one.field or "").partition(":")[2])


class Standing(Struct, frozen=True):
    """A report by what a judgement can know it by."""

    id: str
    type: str
    quotes: tuple[str, ...]


class Places:
    """The reports by the page that they stand in."""

    def __init__(self, reports: Iterable[tuple[Iterable[str], Standing]]) -> None:
        """`reports`: each with the captures and documents that an address may name it by."""
        self._held: dict[str, list[Standing]] = {}
        for names, report in reports:
            for name in dict.fromkeys(names):
                self._held.setdefault(name, []).append(report)

    @classmethod
    def of(cls, reports: Iterable[Report], documents: Mapping[str, Document]) -> Places:
        """The places of these reports."""
        return cls(
            (
                (holder(documents[report.document]), report.document),
                Standing(report.id, report.type, tuple(one.quote for one in report.evidence)),
            )
            for report in reports
        )

    def at(self, address: Address) -> tuple[str, ...]:
        """The reports that an address means: those of its words and type, else of its words, else of some of them.

        Rules may have cut the clause anew, or given it another type, since somebody judged it.
        """
        mine = self._held.get(address.capture, ())
        exact = [one for one in mine if address.quote in one.quotes]
        typed = [one for one in exact if one.type == address.type]
        partly = [one for one in mine if any(q in address.quote or address.quote in q for q in one.quotes)]
        return tuple(one.id for one in typed or exact or partly)


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
    tied = [one for one in judgements if one.decision in ("same", "different") and one.value is not None]
    places = Places.of(reports if tied else (), documents)
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    for one in tied:
        value = one.value or ""
        own, other = own_address(one), founding.get(value) or addressed(value)
        here = () if own is None else places.at(own)
        there = (value,) if other is None else places.at(other)
        pairs = {(min(a, b), max(a, b)) for a in here for b in there if a != b}
        same, different = (
            (same | pairs, different - pairs) if one.decision == "same" else (same - pairs, different | pairs)
        )
    return Ties(frozenset(same), frozenset(different))
