"""Dates for undated stories on disk: they, and the stories that can date them, are all that is in memory."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.linking.dating import decide_all, settled
from dateline.linking.dating_evidence import Key, Name, keys_of, rare_of
from dateline.model.document import Document


def newly_dated(documents: Iterable[Document]) -> dict[str, Document]:
    """The documents that `dating.date` would give anew, by id; `documents` are gone through three times at most."""
    undated = {one.id: one for one in documents if one.published.earliest is None and one.reading is not None}
    if not undated:
        return {}
    asking = [one for one in undated.values() if one.coding is not None]
    asked: set[Name] = set()
    for one in asking:
        for name, key in keys_of(one).items():
            asked |= {name, ("place", key.place or "")}
    keys: dict[str, dict[Name, Key]] = {one.id: {} for one in asking}
    total = 0
    for one in documents:
        if one.reading is not None and one.coding is not None:
            total += 1
            found = {name: key for name, key in keys_of(one).items() if name in asked}
            if found:
                keys[one.id] = found
    rare = rare_of(keys, total)
    telling = {id_ for id_, found in keys.items() if found.keys() & rare.weights.keys()}
    pages = {one.rendition.id for one in asking}
    concerned = [
        one
        for one in documents
        if one.reading is not None and one.coding is not None and (one.id in telling or one.rendition.id in pages)
    ]
    decided = decide_all(concerned, [undated[one.id] for one in asking], rare)
    made = ((one, settled(one, decided.get(one.id))) for one in undated.values())
    return {new.id: new for old, new in made if new is not old}
