"""Which actor a name means that several bear: 'SRF' in Sudan and in Syria, 'PLA' in China and in Manipur.

The story that names one of them in full means that one; else those that did not exist when it was published are
out; else the country decides that the story is most about. What none of this tells stays open, with the reason.
A name is no actor that came to be after the story: 'the Islamic State' of 2008 is its forerunner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.model.mention import Place
from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
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


class Candidates(Struct, frozen=True):
    """The actors whose name a mention was found by, and whether the name means them only in their own country."""

    rows: tuple[ActorRow, ...]
    local: bool


def settled(
    groups: Sequence[list[Draft]],
    paragraphs: Sequence[Words],
    places: Sequence[Place],
    published: str | None,
    table: ActorTable,
) -> list[list[Draft]]:
    """The groups of each paragraph, each name as the actor that the story means by it where and when it is."""
    year = published[:4] if published else None
    doubtful = {
        id(d): names
        for drafts in groups
        for d in drafts
        if d.actor_id in table.contested
        and (names := _candidates(d, paragraphs[d.at], table))
        and (len(names.rows) > 1 or names.local)
    }
    plain = frozenset(d.actor_id for drafts in groups for d in drafts if d.actor_id and id(d) not in doubtful)
    setting = Setting(Counter(place.country for place in places if place.country), year, plain)
    own = {form for words, drafts in zip(paragraphs, groups, strict=True) for form in _introduced(words, drafts)}
    found = []
    for drafts, words in zip(groups, paragraphs, strict=True):
        kept = []
        for draft in drafts:
            borne = doubtful.get(id(draft))
            if borne is None:
                kept.append(_in_its_time(draft, setting, words, table))
            elif words_between(words.parse, draft.first, draft.last) not in own:  # an introduction ties its own acronym
                kept += _settled(draft, borne, setting, words)
        found.append(kept)
    return found


def _settled(draft: Draft, names: Candidates, setting: Setting, words: Words) -> list[Draft]:
    """The mention as the actor that it means; none for a bare local name in a story about another country."""
    rows = tuple(row for row in names.rows if is_at_home(row, setting)) if names.local else names.rows
    if len(rows) == 1 and names.local:
        return [_with(draft, Settled(rows[0], f"the story is about {rows[0].country}"), rows, words)]
    if rows:
        return [_with(draft, settle(rows, setting), rows, words)]
    bare = draft.how == "named" and draft.noun is None
    word = draft.kind in ARMED_GROUPS or words.parse.forms[draft.first].isupper()
    return (
        [] if bare and word else [_unknown(draft, words, "the name means the actor only in a story about its country")]
    )


def is_at_home(row: ActorRow, setting: Setting) -> bool:
    """Whether the story names the actor in full, or is about no country more than about its own."""
    most = max(setting.countries.values(), default=0)
    return row.id in setting.named or (most > 0 and setting.countries[row.country or ""] == most)


def _in_its_time(draft: Draft, setting: Setting, words: Words, table: ActorTable) -> Draft:
    """The mention as the forerunner that bore the name when the story was published; open where none existed."""
    row = table.by_id.get(draft.actor_id or "")
    if row is None or row.kind == "person" or setting.year is None or not _is_before(setting.year, row):
        return draft
    since = f"{row.name} is known from {(row.valid_from or '')[:4]} on, the story is of {setting.year}"
    before = _forerunners(row, setting.year, table)
    if len(before) == 1:
        return _with(draft, Settled(before[0], f"{since}: its forerunner"), before, words)
    return _unknown(draft, words, since)


def _is_before(year: str, row: ActorRow) -> bool:
    """Whether a year is more than one before an actor's first; founding and first report may fall in two years."""
    return row.valid_from is not None and int(year) + 1 < int(row.valid_from[:4])


def _forerunners(row: ActorRow, year: str, table: ActorTable) -> tuple[ActorRow, ...]:
    """The actors of that year that became this one, over any number of steps."""
    waiting, found, seen = [row], [], {row.id}
    while waiting:
        for before in table.predecessors(waiting.pop().id):
            if before.id not in seen:
                seen.add(before.id)
                waiting.append(before)
                found += [before] if _existed(before, year) else []
    return tuple(found)


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


def _candidates(draft: Draft, words: Words, table: ActorTable) -> Candidates | None:
    """The actors whose name the mention was found by; None where no name of the table is in it."""
    for i in range(draft.first, draft.last + 1):
        found = table.match(words.parse.forms, words.keys, i)
        if found is not None:
            rows = table.rivals(words.parse.forms, words.keys, i) or (found.row,)
            if any(row.id == draft.actor_id for row in rows):
                return Candidates(rows, found.local)
    return None


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
    kind = kinds.pop() if len(kinds) == 1 else "organisation"
    return replace(_unknown(draft, words, meant.why), kind=kind)


def _unknown(draft: Draft, words: Words, why: str) -> Draft:
    """The mention with nothing of the table: named as it stands there."""
    name = words_between(words.parse, draft.first, draft.last)
    return replace(draft, name=name, actor_id=None, affiliated_with=None, basis=why)
