"""`quantities`: sentences written for the forms of quantities, against the figures that the readers find.

`data` is a case table (`tests/cases/figures.toml`). A `form` case is right when its figures, in text order, agree in
every field that it states and in the defaults named at the head of its part of the file; a plain `case` when they
agree in interval and outcome. Whose side those counted are on is known once events are coded, which
`tests/cases/figure_sides.toml` holds: here the party is civilians or unknown.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline.document.stories import from_text
from dateline.engine.reader import default_reader
from dateline.model.mention import Figure
from dateline.reading.read import read

WORST = 10
PUBLISHED = "2022-06-15"
MODIFIERS = frozenset({"exact", "approximate", "at_least", "up_to", "range", "vague"})
COUNTED = frozenset({"persons", "households", "movements", "things"})
MEASURES = frozenset({"incident", "cumulative", "stock", "flow"})
MEASURED = frozenset({"distance", "area", "age", "weight", "volume"})
INTERVAL = re.compile(r"(\S*)\.\.(\S*) (\S+)")


def score(data: Path) -> dict[str, object]:
    """Shares of sentences read right, in percent, all forms together, form by form and outcome by outcome.

    An outcome counts the sentences that state it. The ten worst errors of each form are told.
    """
    table = tomllib.loads(data.read_text(encoding="utf-8"))
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    outcomes: dict[str, Counter[str]] = {}
    wrong: dict[str, list[str]] = {}
    for form in table["form"]:
        for text, *expected in form["cases"]:
            total[form["name"]] += 1
            problem = difference(text, expected)
            right[form["name"]] += problem is None
            for outcome in {e.partition(";")[0].partition(" ")[2] for e in expected}:
                outcomes.setdefault(outcome, Counter()).update(asked=1, right=int(problem is None))
            if problem is not None:
                wrong.setdefault(form["name"], []).append(f"{text!r}: {problem}")
    plain = [case for case in table["case"] if not case.get("gap")]
    same = sum([interval(f) for f in _found(case["text"])] == case["figures"] for case in plain)
    return {
        "sentences right": round(100 * right.total() / total.total(), 1),
        "interval and outcome right": round(100 * same / len(plain), 1),
        "sentences": total.total(),
        "by form": {name: f"{right[name]}/{count}" for name, count in total.items()},
        "by outcome": {name: f"{c['right']}/{c['asked']}" for name, c in sorted(outcomes.items())},
        "worst": [f"{name}: {error}" for name, errors in wrong.items() for error in errors[:WORST]],
    }


def difference(text: str, expected: Sequence[str]) -> str | None:
    """What the reading of a sentence has otherwise than expected; None where all agrees."""
    found = _found(text)
    if [interval(f) for f in found] != [e.partition(";")[0] for e in expected]:
        return f"found {[interval(f) for f in found]}, not {[e.partition(';')[0] for e in expected]}"
    for figure, line in zip(found, expected, strict=True):
        stated = fields(line)
        for name, value in stated.items():
            got = _field(figure, name, found)
            if got != value:
                return f"{figure.text!r} has {name} {got}, not {value}"
    return None


def _found(text: str) -> tuple[Figure, ...]:
    reader = default_reader()
    document = from_text(text, title=None, url=None, publisher=None, published=PUBLISHED, tables=reader.tables)
    return read(document, reader.nlp, reader.tables).document.figures


def interval(figure: Figure) -> str:
    """Interval and outcome as the table writes them: `14.. killed`."""
    low, high = ("" if end is None else f"{end:.12g}" for end in (figure.low, figure.high))
    return f"{low}..{high} {figure.outcome}"


def fields(line: str) -> dict[str, str | None]:
    """The fields that an expectation states, the defaults for what it leaves out among them."""
    first, *details = (part.strip() for part in line.split(";"))
    found = INTERVAL.fullmatch(first)
    if found is None:
        raise ValueError(f"{line!r} does not begin with LOW..HIGH outcome")
    low, high, outcome = found.groups()
    measured = outcome in MEASURED
    stated: dict[str, str | None] = {
        "modifier": _modifier(low, high),
        "counted": None if measured else "persons",
        "party": "unknown",
        "measure": "stock" if measured else "incident",
        "part_of": None,
    }
    for detail in details:
        stated |= _stated(detail)
    return stated


def _modifier(low: str, high: str) -> str:
    """What an interval says when no modifier is stated."""
    if low == high:
        return "exact" if low else "vague"
    return "at_least" if not high else "up_to" if not low else "range"


def _stated(detail: str) -> dict[str, str | None]:
    """The field that one detail states."""
    for name, values in (("modifier", MODIFIERS), ("counted", COUNTED), ("measure", MEASURES)):
        if detail in values:
            return {name: detail}
    word, _, rest = detail.partition(" ")
    named = {"part": "part_of", "in": "scope", "on": "period"}
    if word in named:
        return {named[word]: rest}
    return {"population": detail.strip("'")} if detail.startswith("'") else {"party": detail}


def _field(figure: Figure, name: str, found: Sequence[Figure]) -> str | None:
    """A field of a figure as the table writes it."""
    if name == "part_of":
        return next((str(n) for n, other in enumerate(found, 1) if other.id == figure.part_of), None)
    if name == "scope":
        return figure.scope.text if figure.scope is not None else None
    if name == "period":
        return f"{figure.period.earliest}/{figure.period.latest}" if figure.period is not None else None
    value = getattr(figure, name)
    return value if value is None else str(value)
