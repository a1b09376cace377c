"""Words that report a happening, with the frames of their roles; classes of nouns; cues of modality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from dateline.tables.rows import read_table

UNKNOWN = "-"
# Rows of a lower priority make no report of their own.
WEAK = 10
# Types of rows that report no happening of their own but say who did the one told elsewhere, or deny it.
AUTHOR, DENIAL = "stance.author", "stance.denial"
STANCES = frozenset({AUTHOR, DENIAL})


class Requirement(Struct, frozen=True):
    """One alternative of a condition: a slot that is filled, if `classes` by a word of one of these classes."""

    slot: str
    classes: frozenset[str]
    wanted: bool


class Trigger(Struct, frozen=True, kw_only=True):
    """A word or phrase that reports a happening of `type`.

    `words` are lemmas; `frame` maps grammatical slots to roles; every condition (a tuple of alternatives)
    must hold. Rows of higher priority are tried first; one below WEAK only takes up what is told elsewhere.
    A LIGHT row has no type: its object is the happening ('launched an attack'), with a preposition that preposition's
    object ('took part in an attack'); the subject of an OCCUR row is ('fighting broke out'). A row with a type of
    STANCES speaks of a happening told elsewhere ('they did it', 'denied the charge'). `mode`: how a protest or a riot
    that it tells of went.
    """

    words: tuple[str, ...]
    pos: str
    type: str
    mode: str
    frame: dict[str, str]
    conditions: tuple[tuple[Requirement, ...], ...]
    priority: int

    @property
    def is_weak(self) -> bool:
        """Whether it only takes up what is told elsewhere: 'stopped the trucks', 'are holding them'."""
        return self.priority < WEAK

    @property
    def rule(self) -> str:
        """The name of this row in a claim's method."""
        return f"trigger {self.pos.lower()} {' '.join(self.words)} -> {self.type}"


class TriggerTable(Struct, frozen=True, eq=False):
    """Triggers indexed by the lemma that finds them, best row first; noun classes; modality cues.

    Verbs are found by their first word, nouns by their last, phrases by their first. `light` and `occurring` map the
    verbs that only carry a happening to the words that must stand with them, an empty string where there are none.
    `cues` maps use (`verb`, `noun`, `adj`, `modal` and so on) and lemma to what the cue says of the status.
    """

    verbs: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, tuple[Trigger, ...]]
    adjectives: dict[str, tuple[Trigger, ...]]
    phrases: dict[str, tuple[Trigger, ...]]
    light: dict[str, frozenset[str]]
    occurring: dict[str, frozenset[str]]
    classes: dict[str, frozenset[str]]
    cues: dict[str, dict[str, str]]


class TriggerRow(Struct, frozen=True, kw_only=True):
    """One row of `data/triggers.tsv`: see Trigger; `type` may be followed by the mode: `order.riot mob`."""

    lemma: str
    pos: str
    type: str = ""
    frame: str = ""
    conditions: str = ""
    priority: int
    origin: str
    licence: str


class NounRow(Struct, frozen=True, kw_only=True):
    """One row of `data/slot_nouns.tsv`: the classes of things that a noun may name."""

    lemma: str
    classes: tuple[str, ...]
    origin: str
    licence: str


class CueRow(Struct, frozen=True, kw_only=True):
    """One row of `data/modality.tsv`: a cue, how it is used, and what it says of what it governs."""

    cue: str
    use: str
    status: str
    origin: str
    licence: str


def parse_conditions(text: str) -> tuple[tuple[Requirement, ...], ...]:
    """Conditions joined by `,`, alternatives by ` or `: `slot`, `slot:class/class`, `!slot:class`.

    >>> parse_conditions("obj:place, !subj")[1][0].wanted
    False
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    return tuple(tuple(parse_requirement(piece) for piece in part.split(" or ")) for part in parts)


def parse_requirement(text: str) -> Requirement:
    """One alternative of a condition."""
    slot, _, classes = text.strip().removeprefix("!").partition(":")
    return Requirement(
        slot, frozenset(classes.split("/")) if classes else frozenset(), not text.strip().startswith("!")
    )


def parse_trigger(row: TriggerRow) -> Trigger:
    """The trigger of one table row."""
    kind, _, mode = row.type.partition(" ")
    return Trigger(
        words=tuple(row.lemma.replace("-", " ").split()),
        pos=row.pos,
        type=kind,
        mode=mode,
        frame={slot: role for slot, _, role in (pair.partition("=") for pair in row.frame.split(",")) if role},
        conditions=parse_conditions(row.conditions),
        priority=row.priority,
    )


def indexed(triggers: Iterable[Trigger], pos: str, word: int) -> dict[str, tuple[Trigger, ...]]:
    """The triggers of a part of speech by their first (0) or last (-1) word: longest, then highest priority first."""
    found: dict[str, list[Trigger]] = defaultdict(list)
    for trigger in triggers:
        if trigger.pos == pos:
            found[trigger.words[word]].append(trigger)
    return {key: tuple(sorted(rows, key=lambda t: (-len(t.words), -t.priority, t.type))) for key, rows in found.items()}


def carriers(triggers: Iterable[Trigger], pos: str) -> dict[str, frozenset[str]]:
    """The verbs of the rows of one kind, each with the other words of its rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for trigger in triggers:
        if trigger.pos == pos:
            found[trigger.words[0]].add(" ".join(trigger.words[1:]))
    return {verb: frozenset(words) for verb, words in found.items()}


def load() -> TriggerTable:
    """The shipped tables; raises TableError when a row is malformed."""
    triggers = [parse_trigger(row) for row in read_table("triggers", TriggerRow)]
    cues: dict[str, dict[str, str]] = defaultdict(dict)
    for cue in read_table("modality", CueRow):
        cues[cue.use][cue.cue] = cue.status
    return TriggerTable(
        verbs=indexed(triggers, "VERB", 0),
        nouns=indexed(triggers, "NOUN", -1),
        adjectives=indexed(triggers, "ADJ", 0),
        phrases=indexed(triggers, "PHRASE", 0),
        light=carriers(triggers, "LIGHT"),
        occurring=carriers(triggers, "OCCUR"),
        classes={row.lemma: frozenset(row.classes) for row in read_table("slot_nouns", NounRow)},
        cues=dict(cues),
    )
