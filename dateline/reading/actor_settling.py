"""Which actor a name means that several bear: 'SRF' in Sudan and in Syria, 'PLA' in China and in Manipur.

The story that names one of them in full means that one; else those that did not exist when it was published are
out; else the country decides that the story is most about. What none of this tells stays open, with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.mention import Place
from dateline.reading.actor_drafts import Draft
from dateline.reading.actor_introductions import acronym_after
from dateline.reading.actor_words import Words, words_between
from dateline.tables.actor_rows import ActorRow
from dateline.tables.actors import ActorTable


class Setting(Struct, frozen=True):
    """What a story says of where and when it is: its countries by number of mentions, its year, whom it names."""

    countries: Counter[str]
    year: str | None
    named: frozenset[str]


class Settled(Struct, frozen=True):
    """The actor that a name means, or none, and why."""

    row: ActorRow | None
    why: str


def settled(
    groups: Sequence[list[Draft]],
    paragraphs: Sequence[Words],
    places: Sequence[Place],
    published: str | None,
    table: ActorTable,
) -> list[list[Draft]]:
    """The groups of each paragraph, those by a name that several actors bear as the one that the story means."""
    contested = [d for drafts in groups for d in drafts if d.actor_id in table.contested]
    if not contested:
        return list(groups)
    rivals = {id(d): _rivals(d, paragraphs[d.at], table) for d in contested}
    plain = {d.actor_id for drafts in groups for d in drafts if d.actor_id and not rivals.get(id(d))}
    countries = Counter(place.country for place in places if place.country)
    setting = Setting(countries, published[:4] if published else None, frozenset(plain))
    own = {form for words, drafts in zip(paragraphs, groups, strict=True) for form in _introduced(words, drafts)}
    found = []
    for drafts, words in zip(groups, paragraphs, strict=True):
        kept = []
        for draft in drafts:
            rows = rivals.get(id(draft), ())
            if rows and words_between(words.parse, draft.first, draft.last) in own:
                continue  # the story's own acronym, which its introduction ties
            kept.append(_with(draft, settle(rows, setting), rows, words) if rows else draft)
        found.append(kept)
    return found


def settle(rows: Sequence[ActorRow], setting: Setting) -> Settled:
    """The one of several actors of one name that a story means; the reason says how, or between which it stays open."""
    left = [row for row in rows if row.id in setting.named]
    if len(left) == 1:
        return Settled(left[0], "the story names it in full")
    left = [row for row in rows if setting.year is None or _existed(row, setting.year)]
    if len(left) == 1:
        return Settled(left[0], f"the only one of that name in {setting.year}")
    scores = [(setting.countries[row.country or ""], row) for row in left]
    best = max((score for score, _ in scores), default=0)
    leading = [row for score, row in scores if score == best]
    if best and len(leading) == 1:
        return Settled(leading[0], f"the story is about {leading[0].country}")
    everywhere = [row for row in left if row.country is None]
    if not best and len(everywhere) == 1:
        return Settled(everywhere[0], "the story is about none of the others' countries")
    return Settled(None, "open: " + " or ".join(sorted(row.name for row in left or rows)))


def _existed(row: ActorRow, year: str) -> bool:
    return (row.valid_from or "")[:4] <= year <= (row.valid_to or "9999")[:4]


def _rivals(draft: Draft, words: Words, table: ActorTable) -> tuple[ActorRow, ...]:
    """The actors whose name the mention was found by; none if only one bears it."""
    for i in range(draft.first, draft.last + 1):
        rows = table.rivals(words.parse.forms, words.keys, i)
        if any(row.id == draft.actor_id for row in rows):
            return rows
    return ()


def _introduced(words: Words, drafts: Sequence[Draft]) -> set[str]:
    """The acronyms that the story gives bodies of its own, which no table knows, in brackets."""
    found = (acronym_after(words, draft.last) for draft in drafts if draft.how == "body" and draft.actor_id is None)
    return {acronym for acronym in found if acronym}


def _with(draft: Draft, meant: Settled, rows: Sequence[ActorRow], words: Words) -> Draft:
    if meant.row is not None:
        up = meant.row.name if draft.how == "force" else None
        return replace(
            draft, name=meant.row.name, kind=meant.row.kind, actor_id=meant.row.id, affiliated_with=up, basis=meant.why
        )
    kinds = {row.kind for row in rows}
    name = words_between(words.parse, draft.first, draft.last)
    kind = kinds.pop() if len(kinds) == 1 else "organisation"
    return replace(draft, name=name, kind=kind, actor_id=None, affiliated_with=None, basis=meant.why)
