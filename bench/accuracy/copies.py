"""`copies`: edited versions of the bodies of saved pages, found again among all of them (`pages/fundus`).

The bodies in Latin script are the originals, `bench.synthetic.edits` makes the edited versions, dated a day later;
all stand in one case. Recall: of the pairs of an original and an edited version made from it, those with an edge;
direction: of these, those that point from the original. False pairs: of 12,000 pairs of originals, those with an edge
of any kind; real copies among the pages would count, so they are named.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

from msgspec.structs import replace

from bench.accuracy.languages import expected
from bench.accuracy.pages import gold_pages, is_latin
from bench.reader import plain_document
from bench.synthetic.edits import Edited, Original, edits
from dateline.linking.copies import find_copies
from dateline.model.document import Document, Published
from dateline.tables import copying

UNRELATED = 12_000
FIRST_DAY, NEXT_DAY = "2024-03-01", "2024-03-02"


def score(data: Path) -> dict[str, object]:
    """Recall, direction and relations per edit; false pairs by name; documents a second."""
    originals = [
        Original(page.name, expected(page.name), page.body) for page in gold_pages(data) if is_latin(page.body)
    ]
    originals = [one for one in originals if one.text]
    made = edits(originals)
    documents = [dated(one.name, one.text, FIRST_DAY) for one in originals]
    documents += [dated(one.name, one.text, NEXT_DAY) for one in made]
    began = time.process_time()
    found = {(edge.source, edge.target): edge.relation for edge in find_copies(documents, copying.load()).edges}
    seconds = time.process_time() - began
    false, asked = unrelated(originals, found)
    strangers = unfounded(originals, made, found)
    return {
        **{f"recall {edit}": value for edit, value in recall(made, found).items()},
        "direction right": direction(made, found),
        "relations": relations(made, found),
        "false pairs": len(false),
        "at most three false pairs": int(len(false) <= 3),
        "unrelated pairs": asked,
        "edges between stories without a common original": len(strangers),
        "originals": len(originals),
        "documents": len(documents),
        "edges": len(found),
        "documents a second": round(len(documents) / seconds),
        "false": false,
        "without a common original": strangers[:40],
        "missed": missed(made, found)[:40],
    }


def dated(name: str, text: str, day: str) -> Document:
    """A story of one body, published on a day."""
    published = Published(earliest=day, latest=day, precision="day", basis="given")
    return replace(plain_document(name, text), published=published)


Edges = dict[tuple[str, str], str]


def pairs(made: Iterable[Edited]) -> list[tuple[str, str, str]]:
    """Each edit with the names of one of its originals and of itself."""
    return [(one.edit, source, one.name) for one in made for source in one.sources]


def joined(found: Edges, one: str, other: str) -> bool:
    """Whether there is an edge between two stories."""
    return (one, other) in found or (other, one) in found


def recall(made: Sequence[Edited], found: Edges) -> dict[str, float]:
    """For each edit, the share of pairs with an edge."""
    asked, right = Counter[str](), Counter[str]()
    for edit, source, target in pairs(made):
        asked[edit] += 1
        right[edit] += joined(found, source, target)
    return {edit: round(right[edit] / count, 3) for edit, count in asked.items()}


def direction(made: Sequence[Edited], found: Edges) -> float:
    """Of the pairs with an edge, the share that points from the original."""
    tied = [(source, target) for _, source, target in pairs(made) if joined(found, source, target)]
    return round(sum(pair in found for pair in tied) / (len(tied) or 1), 3)


def relations(made: Sequence[Edited], found: Edges) -> dict[str, str]:
    """How many pairs of each edit have which relation."""
    counts: dict[str, Counter[str]] = {}
    for edit, source, target in pairs(made):
        counts.setdefault(edit, Counter())[found.get((source, target), found.get((target, source), "none"))] += 1
    return {edit: ", ".join(f"{name} {n}" for name, n in count.most_common()) for edit, count in counts.items()}


def missed(made: Sequence[Edited], found: Edges) -> list[str]:
    """The pairs without an edge."""
    return [f"{target}: {source}" for _, source, target in pairs(made) if not joined(found, source, target)]


def unrelated(originals: Sequence[Original], found: Edges) -> tuple[list[str], int]:
    """Of 12,000 pairs of originals, those with an edge; how many pairs there were."""
    every = list(combinations(sorted(one.name for one in originals), 2))
    asked = random.Random("unrelated").sample(every, min(UNRELATED, len(every)))
    return sorted(f"{a}: {b} {found.get((a, b), found.get((b, a)))}" for a, b in asked if joined(found, a, b)), len(
        asked
    )


def unfounded(originals: Sequence[Original], made: Sequence[Edited], found: Edges) -> list[str]:
    """The edges among all stories of the case between two that were made from nothing in common."""
    roots = {one.name: {one.name} for one in originals} | {one.name: set(one.sources) for one in made}
    return sorted(f"{a}: {b} {kind}" for (a, b), kind in found.items() if not roots[a] & roots[b])
