"""Why a clause is read as it is: the trigger's row and slots, the status and its cue, the rows that lost, the parse."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from dateline.events.drafting import best_status, evidence, surely_grouped
from dateline.events.scene import Scene, scenes
from dateline.events.slots import is_met
from dateline.events.triggers import Found
from dateline.model.document import ReadDocument
from dateline.model.span import Span
from dateline.tables.triggers import Requirement, Trigger, TriggerTable

RUNNERS = 3  # rows that lost, told for one trigger; more are the same row with other conditions


class Runner(Struct, frozen=True):
    """A row of the trigger table that the words also fit: its name, and in words why another was taken."""

    rule: str
    lost: str


class Slot(Struct, frozen=True):
    """A grammatical slot of a trigger: its name, the words in it, and the role that the row's frame gives it."""

    name: str
    words: tuple[str, ...]
    role: str


class Word(Struct, frozen=True):
    """A token of the clause: its form, tag, grammatical function, the word it hangs on, and what it names, if known."""

    form: str
    tag: str
    function: str
    head: str
    names: str


class Trace(Struct, frozen=True):
    """How one happening was read from one clause; `also` are the rules of further triggers of the same happening."""

    span: Span
    rule: str
    words: str
    also: tuple[str, ...]
    status: str
    cue: str
    slots: tuple[Slot, ...]
    runners: tuple[Runner, ...]
    parse: tuple[Word, ...]


def traces(read: ReadDocument, table: TriggerTable) -> Iterator[Trace]:
    """The readings of a document's clauses, in text order, one for each happening that a sentence tells."""
    for scene in scenes(read, table):
        for lead, extra in surely_grouped(scene):
            yield trace(scene, lead, extra)


def trace(scene: Scene, lead: Found, extra: tuple[Found, ...]) -> Trace:
    """How one happening was read."""
    span, status = evidence(scene, lead, extra), best_status(scene, lead, extra)
    return Trace(
        span=span,
        rule=lead.trigger.rule,
        words=" ".join(scene.parse.forms[t] for t in lead.words),
        also=tuple(one.trigger.rule for one in extra),
        status=status.value,
        cue=status.cue,
        slots=tuple(slots_of(lead)),
        runners=tuple(runners(lead))[:RUNNERS],
        parse=tuple(word(scene, t) for t in scene.parse.tokens_in(span)),
    )


def slots_of(found: Found) -> Iterator[Slot]:
    """The filled slots of a trigger."""
    parse = found.scene.parse
    for name, tokens in found.slots.items():
        if tokens:
            words = tuple(parse.forms[t] for t in tokens)
            yield Slot(name, words, found.trigger.frame.get(name, ""))


def runners(found: Found) -> Iterator[Runner]:
    """The other rows of a trigger's words that report something else, in the order in which they are tried."""
    seen = {found.trigger.type}
    chosen = False
    for row in rows_for(found):
        chosen = chosen or row is found.trigger
        if row is found.trigger or row.type in seen or not row.type:
            continue
        missed = unmet(found, row)
        if len(row.words) > len(found.trigger.words) or (not missed and not chosen):
            continue  # its further words do not stand there
        seen.add(row.type)
        asked = "; ".join(in_words(alternatives) for alternatives in missed)
        lower = f"its priority {row.priority} is lower than {found.trigger.priority}"
        yield Runner(row.rule, f"not met: {asked}" if missed else lower)


def rows_for(found: Found) -> tuple[Trigger, ...]:
    """The rows of the table that the head of a trigger was looked up in."""
    table, words = found.scene.table, found.trigger.words
    by_pos = {"VERB": table.verbs, "NOUN": table.nouns, "ADJ": table.adjectives, "PHRASE": table.phrases}
    return by_pos[found.trigger.pos].get(words[-1] if found.trigger.pos == "NOUN" else words[0], ())


def unmet(found: Found, row: Trigger) -> list[tuple[Requirement, ...]]:
    """The conditions of a row that the slots of a trigger do not meet."""
    return [
        alternatives
        for alternatives in row.conditions
        if not any(is_met(found.scene, found.slots, asked) for asked in alternatives)
    ]


def in_words(alternatives: tuple[Requirement, ...]) -> str:
    """A condition as the table writes it: `subj:armed or by`."""
    return " or ".join(
        ("" if asked.wanted else "!") + asked.slot + (f":{'/'.join(sorted(asked.classes))}" if asked.classes else "")
        for asked in alternatives
    )


def word(scene: Scene, token: int) -> Word:
    """A token with its place in the parse and the mention that it belongs to."""
    parse = scene.parse
    actor, place = scene.actors.get(token), scene.places.get(token)
    names = actor.kind if actor is not None else f"place ({place.use})" if place is not None else ""
    return Word(parse.forms[token], parse.tags[token], parse.deps[token], parse.forms[parse.heads[token]], names)
