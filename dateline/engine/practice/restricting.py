"""Restricted sources: which pages never leave the case, by what people said of pages and publishers.

A page stands for all its versions and for every capture of the same bytes; a publisher for all its pages, those to
come included. Where it is not known whose a page is, it counts as restricted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from dateline.engine.practice.recording import recording
from dateline.engine.versions import pages
from dateline.model.errors import UsageError
from dateline.model.event import Judgement
from dateline.model.practice import Restriction
from dateline.model.source import Capture
from dateline.store import practice

if TYPE_CHECKING:
    from dateline.engine.case import Case

RESTRICTED, FREED = "restricted", "freed"
REASON = "from restricted sources"


class RestrictionError(UsageError):
    """What was to be restricted is not there, or something restricted would have left the case."""


class Hidden(Struct, frozen=True):
    """What never leaves the case."""

    captures: frozenset[str] = frozenset()  #: ids of captures
    documents: frozenset[str] = frozenset()  #: ids of their documents in the record
    renditions: frozenset[str] = frozenset()  #: ids of their texts

    def __bool__(self) -> bool:
        """Whether anything is restricted."""
        return bool(self.captures)

    def judged(self, judgement: Judgement) -> bool:
        """Whether a judgement is about a hidden page: by its address, by the words it rests on, by any id it names."""
        if judgement.capture in self.captures:
            return True
        told = f"{judgement.value or ''} {judgement.why}"
        return any(item in told for item in (*self.captures, *self.documents, *self.renditions))


class Sources(Struct, frozen=True):
    """What restrictions are applied to: captures, the capture and publisher of documents, the blobs of renditions."""

    captures: tuple[Capture, ...]
    documents: Mapping[str, tuple[str | None, str | None]]
    renditions: Mapping[str, str]


def in_force(restrictions: Iterable[Restriction]) -> tuple[Restriction, ...]:
    """The last word on each source, where it is that it is restricted."""
    last = {(one.kind, key_of(one.item)): one for one in sorted(restrictions, key=lambda one: one.number)}
    return tuple(one for one in last.values() if one.act == RESTRICTED)


def key_of(item: str) -> str:
    """A publisher's name or an id as it is compared."""
    return " ".join(item.casefold().split())


def hidden_by(restrictions: Iterable[Restriction], sources: Sources) -> Hidden:
    """The captures that the restrictions mean."""
    standing = in_force(restrictions)
    if not standing:
        return Hidden()
    chosen = {one.item for one in standing if one.kind == "capture"}
    publishers = {key_of(one.item) for one in standing if one.kind == "publisher"}
    if publishers:
        known = {capture for capture, _ in sources.documents.values()}
        chosen |= {one.id for one in sources.captures if one.id not in known}
    for capture, publisher in sources.documents.values():
        if capture is not None and key_of(publisher or "") in publishers:
            chosen.add(capture)
    captures = all_of(frozenset(chosen), sources.captures)
    blobs = {one.blob for one in sources.captures if one.id in captures}
    return Hidden(
        captures,
        frozenset(id_ for id_, (capture, _) in sources.documents.items() if capture in captures),
        frozenset(id_ for id_, blob in sources.renditions.items() if blob in blobs),
    )


def all_of(chosen: frozenset[str], captures: tuple[Capture, ...]) -> frozenset[str]:
    """The chosen captures with every other version of their pages and every capture of the same bytes."""
    groups: list[frozenset[str]] = [frozenset(one.id for one in versions) for versions in pages(captures)]
    blobs: dict[str, set[str]] = {}
    for capture in captures:
        blobs.setdefault(capture.blob, set()).add(capture.id)
    groups += [frozenset(ids) for ids in blobs.values() if len(ids) > 1]
    found, before = chosen, frozenset[str]()
    while found != before:
        before = found
        found = found.union(*(group for group in groups if group & found))
    return found


def hidden(case: Case) -> Hidden:
    """What never leaves a case as it stands."""
    restrictions = practice.read(case.store.query, Restriction)
    return hidden_by(restrictions, sources_of(case)) if in_force(restrictions) else Hidden()


def standing_restrictions(case: Case) -> tuple[Restriction, ...]:
    """The restrictions in force, in order."""
    return in_force(practice.read(case.store.query, Restriction))


def sources_of(case: Case) -> Sources:
    """What restrictions are applied to in a case."""
    rows = case.store.query.rows("SELECT id, capture, publisher FROM documents")
    documents = {row["id"]: (row["capture"], row["publisher"]) for row in rows}
    texts = case.store.query.rows("SELECT id, blob FROM renditions")
    return Sources(case.store.captures(), documents, {row["id"]: row["blob"] for row in texts})


def restrict(case: Case, item: str, *, publisher: bool, why: str, by: str, undo: bool) -> tuple[Restriction, ...]:
    """Mark a page (by path or id) or a publisher as restricted, or free it again; returns what was noted.

    Raises RestrictionError without a reason, and for freeing what is not restricted.
    """
    if not why.strip():
        raise RestrictionError("a restriction needs a reason: --why TEXT")
    with recording(case):
        standing = standing_restrictions(case)
        named = [("publisher", item)] if publisher else [("capture", one) for one in captures_named(case, item)]
        held = {(one.kind, key_of(one.item)) for one in standing}
        if undo and not any((kind, key_of(name)) in held for kind, name in named):
            marked = ", ".join(sorted(one.item for one in standing)) or "nothing"
            raise RestrictionError(f"{item} is not restricted; restricted is: {marked}")
        number, at = practice.next_number(case.store.query, Restriction), case.now()
        act = FREED if undo else RESTRICTED
        made = tuple(
            Restriction(number=number + n, kind=kind, item=name, act=act, by=by, at=at, why=why)
            for n, (kind, name) in enumerate(named)
        )
        practice.append(case.store, made)
    return made


def captures_named(case: Case, item: str) -> tuple[str, ...]:
    """The captures of a path, or of the capture or document whose id begins so; raises RestrictionError for none."""
    by_path = tuple(capture.id for capture in case.store.captures() if capture.path == item)
    if by_path:
        return by_path
    found = [(kind, exact) for kind, exact in case.store.matching(item) if kind in ("captures", "documents")]
    if len(found) != 1:
        how = f"{len(found)} ids begin so; give more of it" if found else "no page has that path or id"
        raise RestrictionError(f"{item}: {how}; for all pages of a publisher: --publisher")
    kind, exact = found[0]
    capture = exact if kind == "captures" else case.store.document(exact).capture
    if capture is None:
        raise RestrictionError(f"{item} came from no capture and cannot be restricted")
    return (capture,)
