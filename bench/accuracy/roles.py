"""`roles`: does every line of a saved page get its role? Over the set of `bench/roles` (codebook there).

A labelled line (or stretch of one) is right when most of its characters have its role; precision, recall and F1 of
each role over all lines of a half. A labelled line that the rendition no longer has counts as missed. Of the `held`
half only scores are printed: rules are never written while looking at it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from msgspec import Struct

from bench.roles.labels import MEDIA, ROLES, Label, LabelledPage, bytes_of, digest, lines_of, pages, read_labels
from dateline.archive.limits import Limits
from dateline.document.render import render
from dateline.document.stories import documents
from dateline.tables.load import Tables, load

HALVES = ("tune", "held")
MOST_SHOWN = 60


class Line(Struct, frozen=True):
    """What one labelled line should be, and what it became; `found` is empty where it is gone."""

    page: LabelledPage
    label: Label
    found: str


def score(data: Path) -> dict[str, object]:
    """F1 of each role by half and by medium, lines without a label, and the confusions of the tuning half."""
    tables = load()
    lines: list[Line] = []
    unlabelled: Counter[str] = Counter()
    for page in pages():
        if page.labels.exists():
            found, strange = compared(page, data, tables)
            lines.extend(found)
            unlabelled[page.half] += strange
    figures: dict[str, object] = {}
    for half in HALVES:
        of_half = [line for line in lines if line.page.half == half]
        figures |= {f"{half} {name}": value for name, value in by_role(of_half).items()}
        for medium in MEDIA:
            table = by_role([line for line in of_half if line.page.medium == medium])
            figures[f"{half} {medium}"] = {name: value for name, value in table.items() if name != "lowest F1"}
        figures[f"{half} pages"] = len({line.page for line in of_half})
        figures[f"{half} lines without a label"] = unlabelled[half]
    figures["confusions of the tuning half"] = confusions([line for line in lines if line.page.half == "tune"])
    return figures


def compared(page: LabelledPage, data: Path, tables: Tables) -> tuple[list[Line], int]:
    """The labelled lines of a page with the roles that they got, and how many lines of it have no label."""
    raw = bytes_of(page, data)
    rendition = render(raw, page.page, None, Limits())
    roles = [""] * len(rendition.text)
    for document in documents(rendition, raw, None, tables):
        for segment in document.segments:
            roles[segment.span.start : segment.span.end] = [segment.role] * (segment.span.end - segment.span.start)
    here = list(lines_of(rendition.text))
    labels = read_labels(page.labels)
    labelled: dict[int, list[Label]] = {}
    for label in labels:
        labelled.setdefault(label.line, []).append(label)
    order = sorted(labelled)
    theirs = [labelled[number][0].digest for number in order]
    mine = [digest(found[0]) for found in here]
    place: dict[int, int] = {}
    for block in SequenceMatcher(None, theirs, mine, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            place[order[block.a + step]] = here[block.b + step].start()
    lines = [
        Line(page, label, role_at(rendition.text, roles, place, label))
        for number in order
        for label in labelled[number]
    ]
    return lines, len(here) - len(place)


def role_at(text: str, roles: list[str], place: dict[int, int], label: Label) -> str:
    """The role that most of the visible characters of a labelled stretch have, or nothing where its line is gone."""
    if label.line not in place:
        return ""
    start = place[label.line]
    stop = text.find("\n", start)
    end = len(text) if stop < 0 else stop
    first, last = start + (label.start or 0), end if label.end is None else start + label.end
    counted = Counter(roles[at] for at in range(first, last) if not text[at].isspace())
    return counted.most_common(1)[0][0] if counted else ""


def by_role(lines: list[Line]) -> dict[str, object]:
    """F1 of each role that stands among the lines, with precision, recall and number; and the lowest."""
    table: dict[str, object] = {}
    scores: list[float] = []
    for role in ROLES:
        gold = sum(line.label.role == role for line in lines)
        guessed = sum(line.found == role for line in lines)
        right = sum(line.label.role == line.found == role for line in lines)
        if gold:
            precision, recall = right / (guessed or 1), right / gold
            scores.append(2 * right / (gold + guessed))
            table[f"F1 {role}"] = round(scores[-1], 3)
            table[f"detail {role}"] = f"P {precision:.3f} R {recall:.3f} n {gold}"
    return table | ({"lowest F1": round(min(scores), 3)} if scores else {})


def confusions(lines: list[Line]) -> list[str]:
    """Which roles are taken for which, most often first, with the pages and line numbers where it happens."""
    where: dict[tuple[str, str], Counter[str]] = {}
    places: dict[tuple[str, str, str], list[int]] = {}
    for line in lines:
        if line.found != line.label.role:
            pair = (line.label.role, line.found or "gone")
            name = f"{line.page.page}.{line.page.medium}"
            where.setdefault(pair, Counter())[name] += 1
            places.setdefault((*pair, name), []).append(line.label.line)
    return list(_told(where, places))[:MOST_SHOWN]


def _told(where: dict[tuple[str, str], Counter[str]], places: dict[tuple[str, str, str], list[int]]) -> Iterator[str]:
    for pair, names in sorted(where.items(), key=lambda item: (-item[1].total(), item[0])):
        for name, count in names.most_common(6):
            listed = ", ".join(map(str, places[(*pair, name)][:8]))
            yield f"{pair[0]} taken for {pair[1]} ({names.total()}): {count} on {name}, lines {listed}"
