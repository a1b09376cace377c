"""The page of data sources: every shipped table, its origins and licences, from the tables themselves."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from scripts.reference.fields import UndocumentedError
from scripts.reference.markdown import code, page, table

DATA = Path(__file__).resolve().parents[2] / "dateline" / "data"
INTRODUCTION = """
Dateline's knowledge of words, names and places stands in tables under `dateline/data`. Every row says where it comes
from (`origin`) and under which licence it may be used; a test refuses a row that does not. `editorial, unverified`
means that an editor of this project wrote the row from general knowledge and retrieved no source for it: take it as a
well-meant guess, and mend it where you know better. The counts on this page are taken from the tables.
"""
GAZETTEER = """
How the gazetteer is built, what it leaves out and how to add your own places: [the gazetteer](gazetteer.md).
Who passes on the gazetteer, or records made with it, has to name GeoNames, as CC BY 4.0 asks. Boundaries and names
imply no endorsement.
"""
MODEL = """
The English language model is installed as a dependency, its files' digests checked when it is loaded; so is the model
that tells languages apart (py3langid, BSD-3-Clause). The texts and
hand-made codings that accuracy is measured on belong to others and are not part of Dateline; see
[accuracy](accuracy.md). The pages of the demo case were written for it (Apache-2.0).
"""
HOLDS = {
    "actor_nouns": "nouns for people and bodies that act, with their kind",
    "actors": "armed groups, forces, governments, offices, persons in office",
    "coded_columns": "columns of ACLED, UCDP GED and Dateline's own CSV, and what they hold",
    "coded_precisions": "by how much times and places with ACLED's and UCDP's codes of precision may be off",
    "coded_words": "words that many names of actors share, for comparing rows coded elsewhere with events",
    "column_names": "what columns of tables of stories are called",
    "count_words": "what stories say of their own counts: put right, authorised, planned, registered, official",
    "copy_words": "phrases of the trade, words for statements, slots of forms: what stories share without copying",
    "countries": "countries and regions of the world: aliases, demonyms, seats of government",
    "country_codes": "ISO codes of countries, three letters and two",
    "acled_sub_events": "the sub-event types of ACLED",
    "event_types": "the event types and their crosswalks",
    "export_acled": "the columns of the export in ACLED's form",
    "export_countries": "countries as ACLED and UCDP write them: numbers, names, regions",
    "export_csv": "the columns of CSV and GeoJSON",
    "export_governments": "the years by which ACLED names governments and their forces",
    "export_hxl": "the HXL hashtags of the columns",
    "export_kin": "words of kinship, by which masks find relatives",
    "export_name_words": "words inside names, for the masks",
    "export_parties": "what kinds of actors are to ACLED and PLOVER",
    "export_plover": "the columns of the export in PLOVER's form",
    "export_plover_types": "PLOVER's event types and their quad codes",
    "export_precision": "what ACLED and UCDP write for how well a time or a place is known",
    "export_ucdp": "the columns of the export in the form of UCDP GED",
    "export_xlsx": "the columns of the sheets of a workbook",
    "given_names": "given names, by which a person is told from a place",
    "languages": "languages: codes, English names, codes of varieties",
    "lemmas": "word forms whose lemma the language model gets wrong",
    "letter_case": "how words are written that the parser's lexicon has otherwise, for text of one case",
    "masthead_words": "labels of dates, hosts of platforms and archives, what is no author's name",
    "modality": "cues of what is planned, feared, demanded, denied",
    "models": "the language models that are accepted, with their digests",
    "hardware": "designations and names of weapons and vehicles, and what stands before ships' names",
    "month_names": "names of the months in many languages",
    "name_signs": "words that show what kind of thing a name names",
    "outlets": "newspapers, agencies, broadcasters, with country and owner",
    "place_columns": "what columns of tables of places are called",
    "place_words": "words around place names",
    "places": "quarters, villages, bases, prisons, camps, crossings, named regions",
    "quantity_cues": "what became of those who are counted",
    "quantity_labels": "words before numbers that count nothing",
    "quantity_modifiers": "'at least', 'about', 'up to'",
    "quantity_nouns": "what is counted",
    "quantity_numbers": "number words",
    "quantity_units": "units of measure",
    "quantity_vague": "'dozens', 'hundreds', 'several'",
    "plover_turns": "what turns a report's PLOVER type away from its event type's own",
    "ranks": "ranks and offices, and whether they show a person to be public",
    "report_words": "the words of the HTML report for types, statuses, outcomes, precisions",
    "segment_classes": "names in a page's markup that show a segment's role",
    "segment_words": "words that show a segment's role",
    "side_folders": "what browsers call the folder of a saved page's files",
    "sift_words": "words of violence, forces, crisis and ordinary news, by which pages of bulk archives are sifted",
    "slot_nouns": "nouns that may fill a place in an event",
    "speech_hedges": "'reportedly', 'unconfirmed'",
    "speech_nouns": "'statement', 'claim'",
    "speech_phrases": "'according to'",
    "speech_stances": "'critical of', 'their call for'",
    "speech_verbs": "'say', 'deny', 'accuse'",
    "times": "words of time",
    "times_ahead": "verbs whose times lie ahead",
    "triggers": "words that tell of a happening, with its type and who stands where",
    "zones": "letters of time zones, with their offset and the countries where they mean it",
    "word_forms": "irregular forms of words that tell of happenings, with the words that they are forms of",
    "word_kin": "words of one sense or one root, and broader ones: which wordings can tell of one happening",
    "word_rarity": "how rare English words are",
    "wording_weights": "what the signs of one wording are worth for two reports to tell of one happening, learned",
}

# Settlements, by far the most rows, leave their layer out to save room (scripts/build_gazetteer.py).
LAYERS = """SELECT name, (SELECT count(*) FROM place WHERE coalesce(place.layer, 'geonames') = layer.name),
  source, licence, attribution FROM layer ORDER BY name"""


class Source(Struct, frozen=True):
    """The rows of one table, counted by origin and licence."""

    name: str
    counts: Counter[tuple[str, str]]


def sources() -> str:
    """The page."""
    tables = [read(path) for path in sorted(DATA.glob("*.tsv"))]
    rows = [(code(one.name), number(one.counts.total()), holds(one.name), named(one.counts)) for one in tables]
    return page(
        "Data sources and licences",
        INTRODUCTION,
        f"## In sum\n\n{in_sum(tables)}",
        "## Tables\n\n" + table(("table", "rows", "holds", "origin (licence)"), rows),
        f"## Gazetteer and base map\n\n{maps()}",
        GAZETTEER,
        f"## What is not in these tables\n\n{MODEL.strip()}",
    )


def read(path: Path) -> Source:
    """The rows of a table by origin and licence."""
    with path.open(encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        rows = csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE)
        return Source(path.stem, Counter((row["origin"], row["licence"]) for row in rows))


def in_sum(tables: Iterable[Source]) -> str:
    """Rows by origin and licence over all tables."""
    total: Counter[tuple[str, str]] = Counter()
    for one in tables:
        total += one.counts
    rows = [(origin, licence, number(count)) for (origin, licence), count in total.most_common()]
    return table(("origin", "licence", "rows"), rows)


def named(counts: Counter[tuple[str, str]]) -> str:
    """The origins of a table with their licences, and with their rows where there are several."""
    several = len(counts) > 1
    return "; ".join(
        f"{origin} ({licence}{f', {number(rows)} rows' if several else ''})"
        for (origin, licence), rows in counts.most_common()
    )


def maps() -> str:
    """The layers of the embedded gazetteer with their places, and the base map of the report."""
    with closing(sqlite3.connect(f"file:{DATA / 'gazetteer.sqlite'}?mode=ro", uri=True)) as file:
        rows = [
            (f"`gazetteer.sqlite`, layer `{name}`", f"{number(count)} places", source, licence, attribution)
            for name, count, source, licence, attribution in file.execute(LAYERS)
        ]
    base = json.loads((DATA / "basemap.json").read_text(encoding="utf-8"))
    count = f"{len(base['countries'])} outlines"
    rows.append((code("basemap.json"), count, "Natural Earth 1:50m countries", base["licence"], base["source"]))
    return table(("file", "rows", "source", "licence", "attribution"), rows)


def holds(name: str) -> str:
    """What a table holds, in words."""
    if name not in HOLDS:
        raise UndocumentedError(f"data/{name}.tsv: say what it holds in scripts/reference/sources.py, HOLDS")
    return HOLDS[name]


def number(count: int) -> str:
    """A count with thousands separated."""
    return f"{count:,}"
