"""The events on disk, without the claims, which stand in the documents."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from dateline.linking.decided import Edit
from dateline.linking.identity import Seen
from dateline.linking.views import View, with_edits
from dateline.model.event import Disagreement, Event
from dateline.model.report import Report


class Written:
    """Things on disk, one behind the other, each by its number."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
        self._ends = [0]

    def put(self, content: object) -> int:
        """Put one behind the others; its number."""
        data = pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
        os.pwrite(self._file, data, self._ends[-1])
        self._ends.append(self._ends[-1] + len(data))
        return len(self._ends) - 2

    def get(self, n: int) -> object:
        """The one of a number."""
        return pickle.loads(os.pread(self._file, self._ends[n + 1] - self._ends[n], self._ends[n]))

    def close(self) -> None:
        """Let go of the file."""
        os.close(self._file)


class Place(Struct, frozen=True):
    """Where an event lies, and what of it is known without looking."""

    n: int
    digest: str


class Events(Sequence[Event]):
    """The events in order of id, each taken from disk when it is asked for, with its claims from the documents."""

    def __init__(self, written: Written, report: Callable[[str], Report]) -> None:
        """`report`: the report of an id."""
        self._written, self._report = written, report
        self._places: dict[str, Place] = {}
        self._edited: dict[str, View] = {}
        self._ids: list[str] = []
        self._seen: Mapping[str, Seen] = {}

    def put(self, found: View) -> None:
        """Put an event down."""
        event = found.event
        self._places[event.id] = Place(self._written.put(replace(event, claims=())), found.digest)

    def edited(self, id_: str, edits: Sequence[Edit]) -> None:
        """Let an event be as a person set its fields."""
        place = self._places[id_]
        view = with_edits(View(self._whole(place.n), (), place.digest, 0), edits)
        self._edited[id_] = view
        self._places[id_] = Place(place.n, view.digest)

    def finish(self, revision: Callable[[str, str], int]) -> dict[str, Seen]:
        """Put the events in order; `revision`: of an event with a digest. What is to be remembered of each."""
        self._ids = sorted(self._places)
        seen = {id_: Seen(revision(id_, place.digest), place.digest) for id_, place in self._places.items()}
        self._seen = seen
        return seen

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, n):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        if isinstance(n, slice):
            return tuple(self._event(id_) for id_ in self._ids[n])
        return self._event(self._ids[n])

    def __iter__(self) -> Iterator[Event]:
        return map(self._event, self._ids)

    def bare(self) -> Iterator[Event]:
        """The events without their claims, and without what people set."""
        for id_ in self._ids:
            event = self._written.get(self._places[id_].n)
            assert isinstance(event, Event)
            yield event

    def _event(self, id_: str) -> Event:
        found = self._edited.get(id_)
        event = self._whole(self._places[id_].n) if found is None else found.event
        return replace(event, revision=self._seen[id_].revision)

    def _whole(self, n: int) -> Event:
        event = self._written.get(n)
        assert isinstance(event, Event)
        return replace(event, claims=tuple(claim for id_ in event.reports for claim in self._report(id_).claims))


class Disagreements(Sequence[Disagreement]):
    """The disagreements of all events, in their order."""

    def __init__(self, events: Events) -> None:
        self._events = events

    def __iter__(self) -> Iterator[Disagreement]:
        return (one for event in self._events.bare() for one in event.disagreements)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, n):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        return tuple(self)[n]
