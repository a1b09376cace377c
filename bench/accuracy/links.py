"""`stories/links.yaml`: which events of the coded stories are one, figures and their relations, names of one thing.

Judged over what was extracted by reading the texts: a pair counts when both of its ends were found.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import yaml
from msgspec import Struct

import dateline
from bench.accuracy.matching import gap, match, tokens
from bench.accuracy.stories import distance, near, position, types
from dateline.linking.dating import date
from dateline.linking.identity import Identities
from dateline.linking.link import link
from dateline.linking.linking_tables import LinkTables
from dateline.linking.parties import Party, is_same, party
from dateline.linking.people import people_of
from dateline.linking.relations import relate
from dateline.linking.remarks import NOTHING, remarks
from dateline.linking.told import Told
from dateline.model.document import Document
from dateline.model.event import Claimant, Event
from dateline.model.mention import Figure, Period, Place
from dateline.values.names import alike

Gold = dict[str, list[dict[str, object]]]
NOBODY = Claimant("", "unknown", "unknown")


class Found(Struct, frozen=True):
    """What was extracted: the event of each gold event, each gold figure with its document, the documents."""

    events: dict[str, Event]
    figures: dict[str, tuple[Document, Figure]]
    documents: tuple[Document, ...]


def score(data: Path) -> dict[str, object]:
    """Percentages over `links.yaml` (or the folder that holds it), with how much could be judged."""
    from dateline.engine.reader import default_reader

    return figures_of(data, default_reader().tables, [dateline.read(t, published=p) for t, p in texts_of(data)])


def texts_of(data: Path) -> list[tuple[str, str | None]]:
    """The texts beside `links.yaml` with their dates, in order."""
    return [(str(row["text"]), row["published"]) for row in rows(data)]


def rows(data: Path) -> list[dict[str, str]]:
    """The rows of texts.jsonl."""
    return [json.loads(line) for line in (folder(data) / "texts.jsonl").read_text(encoding="utf-8").splitlines()]


def folder(data: Path) -> Path:
    """The folder of the stories."""
    return data if data.is_dir() else data.parent


def figures_of(data: Path, tables: LinkTables, read: Sequence[Document]) -> dict[str, object]:
    """The figures for documents already read, in the order of texts.jsonl."""
    gold = yaml.load((folder(data) / "links.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    names = [str(row["id"]) for row in rows(data)]
    found = extracted(folder(data), names, date(tuple(read)), tables)
    return (
        same_events(gold, found.events)
        | look_alikes(gold, found.events)
        | figure_relations(gold, found.figures, tables)
        | joined_names(gold["same_name"], found.documents, tables)
        | parts(gold, found.events)
    )


def extracted(stories: Path, names: Sequence[str], documents: tuple[Document, ...], tables: LinkTables) -> Found:
    """Each gold event and figure with what was extracted for it."""
    linked = link(documents, tables, Identities(), ())
    home = {report: event for event in linked.record.events for report in event.reports}
    events: dict[str, Event] = {}
    figures: dict[str, tuple[Document, Figure]] = {}
    for name, document in zip(names, documents, strict=True):
        gold = yaml.load((stories / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
        for row, report in matched(document, gold["events"]):
            if report in home:
                events[f"{name}/{row}"] = home[report]
        for row in gold["figures"]:
            figure = figure_at(document, row)
            if figure is not None:
                figures[f"{name}/{row['id']}"] = document, figure
    return Found(events, figures, documents)


def matched(document: Document, events: Sequence[dict[str, object]]) -> list[tuple[str, str]]:
    """Gold event id and report id, one to one, by anchor and type."""
    reports = [r for r in document.reports if r.status in ("occurred", "ongoing", "alleged")]
    anchors = [position(document.text, str(event["anchor"])) for event in events]
    edges = {
        n: sorted(
            (k for k, report in enumerate(reports) if near(report, anchors[n]) and report.type in types(event)),
            key=lambda k: distance(reports[k], anchors[n]),
        )
        for n, event in enumerate(events)
    }
    return [(str(events[n]["id"]), reports[k].id) for n, k in match(edges).items()]


def figure_at(document: Document, row: dict[str, object]) -> Figure | None:
    """The figure nearest to a gold figure's anchor, within five characters of it."""
    anchor = position(document.text, str(row["anchor"]))
    near_by = [(gap((f.span.start, f.span.end), anchor), f.span, f) for f in document.figures] if anchor else []
    best = min(near_by, key=lambda one: (one[0], one[1]), default=None)
    return best[2] if best is not None and best[0] <= 5 else None


def same_events(gold: dict[str, list[list[str]]], events: dict[str, Event]) -> dict[str, object]:
    """Same-event pairs joined, of those both extracted."""
    pairs = [pair for group in gold["same_event"] for pair in combinations(group, 2)]
    judged = [(a, b) for a, b in pairs if a in events and b in events]
    joined = [(a, b) for a, b in judged if events[a].id == events[b].id]
    missed = [f"{a} {b}: {events[a].type} / {events[b].type}" for a, b in judged if (a, b) not in joined]
    return {
        "same-event pairs joined": percent(len(joined), len(judged)),
        "same-event pairs judged": f"{len(judged)} of {len(pairs)}",
        "same-event pairs missed": missed,
    }


def look_alikes(gold: dict[str, list[list[str]]], events: dict[str, Event]) -> dict[str, object]:
    """Pairs of different happenings that were merged."""
    judged = [row for row in gold["not_same_event"] if row[0] in events and row[1] in events]
    merged = [row for row in judged if events[row[0]].id == events[row[1]].id]
    return {
        "look-alikes merged": percent(len(merged), len(judged)),
        "look-alikes kept apart": percent(len(judged) - len(merged), len(judged)),
        "look-alikes judged": f"{len(judged)} of {len(gold['not_same_event'])}",
        "look-alikes wrong": [" ".join(row) for row in merged],
    }


def figure_relations(
    gold: dict[str, list[list[str]]], figures: dict[str, tuple[Document, Figure]], tables: LinkTables
) -> dict[str, object]:
    """Figure pairs with the right relation."""
    wrong, judged = [], 0
    for a, b, relation, why in gold["figures"]:
        if a not in figures or b not in figures:
            continue
        judged += 1
        found = relate(told(*figures[a], tables), told(*figures[b], tables), one_event=False)
        if found.kind != relation:
            wrong.append(f"{a} {b}: {found.kind} ({found.why}), not {relation} ({why})")
    return {
        "figure relations right": percent(judged - len(wrong), judged),
        "figure pairs judged": f"{judged} of {len(gold['figures'])}",
        "figure relations wrong": wrong,
    }


def told(document: Document, figure: Figure, tables: LinkTables) -> Told:
    """A figure as told by its document."""
    published = Period(document.published.earliest, document.published.latest)
    people = people_of(figure.population, tables.actors.nouns)
    said = remarks(document, tables.counting).get(figure.id, NOTHING)
    return Told(figure=figure, claimant=NOBODY, published=published, claim=figure.id, people=people, remark=said)


def joined_names(
    groups: Iterable[dict[str, object]], documents: Sequence[Document], tables: LinkTables
) -> dict[str, object]:
    """Pairs of names of one thing that are resolved to one thing, of those both found as mentions."""
    people: dict[str, set[Party]] = {}
    places: dict[str, list[Place]] = {}
    for document in documents:
        for actor in document.actors:
            people.setdefault(folded(actor.text), set()).add(party(actor, tables.actors))
        for place in document.places:
            places.setdefault(folded(place.text), []).append(place)
    right, judged, wrong = 0, 0, []
    for group in groups:
        names = [str(name) for name in group["names"]]  # type: ignore[attr-defined]
        for a, b in combinations(names, 2):
            one, other = folded(a), folded(b)
            known = places if group["kind"] == "place" else people
            if one not in known or other not in known:
                continue
            judged += 1
            good = (
                any(one_place(x, y) for x in places[one] for y in places[other])
                if group["kind"] == "place"
                else any(is_same(x, y) for x in people[one] for y in people[other])
            )
            right += good
            wrong += [] if good else [f"{a} = {b}"]
    return {"names joined": percent(right, judged), "name pairs judged": judged, "names apart": wrong}


def one_place(one: Place, other: Place) -> bool:
    """Whether two place mentions were resolved to one place."""
    if one.gazetteer_id is None or other.gazetteer_id is None:
        return alike(one.name or one.text, other.name or other.text)
    return one.gazetteer_id == other.gazetteer_id


def folded(name: str) -> str:
    """A name for looking up mentions: its words, articles and titles' dots left out."""
    return " ".join(sorted(tokens(name)))


def parts(gold: dict[str, list[list[str]]], events: dict[str, Event]) -> dict[str, object]:
    """Parts tied to their totals and campaigns, and how many ties between stories are in the gold."""
    known = {(a, b) for a, b in gold["part_of"]}
    judged = [(a, b) for a, b in known if a in events and b in events]
    tied = sum(1 for a, b in judged if events[a].part_of == events[b].id)
    wholes: dict[str, list[str]] = {}
    for name, event in events.items():
        wholes.setdefault(event.id, []).append(name)
    made = {name: wholes.get(event.part_of or "", []) for name, event in events.items()}
    story = {name: name.split("/")[0] for name in events}
    between = [name for name, found in made.items() if found and story[name] not in {story[w] for w in found}]
    right = sum(1 for name in between if any((name, whole) in known for whole in made[name]))
    return {
        "parts tied": percent(tied, len(judged)),
        "parts judged": f"{len(judged)} of {len(gold['part_of'])}",
        "ties between stories right": f"{right} of {len(between)}",
    }


def percent(right: int, of: int) -> float | None:
    """A share in percent, None of nothing."""
    return round(100 * right / of, 1) if of else None
