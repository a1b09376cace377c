"""Why a name means the place that it does: every candidate with what speaks for it, and what decided."""

from __future__ import annotations

from msgspec import Struct

from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.reading.place_choice import OWN, Context, Weighed, namesake, weigh
from dateline.reading.place_evidence import ENOUGH, evidence
from dateline.reading.place_found import Found
from dateline.reading.place_resolving import Resolved
from dateline.reading.places import Sense, make_sense
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold, loosen
from dateline.tables.places import Candidate

# What each kind of place is called for people.
KINDS = {
    "country": "country", "international": "part of the world", "region": "region", "admin1": "province",
    "admin2": "district", "admin3": "subdistrict", "settlement": "town", "part_of_settlement": "quarter",
    "point": "building, camp or crossing", "near": "place near another",
}  # fmt: skip

USES = {"government": "its government", "demonym": "its people", "organisation": "an organisation"}
REASONS = {
    "world": "a region of the world",
    "seat": "the seat of a government",
    "spelling": "spelled like its own name",
    "noun": "fits the kind of place named beside it",
    "near": "near other places of the text",
}


class Considered(Struct, frozen=True):
    """A place that the name could mean: what kind it is, its points, and what gave them, in words."""

    place: Candidate
    kind: str
    points: float
    reasons: tuple[str, ...]


class Explained(Struct, frozen=True):
    """One occurrence of a name: where, in which sentence, what it means, what decided that, and what else it could
    mean, best first. `chosen`: id of the place that was taken; None where none was.
    """

    text: str
    start: int
    end: int
    sentence: str
    meaning: str
    decided: str
    chosen: str | None
    candidates: tuple[Considered, ...]


def explain_name(name: str, gazetteer: Gazetteer) -> Explained:
    """What a name means where a text says nothing else; without candidates where no place has it."""
    key, found = fold(name), gazetteer.find(name)
    row = gazetteer.countries.names.get(key)
    blank = Found(parse=0, first=0, last=0, key=key, candidates=found, row=row)
    context = Context({}, False, (), frozenset(), frozenset())
    weighed = weigh(blank, None, context)
    # Without a text, layers and prominence alone decide, and no candidate is excluded.
    order = {c.gazetteer_id: n for n, c in enumerate(found)}
    others = [Weighed(c, ()) for c in found if c.gazetteer_id not in {w.place.gazetteer_id for w in weighed}]
    considered = [told(w, None, context) for w in (*weighed, *others)]
    best = namesake(weighed[0].place, blank, weighed) if weighed else None
    considered.sort(key=lambda c: (c.place is not best, -c.points, order[c.place.gazetteer_id]))
    return Explained(
        text=name, start=0, end=len(name), sentence="", meaning=meaning_of(best),
        decided=decision(considered), chosen=best.gazetteer_id if best else None, candidates=tuple(considered),
    )  # fmt: skip


def explain_in(
    name: str, parses: tuple[Parse, ...], text: str, places: tuple[Place, ...], gazetteer: Gazetteer
) -> tuple[Explained, ...]:
    """Every occurrence of a name in a text, with what became of it; `places`: what was read from the text."""
    sense = make_sense(parses, text, gazetteer)
    wanted = {fold(name), loosen(fold(name))}
    kept = {(r.name.parse, r.name.first): r for r in sense.resolved}
    return tuple(
        occurrence(found, kept.get((found.parse, found.first)), sense, (text, places), gazetteer)
        for found in sense.found
        if wanted & {found.key, loosen(found.key)}
    )


def occurrence(
    name: Found, resolved: Resolved | None, sense: Sense, read: tuple[str, tuple[Place, ...]], gazetteer: Gazetteer
) -> Explained:
    """One occurrence of a name, `read` being the text and the places read from it."""
    text, places = read
    parse = sense.parses[name.parse]
    span = parse.span_of(name.first, name.last)
    mention = next((p for p in places if p.span.start <= span.start and span.end <= p.span.end), None)
    container = resolved.container if resolved else None
    considered = [told(w, container, sense.context) for w in weigh(name, container, sense.context)]
    chosen = resolved.choice.place if resolved else None
    considered.sort(key=lambda c: (chosen is None or c.place.gazetteer_id != chosen.gazetteer_id, -c.points))
    if resolved is None:
        decided = refusal(name, parse, sense, gazetteer)
    else:
        reason = decision(considered) if chosen is not None and chosen.gazetteer_id else ""
        decided = "; ".join(part for part in (reason, mention.basis if mention else resolved.choice.basis) if part)
    inside = [k for k in range(len(parse)) if parse.sentences[k] == parse.sentences[name.first]]
    return Explained(
        text=span.of(text), start=span.start, end=span.end,
        sentence=parse.span_of(inside[0], inside[-1]).of(text),
        meaning=meaning_of(chosen, mention) if resolved else "no place",
        decided=decided, chosen=(chosen.gazetteer_id or None) if chosen else None, candidates=tuple(considered),
    )  # fmt: skip


def refusal(name: Found, parse: Parse, sense: Sense, gazetteer: Gazetteer) -> str:
    """Why a name was not taken for a place."""
    if name.person:
        return f"part of a person's name: {name.why}" if name.why else "part of a person's name"
    grounds = [g for g in evidence(name, parse, sense.context, gazetteer) if g.weight]
    points = ", ".join(f"{g.what} {g.weight:+.1f}" for g in grounds)
    return f"too little speaks for a place: {sum(g.weight for g in grounds):.1f} of {ENOUGH:.1f} points ({points})"


def meaning_of(place: Candidate | None, mention: Place | None = None) -> str:
    """A place in a phrase: 'Kyiv, town in Kyiv City, UA'; of a mention also what it stands for."""
    if place is None and mention is None:
        return "no place that is known"
    where: Candidate | Place = mention if mention is not None else place  # type: ignore[assignment]
    kind = KINDS.get(where.precision or "", "place of unknown whereabouts")
    if not where.gazetteer_id:
        kind = f"a place that the gazetteer does not know{', somewhere' if where.country else ''}"
    inside = ", ".join(part for part in (where.admin1 if where.admin1 != where.name else None, where.country) if part)
    use = "" if mention is None or mention.use == "location" else f", used for {USES[mention.use]}"
    return f"{where.name}, {kind}{f' in {inside}' if inside else ''}{use}"


def told(weighed: Weighed, container: Candidate | None, context: Context) -> Considered:
    """A candidate with its reasons in words."""
    reasons = tuple(
        f"{words(g.what, weighed.place, container, context)} {g.weight:+.1f}" for g in weighed.grounds if g.weight
    )
    return Considered(weighed.place, KINDS[weighed.place.precision], round(weighed.total, 1), reasons)


def words(what: str, place: Candidate, container: Candidate | None, context: Context) -> str:
    """One reason for a candidate in words."""
    if what == "known":
        people = f"{place.population:,} people" if place.population else "number of people unknown"
        return people if place.precision == "settlement" else f"known as a {KINDS.get(place.precision, 'place')}"
    if what == "layer":
        return f"from {OWN.get(place.layer, 'our own list of places')}"
    if what == "country":
        return f"{place.country} has {context.votes.get(place.country or '', 0.0):.0%} of what the text names"
    if what == "container":
        return f"the text puts it in {container.name if container else ''}"
    return REASONS[what]


def decision(considered: list[Considered]) -> str:
    """What put the first candidate before the second."""
    if not considered:
        return "no place is called so"
    if len(considered) == 1:
        return "the only place of this name that fits"
    first, second = considered[:2]
    behind = f"runner-up: {meaning_of(second.place)}"
    if not second.reasons:
        return f"the only one that a bare name can mean; {behind}"
    if first.points <= second.points:
        return f"a province and its town share the name, and the town is meant; {behind}"
    others = {reason.rpartition(" ")[0] for reason in second.reasons}
    own = [reason.rpartition(" ")[0] for reason in first.reasons if reason.rpartition(" ")[0] not in others]
    return f"{first.points:g} points against {second.points:g}: {', '.join(own) or 'by its points'}; {behind}"
