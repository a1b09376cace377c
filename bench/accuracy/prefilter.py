"""`prefilter`: stories and pages with an event that the sieve keeps, and general news that it drops, by source.

Data: the folder of the gold. Positives: the stories with an event, the pages of `prefilter.tsv` that tell of one, the
MUC-4 documents with a filled slot, the war narratives, the outbreaks of GeoVirus. General news: the pages of that table
that tell of none, once without those that are borderline and once with them, and once with the pages in other
languages; the articles of PolNeAR, most of them on a US election, of which many tell of attacks and riots.

No word has its weight from a model. Those who wrote the words had seen the lowest scores among stories, pages and
GeoVirus texts, and twelve lost documents of MUC-4; PolNeAR and the war narratives only as figures.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from bench.accuracy.pages import gold_pages
from dateline.document.sift import THRESHOLD, Sieve, load_sieve, verdict
from dateline.model.sifting import Verdict
from dateline.values.media import HTML, TEXT

TELLS = Path(__file__).with_name("prefilter.tsv")
# Events happen; a statement reports none.
STATEMENT = "political.statement"
THRESHOLDS = (2.0, 4.0, THRESHOLD, 8.0, 10.0, 12.0)


class Case(Struct, frozen=True):
    """One text, what it is of, and the verdict on it."""

    name: str
    tells: str
    verdict: Verdict


def score(data: Path) -> dict[str, object]:
    """The figures; `data` is the folder of the gold."""
    sieve = load_sieve()
    stories, pages = list(stories_in(data / "stories", sieve)), list(pages_in(data / "pages" / "fundus", sieve))
    wanted = [one for one in (*stories, *pages) if one.tells == "event"]
    general = [one for one in pages if one.tells == "general"]
    borderline = [one for one in pages if one.tells == "borderline"]
    foreign = [one for one in pages if one.tells == "other language"]
    muc = list(lines_in([data / "muc4" / f"{part}.jsonl" for part in ("dev", "train")], "doctext", sieve))
    polnear = list(
        lines_in([data / "attribution" / f"polnear_{part}.jsonl" for part in ("dev", "train")], "text", sieve)
    )
    virus = list(lines_in([data / "geo" / "geovirus.jsonl"], "text", sieve))
    wars = list(lines_in([data / "time" / "wikiwars_dev.jsonl"], "text", sieve))
    return {
        "stories and pages with an event kept": kept(wanted),
        "stories with an event kept": kept([one for one in stories if one.tells == "event"]),
        "pages with an event kept": kept([one for one in pages if one.tells == "event"]),
        "MUC-4 documents with an event kept": kept([one for one in muc if one.tells == "event"]),
        "war narratives kept": kept(wars),
        "GeoVirus texts kept": kept(virus),
        "general pages dropped": dropped(general),
        "general and borderline pages dropped": dropped([*general, *borderline]),
        "general pages of all languages dropped": dropped([*general, *foreign]),
        "PolNeAR articles dropped": dropped(polnear),
        "texts": {"with an event": len(wanted), "general": len(general), "borderline": len(borderline)},
        "kept and dropped by threshold": {
            f"{limit:g}": f"{share(wanted, limit)} kept, {round(100 - share(general, limit), 1)} dropped"
            for limit in THRESHOLDS
        },
        "lost": told(one for one in wanted if not one.verdict.keep),
        "nearest to being lost": told(sorted(wanted, key=lambda one: one.verdict.score)[:6]),
        "general pages kept": told(one for one in general if one.verdict.keep),
    }


def stories_in(folder: Path, sieve: Sieve) -> Iterator[Case]:
    """The stories; those with an event of a type that is one tell of it."""
    for line in (folder / "texts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        coded = yaml.safe_load((folder / f"{row['id']}.yaml").read_text(encoding="utf-8"))
        types = [kind for event in coded["events"] for kind in listed(event["type"]) if kind != STATEMENT]
        yield Case(row["id"], "event" if types else "", verdict(row["text"].encode(), TEXT, sieve))


def listed(value: object) -> list[str]:
    """One type or several."""
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def pages_in(folder: Path, sieve: Sieve) -> Iterator[Case]:
    """The saved pages; those that the table does not name are in another language."""
    with TELLS.open(encoding="utf-8") as lines:
        tells = {
            row["page"]: row["tells"]
            for row in csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        }
    for gold in gold_pages(folder):
        name = gold.path.relative_to(folder).as_posix().removesuffix(".html.gz")
        data = gzip.decompress(gold.path.read_bytes())
        yield Case(name, tells.get(name, "other language"), verdict(data, HTML, sieve))


def lines_in(files: Sequence[Path], key: str, sieve: Sieve) -> Iterator[Case]:
    """The texts of JSONL files; of MUC-4 those with a filled slot tell of an event."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row: dict[str, Any] = json.loads(line)
            event = any(row.get("extracts", {"text": 1}).values())
            yield Case(
                str(row.get("id", row.get("docid"))),
                "event" if event else "",
                verdict(row[key].encode(), TEXT, sieve),
            )


def share(cases: Sequence[Case], limit: float) -> float:
    """Which share, in percent, would be kept under another threshold; other reasons stand."""
    weighed = [one for one in cases if one.verdict.score >= limit]
    return round(100 * len(weighed) / len(cases), 1)


def kept(cases: Sequence[Case]) -> float:
    """The share that is kept, in percent."""
    return round(100 * sum(one.verdict.keep for one in cases) / len(cases), 1)


def dropped(cases: Sequence[Case]) -> float:
    """The share that is dropped, in percent."""
    return round(100 - kept(cases), 1)


def told(cases: Iterable[Case]) -> list[str]:
    """Texts with their scores and heaviest words."""
    return [f"{one.name}: {one.verdict.score:g} ({', '.join(one.verdict.words)})" for one in cases]
