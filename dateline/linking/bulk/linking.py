"""The linked record of documents on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from dateline.linking.blocks import Capped
from dateline.linking.bulk import deciding, described, meeting, prints_join
from dateline.linking.bulk.bulk import Bulk, Numbers, Wish
from dateline.linking.bulk.described import Lines, Order
from dateline.linking.bulk.edges import Edges, Passages, of_pages
from dateline.linking.bulk.events import Disagreements
from dateline.linking.bulk.naming import Names
from dateline.linking.bulk.seeing import Seeing
from dateline.linking.bulk.stages import Run, here
from dateline.linking.bulk.walking import chain_of
from dateline.linking.clusters import united
from dateline.linking.copies import capped
from dateline.linking.credits import believed
from dateline.linking.identity import Identities, Linked
from dateline.linking.joining import NO
from dateline.linking.judged import Ties, standing
from dateline.linking.origins import Origins
from dateline.model.event import Judgement, Record

Clusters = list[tuple[int, ...]]


def link_bulk(bulk: Bulk, identities: Identities, judgements: Sequence[Judgement], run: Run = here) -> Linked:
    """The record of the documents of `bulk`, as `Linker` gives it, but with its events and edges left on disk.

    They can be read as long as the folder is there.
    """
    decided = standing(judgements)
    bulk.wish = Wish(decided, Ties(frozenset(), frozenset()))
    order, lines = describe(bulk, run)
    names = Names(bulk, lines, order)
    bulk.wish = Wish(decided, names.ties(identities, decided))
    edges, stock = copied(bulk, order, run)
    origins = Origins(Passages(edges, bulk.shelf))
    deciding.keep_firsts(bulk, origins, lines.starts, lines.ends)
    clusters, cut = joined(bulk, lines, run)
    ids = names.assigned(clusters, identities)
    agencies = believed(edges.copies(order.bodies), order.agencies.__getitem__)
    walk = chain_of(bulk, {bulk.shelf.ids[n]: agency for n, agency in agencies.items()}, origins)
    seeing = Seeing(bulk, lines, names, walk)
    crowds = seeing.see(clusters, ids.ids)
    seeing.see_loose([bulk.shelf.ids[n] for n in order.loose])
    seeing.set_by_hand(decided, clusters, ids.ids)
    seen = seeing.events.finish(identities.revision)
    record = Record(
        events=seeing.events,
        series=seeing.figures.series(),
        disagreements=Disagreements(seeing.events),
        sources=edges,
        tombstones=ids.tombstones,
    )
    return Linked(record, ids.minted, seen, (*cut, *stock, *crowds))


def describe(bulk: Bulk, run: Run) -> tuple[Order, Lines]:
    """The stories and the reports, with what the joins need of them."""
    found = list(run(bulk, "describe"))
    order, lines = described.ordered(bulk, found), described.lined(found)
    bulk.save("report_stories", lines.stories)
    bulk.keep("report_ids", lines.ids)
    return order, lines


def copied(bulk: Bulk, order: Order, run: Run) -> tuple[Edges, tuple[str, ...]]:
    """Which story takes from which, and what was left out on the way, in words."""
    counted = list(run(bulk, "count"))
    bulk.keep(prints_join.PAIRS, sum(one.pairs for one in counted))
    weighed = (np.array(some, dtype=np.int32).reshape(2, -1) for some in run(bulk, "weigh"))
    pairs = np.concatenate([np.zeros((2, 0), dtype=np.int32), *weighed], axis=1)
    bulk.save("candidates", pairs[:, np.lexsort((pairs[1], pairs[0]))].T)
    rows = [row for some in run(bulk, "compare") for row in some]
    edges = Edges([*of_pages(order.pages, bulk.shelf), *rows], bulk.shelf)
    return edges, capped(sum(one.crowded for one in counted), max((one.most for one in counted), default=0))


def joined(bulk: Bulk, lines: Lines, run: Run) -> tuple[Clusters, tuple[str, ...]]:
    """The reports in clusters, by number, and the blocks that were cut."""
    meeting.rank(bulk, lines)
    pairs: list[Numbers] = [np.zeros((0, 2), dtype=np.int32)]
    blocks: list[Capped] = []
    for met in run(bulk, "meet"):
        pairs.append(np.array(met.pairs, dtype=np.int32).reshape(-1, 2))
        blocks += met.cut
    bulk.save("offered", np.concatenate(pairs))
    cut = tuple(f"{one.block}: {one.reports} reports" for one in sorted(blocks))
    decided = (np.array(some, dtype=np.int32) for some in run(bulk, "decide"))
    scores = np.concatenate([np.zeros(0, dtype=np.int32), *decided])
    offered, ties = bulk.array("offered"), bulk.wish.ties
    sure = scores != NO
    joins = np.column_stack((scores[sure], offered[sure])).astype(np.int32)
    deciding.connect(bulk, _without(joins, ties.different, lines.ids), len(lines.ids))
    groups: Clusters = [found for some in run(bulk, "group") for found in some]
    alone = np.ones(len(lines.ids), dtype=np.bool_)
    for found in groups:
        alone[list(found)] = False
    groups = sorted([*groups, *((n,) for n in np.flatnonzero(alone).tolist())])
    at = {id_: n for n, id_ in enumerate(lines.ids)} if ties.same else {}
    same = [(at[one], at[other]) for one, other in ties.same if one in at and other in at]
    if same:
        apart = {(at[a], at[b]) for a, b in ties.different if a in at and b in at}
        groups = list(united(groups, same, lambda a, b: (min(a, b), max(a, b)) in apart))
    return groups, cut


def _without(joins: Numbers, apart: Iterable[tuple[str, str]], ids: Sequence[str]) -> Numbers:
    """The joins but for those of pairs that a person keeps apart."""
    kept_apart = set(apart)
    if not kept_apart:
        return joins
    kept = [(ids[a], ids[b]) not in kept_apart for a, b in joins[:, 1:].tolist()]
    return joins[np.array(kept, dtype=np.bool_)]
