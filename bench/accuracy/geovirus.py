"""Place names of GeoVirus: recognition (exact, overlap) and resolution within 161 km over all gold names.

The protocol of ../shared/gold/README.md: a gold name that was not found is wrong; countries are compared by code.
Gold marks the bare name, so a lower-case direction in our span ('northern Iraq') is cut off before comparing.
Each gold name has a class by what our gazetteer knows at its coordinates: country, capital, province, city (100,000
people), town; `other` is what it knows no such place for; `untagged` are names of any class that the tagger takes for
something else than a proper name.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from bench.accuracy.matching import f1
from dateline.model.document import Document, Published, Segment
from dateline.model.mention import Place
from dateline.model.parse import Parse
from dateline.model.span import Rendition, Span
from dateline.reading.parse import load_parser, parse_document
from dateline.reading.place_found import LARGE
from dateline.reading.places import find_places
from dateline.tables import gazetteer
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold
from dateline.values.geometry import distance_km

WITHIN_KM = 161.0
DIRECTION = re.compile(r"(?:(?:north|south|east|west|central|far|mid|upper|lower|rural)[a-z]*[- ]?)+(?=[A-Z])")
# 'US officials' is a demonym by its use, and a name in the gold.
CLASSES = ("country", "capital", "province or district", "city", "town", "other", "untagged")
NOUNS = {f"{the} {noun}" for the in ("the", "this") for noun in ("city", "town", "village", "capital")}
USES = {"location", "government", "organisation"}


class GazetteerOnly:
    """The tables that places need."""

    def __init__(self, places: Gazetteer) -> None:
        self.gazetteer = places


def document_of(row: dict[str, Any]) -> Document:
    """A gold text as a document of one body segment."""
    text = row["text"]
    return Document(
        id=row["id"], capture=None, path=None, url=None, captured_at=None,
        rendition=Rendition.make(text, blob=row["id"], extractor="gold"), title=None,
        segments=(Segment(span=Span(0, len(text)), role="body", text=text),),
        published=Published(earliest=None, latest=None, precision=None, basis="gold"),
        publisher=None, agency=None, byline=None, language="en",
    )  # fmt: skip


def counts(place: Place, places: Gazetteer) -> bool:
    """Whether a mention is a place name to the gold: neither an adjective such as 'Iraqi' nor a noun ('the city')."""
    if place.text.lower() in NOUNS:
        return False
    return place.use in USES or fold(place.text) in places.countries.names


def bare(place: Place) -> tuple[int, int]:
    """The span without a lower-case direction in front."""
    cut = DIRECTION.match(place.text)
    return place.span.start + (cut.end() if cut else 0), place.span.end


def is_right(gold: dict[str, Any], place: Place, places: Gazetteer) -> tuple[bool, float | None]:
    """Whether a resolution is right, and its error in km: a country by its code, anything else within 161 km."""
    country = places.countries.names.get(fold(gold["text"]))
    if country is not None and place.gazetteer_id == country.id:
        return True, 0.0
    if place.latitude is None or place.longitude is None:
        return False, None
    error = distance_km(gold["lat"], gold["lon"], place.latitude, place.longitude)
    return error <= WITHIN_KM, error


class Read(Struct, frozen=True, eq=False):
    """One text: its gold names by span, what was read from it by span, and the spans of the tagger's proper names."""

    gold: dict[tuple[int, int], dict[str, Any]]
    places: dict[tuple[int, int], Place]
    proper: tuple[tuple[int, int], ...]


class Tally:
    """Counts of one class of names, and what went wrong in it."""

    def __init__(self) -> None:
        self.names = self.exact = self.found = self.right = 0
        self.wrong = Counter[str]()

    def row(self) -> str:
        """The figures on one line."""
        return (
            f"{self.names} names, exact {percent(self.exact, self.names)}, overlap {percent(self.found, self.names)}, "
            f"right at 161 km {percent(self.right, self.names)}"
        )

    def worst(self) -> list[str]:
        """The ten commonest errors."""
        return [f"{what} x{n}" for what, n in self.wrong.most_common(10)]


def percent(part: int, whole: int) -> float:
    """A share in percent."""
    return round(100 * part / whole, 1) if whole else 0.0


def score(data: Path) -> dict[str, object]:
    """The figures of one file, its halves and its classes, with the commonest mistakes of each."""
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    places, parser = gazetteer.load(), load_parser(None)
    tables: Any = GazetteerOnly(places)
    read, words, seconds = [], 0, 0.0
    for row in rows:
        document = document_of(row)
        parses = parse_document(parser, document)
        words += sum(len(parse) for parse in parses)
        began = time.perf_counter()
        found = find_places(document, parses, tables)
        seconds += time.perf_counter() - began
        read.append(read_of(row, [p for p in found if counts(p, places)], parses))
    total = figures(read, places)
    halves = [figures(read[start::2], places) for start in (0, 1)]
    return {
        **total,
        "halves (even, odd rows)": [f"exact F1 {h['exact F1']}, accuracy {h['accuracy at 161 km']}" for h in halves],
        **by_class(read, places),
        "find_places tokens per second": round(words / seconds) if seconds else 0,
    }


def read_of(row: dict[str, Any], found: list[Place], parses: tuple[Parse, ...]) -> Read:
    """A gold row with what was read from it."""
    proper = tuple(
        (parse.starts[k], parse.ends[k]) for parse in parses for k in range(len(parse)) if parse.pos[k] == "PROPN"
    )
    return Read({(g["start"], g["end"]): g for g in row["places"]}, {bare(p): p for p in found}, proper)


def hit_of(read: Read, span: tuple[int, int]) -> Place | None:
    """What was read at a gold name: the same span, else one that shares characters."""
    start, end = span
    return read.places.get(span) or next((p for (s, e), p in read.places.items() if s < end and start < e), None)


def figures(read: Iterable[Read], places: Gazetteer) -> dict[str, object]:
    """Recognition and resolution figures over all names, and what was taken for a place and is none."""
    exact = touching = hits = found = names = right = 0
    errors: list[float] = []
    extra = Counter[str]()
    for one in read:
        found += len(one.places)
        names += len(one.gold)
        exact += len(one.places.keys() & one.gold.keys())
        for span, gold in one.gold.items():
            hit = hit_of(one, span)
            if hit is not None:
                good, error = is_right(gold, hit, places)
                hits += 1
                right += good
                errors += [error] if error is not None else []
        for (start, end), place in one.places.items():
            touches = any(s < end and start < e for s, e in one.gold)
            touching += touches
            if not touches:
                extra[f"{place.text} ({place.use})"] += 1
    precision, recall = touching / max(1, found), hits / max(1, names)
    exact_p, exact_r, exact_f = f1(exact, found, names)
    return {
        "texts names": names,
        "exact precision": exact_p,
        "exact recall": exact_r,
        "exact F1": exact_f,
        "overlap F1": round(200 * precision * recall / (precision + recall), 1) if precision + recall else 0.0,
        "accuracy at 161 km": percent(right, names),
        "mean error km (found)": round(sum(errors) / max(1, len(errors))),
        "worst extra": [f"{name} x{n}" for name, n in extra.most_common(10)],
    }


def by_class(read: Iterable[Read], places: Gazetteer) -> dict[str, object]:
    """The figures of each class of names, then the ten worst errors of each."""
    tallies: dict[str, Tally] = {name: Tally() for name in CLASSES}
    for one in read:
        for span, gold in one.gold.items():
            named = [class_of(gold, places)]
            if not any(s < span[1] and span[0] < e for s, e in one.proper):
                named.append("untagged")
            for name in named:
                count_name(tallies[name], span, gold, hit_of(one, span), places)
    worst = {f"worst of {name}": tally.worst() for name, tally in tallies.items() if tally.wrong}
    return {"by class": {name: tally.row() for name, tally in tallies.items()}, **worst}


def count_name(tally: Tally, span: tuple[int, int], gold: dict[str, Any], hit: Place | None, places: Gazetteer) -> None:
    """Enter what became of one gold name."""
    tally.names += 1
    if hit is None:
        tally.wrong[f"{gold['text']} missed"] += 1
        return
    good, _ = is_right(gold, hit, places)
    tally.found += 1
    tally.exact += bare(hit) == span
    tally.right += good
    if not good:
        tally.wrong[f"{gold['text']} -> {hit.name}, {hit.admin1}, {hit.country}"] += 1


def class_of(gold: dict[str, Any], places: Gazetteer) -> str:
    """The class of a gold name."""
    key = fold(gold["text"])
    if key in places.countries.names:
        return "country"
    near = [
        c
        for c in places.find_key(key)
        if c.latitude is not None
        and c.longitude is not None
        and distance_km(gold["lat"], gold["lon"], c.latitude, c.longitude) <= WITHIN_KM + (c.radius_km or 0.0)
    ]
    kinds = {c.precision for c in near}
    if "settlement" in kinds:
        if key in places.countries.seats:
            return "capital"
        return "city" if max(c.population or 0 for c in near) >= LARGE else "town"
    return "province or district" if kinds & {"admin1", "admin2", "admin3"} else "other"
