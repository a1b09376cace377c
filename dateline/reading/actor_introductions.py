"""Bodies that a story introduces itself: named in full, by an acronym in brackets, by what stands in apposition.

A body that no table knows keeps the name and the kind that its story gives it; its acronym, 'the front', 'the
ministry' and 'X fighters' are that body.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from dateline.reading.actor_drafts import ARMED_GROUPS, Draft
from dateline.reading.actor_names import find_runs
from dateline.reading.actor_nouns import GROUP_ADJECTIVES, is_written
from dateline.reading.actor_words import APOSTROPHE_S, Words, words_between
from dateline.tables.actors import word_key

if TYPE_CHECKING:
    from dateline.tables.load import Tables

DETERMINERS = frozenset({"a", "an", "the"})
DEFINITE = frozenset({"the", "this", "that", "its", "their"})
# The last word of what leads from a noun to a name: 'known as', 'calling itself', 'called'.
NAMING = frozenset({"as", "itself", "themselves", "called", "named"})
# 'at the front' is where armies meet, whatever fronts the story names.
BATTLEFIELD = frozenset({"at", "on", "along", "behind"})
# Nouns that are mostly meant as such, not as the body that has them in its name: 'in the office'.
COMMON = frozenset({"office", "department", "centre", "center", "service", "church", "bank", "team", "force"})
# An apposition says what a body is within this many words after its article: 'a small armed group'.
APPOSITIVE_REACH = 4
SHORTEST_INITIALS = 3
# A common noun for one of them can be named by what follows it.
BODIES = ARMED_GROUPS | {"organisation", "military", "police", "government", "foreign_force", "media"}


class Body(Struct, frozen=True):
    """One body of a story: its full name, kind and table id, the acronyms and the nouns that may stand for it."""

    name: str
    kind: str
    actor_id: str | None
    acronyms: frozenset[str]
    nouns: frozenset[str]


def introduce(groups: Sequence[list[Draft]], paragraphs: Sequence[Words], tables: Tables) -> list[list[Draft]]:
    """The groups of each paragraph, with what stands for a body that the story names in full tied to that body."""
    found = [
        _with_apposed(at, words, drafts, tables)
        for at, (drafts, words) in enumerate(zip(groups, paragraphs, strict=True))
    ]
    found = [_with_named(drafts, words) for drafts, words in zip(found, paragraphs, strict=True)]
    bodies = _bodies(found, paragraphs)
    if not bodies:
        return found
    return [_tied(found, at, paragraphs, bodies) for at in range(len(paragraphs))]


def _with_apposed(at: int, words: Words, drafts: list[Draft], tables: Tables) -> list[Draft]:
    """The drafts with the bodies that only an apposition shows, less what lies in their names."""
    apposed = list(_apposed(at, words, drafts, tables))
    kept = [d for d in drafts if not any(b.first <= d.head <= b.last for b in apposed)]
    return sorted([*kept, *apposed], key=lambda d: d.first)


def _with_named(drafts: list[Draft], words: Words) -> list[Draft]:
    """The drafts, a body by a common noun with the name that follows in apposition: 'its Arab wing, the Orsa Front'."""
    parse = words.parse
    named = {d.first: d for d in drafts if is_named(d, words)}
    tied = []
    for draft in drafts:
        common = parse.forms[draft.head][:1].islower()
        fits = common and draft.how != "named" and draft.actor_id is None and draft.kind in BODIES
        at = _after_name_sign(words, draft.last + 1) if fits else 0
        name = (named.get(at) or named.get(at + 1)) if at else None
        apposed = name is not None and parse.deps[name.head] == "appos" and parse.heads[name.head] == draft.head
        if name is not None and (apposed or parse.forms[at - 1] in NAMING):
            draft = replace(
                draft, name=name.name, kind=name.kind, actor_id=name.actor_id, basis="named by the words behind it"
            )
        tied.append(draft)
    return tied


def _after_name_sign(words: Words, at: int) -> int:
    """The token after a comma or 'known as' that begins at token `at`; 0 where neither does."""
    keys = words.keys
    after = at + (words.parse.forms[at : at + 1] == [","])
    said = after + (keys[after : after + 1] in (["also"], ["better"]))
    if keys[said : said + 2] in (["known", "as"], ["calling", "itself"]):
        return said + 2
    return after if after > at else 0


def is_named(draft: Draft, words: Words) -> bool:
    """Whether a mention gives the full name of a body, or the name that a table has for it."""
    if draft.how == "force" and draft.actor_id is None:
        return is_written(words, draft.first, draft.head)
    return draft.how == "body" or (draft.how == "named" and draft.kind not in {"person", "media"})


def _apposed(at: int, words: Words, drafts: list[Draft], tables: Tables) -> Iterator[Draft]:
    """'the Sons of Orsa, a militia from the capital': a name that only the apposition shows to be a body."""
    told = any(d.how in {"group", "noun"} and d.kind in ARMED_GROUPS | {"organisation"} for d in drafts)
    if words.titled or words.shouted or not told:
        return
    taken = {i for d in drafts for i in range(d.first, d.last + 1)}
    for run in find_runs(words, taken, tables):
        said = _apposition(words, run.last, drafts)
        said = said if said is not None and said.kind in ARMED_GROUPS else _called(words, run.first, drafts)
        if said is not None and run.titled_from == run.first:
            first = _before_of(words, run.first)
            name = words_between(words.parse, first, run.last)
            head = first if first < run.first else run.last
            yield Draft(
                at=at, first=first, last=run.last, head=head, how="body", name=name, kind=said.kind, noun=said.noun
            )


def _called(words: Words, first: int, drafts: list[Draft]) -> Draft | None:
    """The mention that a name is given to: 'a militia called the Sons of Orsa', 'rebels calling themselves Orsa 9'."""
    keys = words.keys
    at = _before_of(words, first)
    at -= at > 0 and keys[at - 1] == "the"
    if at < 2 or keys[at - 1] not in NAMING:
        return None
    last = at - 2 - (keys[at - 1] != "called" and keys[at - 1] != "named")
    kinds = ARMED_GROUPS | {"organisation"}
    return next((d for d in drafts if d.last == last and d.how in {"group", "noun"} and d.kind in kinds), None)


def _before_of(words: Words, first: int) -> int:
    """Where a name that ends in 'of X' begins: 'the Sons of Orsa'."""
    forms = words.parse.forms
    if first < 2 or forms[first - 1] != "of" or words.begins_sentence(first - 2):
        return first
    return first - 2 if forms[first - 2][:1].isupper() else first


def _apposition(words: Words, last: int, drafts: list[Draft]) -> Draft | None:
    """The mention that says what the name ending at token `last` is: ', a militia ...', ', the rebel movement ...'."""
    parse = words.parse
    comma = _after_acronym(words, last)
    if comma + 2 >= len(parse) or parse.forms[comma] != "," or parse.forms[comma + 1] not in DETERMINERS:
        return None
    after = comma + 2
    said = next((d for d in drafts if after <= d.head <= after + APPOSITIVE_REACH and d.first >= after), None)
    if said is None or said.how not in {"group", "noun"} or said.kind not in ARMED_GROUPS | {"organisation"}:
        return None
    between = range(after, said.first)
    apposed = parse.deps[said.head] == "appos" or (
        parse.forms[comma + 1] != "the" and parse.deps[said.head] not in {"nsubj", "nsubjpass", "dobj", "pobj"}
    )
    return said if apposed and all(parse.pos[k] in {"ADJ", "NOUN", "ADV"} for k in between) else None


def _after_acronym(words: Words, last: int) -> int:
    """The token after a name and the bracketed acronym that may follow it."""
    return last + 4 if acronym_after(words, last) else last + 1


def acronym_after(words: Words, last: int) -> str | None:
    """The acronym in brackets right after a name: 'the Orsa Liberation Army (OLA)'."""
    forms = words.parse.forms
    if last + 3 >= len(forms) or forms[last + 1] != "(" or forms[last + 3] != ")":
        return None
    form = forms[last + 2]
    return form if len(form) > 1 and form[0].isupper() and form[-1].isupper() and form.isalpha() else None


def _bodies(groups: Sequence[list[Draft]], paragraphs: Sequence[Words]) -> dict[str, Body]:
    """The bodies that a story names, by folded name, with all that its mentions say of each."""
    bodies: dict[str, Body] = {}
    for drafts, words in zip(groups, paragraphs, strict=True):
        if words.shouted or words.titled:
            continue
        for draft in drafts:
            if is_named(draft, words) and len(draft.name.split()) > 1:
                key = word_key(draft.name)
                bodies[key] = _with(bodies.get(key), draft, words, drafts)
    return bodies


def _with(known: Body | None, draft: Draft, words: Words, drafts: list[Draft]) -> Body:
    """What is known of a body together with what one more mention says of it."""
    said = _apposition(words, draft.last, drafts)
    noun = draft.noun or words.parse.lemmas[draft.last]
    nouns = {noun, *([said.noun] if said is not None and said.noun else [])} - COMMON
    acronym = acronym_after(words, draft.last)
    acronyms = {acronym} if acronym else set()
    initials = "".join(word[0] for word in draft.name.replace("-", " ").split() if word[0].isupper())
    if len(initials) >= SHORTEST_INITIALS:
        acronyms.add(initials)
    kind = _kind(draft, words, said)
    if known is not None:
        kind = kind if known.kind == "organisation" else known.kind
        nouns, acronyms = nouns | known.nouns, acronyms | known.acronyms
    return Body(draft.name, kind, draft.actor_id, frozenset(acronyms), frozenset(nouns))


def _kind(draft: Draft, words: Words, said: Draft | None) -> str:
    """The kind that the words around a name give the body, else the kind of its own noun."""
    if draft.actor_id is not None or draft.kind not in {"organisation", "political_militia", "rebel", "military"}:
        return draft.kind
    before = words.keys[draft.first - 1] if draft.first else ""
    if before in GROUP_ADJECTIVES:
        return "rebel"
    if said is not None:
        adjectives = {words.keys[i] for i in range(max(said.first - 2, 0), said.head)}
        return "rebel" if adjectives & GROUP_ADJECTIVES else said.kind if said.kind in ARMED_GROUPS else draft.kind
    return draft.kind


def _tied(groups: Sequence[list[Draft]], at: int, paragraphs: Sequence[Words], bodies: dict[str, Body]) -> list[Draft]:
    """The mentions of one paragraph, each that stands for a body of the story named and kinded as that body."""
    words = paragraphs[at]
    short = {acronym: body for body in reversed(bodies.values()) for acronym in body.acronyms}
    taken = {i for d in groups[at] for i in range(d.first, d.last + 1)}
    tied: list[Draft] = []
    ends: dict[int, Body] = {}
    apposed: dict[int, Body] = {}
    for draft in sorted([*groups[at], *_acronyms(at, words, short, taken)], key=lambda d: d.first):
        body = apposed.get(draft.first) or _full(draft, words, bodies) or _of_owner(draft, words, short, ends)
        if body is None and _is_short(draft, words):
            body = _last_named(draft, groups, paragraphs, bodies)
        if body is not None:
            draft = _as_body(draft, body, words)
            ends[draft.last] = body
            said = _apposition(words, draft.last, groups[at])
            if said is not None:
                apposed[said.first] = body
        tied.append(draft)
    return tied


def _full(draft: Draft, words: Words, bodies: dict[str, Body]) -> Body | None:
    return bodies.get(word_key(draft.name)) if is_named(draft, words) else None


def _as_body(draft: Draft, body: Body, words: Words) -> Draft:
    """The mention as one of the body; its fighters are a force of it."""
    how = draft.how
    if not is_named(draft, words):
        how = "body" if draft.bare else "force"
    why = draft.basis or (None if is_named(draft, words) else f"{body.name}, as the story calls it")
    return replace(draft, name=body.name, kind=body.kind, actor_id=body.actor_id or draft.actor_id, how=how, basis=why)


def _acronyms(at: int, words: Words, short: dict[str, Body], taken: set[int]) -> Iterator[Draft]:
    if words.shouted:
        return
    for i, form in enumerate(words.parse.forms):
        body = short.get(form)
        if body is not None and i not in taken:
            why = f"the acronym of {body.name}"
            yield Draft(at=at, first=i, last=i, head=i, how="body", name=body.name, kind=body.kind, basis=why)


def _of_owner(draft: Draft, words: Words, short: dict[str, Body], ends: dict[int, Body]) -> Body | None:
    """'OLA fighters', 'the front's fighters': the armed people of a body named in or right before their phrase."""
    if draft.how not in {"group", "force"} and draft.kind != "unidentified_armed_group":
        return None
    forms = words.parse.forms
    after = draft.first > 1 and (forms[draft.first - 1] in APOSTROPHE_S or forms[draft.first - 1] == ")")
    owner = ends.get(draft.first - 2) if after else None
    return owner or next((short[forms[i]] for i in range(draft.first, draft.head) if forms[i] in short), None)


def _is_short(draft: Draft, words: Words) -> bool:
    """Whether a mention is a bare definite noun ('the front'), or the noun alone with a capital ('Front says')."""
    parse, i = words.parse, draft.first
    if draft.how not in {"noun", "group"} or not draft.bare or parse.tags[i] in {"NNS", "NNPS"}:
        return False
    before = words.keys[i - 1] if i else ""
    if before in DEFINITE:
        return not (draft.noun == "front" and i > 1 and words.keys[i - 2] in BATTLEFIELD)
    return parse.forms[i][:1].isupper() and not words.titled and not words.begins_sentence(i)


def _last_named(
    draft: Draft, groups: Sequence[list[Draft]], paragraphs: Sequence[Words], bodies: dict[str, Body]
) -> Body | None:
    """The body with the noun of a bare mention that the story named last before it."""
    for at in range(draft.at, -1, -1):
        for other in reversed(groups[at]):
            body = None if at == draft.at and other.first >= draft.first else _full(other, paragraphs[at], bodies)
            if body is not None and draft.noun in body.nouns:
                return body
    return None
