"""Who says so, as a tree: side, institution, speaker, and the agencies and outlets that pass it on."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.citing import Cited, Passages, Ref, cited, named
from dateline.model.document import Document
from dateline.model.event import Claimant, Event
from dateline.model.report import Claim, Report
from dateline.values.names import alike, fold

NAMELESS = frozenset({"", "unknown"})


class Way(Struct, frozen=True):
    """The outlets that a speaker's words stand in, and the agency that they come from (empty: none)."""

    agency: str
    outlets: tuple[Cited, ...]


class Speaker(Struct, frozen=True):
    """Someone who speaks for an institution (`name` is empty where it speaks itself), and what they deny, in words."""

    name: str
    denies: str
    ways: tuple[Way, ...]


class Institution(Struct, frozen=True):
    """An institution and who speaks for it."""

    name: str
    speakers: tuple[Speaker, ...]


class Side(Struct, frozen=True):
    """A side with its institutions."""

    name: str
    institutions: tuple[Institution, ...]


class Told(Struct, frozen=True):
    """One time that a claimant is quoted: by which outlet, through which agency, the passage, and what is denied."""

    outlet: str
    agency: str
    refs: tuple[Ref, ...]
    denies: str


def sides(
    event: Event, reports: Mapping[str, tuple[Document, Report]], passages: Passages, copied: Mapping[str, Document]
) -> tuple[Side, ...]:
    """The claimants of an event as a tree; `copied` gives the story that a story takes its words from, by id."""
    told: dict[Claimant, list[Told]] = {one: [] for one in event.claimants}
    stories = {document.id: document for document, _ in (reports[item] for item in event.reports if item in reports)}
    for claim in event.claims:
        if claim.report in reports:
            document = reports[claim.report][0]
            who = claimant_of(claim, document, copied, event.claimants)
            if who is not None:
                told[who].append(telling(claim, document, passages))
    tree: dict[str, dict[str, list[Speaker]]] = {}
    for one in event.claimants:
        tree.setdefault(one.side, {}).setdefault(one.institution, []).append(speaker(one, told[one]))
    return tuple(
        Side(
            words.said("side", side),
            tuple(
                Institution("institution not known" if name in NAMELESS else named(name, stories), tuple(found))
                for name, found in sorted(tree[side].items())
            ),
        )
        for side in sorted(tree, key=lambda s: (words.place_in("side", s), s))
    )


def claimant_of(
    claim: Claim, document: Document, copied: Mapping[str, Document], among: tuple[Claimant, ...]
) -> Claimant | None:
    """The claimant whom a claim comes from; None where no name fits."""
    said = claim.attribution
    if said is not None and (said.speaker or said.organisation):
        names = [name for name in (said.speaker, said.organisation) if name]
    else:
        stories = [document, *([copied[document.id]] if document.id in copied else [])]
        names = [name for story in stories for name in (story.agency, story.publisher, f"document {story.id}") if name]
        if said is not None:
            names = [f"unnamed, in {name}" for name in names]
    for name in names:
        exact = next((one for one in among if fold(one.speaker) == fold(name)), None)
        found = exact or next((one for one in among if alike(one.speaker, name)), None)
        if found is not None:
            return found
    return None


def telling(claim: Claim, document: Document, passages: Passages) -> Told:
    """One claim as a time that its claimant is quoted."""
    via = [*(claim.attribution.via if claim.attribution else ()), *([document.agency] if document.agency else ())]
    outlet = document.publisher or document.path or document.id
    agencies = dict.fromkeys(name for name in via if fold(name) != fold(outlet))
    denies = words.denial(claim.field) if claim.stance == "denies" else ""
    return Told(outlet, ", ".join(agencies), passages.of(claim.report, claim.evidence), denies)


def speaker(one: Claimant, told: list[Told]) -> Speaker:
    """A claimant with the ways in which their words came; own words of an outlet or agency need no further name."""
    ways: dict[str, list[tuple[str, tuple[Ref, ...]]]] = {}
    for telling_ in told:
        agency = "" if fold(telling_.agency) == fold(one.speaker) else telling_.agency
        ways.setdefault(agency, []).append((telling_.outlet, telling_.refs))
    return Speaker(
        "" if one.speaker == one.institution else one.speaker,
        ", ".join(dict.fromkeys(telling_.denies for telling_ in told if telling_.denies)),
        tuple(Way(agency, cited(pairs)) for agency, pairs in sorted(ways.items())),
    )
