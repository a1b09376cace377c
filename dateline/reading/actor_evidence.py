"""Whether an unknown capitalised name is a person. Masking fails closed: what nothing shows to be else is one."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from dateline.model.parse import Parse
from dateline.reading.actor_names import Run
from dateline.reading.actor_roles import AGE, Role
from dateline.reading.actor_words import APOSTROPHE_S, HYPHENS, PARTICLES, SUFFIXES, Words, country_ending

if TYPE_CHECKING:
    from dateline.tables.actors import ActorTable
    from dateline.tables.load import Tables

LONGEST_PERSON = 6
ARTICLES = frozenset({"the", "a", "an"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
QUOTES = frozenset({'"', "“", "”", "'", "‘", "’", "(", "["})
# Between a relation and the name that it belongs to: 'the father of two-year-old X', 'the house of the late X'.
OF_REACH = 3


class Evidence(IntEnum):
    """What the text shows of a name: that it is a place, nothing, nothing against a person, that it is a person."""

    PLACE = 0
    NONE = 1
    LIKELY = 2
    SHOWN = 3


def evidence_of(words: Words, run: Run, role: Role, places: set[int], tables: Tables) -> Evidence:
    """The evidence that a run is a person's name; `places` are the tokens of known places."""
    parse = words.parse
    table = tables.actors
    if run.titled_from < run.first:
        return Evidence.SHOWN
    tokens = [i for i in range(run.first, run.last + 1) if parse.forms[i] not in HYPHENS | QUOTES]
    if not _written_as_name(words, tokens) or _is_plural(words, run):
        return Evidence.NONE
    given = words.keys[run.first] in table.given_names
    if len(tokens) >= 2 and (given or (_is_shown(words, run, table) and not _all_known(tokens, places))):
        return Evidence.SHOWN
    located = any(i in places for i in tokens)
    if len(tokens) == 1:
        return Evidence.SHOWN if not located and _is_shown_alone(words, run, tables) else Evidence.NONE
    if located or (words.titled and not role.words):
        return Evidence.NONE
    if role.words:
        return Evidence.SHOWN
    if len(tokens) > LONGEST_PERSON or _names_thing(words, tokens, table) or _qualifies(words, run, table):
        return Evidence.NONE
    placed = _is_named_place(parse, run, table) or _in_place_of_place(parse, run, places, table)
    return Evidence.PLACE if placed else Evidence.LIKELY


def _is_shown_alone(words: Words, run: Run, tables: Tables) -> bool:
    """Whether a name of one word is a person's: the word must be a name to the parser, and the evidence close by."""
    i = run.last
    if words.parse.tags[i] != "NNP" or len(words.parse.forms[i]) < 3 or _names_thing(words, [i], tables.actors):
        return False
    if tables.actors.match(words.parse.forms, words.keys, i):
        return False
    if country_ending(words, i + 1, tables.gazetteer.countries) or _qualifies(words, run, tables.actors):
        return False
    rank = tables.actors.rank_ending(words.keys, run.first)
    if rank is not None and not words.begins_sentence(i):
        return True
    return _is_shown(words, run, tables.actors) or _is_apposed(words, run, tables.actors)


def _is_apposed(words: Words, run: Run, table: ActorTable) -> bool:
    """Whether a name of one word stands between commas behind a noun for one person: 'the medic, X, wept'."""
    parse, i = words.parse, run.last
    noun = table.nouns.get(parse.lemmas[parse.heads[i]])
    between = run.first > 0 and i + 1 < len(parse) and parse.forms[run.first - 1] == parse.forms[i + 1] == ","
    return between and parse.deps[i] == "appos" and noun is not None and noun.role == "person" and noun.branch is None


def _is_plural(words: Words, run: Run) -> bool:
    """Whether a name is one of many or of a body: 'the Desert Falcons'."""
    key, after = words.keys[run.last], run.last + 1
    closes = after == len(words.parse) or words.parse.pos[after] in {"VERB", "AUX", "PUNCT", "CCONJ", "ADP"}
    named = run.last > run.first > 0 and words.keys[run.first - 1] == "the" and closes
    return named and key.endswith("s") and not key.endswith("ss")


def _all_known(tokens: list[int], places: set[int]) -> bool:
    return all(i in places for i in tokens)


def _written_as_name(words: Words, tokens: list[int]) -> bool:
    """Whether one word of it is a name to the parser and none is an acronym; initials are none."""
    forms = words.parse.forms
    plain = [forms[i].replace(".", "") for i in tokens if words.keys[i] not in SUFFIXES]
    if any(len(form) > 1 and form.isupper() for form in plain) and not words.shouted:
        return False
    return any(words.parse.pos[i] == "PROPN" for i in tokens)


def _is_shown(words: Words, run: Run, table: ActorTable) -> bool:
    """Whether an age, a naming, kin, a body or house, or a verb of people stands with the name."""
    return (
        _has_age(words, run) or _is_named(words, run, table) or _is_kin(words, run, table) or _speaks(words, run, table)
    )


def _has_age(words: Words, run: Run) -> bool:
    forms = words.parse.forms
    i = run.last + 1
    if i + 1 < len(forms) and forms[i] in {",", "("}:
        number = i + 2 if forms[i + 1].lower() in {"aged", "age"} else i + 1
        if number < len(forms) and AGE.match(forms[number]):
            closes = number + 1 == len(forms) or forms[number + 1] in {",", ".", ")", ";", "and", "-", "–", ":"}
            return closes
    before = run.first - 1
    return before >= 2 and forms[before].lower() == "old" and "year" in {forms[before - 1], forms[before - 2]}


def _is_named(words: Words, run: Run, table: ActorTable) -> bool:
    """'named X', 'identified as X', 'a man called X', not 'a village called X'."""
    parse = words.parse
    i = run.first - 1
    while i >= 0 and parse.forms[i] in QUOTES:
        i -= 1
    as_name = i >= 1 and parse.forms[i] in {"as", "was", "is"}
    if as_name and parse.forms[i] != "as":
        return parse.lemmas[i - 1] == "name" and i >= 2 and parse.forms[i - 2].lower() in {"his", "her", "whose"}
    verb = i
    if as_name:
        verb = next((k for k in range(i - 1, max(-1, i - 6), -1) if parse.forms[k] in table.signs("naming")), -1)
    if verb < 1 or parse.forms[verb].lower() not in table.signs("naming"):
        return False
    around = {parse.lemmas[k] for k in range(max(0, verb - 4), i)}
    return not around & table.signs("place_noun") and not any(
        table.nouns[lemma].role in {"body", "unit", "thing", "force"} for lemma in around & table.nouns.keys()
    ) and not around & table.signs("thing")  # fmt: skip


def _is_named_place(parse: Parse, run: Run, table: ActorTable) -> bool:
    """'a village called X'."""
    i = run.first - 1
    called = i >= 1 and parse.forms[i].lower() in table.signs("naming")
    return called and parse.lemmas[i - 1] in table.signs("place_noun")


def _is_kin(words: Words, run: Run, table: ActorTable) -> bool:
    """'the father of X', 'X's house', 'his brother X'."""
    parse = words.parse
    # Of a name of one word only a relation shows a person: 'the release of X' can be that of a film.
    kin = table.signs("kin") if run.last > run.first else table.signs("relation")
    after = run.last + 1
    if after + 1 < len(parse) and parse.forms[after] in APOSTROPHE_S and parse.tags[after] == "POS":
        owned = next((k for k in range(after + 1, min(after + 4, len(parse))) if parse.pos[k] == "NOUN"), None)
        if owned is not None and parse.lemmas[owned] in kin:
            return True
    before = run.first - 1
    if before >= 1 and parse.lemmas[before] in kin and parse.pos[before] == "NOUN":
        return parse.tags[before - 1] == "PRP$" or parse.tags[before - 1] == "POS"
    of = next((k for k in range(before, max(0, before - OF_REACH), -1) if parse.forms[k] == "of"), 0)
    return of > 0 and parse.lemmas[of - 1] in kin


def _speaks(words: Words, run: Run, table: ActorTable) -> bool:
    """Whether the name is subject or object of a verb that takes people there, or a 'who' follows it."""
    parse = words.parse
    after = run.last + 1
    if after + 1 < len(parse) and "who" in {parse.forms[after], parse.forms[after + 1]}:
        return parse.forms[after] in {"who", ","}
    if _speaks_in_commas(parse, run, table):
        return True
    root = parse.root_of(range(run.first, run.last + 1))
    if root is None:
        return False
    verb = parse.lemmas[parse.heads[root]]
    if parse.deps[root] == "nsubj":
        return verb in table.signs("saying")
    return parse.deps[root] in {"dobj", "nsubjpass"} and verb in table.signs("suffering")


def _speaks_in_commas(parse: Parse, run: Run, table: ActorTable) -> bool:
    """Whether the name stands between commas before a verb of saying: 'a teacher from Varno, X, said'."""
    after = run.last + 1
    if run.first == 0 or after + 1 >= len(parse) or not parse.forms[run.first - 1] == parse.forms[after] == ",":
        return False
    return parse.pos[after + 1] == "VERB" and parse.lemmas[after + 1] in table.signs("saying")


def _names_thing(words: Words, tokens: list[int], table: ActorTable) -> bool:
    """Whether a word of the name says what it names: an institution, a thing, a place; a person's noun may end one."""
    parse = words.parse
    if words.keys[tokens[0]] in table.signs("thing_first") or words.keys[tokens[-1]] in table.signs("thing_last"):
        return True
    for i in tokens:
        key = words.keys[i]
        if key in PARTICLES:
            continue
        if key in table.signs("thing") or parse.lemmas[i].lower() in table.signs("thing"):
            return True
        noun = table.nouns.get(parse.lemmas[i]) or table.nouns.get(key) or table.nouns.get(key.removesuffix("s"))
        people = noun is not None and noun.role in {"person", "people"} and key == noun.noun and i == tokens[-1]
        if noun is not None and not people:
            return True
    return False


def _qualifies(words: Words, run: Run, table: ActorTable) -> bool:
    """Whether the name has an article, a number after it, or only describes the noun that follows."""
    parse = words.parse
    if run.first and (words.keys[run.first - 1] in ARTICLES or _is_capital_thing(words, run.first - 1, table)):
        return True
    after = run.last + 1
    if after >= len(parse) or parse.sentences[after] != parse.sentences[run.last]:
        return False
    if parse.forms[after] in HYPHENS and parse.starts[after] == parse.ends[run.last]:
        return True
    if parse.pos[after] == "NUM" and parse.forms[after].isdigit():
        return True
    noun = table.nouns.get(parse.lemmas[after])
    people = noun is not None and noun.role in {"person", "people"}
    return parse.pos[after] == "NOUN" and parse.deps[run.last] in {"compound", "nmod", "amod"} and not people


def _is_capital_thing(words: Words, i: int, table: ActorTable) -> bool:
    return words.parse.forms[i][:1].isupper() and words.keys[i] in table.signs("thing")


def _in_place_of_place(parse: Parse, run: Run, places: set[int], table: ActorTable) -> bool:
    """Whether the name, or the first of the list that it continues, stands where places do: 'in X', 'retook X'."""
    root = parse.root_of(range(run.first, run.last + 1))
    if root is None:
        return False
    seen = 0
    while parse.deps[root] in {"conj", "appos"} and parse.heads[root] != root and seen < len(parse):
        seen += 1
        kind, root = parse.deps[root], parse.heads[root]
        if root in places or (kind == "appos" and parse.lemmas[root] in table.signs("place_noun")):
            return True
        if kind == "appos" and parse.pos[root] == "NOUN":
            return False
    head = parse.heads[root]
    before = run.first - 1
    if parse.deps[root] == "pobj" or (before >= 0 and parse.pos[before] == "ADP"):
        return _takes_place(parse, head if parse.deps[root] == "pobj" else before, table)
    place_verb = parse.lemmas[head] in table.signs("place_verb")
    return place_verb and parse.deps[root] in {"dobj", "nsubjpass"}


def _takes_place(parse: Parse, preposition: int, table: ActorTable) -> bool:
    form = parse.forms[preposition].lower()
    if form in table.signs("locative"):
        return True
    above = {parse.lemmas[parse.heads[preposition]], parse.lemmas[max(preposition - 1, 0)]}
    if form in {"to", "from"}:
        return not above & table.signs(f"{form}_person")
    if form in {"of", "for", "on"}:
        noun = table.nouns.get(parse.lemmas[max(preposition - 1, 0)])
        named = (
            parse.forms[max(preposition - 1, 0)][:1].isupper() and noun is not None and noun.role in {"body", "unit"}
        )
        return named or bool(above & table.signs("place_noun" if form == "of" else f"{form}_place"))
    return False


def is_surname_of(words: Words, i: int, table: ActorTable) -> bool:
    """Whether token i after an owner's 's can be a person by its surname alone: `X's Surname has fled`."""
    parse = words.parse
    form = parse.forms[i]
    if parse.pos[i] != "PROPN" or form.isupper() or len(form) < 3 or not form[:1].isupper():
        return False
    following = i + 1 < len(parse) and (
        parse.pos[i + 1] in {"NOUN", "PROPN"} or parse.forms[i + 1] in HYPHENS or parse.forms[i + 1] in PARTICLES
    )
    return not following and not _names_thing(words, [i], table) and parse.deps[i] in {*SUBJECTS, "dobj", "pobj"}
