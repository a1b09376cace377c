"""One row an event: what the table shows, and the keys it is sorted and filtered by."""

from __future__ import annotations

import re

from msgspec import Struct

from dateline.export.report import words
from dateline.export.view import ExportView, in_order
from dateline.model.event import Event
from dateline.model.mention import Place
from dateline.model.report import Report
from dateline.values.voices import institutions

EXACT = frozenset({"point", "settlement"})
"""The precisions that earn a pin; anything wider is an area."""
# A row shows this many code points of the words it was read from, this many kinds of quantity, and of each this many
# amounts in full.
QUOTE = 170
NUMBERS = 2
AMOUNTS = 2
JOINTS = {"near": "near", "point": "at"}
"""What stands between an event and its place; `in` for any other precision."""


class Row(Struct, frozen=True, kw_only=True):
    """An event in a line; `place_key` is the number of its place, None where it has none.

    `background`: every report tells it as past history. `quote`: the words of its first report. `numbers`: what is
    counted, competing amounts with a stroke between.
    """

    event: Event
    title: str
    family: str
    family_words: str
    type_words: str
    status_words: str
    counted: bool
    when: str
    inferred: bool
    place: str
    place_key: int | None
    precision: str
    actors: str
    numbers: tuple[str, ...]
    quote: str
    institutions: int
    institutions_most: int
    grade: str
    grade_rank: int
    grade_rule: str
    level: str
    background: bool
    whole: str | None

    @property
    def earliest(self) -> str:
        """First possible day; empty where unknown."""
        return (self.event.when.earliest if self.event.when else None) or ""

    @property
    def latest(self) -> str:
        """Last possible day; empty where unknown."""
        return (self.event.when.latest if self.event.when else None) or ""

    @property
    def clashes(self) -> bool:
        """Whether its reports contradict one another on a value."""
        return any(found.relation in words.CLASHES for found in self.event.disagreements)

    @property
    def disputed(self) -> bool:
        """Whether someone denies it or its reports contradict one another."""
        return self.event.contested or self.clashes


class Option(Struct, frozen=True):
    """A choice of a filter, and how many events it holds; `key` is how the rows name it."""

    value: str
    words: str
    number: int
    key: str


class Index(Struct, frozen=True, eq=False):
    """What a row needs to know of the other events: the numbers of places, titles, and reports by id."""

    places: dict[str, int]
    titles: dict[str, str]
    reports: dict[str, Report]


def rows_of(view: ExportView) -> tuple[Row, ...]:
    """The events by time, those without a date last, then by id."""
    events = sorted(view.record.events, key=when_key)
    names = sorted({place_name(event.where) for event in events} - {""})
    index = Index(
        {name: key for key, name in enumerate(names)},
        {event.id: title_of(event) for event in events},
        {report.id: report for d in in_order(view.documents) if d.coding for report in d.reports},
    )
    return tuple(row_of(event, index) for event in events)


def when_key(event: Event) -> tuple[str, str, str]:
    """Events by first possible day, then last, then id; unknown ones last."""
    earliest, latest = (event.when.earliest, event.when.latest) if event.when else (None, None)
    return earliest or latest or "~", latest or "~", event.id


def row_of(event: Event, index: Index) -> Row:
    """One event as a row."""
    grade, rule = words.grade_of(event.grade)
    when, name = event.when, place_name(event.where)
    least, most = institutions(event.claimants, event.unnamed)
    return Row(
        event=event,
        title=index.titles[event.id],
        family=event.type.partition(".")[0],
        family_words=words.family_of(event.type),
        type_words=words.type_words(event.type),
        status_words=words.said("status", event.status),
        counted=event.status in words.COUNTED,
        when=words.date_words(when.earliest, when.latest) if when else "date unknown",
        inferred=bool(when and when.earliest and when.text is None),
        place=name,
        place_key=index.places.get(name),
        precision=precision_words(event.where),
        actors=actors_words(event),
        numbers=numbers_words(event),
        quote=quote_of(event, index.reports),
        institutions=least,
        institutions_most=most,
        grade=grade,
        grade_rank=words.place_in("grade", grade),
        grade_rule=rule,
        level="" if event.level == "incident" else words.said("level", event.level),
        background=is_background(event, index.reports),
        whole=index.titles.get(event.part_of or ""),
    )


def is_background(event: Event, reports: dict[str, Report]) -> bool:
    """Whether every report tells the event as past history."""
    found = [reports[item].background for item in event.reports if item in reports]
    return bool(found) and all(found)


def title_of(event: Event) -> str:
    """What and where, as a heading."""
    name = place_name(event.where)
    if not name:
        return words.type_words(event.type)
    joint = JOINTS.get(event.where.precision or "", "in") if event.where else "in"
    return f"{words.type_words(event.type)} {joint} {words.isolated(name)}"


def place_name(place: Place | None) -> str:
    """The name of a place, as the gazetteer or else the text has it; empty where unknown."""
    return (place.name or place.text) if place else ""


def precision_words(place: Place | None) -> str:
    """How exactly a place is known."""
    if place is None or place.precision is None:
        return ""
    kind = words.said("precision", place.precision)
    # A pin is where it is; only the extent of an area is worth saying.
    if place.precision in EXACT or place.radius_km is None or place.radius_km < 1:
        return kind
    return f"{kind}, within {words.number_words(round(place.radius_km))} km"


def actors_words(event: Event) -> str:
    """Who did it to whom, as far as reports name someone; competing names with a stroke between."""
    initiators = " / ".join(words.isolated(value.value) for value in event.held("initiators"))
    others = event.held("targets") or event.held("victims")
    targets = " / ".join(words.isolated(value.value) for value in others)
    return " → ".join(part for part in (initiators, targets) if part) if initiators else targets and f"→ {targets}"


def numbers_words(event: Event) -> tuple[str, ...]:
    """What is counted, the gravest first; how many more kinds there are stands behind the last that fits."""
    found = sorted(
        {f for f in event.values if event.held(f)} - set(words.fields()),
        key=lambda f: (words.place_in("outcome", f), f),
    )
    said = [
        f"{competing([value.value for value in event.held(field)])} {words.said('outcome', field)}" for field in found
    ]
    more = len(said) - NUMBERS
    return (*said[: NUMBERS - 1], f"{said[NUMBERS - 1]} +{more}") if more > 0 else tuple(said)


def competing(values: list[str]) -> str:
    """Amounts with a stroke between, the least first; of many, the least and the most.

    >>> competing(["23", "at least 9"]), competing(["9", "40", "12", "at least 8"])
    ('at least 9 / 23', 'at least 8 / … / 40')
    """
    ordered = [amount_words(value) for value in sorted(values, key=first_number)]
    return " / ".join(ordered if len(ordered) <= AMOUNTS else (ordered[0], "…", ordered[-1]))


def first_number(value: str) -> tuple[float, str]:
    """The first number of an amount; what has none comes first."""
    found = re.search(r"\d+(\.\d+)?", value)
    return float(found[0]) if found else -1.0, value


def amount_words(value: str) -> str:
    """An amount with thousands apart.

    >>> amount_words("at least 12000"), amount_words("3000-4500")
    ('at least 12,000', '3,000–4,500')
    """
    apart = re.sub(r"\d{4,}", lambda found: f"{int(found[0]):,}", value)
    return re.sub(r"(?<=\d)-(?=\d)", "–", apart)


def quote_of(event: Event, reports: dict[str, Report]) -> str:
    """The first words that tell of the event, in one line; cut with an ellipsis."""
    found = (" ".join(e.quote.split()) for r in event.reports if r in reports for e in reports[r].evidence)
    quote = next(filter(None, found), "")
    return quote if len(quote) <= QUOTE else quote[:QUOTE].rsplit(" ", 1)[0] + " …"


def families(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The type families that occur."""
    return options([(row.family, row.family_words, row.family) for row in rows])


def places(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The places that occur."""
    found = [(row.place, row.place, str(row.place_key)) for row in rows if row.place_key is not None]
    return tuple(sorted(options(found), key=lambda option: int(option.key)))


def statuses(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The statuses that occur."""
    return options([(row.event.status, row.status_words, row.event.status) for row in rows])


def grades(rows: tuple[Row, ...]) -> tuple[Option, ...]:
    """The grades that occur, the surest first."""
    found = options([(row.grade, row.grade, str(row.grade_rank)) for row in rows])
    return tuple(sorted(found, key=lambda option: int(option.key)))


def options(triples: list[tuple[str, str, str]]) -> tuple[Option, ...]:
    """Each value once, the most frequent first."""
    counts: dict[tuple[str, str, str], int] = {}
    for triple in triples:
        counts[triple] = counts.get(triple, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Option(value, said, number, key) for (value, said, key), number in ordered)
