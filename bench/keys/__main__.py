"""`python -m bench.keys [--gold ../shared/gold] [-o FILE]`: keys from a proposal to a correct final row.

Every event of the exercise and, where the gold is there, of the seeds is brought to its right row in the real browser
by the keyboard alone, on the real server; missed ones are added. The row that the case then holds is checked.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct, to_builtins

from bench.accuracy.matching import sentence_at
from bench.browser import browser
from bench.built import EXERCISE, built_case
from bench.keys.blank import presses
from bench.keys.coder import Coder
from bench.keys.spoiling import InText, hide, spoil
from bench.keys.truth import Spot, Truth, exercise, seeds, wrong
from bench.served import served
from dateline.engine.case import Case
from dateline.model.document import Document
from dateline.model.event import Event
from dateline.web.options import Options

HARDEST = 20
WORSE = 20
ALL, SPOILED, IN_TEXT = "proposals", "spoiled", "in_text"
PATIENCE_S = 120
ORDER = ("type", "status", "when", "where", "initiators", "targets", "killed")


class Row(Struct, frozen=True):
    """What one event cost; `left`: the fields that are still wrong."""

    id: str
    missed: bool
    mended: tuple[str, ...]
    presses: int
    blank: int
    left: tuple[str, ...]
    keys: str


class Bench(Struct, frozen=True, eq=False):
    """A case at the real server, seen by one browser page."""

    folder: Path
    address: str
    page: Any

    def case(self) -> Case:
        """The case, opened afresh."""
        return Case.open(self.folder, create=False)

    def run(self, truths: list[Truth], how: str) -> list[Row]:
        """Every truth in turn; those that have a proposal, made worse beforehand, where that is the set."""
        case = self.case()
        documents = list(case.documents())
        places = {p.name or p.text for d in documents for p in d.places}
        actors = {a.name for d in documents for a in d.actors}
        given = assigned(truths, case, documents)
        hidden: dict[str, InText] = {}
        if how != ALL:
            found = {item: event for item, event in given.items() if event is not None}
            truths = spread([t for t in truths if t.id in found and list(found.values()).count(found[t.id]) == 1])
        if how == SPOILED:
            given |= dict.fromkeys(spoil(case, found, truths), None)
        if how == IN_TEXT:
            hidden = hide(case, found, truths)
            truths = [truth for truth in truths if truth.id in hidden]
        case.store.close()
        return [
            self.one(truth, given[truth.id], documents, presses(truth, places, actors), hidden.get(truth.id))
            for truth in truths
        ]

    def one(
        self, truth: Truth, event: str | None, documents: list[Document], blank: int, hidden: InText | None = None
    ) -> Row:
        """One event from its proposal to its final row."""
        coder = Coder(self.page)
        missed = event is None
        if event is None:
            event = self.added(coder, truth, documents)
            if event is None:
                return Row(truth.id, True, (), coder.pressed, blank, ("not in the record",), " ".join(coder.keys))
        self.page.goto(f"{self.address}/review/{event}")
        mended = tuple(name for name in ORDER if name in wrong(truth, self.event(event)))
        for name in mended:
            if hidden is not None and hidden.field == name:
                document = next(one for one in documents if one.id == hidden.document)
                at = document.text.find(hidden.words)
                coder.take(name, first_only(document, at, len(hidden.words)), document.id, truth)
            else:
                coder.mend(name, truth)
        coder.accept()
        left = wrong(truth, self.event(event))
        return Row(truth.id, missed, mended, coder.pressed, blank, left, " ".join(coder.keys))

    def event(self, item: str) -> Event:
        """An event as it stands."""
        case = self.case()
        try:
            return case.event(item)
        finally:
            case.store.close()

    def added(self, coder: Coder, truth: Truth, documents: list[Document]) -> str | None:
        """Add an event that the rules missed; its id once the record is built again."""
        spot = truth.spots[0]
        document, at = next((d, found) for d in documents if (found := where_in(d, spot)) is not None)
        case = self.case()
        known = {row["id"] for row in case.store.query.rows("SELECT id FROM events")}
        marks = '%"' + document.id + '"%'
        beside = case.store.query.rows("SELECT id FROM events WHERE documents LIKE ? ORDER BY id", [marks])
        case.store.close()
        self.page.goto(f"{self.address}/review/{beside[0]['id']}?document={document.id}")
        coder.add(first_only(document, at, len(spot.words)), truth.types[0])
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            case = self.case()
            new = {row["id"] for row in case.store.query.rows("SELECT id FROM events")} - known
            hits = [e for e in new if near(case.event(e), document, (at, at + len(spot.words)))]
            case.store.close()
            if hits:
                return str(hits[0])
            time.sleep(0.5)
        return None


def spread(truths: list[Truth]) -> list[Truth]:
    """At most half of twenty, from all over the list."""
    step = max(len(truths) // (WORSE // 2), 1)
    return truths[::step][: WORSE // 2]


def assigned(truths: list[Truth], case: Case, documents: list[Document]) -> dict[str, str | None]:
    """The proposal for each truth: an event told at its words, of its type where there is one."""
    events = [event for event in case.events(status="all") if event.status]
    given: dict[str, str | None] = dict.fromkeys((truth.id for truth in truths), None)
    for typed in (True, False):
        for truth in truths:
            if given[truth.id] is None:
                # Two rows of the record may be one event; one of another type is somebody else's where they have it.
                taken = () if typed else given.values()
                free = [e for e in events if e.id not in taken and (e.type in truth.types or not typed)]
                rated = sorted((-hits(e, truth, documents), len(wrong(truth, e)), e.id) for e in free)
                if rated and rated[0][0] < 0:
                    given[truth.id] = rated[0][2]
    return given


def hits(event: Event, truth: Truth, documents: list[Document]) -> int:
    """At how many of the truth's words an event is told."""
    found = 0
    for spot in truth.spots:
        for document in documents:
            at = where_in(document, spot) if document.id in event.documents else None
            found += at is not None and near(event, document, sentence_of(document, at, spot, truth))
    return found


def sentence_of(document: Document, at: int, spot: Spot, truth: Truth) -> tuple[int, int]:
    """Where to look: the words themselves where the record is exact, else their sentence."""
    span = (at, at + len(spot.words))
    return span if truth.alone else sentence_at(document.text, *span)


def near(event: Event, document: Document, span: tuple[int, int]) -> bool:
    """Whether an event is told by characters of a span."""
    told = (c.evidence for c in event.claims if c.field in ("occurrence", "type") and c.evidence is not None)
    return any(e.rendition == document.rendition and e.start < span[1] and span[0] < e.end for e in told)


def where_in(document: Document, spot: Spot) -> int | None:
    """Where the words stand in a story; None where they do not."""
    if not (document.path or "").rpartition("/")[2].startswith(spot.page):
        return None
    at = document.text.replace("“", '"').replace("”", '"').replace("’", "'").find(spot.words)
    return at if at >= 0 and any(s.span.start <= at < s.span.end for s in document.segments) else None


def first_only(document: Document, at: int, length: int) -> str:
    """The fewest letters of the words that stand there first on the page."""
    text = document.text.casefold()
    for size in range(3, length):
        sought = text[at : at + size]
        if text.find(sought) == at and not sought.endswith(" "):
            return document.text[at : at + size]
    return document.text[at : at + length]


def measured(folder: Path, pages: Path, gazetteer: Path | None, truths: list[Truth], how: str) -> list[Row]:
    """The rows of one case."""
    built_case(folder, pages, gazetteer).store.close()
    with served(folder, Options(port=0, name="Coder")) as address, browser() as chromium:
        page = chromium.new_page(viewport={"width": 1440, "height": 900})
        return Bench(folder, address, page).run(truths, how)


def figures(rows: list[Row]) -> dict[str, object]:
    """The medians of some rows, and the share of the blank form's keys."""
    done = [row for row in rows if not row.left]
    mine, blank = sum(row.presses for row in rows), sum(row.blank for row in rows)
    return {
        "events": len(rows),
        "missed": sum(row.missed for row in rows),
        "correct": len(done),
        "median_presses": statistics.median(row.presses for row in rows),
        "median_blank": statistics.median(row.blank for row in rows),
        "presses": mine,
        "blank": blank,
        "share_of_blank": round(mine / blank, 3),
    }


def main(arguments: Iterable[str]) -> int:
    """Measure, print, and write where asked."""
    parser = argparse.ArgumentParser(prog="python -m bench.keys")
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("-o", type=Path)
    parser.add_argument("--only", help="a truth's id, to look at one")
    parser.add_argument("--set", choices=(ALL, SPOILED, IN_TEXT), help="one set; without it, all")
    given = parser.parse_args(list(arguments))
    sets = (ALL,) if given.only else (given.set,) if given.set else (ALL, SPOILED, IN_TEXT)
    rows: dict[str, list[Row]] = {how: [] for how in sets}
    with tempfile.TemporaryDirectory() as folder:
        for name, pages, gazetteer, truths in cases(given.gold):
            chosen = [truth for truth in truths if given.only in (None, truth.id)]
            for how in sets if chosen else ():
                rows[how] += measured(Path(folder) / f"{name}-{how}", pages, gazetteer, chosen, how)
    text = json.dumps(told(rows), indent=1, ensure_ascii=False)
    if given.o:
        given.o.write_text(text + "\n", encoding="utf-8")
    print(text)
    return 0


def cases(gold: Path) -> list[tuple[str, Path, Path | None, list[Truth]]]:
    """The exercise, and the seeds where the gold is there."""
    found: list[tuple[str, Path, Path | None, list[Truth]]] = [
        ("exercise", EXERCISE / "pages", EXERCISE / "gazetteer.csv", exercise())
    ]
    file = gold / "seeds.yaml"
    return [*found, ("seeds", gold.parent / "seeds", None, seeds(file))] if file.is_file() else found


def told(rows: dict[str, list[Row]]) -> dict[str, object]:
    """The figures of each set, and their rows."""
    result: dict[str, object] = {}
    if ALL in rows:
        hardest = sorted(rows[ALL], key=lambda row: (-row.presses, row.id))[:HARDEST]
        result |= {"all": figures(rows[ALL]), "hardest_20": figures(hardest)}
    result |= {f"{how}_20": figures(found) for how, found in rows.items() if how != ALL and found}
    return result | {
        ("rows" if how == ALL else how): [to_builtins(row) for row in found] for how, found in rows.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
