"""Whom a figure counts, roughly: everybody, civilians, some kind of them, a state's forces, other armed people."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.tables.actor_rows import NounRow
from dateline.values.names import alike, fold, name_words

EVERYBODY, CIVILIANS, SOME, FORCES, ARMED, OTHER = "everybody", "civilians", "some", "forces", "armed", "other"
GENERAL = frozenset({"people", "persons", "residents", "population", "unknown", "inhabitants", "human beings"})
FORCE_KINDS = frozenset({"military", "police", "paramilitary", "foreign_force"})
# Armed groups that are no state's.
GROUP_KINDS = frozenset(
    {"rebel", "political_militia", "communal_militia", "criminal_group", "unidentified_armed_group", "private_force"}
)
# What follows these words says more about those counted, not what they are: 'members of the clan'.
AFTER = frozenset({"of", "from", "in", "at", "on", "who", "with", "for"})
# What befell them says nothing about who they are: 'displaced people'.
BEFALLEN = frozenset(
    {"displaced", "dead", "killed", "wounded", "injured", "missing", "trapped", "detained", "stranded", "besieged"}
)


def people_of(population: str | None, nouns: Mapping[str, NounRow]) -> str:
    """The class of those that a figure's words count; `everybody` where the words name nobody."""
    words = [word for word in fold(population or "").split() if word not in BEFALLEN]
    core = words[: next((n for n, word in enumerate(words) if n and word in AFTER), len(words))]
    if not core or " ".join(core) in GENERAL:
        return EVERYBODY
    head = singular(core[-1])
    if head == "member" and core[-2:-1] == ["service"]:
        return FORCES
    row = nouns.get(core[-1]) or nouns.get(head)
    if core[-1] in GENERAL or (row is not None and row.kind == "people"):
        return EVERYBODY if len(core) == 1 else SOME
    if head == "civilian":
        return CIVILIANS
    if row is None:
        # 'Syrians' are everybody of a nation.
        nation = len(core) == 1 and (population or "")[:1].isupper() and head != core[-1]
        return EVERYBODY if nation else OTHER
    if row.kind in FORCE_KINDS:
        return FORCES
    if row.kind in GROUP_KINDS:
        return ARMED
    return SOME if row.role in ("people", "person") else OTHER


def one_person(one: str, other: str) -> bool:
    """Whether two names of two words or more can be one person's: one is a run of the other, or first and last are one.

    >>> [one_person("Ana Ruiz", other) for other in ("Ana Maria Ruiz", "Ana Ruiz Sol", "Ana Sol")]
    [True, True, False]
    """
    return alike(one, other) or outer_names(one) == outer_names(other)


def outer_names(name: str) -> tuple[str, str]:
    """The first and the last word of a name, as names are compared."""
    words = name_words(name)
    return words[0], words[-1]


def singular(word: str) -> str:
    """A noun without the ending of its plural: `soldiers`, `policemen`, `children`, `families`.

    >>> [singular(word) for word in ("soldiers", "policemen", "children", "families", "churches", "press")]
    ['soldier', 'policeman', 'child', 'family', 'church', 'press']
    """
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("children"):
        return word[:-3]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
