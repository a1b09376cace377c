"""Who tells an event: its claimants, its sources without a name, its publishers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Sequence

from dateline.linking.alikes import Alikes
from dateline.linking.claimants import UNKNOWN, Chain, Voiced, distinct, outlet, told_first
from dateline.linking.disagreement import is_outlets
from dateline.linking.told import Told
from dateline.model.event import Claimant, Unnamed
from dateline.model.report import Report
from dateline.values.names import fold


def claimants_of(voiced: Sequence[Voiced], told: Sequence[Told]) -> tuple[Claimant, ...]:
    """Who says or denies that it happened, who did it, or how many: each once.

    An outlet is a claimant only of what nobody is quoted for. A source without a name may be one that is named
    elsewhere: it counts only where nobody named says the same, those who deny it left aside.
    """
    happened = [v for v in voiced if v.claim.field == "occurrence" and v.claim.stance == "affirms"]
    quoted = [v for v in voiced if v.claim.field in ("occurrence", "initiators") and v.attributed]
    affirmed = [v.claimant for v in quoted if v.claim.stance == "affirms"]
    denied = [v.claimant for v in quoted if v.claim.stance == "denies"]
    counted = [one.claimant for one in told if not is_outlets(one)]
    if not affirmed:
        affirmed = [v.claimant for v in happened]
        counted = counted or [one.claimant for one in told]
    deniers = {one.institution for one in denied}
    return distinct([*_named_first([*affirmed, *counted], deniers), *_named_first(denied)])


def _named_first(found: Sequence[Claimant], other_than: Container[str] = ()) -> list[Claimant]:
    """Those that speak for an institution, if one of them is none of `other_than`; else all."""
    named = [one for one in found if one.institution != UNKNOWN]
    return named if any(one.institution not in other_than for one in named) else list(found)


def publishers_of(reports: Sequence[Report], walk: Chain) -> tuple[str, ...]:
    """The publishers of the stories, one for each owner; a copied passage counts for the story that had it first."""
    first = [walk.documents[walk.origin(r.document, r.evidence[0].span)] for r in reports]
    outlets = {outlet(document, walk.outlets) for document in first if document.agency or document.publisher}
    by_owner = {one.institution: one.speaker for one in sorted(outlets, reverse=True)}
    return tuple(sorted(by_owner.values()))


def unnamed_of(voiced: Sequence[Voiced], told: Sequence[Told], walk: Chain) -> tuple[Unnamed, ...]:
    """The sources that are quoted without an institution, each once: by name, or by story where they have none.

    'Officials' of two stories may be other officials; Miriam Holt is one person in both.
    """
    found = {
        Unnamed(v.claimant.speaker, told_first(v.claim, v.report, walk).id)
        for v in voiced
        if v.claim.field in ("occurrence", "initiators") and v.attributed and v.claimant.institution == UNKNOWN
    }
    found |= {
        Unnamed(one.claimant.speaker, one.document)
        for one in told
        if one.claimant.institution == UNKNOWN and not is_outlets(one)
    }
    kept: list[Unnamed] = []
    seen: dict[str, Alikes] = defaultdict(Alikes)
    for one in sorted(found, key=lambda u: (-len(fold(u.speaker).split()), u)):
        known = seen["" if is_named(one.speaker, walk) else one.document]
        if not known.has(one.speaker):
            kept.append(one)
            known.add(one.speaker)
    return tuple(sorted(kept))


def is_named(speaker: str, walk: Chain) -> bool:
    """Whether words for a source are a name: `Miriam Holt`, and neither `officials` nor `A local official`."""
    words = [word for word in speaker.split() if word[:1].isupper()]
    return any(fold(word) not in walk.actors.nouns and fold(word) not in ("a", "an", "the", "one") for word in words)
