"""All that people judged about one event, and the version of it by which two people notice one another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import msgspec

from dateline.engine.decisions import Judged
from dateline.linking.decided import field_of
from dateline.linking.judged import Address, Places, Standing, in_force, own_address, standing
from dateline.model.decision import EVENT, FIELDS, ROLES, WHOLE, Setting
from dateline.model.event import Event, Judgement
from dateline.model.report import Claim
from dateline.store.desk import Desk
from dateline.store.records import proposed_cells

FIGURES, EVIDENCE = "figures", "evidence"
PARTS = (*FIELDS, FIGURES, EVIDENCE)
"""What a version tells apart: the fields, all figures together, and who reports it."""
DIGITS = 6
STATES = {"accept": "accepted", "reject": "rejected", "unsure": "unsure", "edit": "edited"}
UNDECIDED = "undecided"
FOUNDER = "founder"


class Dossier:
    """One event as it stands at the desk, with its judgements."""

    def __init__(self, desk: Desk, event: str) -> None:
        """Of the event of this id, which may be gone from the record."""
        self.desk = desk
        self.id = event
        self.cells = desk.event_cells(event)
        ledger = desk.rows("SELECT capture, quote, type FROM ledger WHERE event = ? ORDER BY number DESC", [event])
        self.anchors = [Address(row["capture"], row["quote"], row["type"]) for row in ledger]
        found = desk.rows("SELECT report FROM event_reports WHERE event = ? ORDER BY ordinal", [event])
        self.reports = tuple(row["report"] for row in found)

    @property
    def is_known(self) -> bool:
        """Whether there is or was such an event."""
        return self.cells is not None or bool(self.anchors)

    @cached_property
    def captures(self) -> dict[str, str]:
        """Capture (or document, where there is none) by document, of the documents of its reports."""
        found = self.desk.rows(
            "SELECT DISTINCT d.id, d.capture FROM event_reports e JOIN reports r ON r.id = e.report "
            "JOIN documents d ON d.id = r.document WHERE e.event = ?",
            [self.id],
        )
        return {row["id"]: row["capture"] or row["id"] for row in found}

    @cached_property
    def places(self) -> Places:
        """Every report of its pages; where the page of its anchor is none of these, an earlier version of one was."""
        here = set(self.captures.values())
        former = {one.capture for one in self.anchors} - here
        marks = ", ".join("?" * len(here))
        found = self.desk.rows(
            "SELECT r.id, r.document, r.type, r.evidence, d.capture FROM documents d JOIN reports r "
            f"ON r.document = d.id WHERE d.id IN (SELECT id FROM documents WHERE capture IN ({marks}) "
            f"UNION SELECT id FROM documents WHERE id IN ({marks})) ORDER BY r.id",
            [*here, *here],
        )
        mine = [
            (
                (row["capture"] or row["document"], row["document"], *(former if row["id"] in self.reports else ())),
                Standing(row["id"], row["type"], quotes_of(row["evidence"])),
            )
            for row in found
        ]
        gone = [] if mine else [((one.capture,), Standing(FOUNDER, one.type, (one.quote,))) for one in self.anchors[:1]]
        return Places([*mine, *gone])

    @cached_property
    def founder(self) -> Address:
        """The address by which the event is judged: that of its founding report as it stands now."""
        held = set(self.reports)
        for anchor in self.anchors:
            for report in self.places.at(anchor):
                if report in held:
                    return self.address(report)
        return self.address(self.reports[0]) if self.reports else self.anchors[0]

    def address(self, report: str) -> Address:
        """Where a report stands."""
        row = self.desk.rows(
            "SELECT r.document, r.type, r.evidence, d.capture FROM reports r JOIN documents d ON d.id = r.document "
            "WHERE r.id = ?",
            [report],
        )[0]
        return Address(row["capture"] or row["document"], quotes_of(row["evidence"])[0], row["type"])

    def report_at(self, address: Address) -> str | None:
        """The report of this event that an address means; the founder where the event is gone."""
        mine = {*self.reports, FOUNDER}
        return next((report for report in self.places.at(address) if report in mine), None)

    @cached_property
    def judged(self) -> tuple[Judgement, ...]:
        """Every judgement about its reports, taken back or not, in order."""
        captures = {*self.captures.values(), *(one.capture for one in self.anchors)}
        found = self.desk.judgements(captures)
        by_number = {str(one.number): one for one in found}
        return tuple(one for one in found if self._is_mine(taken_back_by(one, by_number)))

    def _is_mine(self, one: Judgement) -> bool:
        address = own_address(one)
        return address is not None and self.report_at(address) is not None

    @cached_property
    def in_force(self) -> frozenset[int]:
        """The numbers of its judgements that nothing took back."""
        return frozenset(one.number for one in in_force(self.judged))

    @cached_property
    def standing(self) -> tuple[Judgement, ...]:
        """Its judgements that hold: the last on each address."""
        return standing(self.judged)

    @property
    def wholes(self) -> tuple[Judgement, ...]:
        """The decisions on the whole event that hold, of each of its reports."""
        return tuple(one for one in self.standing if one.decision in WHOLE and field_of(one) == EVENT)

    @property
    def edits(self) -> dict[str, Judgement]:
        """By field, the edit that holds."""
        return {field_of(one): one for one in self.standing if one.decision == "edit"}

    @property
    def last(self) -> Judgement | None:
        """The decision by which its state is what it is."""
        deciding = [*self.wholes, *self.edits.values()]
        return max(deciding, key=lambda one: one.number, default=None)

    @property
    def state(self) -> str:
        """`undecided`, `accepted`, `edited`, `rejected`, `unsure`."""
        return UNDECIDED if self.last is None else STATES[self.last.decision]

    @property
    def version(self) -> str:
        """The number of the last judgement about it, and a digest of each field as the rules propose it."""
        number = max((one.number for one in self.judged), default=-1)
        return f"{number}.{''.join(parts_of(self.proposed))}"

    @cached_property
    def proposed(self) -> dict[str, Any]:
        """Its cells as the rules propose them; empty where it is gone."""
        return {} if self.cells is None else proposed_cells(dict(self.cells))

    def since(self, version: str) -> tuple[tuple[Judged, ...], tuple[str, ...]]:
        """What was judged since a version, and which parts of it a build changed."""
        number, _, digests = version.partition(".")
        then = [digests[n : n + DIGITS] for n in range(0, len(digests), DIGITS)]
        now = parts_of(self.proposed)
        rebuilt = tuple(part for part, one, other in zip(PARTS, then, now, strict=False) if one != other)
        last = int(number) if number.lstrip("-").isdigit() else -1
        return tuple(self.change(one) for one in self.judged if one.number > last), rebuilt

    def change(self, one: Judgement) -> Judged:
        """A judgement as it is told."""
        return change_of(one, one.number not in self.in_force)

    def seen(self) -> str:
        """What there is to see of it now: its documents and every value that is claimed."""
        return seen_of(self.proposed) if self.proposed else "{}"

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of its reports, and those by which somebody set a field."""
        return self.desk.event(self.id).claims if self.cells is not None else ()

    def event(self) -> Event:
        """The event as the rules propose it."""
        found = self.desk.event(self.id)
        return found.proposed or found


def taken_back_by(one: Judgement, by_number: Mapping[str, Judgement]) -> Judgement:
    """What a judgement is about in the end: what a taking back takes back, else itself."""
    while one.decision == "undone" and one.value is not None and one.value in by_number:
        one = by_number[one.value]
    return one


def change_of(one: Judgement, taken_back: bool) -> Judged:
    """A judgement as it is told."""
    value: object = None
    if one.decision == "edit":
        value = msgspec.json.decode(one.value or "{}", type=Setting).value
    return Judged(
        number=one.number,
        decision=one.decision,
        field=field_of(one) or EVENT,
        value=value,
        by=one.by,
        at=one.at,
        why=one.why,
        taken_back=taken_back,
    )


def seen_of(cells: Mapping[str, Any]) -> str:
    """The documents and values in the cells of an event, as JSON."""
    values = {field: sorted(value["value"] for value in several) for field, several in _values(cells).items()}
    return msgspec.json.encode({"documents": msgspec.json.decode(cells["documents"]), "values": values}).decode()


def parts_of(cells: Mapping[str, Any]) -> tuple[str, ...]:
    """A digest of each of `PARTS` in the cells of an event."""
    if not cells:
        return ("0" * DIGITS,) * len(PARTS)
    values = _values(cells)
    content: dict[str, object] = {name: cells[name] for name in ("type", "status", "level")}
    content |= {"when": cells["happened"], "where": cells["place"]}
    content |= {role: values.get(role) for role in ROLES}
    figures = {name: found for name, found in values.items() if name not in ROLES and name not in FIELDS}
    content[FIGURES] = [figures, cells["estimates"]]
    content[EVIDENCE] = [cells["documents"], cells["claimants"], cells["contested"]]
    return tuple(_short(content[part]) for part in PARTS)


def _values(cells: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = msgspec.json.decode(cells["values"])
    return found


def _short(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()[:DIGITS]


def quotes_of(cell: str) -> tuple[str, ...]:
    """The quotes of an evidence cell."""
    return tuple(one["quote"] for one in msgspec.json.decode(cell))


def events_of(desk: Desk, judgements: Iterable[Judgement]) -> tuple[str, ...]:
    """The events in the record whose reports judgements are about, and those that were there once."""
    found: dict[str, None] = {}
    for one in judgements:
        address = own_address(one)
        if address is None:
            continue
        rows = desk.rows(
            "SELECT DISTINCT e.event FROM documents d JOIN reports r ON r.document = d.id "
            "JOIN event_reports e ON e.report = r.id WHERE d.id IN "
            "(SELECT id FROM documents WHERE capture = ? UNION SELECT id FROM documents WHERE id = ?)",
            [address.capture, address.capture],
        )
        here = [row["event"] for row in rows if Dossier(desk, row["event"]).report_at(address) is not None]
        if not here:
            gone = desk.rows(
                "SELECT DISTINCT event FROM ledger WHERE capture = ? AND quote = ?", [address.capture, address.quote]
            )
            here = [row["event"] for row in gone]
        found |= dict.fromkeys(here)
    return tuple(found)
