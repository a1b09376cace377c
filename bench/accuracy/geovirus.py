"""Place names of GeoVirus: recognition (exact, overlap) and resolution within 161 km over all gold names.

The protocol of ../shared/gold/README.md: a gold name that was not found is wrong; countries are compared by code.
Gold marks the bare name, so a lower-case direction in our span ('northern Iraq') is cut off before comparing.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.accuracy.matching import f1
from dateline.model.document import Document, Published, Segment
from dateline.model.mention import Place
from dateline.model.span import Rendition, Span
from dateline.reading.parse import load_parser, parse_document
from dateline.reading.places import find_places
from dateline.tables import gazetteer
from dateline.tables.gazetteer import Gazetteer
from dateline.tables.place_keys import fold
from dateline.values.geometry import distance_km

WITHIN_KM = 161.0
DIRECTION = re.compile(r"(?:(?:north|south|east|west|central|far|mid|upper|lower|rural)[a-z]*[- ]?)+(?=[A-Z])")
# 'US officials' is a demonym by its use, and a name in the gold.
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


def score(data: Path) -> dict[str, object]:
    """The figures of one file, with the commonest mistakes under `worst`."""
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    places, parser = gazetteer.load(), load_parser(None)
    tables: Any = GazetteerOnly(places)
    read, words, seconds = [], 0, 0.0
    for row in rows:
        document = document_of(row)
        parses = parse_document(parser, document)
        words += sum(len(parse) for parse in parses)
        began = time.perf_counter()
        read.append((row, [p for p in find_places(document, parses, tables) if counts(p, places)]))
        seconds += time.perf_counter() - began
    return {**figures(read, places), "find_places tokens per second": round(words / seconds) if seconds else 0}


def figures(read: Iterable[tuple[dict[str, Any], list[Place]]], places: Gazetteer) -> dict[str, object]:
    """Recognition and resolution figures over pairs of gold row and predicted places."""
    exact = overlap_found = overlap_gold = found = gold_total = right = 0
    errors: list[float] = []
    missed, extra, wrong = Counter[str](), Counter[str](), Counter[str]()
    for row, predicted in read:
        spans = {bare(p): p for p in predicted}
        gold = {(g["start"], g["end"]): g for g in row["places"]}
        found += len(spans)
        gold_total += len(gold)
        exact += len(spans.keys() & gold.keys())
        for (start, end), g in gold.items():
            hit = spans.get((start, end)) or next((p for (s, e), p in spans.items() if s < end and start < e), None)
            if hit is None:
                missed[g["text"]] += 1
                continue
            overlap_gold += 1
            good, error = is_right(g, hit, places)
            right += good
            errors += [error] if error is not None else []
            if not good:
                wrong[f"{g['text']} -> {hit.name}, {hit.admin1}, {hit.country}"] += 1
        for (start, end), p in spans.items():
            touches = any(s < end and start < e for s, e in gold)
            overlap_found += touches
            if not touches:
                extra[f"{p.text} ({p.use})"] += 1
    precision, recall = overlap_found / max(1, found), overlap_gold / max(1, gold_total)
    exact_p, exact_r, exact_f = f1(exact, found, gold_total)
    return {
        "texts names": gold_total,
        "exact precision": exact_p,
        "exact recall": exact_r,
        "exact F1": exact_f,
        "overlap F1": round(200 * precision * recall / (precision + recall), 1) if precision + recall else 0.0,
        "accuracy at 161 km": round(100 * right / max(1, gold_total), 1),
        "mean error km (found)": round(sum(errors) / max(1, len(errors))),
        "worst missed": [f"{name} x{n}" for name, n in missed.most_common(25)],
        "worst extra": [f"{name} x{n}" for name, n in extra.most_common(25)],
        "worst resolved": [f"{name} x{n}" for name, n in wrong.most_common(25)],
    }
