"""`copies`: seconds of the processor and memory for copies among invented stories, for one more, and what was found."""

from __future__ import annotations

import resource
import time

from bench.synthetic.wires import Wire, wires
from dateline.linking.copies import Stories
from dateline.linking.origins import Origins
from dateline.model.event import SourceEdge
from dateline.model.span import Span
from dateline.tables import copying


def copies(sizes: tuple[int, ...]) -> dict[str, object]:
    """Figures for each number of stories, and how the time for each story grows from the first to the last."""
    figures: dict[str, object] = {}
    each = []
    for size in sizes:
        seconds, told = measured(wires(size))
        each.append(seconds / size)
        figures |= {f"{size} stories, {name}": value for name, value in told.items()}
    growth = each[-1] / each[0]
    return figures | {
        "time for a story, last to first": round(growth, 2),
        "grows no faster than 1.5 times": int(growth <= 1.5),
    }


def measured(made: list[Wire]) -> tuple[float, dict[str, object]]:
    """Seconds of a first survey and what else there is to say of it."""
    stories = Stories(copying.load())
    began = time.process_time()
    stories.add(wire.document for wire in made[:-1])
    stories.survey()
    first = time.process_time() - began
    began = time.process_time()
    stories.add([made[-1].document])
    edges = stories.survey().edges
    more = time.process_time() - began
    asked = [(source, wire.document.id) for wire in made for source in wire.sources]
    return first, {
        "seconds": round(first, 1),
        "seconds for one more": round(more, 2),
        "GB at most so far": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2),
        "pairs compared for each": round(len(stories.compared.pairs) / len(made), 1),
        "edges": len(edges),
        "taken from its source, in percent": round(100 * found(asked, made, edges) / len(asked), 2),
    }


def found(asked: list[tuple[str, str]], made: list[Wire], edges: tuple[SourceEdge, ...]) -> int:
    """How many pairs of a story and its source have an edge, or one first teller through others' edges."""
    direct = {(edge.source, edge.target) for edge in edges}
    text = {wire.document.id: wire.document.text for wire in made}
    origins = Origins.along(edges)
    return sum(
        1 for source, target in asked if (source, target) in direct or _one_origin(source, target, text, origins)
    )


def _one_origin(source: str, target: str, text: dict[str, str], origins: Origins) -> bool:
    """Whether the first sentence of the source leads to where a sentence of the target leads."""
    ends = text[source].find(".") + 1
    at = text[target].find(text[source][:ends])
    if at < 0:
        return False
    return origins.document(source, Span(0, ends)) == origins.document(target, Span(at, at + ends))
