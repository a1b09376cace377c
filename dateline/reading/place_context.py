"""What the words on both sides of a name say: a place, a person, an organisation, or a government that acts."""

from __future__ import annotations

from dateline.model.parse import Parse
from dateline.reading.place_found import HYPHENS, Found, Sides, is_capital
from dateline.tables.place_words import PlaceWords

# Of a village or a province the name itself is meant, of a district or a base what it belongs to may be.
APPOSED = frozenset({"settlement", "admin1", "country"})
SETTLED = frozenset({"settlement", "part_of_settlement", "admin1", "admin2"})
FORCES = frozenset({"air", "military", "army", "naval"})
AFAR = frozenset({"from", "to", "away", "outside", "off", "inside"})


def in_context(parse: Parse, found: Found, words: PlaceWords) -> Found:
    """The same name with what the words on both sides say about it."""
    first, direction = leading_direction(parse, found.first, words)
    left = left_side(parse, first, found, words)
    right = right_side(parse, found, words)
    return Found(
        parse=found.parse,
        first=found.first,
        last=found.last,
        key=found.key,
        candidates=found.candidates,
        row=found.row,
        seat=found.seat,
        demonym=found.demonym,
        support=left.support + right.support,
        noun=right.noun or left.noun,
        direction=direction,
        person=left.person or right.person,
        organisation=left.organisation or right.organisation,
        government=right.government or acts(parse, found, words),
        adjective=right.adjective,
        why="; ".join(w for w in (left.why, right.why) if w),
    )


def leading_direction(parse: Parse, first: int, words: PlaceWords) -> tuple[int, int | None]:
    """Where the name begins once a direction before it is counted in ('north-eastern Syria'), and that token if any."""
    at = first
    while at > 0:
        if parse.forms[at - 1].lower() in words.directions:
            at -= 1
        elif (
            at > 1 and at < first and parse.forms[at - 1] in HYPHENS and parse.forms[at - 2].lower() in words.directions
        ):
            at -= 2
        else:
            break
    return at, (at if at < first else None)


def left_side(parse: Parse, first: int, found: Found, words: PlaceWords) -> Sides:
    """The evidence before a name whose direction words begin at `first`."""
    k = first - 1
    while k >= 0 and k > first - 4 and (parse.tags[k] in {"DT", "JJ", "PRP$"} and not is_capital(parse.forms[k])):
        k -= 1
    if k < 0 or parse.sentences[k] != parse.sentences[found.first]:
        return Sides(-0.5 if "PROPN" not in parse.pos[found.first : found.last + 1] else 0.0)
    form = parse.forms[k]
    word = form.lower().rstrip(".")
    capital = is_capital(form)
    if k == first - 1 and (
        (word in words.titles and (capital or word not in words.nouns)) or (capital and word in words.given)
    ):
        return Sides(person=True, why=f"after '{form}'")
    if form == "," and k > 0 and is_capital(parse.forms[k - 1]):
        return Sides(0.7)
    if word == "of" and k > 0:
        return after_of(parse, k, words)
    if word in words.locative:
        weak = word in words.weak and not is_road_end(parse, k, words)
        return Sides(1.5 if weak else 3.0, why=f"after '{word}'")
    if word in words.nouns and not is_capital(form) and k == first - 1:
        return Sides(1.5, words.nouns[word], why=f"after '{word}'")
    if k == first - 1 and is_capital(form) and word not in words.directions:
        return after_capital(parse, k, words)
    return Sides()


def is_road_end(parse: Parse, k: int, words: PlaceWords) -> bool:
    """Whether the 'from', 'to' or 'between' at token k follows a road: 'the road from A to B'."""
    if parse.forms[k] not in {"from", "to", "between"}:
        return False
    before = range(max(0, k - 5), k)
    return any(parse.forms[j].lower() in words.roads and parse.sentences[j] == parse.sentences[k] for j in before)


def after_of(parse: Parse, k: int, words: PlaceWords) -> Sides:
    """The evidence of '... of NAME', the `of` being token k."""
    head = parse.forms[k - 1]
    word = head.lower()
    if is_capital(head) and word in words.organisation:
        return Sides(1.0, organisation=True, why=f"in the name of an organisation, '{head} of'")
    if word in words.nouns and word not in words.of_nouns:
        return Sides(3.0, words.nouns[word] if words.nouns[word] in APPOSED else None, why=f"after '{word} of'")
    if word in words.of_nouns:
        return Sides(3.0, why=f"after '{word} of'")
    return Sides(0.7)


def after_capital(parse: Parse, k: int, words: PlaceWords) -> Sides:
    """The evidence of a capitalised word directly before a name: mostly a person's first name."""
    word = parse.forms[k].lower()
    starts_sentence = k == 0 or parse.sentences[k - 1] != parse.sentences[k]
    if starts_sentence and (word in words.common or parse.pos[k] in {"ADP", "DET", "SCONJ", "CCONJ", "ADV", "VERB"}):
        return Sides()
    if word == "operation":
        return Sides(-3.0, why="the name of an operation")
    if word in words.organisation or word in words.common:
        return Sides(-1.0)
    if parse.pos[k] == "ADJ" or parse.tags[k] in {"JJ", "NNPS"}:
        return Sides(-0.5)
    return Sides(person=True, why=f"after the name '{parse.forms[k]}'")


def right_side(parse: Parse, found: Found, words: PlaceWords) -> Sides:
    """The evidence after a name."""
    k = found.last + 1
    if k >= len(parse) or parse.sentences[k] != parse.sentences[found.first]:
        return Sides()
    form = parse.forms[k]
    word = form.lower()
    if form in HYPHENS and k + 1 < len(parse):
        return after_hyphen(parse, k + 1, found, words)
    if word in words.disease:
        return Sides(-2.0, person=True, why=f"a disease, before '{form}'")
    if word in words.kin and found.row is None:
        return Sides(person=True, why=f"before '{form}'")
    if word in words.nouns and not (found.demonym and not is_capital(form)):
        return before_noun(parse, k, found, words)
    if is_base(parse, k, words):
        return before_noun(parse, k + 1, found, words)
    if is_capital(form) and not is_sentence_word(parse, k, words):
        return before_capital(parse, k, found, words)
    if found.row is not None and len(found.key) <= 3 and parse.deps[found.last] in {"compound", "nmod", "amod"}:
        return Sides(adjective=True)
    return after_comma(parse, k, words)


def after_hyphen(parse: Parse, k: int, found: Found, words: PlaceWords) -> Sides:
    """The evidence of what is joined to a name with a hyphen, from token k on: '-backed', '-Uvira road'."""
    after = parse.forms[k].lower()
    if after in words.sided:
        return Sides(1.0, government=True, why=f"'-{after}'")
    if k + 1 < len(parse) and parse.forms[k + 1].lower() in words.roads and is_capital(parse.forms[k]):
        return Sides(2.0, why=f"one end of a {parse.forms[k + 1].lower()}")
    return Sides(person=found.row is None and is_capital(parse.forms[k]))


def after_comma(parse: Parse, k: int, words: PlaceWords) -> Sides:
    """The evidence of an apposition, a distance or a container that begins with the comma at token k, if it is one."""
    noun = apposed_noun(parse, k, words)
    if noun is not None or is_measured(parse, k, words):
        return Sides(3.0, noun, why=f"before '{' '.join(parse.forms[k : k + 3])}'")
    if parse.forms[k] == "," and k + 1 < len(parse) and (parse.forms[k + 1] == "in" or is_capital(parse.forms[k + 1])):
        return Sides(0.7)
    return Sides()


def apposed_noun(parse: Parse, k: int, words: PlaceWords) -> str | None:
    """The precision that an apposition from token k on gives: ', a village in', ', the besieged capital of'."""
    if k + 2 >= len(parse) or parse.forms[k] != "," or parse.forms[k + 1].lower() not in {"a", "an", "the"}:
        return None
    for j in range(k + 2, min(k + 6, len(parse))):
        precision = words.nouns.get(parse.forms[j])
        further = parse.pos[j + 1] if j + 1 < len(parse) else ""
        if precision in SETTLED and further not in {"NOUN", "PROPN", "PART"}:
            return precision
        if parse.pos[j] not in {"ADJ", "NOUN", "ADV", "VERB", "PROPN", "PUNCT"} or parse.forms[j] == ",":
            return None
    return None


def is_measured(parse: Parse, k: int, words: PlaceWords) -> bool:
    """Whether a distance or a direction follows from token k on: ', 20 km from', ', east of', ', near'."""
    if k + 2 >= len(parse) or parse.forms[k] not in {",", "("}:
        return False
    if parse.forms[k + 1] in words.beside:
        return is_capital(parse.forms[k + 2])
    if parse.forms[k + 1] in words.directions and parse.forms[k + 2] == "of":
        return True
    for j in range(k + 1, min(k + 6, len(parse))):
        form = parse.forms[j].lower()
        if form in words.units:
            return j + 1 < len(parse) and (
                parse.forms[j + 1].lower() in AFAR or parse.forms[j + 1].lower() in words.directions
            )
        if not (
            form[0].isdigit()
            or form in words.numbers
            or form in HYPHENS
            or parse.pos[j] in {"ADV", "DET", "NUM", "ADP"}
        ):
            return False
    return False


def is_base(parse: Parse, k: int, words: PlaceWords) -> bool:
    """Whether tokens k and k + 1 say what kind of base it is: 'Anuradhapura air base'."""
    return parse.forms[k].lower() in FORCES and k + 1 < len(parse) and parse.forms[k + 1].lower() in words.far_off


def is_sentence_word(parse: Parse, k: int, words: PlaceWords) -> bool:
    """Whether a capitalised token is a weekday, month or the like, which ends a name."""
    return parse.forms[k].lower() in words.common and parse.forms[k].lower() not in words.organisation


def before_noun(parse: Parse, k: int, found: Found, words: PlaceWords) -> Sides:
    """The evidence of a place noun after a name, as in 'Idlib province' or 'Badush Prison'."""
    word = parse.forms[k].lower()
    further = parse.forms[k + 1].lower() if k + 1 < len(parse) else ""
    if is_capital(parse.forms[k]) and further in words.organisation and is_capital(parse.forms[k + 1]):
        return Sides(1.0, organisation=True, why=f"in the name of an organisation, '{parse.forms[k]} {further}'")
    return Sides(2.0, words.nouns[word], why=f"before '{word}'")


def before_capital(parse: Parse, k: int, found: Found, words: PlaceWords) -> Sides:
    """The evidence of further capitalised words after a name: an organisation, a title, or a surname."""
    run = []
    while k < len(parse) and (is_capital(parse.forms[k]) or parse.forms[k] in {"of", "for", "and"}):
        run.append(parse.forms[k].lower().rstrip("."))
        k += 1
    if run[-1] in words.far_off and found.row is None:
        return Sides(1.5, words.nouns[run[-1]], why=f"before '... {run[-1]}'")
    if any(word in words.organisation for word in run):
        return Sides(0.5, organisation=True, why=f"in the name of an organisation, '... {run[-1]}'")
    if run[0] in words.titles:
        return Sides(1.0, government=found.row is not None, why=f"before the office '{run[0]}'")
    if found.row is not None:
        return Sides(0.0, organisation=True, why="before another name")
    return Sides(person=True, why=f"before the name '{run[0]}'")


def acts(parse: Parse, found: Found, words: PlaceWords) -> bool:
    """Whether the name is the subject of what governments and people do: say, launch, deny."""
    head = parse.root_of(range(found.first, found.last + 1))
    if head is None:
        return False
    while parse.deps[head] == "conj" and parse.heads[head] != head:
        head = parse.heads[head]
    verb = parse.heads[head]
    word = parse.forms[verb].lower()
    return (parse.deps[head] in {"nsubj", "agent"} and word in words.speech) or (
        parse.deps[head] == "dobj" and word in words.addressed
    )
