"""The series of figures: what is told again is known by digests, and an event's own toll is looked at by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from msgspec.structs import replace

from dateline.linking.bulk.events import Written
from dateline.linking.disagreement import Brief, brief_of, kept_of
from dateline.linking.series import key_of, keyed_series
from dateline.linking.told import Told
from dateline.model.event import Series

INCIDENT = "incident"


class Figures:
    """The figures of all events and those of none; only those that are no toll of one happening stay in memory."""

    def __init__(self, written: Written) -> None:
        self._written = written
        self._briefs: list[Brief] = []
        self._wide: list[tuple[int, Told]] = []
        self._own: list[tuple[int, int]] = []
        self.claimed: set[str] = set()

    def put(self, told: Sequence[Told]) -> None:
        """Take in the figures of an event."""
        first = len(self._briefs)
        self.put_loose(told)
        self.claimed.update(one.figure.id for one in told)
        keys = Counter(key_of(one) for one in told if one.figure.measure == INCIDENT)
        keys.pop(None, None)
        if any(many > 1 for many in keys.values()):
            self._own.append((first, self._written.put(tuple(told))))

    def put_loose(self, told: Iterable[Told]) -> None:
        """Take in figures of no event."""
        for one in told:
            if one.figure.measure != INCIDENT:
                self._wide.append((len(self._briefs), one))
            brief = brief_of(len(self._briefs), one)
            self._briefs.append(replace(brief, same=_digest(brief.same), number=_digest(brief.number)))

    def series(self) -> tuple[Series, ...]:
        """The series, as `find_series` gives them."""
        order = {at: n for n, at in enumerate(kept_of(self._briefs))}
        self._briefs = []
        found = keyed_series(_first_told(self._wide, order))
        for first, n in self._own:
            told = self._written.get(n)
            assert isinstance(told, tuple)
            numbered = [(at, one) for at, one in enumerate(told, first) if one.figure.measure == INCIDENT]
            found += keyed_series(_first_told(numbered, order))
        return tuple(series for _, series in sorted(found, key=lambda pair: pair[0]))


def _first_told(numbered: Iterable[tuple[int, Told]], order: dict[int, int]) -> list[Told]:
    """Those that are told for the first time, in the order of `originals`."""
    return [one for at, one in sorted(_known(numbered, order), key=lambda pair: pair[0])]


def _known(numbered: Iterable[tuple[int, Told]], order: dict[int, int]) -> Iterator[tuple[int, Told]]:
    return ((order[at], one) for at, one in numbered if at in order)


def _digest(value: object) -> bytes:
    """Alike for what is equal: 12 and 12.0 are."""
    assert isinstance(value, tuple)
    alike = tuple(float(one) if isinstance(one, int) else one for one in value)
    return blake2b(repr(alike).encode("utf-8", "surrogatepass"), digest_size=16).digest()
