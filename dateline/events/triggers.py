"""Finding the words of a paragraph that report a happening, each with its row of the trigger table and its slots."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline.events import syntax
from dateline.events.light import lend, light_verb
from dateline.events.scene import Scene
from dateline.events.slots import Slots, holds, noun_slots, put, verb_slots
from dateline.events.sourcing import source
from dateline.model.parse import Parse
from dateline.tables.triggers import AUTHOR, Trigger

# Words that may stand inside a phrase without breaking it: 'lay down (their) weapons'.
FILLERS = frozenset(
    {"a", "an", "the", "his", "her", "their", "its", "some", "several", "more", "-", "up", "all", "own", "any"}
)
HYPHENS = frozenset({"-", "–", "‑"})
MODIFIERS = frozenset({"compound", "nmod", "amod", "quantmod"})
# A verb form in these places describes ('a besieged town', 'self-proclaimed'), it does not report.
ATTRIBUTIVE = frozenset({"aux", "auxpass", "compound", "amod", "nmod"})
PHRASE_GAP = 2
# Happenings that have names: 'the Battle of Orsa', 'the Keld massacre'.
NAMED = frozenset(
    {"war", "battle", "siege", "massacre", "genocide", "uprising", "rebellion", "revolt", "revolution", "intifada"}
    | {"offensive", "invasion", "bombing", "earthquake", "coup"}
)
SETTINGS = frozenset({"after", "amid", "to", "during", "despite", "since", "before", "over", "following"})


class Found(Struct, frozen=True, eq=False):
    """A trigger at a place: head token, first and last token of its words, row, slots, the light verb above it."""

    scene: Scene
    token: int
    first: int
    last: int
    trigger: Trigger
    slots: Slots
    light: int | None

    @property
    def verb(self) -> int:
        """The token whose clause tells status and time: the light verb where there is one."""
        return self.token if self.light is None else self.light

    @property
    def words(self) -> range:
        """The tokens of its words."""
        return range(self.first, self.last + 1)


def find(scene: Scene) -> list[Found]:
    """The triggers of a paragraph in text order; a token belongs to at most one.

    A row without a type takes its words for a figure of speech ('trade war'): they report nothing, nor does a verb of
    which they are the subject or the object, unless that speaks of them ('condemned war crimes').
    """
    taken: set[int] = set()
    found: list[Found] = []
    for phrase in phrases(scene):
        if taken.isdisjoint(phrase.words):
            taken.update(phrase.words)
            found.append(phrase)
    for i in range(len(scene.parse)):
        if i in taken:
            continue
        one = at(scene, i)
        if one is not None and (one.first == i or taken.isdisjoint(range(one.first, i))):
            taken.update(one.words)
            found.append(one)
    figures = {t for f in found if not f.trigger.type for t in f.words}
    return sorted((f for f in found if f.trigger.type and is_literal(f, figures)), key=lambda f: f.token)


def is_literal(found: Found, figures: set[int]) -> bool:
    """Whether no figure of speech is what a trigger is done by or to."""
    speaks = found.trigger.type.startswith("political.")
    return speaks or figures.isdisjoint(found.slots.get("subj", ()) + found.slots.get("obj", ()))


def at(scene: Scene, i: int) -> Found | None:
    """The trigger whose head is token i, or None."""
    parse, table = scene.parse, scene.table
    pos = parse.pos[i]
    if pos in syntax.VERBAL and (syntax.is_gerund_noun(parse, i) or is_happening(scene, i)):
        pos = "NOUN"
    if pos in syntax.VERBAL or (pos in syntax.NOUNS and syntax.child(parse, i, "nsubj", "nsubjpass") is not None):
        rows = table.verbs.get(parse.lemmas[i])  # a 'noun' with a subject is a verb that the tagger does not know
        return of_verb(scene, i, rows) if rows and parse.deps[i] not in ATTRIBUTIVE else None
    if pos == "NOUN" or (pos == "PROPN" and (parse.role == "headline" or parse.lemmas[i].lower() in NAMED)):
        if parse.deps[i] in MODIFIERS or is_kind_of_vehicle(scene, i):
            return None
        found = (table.nouns.get(lemma) for lemma in lemmas_of(parse, i))
        noun_rows = next((rows for rows in found if rows), None)
        return of_noun(scene, i, noun_rows) if noun_rows else None
    if pos == "ADJ" and parse.deps[i] == "acomp" and parse.lemmas[parse.heads[i]] in table.light:
        noun_rows = table.nouns.get(parse.lemmas[i])  # 'launches offensive': the tagger takes it for an adjective
        return of_noun(scene, i, noun_rows) if noun_rows else None
    if pos == "ADJ" and (rows := table.adjectives.get(parse.lemmas[i])):
        return of_adjective(scene, i, rows)
    return None


def is_happening(scene: Scene, i: int) -> bool:
    """'Responded to shelling', 'after fighting in Orsa': a gerund that names a happening, of no subject's doing."""
    parse = scene.parse
    after = parse.deps[i] == "pcomp" and parse.tags[i] == "VBG" and parse.lemmas[parse.heads[i]] in SETTINGS
    return after and parse.forms[i].lower() in scene.table.nouns and syntax.child(parse, i, "dobj", "nsubj") is None


def is_kind_of_vehicle(scene: Scene, i: int) -> bool:
    """'Attack, bomber and fighter aircraft': a noun coordinated with vehicles is none of the happenings."""
    parse = scene.parse
    return any(
        parse.deps[c] == "conj"
        and "aircraft" in scene.classes(c)
        and "blast" not in scene.classes(c)
        and parse.lemmas[c] not in scene.table.nouns
        for c in parse.children[i]
    )


def lemmas_of(parse: Parse, i: int) -> tuple[str, ...]:
    """The lemmas to try for noun i; a verb's form keeps its own, a capitalised headline noun its plural too."""
    lemma = parse.lemmas[i]
    if parse.pos[i] in syntax.VERBAL:
        return (parse.forms[i].lower(), lemma)
    if parse.pos[i] != "PROPN":
        return (lemma,)
    lemma = lemma.lower()
    return (lemma, lemma.removesuffix("es"), lemma.removesuffix("s"))


def of_verb(scene: Scene, i: int, rows: tuple[Trigger, ...]) -> Found | None:
    """The best row for verb i whose particles stand by it and whose conditions hold."""
    parse = scene.parse
    slots: Slots | None = None
    for row in rows:
        last = particles(parse, i, row.words[1:])
        if last is None:
            continue
        if slots is None:
            slots = verb_slots(scene, i)
        if holds(scene, slots, row.conditions) or (row.type == AUTHOR and is_elliptic(parse, i)):
            return Found(scene, i, i, i, row, slots, None)
    return None


def is_elliptic(parse: Parse, i: int) -> bool:
    """'The army says that it did not': a denial that leaves out what was told before."""
    deps = {parse.deps[c] for c in parse.children[i]}
    told = parse.deps[i] == "ccomp" and parse.lemmas[i] == "do" and "neg" in deps
    return told and not deps & {"dobj", "xcomp", "ccomp", "advmod", "prep", "attr", "acomp"}


def particles(parse: Parse, i: int, words: tuple[str, ...]) -> int | None:
    """The last token of the words that belong to verb i, or None if one is missing."""
    last = i
    for word in words:
        near = [c for c in parse.children[i] if parse.lemmas[c] == word]
        near += [c for c in (i + 1, i + 2) if c < len(parse) and parse.lemmas[c] == word]
        if not near:
            return None
        last = max(last, near[0])
    return last


def of_noun(scene: Scene, i: int, rows: tuple[Trigger, ...]) -> Found | None:
    """The best row for noun i; a light verb above it lends its subject and its prepositions."""
    parse = scene.parse
    slots: Slots | None = None
    light: int | None = None
    for row in rows:
        first = backwards(parse, i, row.words[:-1])
        if first is None:
            continue
        if slots is None:
            slots = noun_slots(scene, i)
            light = light_verb(scene, i)
            if light is not None:
                lend(scene, slots, i, light)
        if holds(scene, slots, row.conditions):
            return Found(scene, i, first, i, row, slots, light)
    return None


def backwards(parse: Parse, i: int, words: tuple[str, ...]) -> int | None:
    """The first token of the words that stand directly before token i, hyphens skipped, or None."""
    at = i
    for word in reversed(words):
        at -= 1
        while at >= 0 and parse.forms[at] in HYPHENS:
            at -= 1
        if at < 0 or word not in (parse.lemmas[at], parse.forms[at].lower(), parse.lemmas[at].removesuffix("s")):
            return None
    return at


def of_adjective(scene: Scene, i: int, rows: tuple[Trigger, ...]) -> Found | None:
    """The row for a predicative adjective: its verb's subject and prepositions with its own."""
    parse = scene.parse
    head = parse.heads[i]
    if parse.deps[i] not in ("acomp", "oprd", "ROOT", "acl", "advcl", "attr", "conj"):
        return None
    slots = noun_slots(scene, i)
    if parse.pos[head] in syntax.VERBAL:
        above = verb_slots(scene, head)
        put(slots, "subj", above.get("subj", ()) + above.get("obj", ()))
        for name in ("in", "inside", "under", "asked"):
            put(slots, name, above.get(name, ()))
    elif parse.deps[i] == "acl":
        put(slots, "subj", (head,))
    asked = syntax.complement_subject(parse, i)  # 'it is vital that the army leaves'
    put(slots, "asked", () if asked is None else (asked,))
    for row in rows:
        if holds(scene, slots, row.conditions):
            return Found(scene, i, i, i, row, slots, head if parse.pos[head] in syntax.VERBAL else None)
    return None


def phrases(scene: Scene) -> Iterator[Found]:
    """The fixed phrases of a paragraph, with the slots of the verb in or above them."""
    parse, table = scene.parse, scene.table
    for i, lemma in enumerate(parse.lemmas):
        for row in table.phrases.get(lemma, ()):
            last = onwards(parse, i, row.words[1:])
            if last is None:
                continue
            found = of_phrase(scene, i, last, row)
            if found is not None:
                yield found
                break


def onwards(parse: Parse, i: int, words: tuple[str, ...]) -> int | None:
    """The last token of the words that follow token i, fillers skipped, or None."""
    at = i
    for word in words:
        at += 1
        gap = 0
        while at < len(parse) and parse.lemmas[at] != word and parse.forms[at].lower() in FILLERS and gap < PHRASE_GAP:
            at, gap = at + 1, gap + 1
        if at >= len(parse) or word not in (parse.lemmas[at], parse.forms[at].lower()):
            return None
    return at


def of_phrase(scene: Scene, first: int, last: int, row: Trigger) -> Found | None:
    """A phrase as a trigger: its head word, the slots of its verb, or of the verb above a nominal phrase."""
    parse = scene.parse
    verb = next((t for t in range(first, last + 1) if parse.pos[t] in syntax.VERBAL), None)
    if verb is not None and parse.deps[verb] == "aux":
        verb = parse.heads[verb]  # 'both sides must stop'
    root = parse.root_of(range(first, last + 1))
    head = root if root is not None else first
    governor = verb if verb is not None else syntax.clause_head(parse, head)
    slots = noun_slots(scene, head) if parse.pos[head] not in syntax.VERBAL else {}
    for noun in range(first, last + 1):
        if parse.pos[noun] == "NOUN" and noun != head:  # 'without access to water'
            for name, tokens in noun_slots(scene, noun).items():
                put(slots, name, tokens)
    if parse.pos[governor] in syntax.VERBAL:
        for name, tokens in verb_slots(scene, governor).items():
            outside = tuple(t for t in tokens if not first <= t <= last)
            put(slots, name, outside)
    if source(scene, head) is not None:
        slots["said"] = ()
    if not holds(scene, slots, row.conditions):
        return None
    light = governor if governor != head and parse.pos[governor] in syntax.VERBAL else None
    return Found(scene, head, first, last, row, slots, light)
