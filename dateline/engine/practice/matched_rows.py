"""What the rows of a file and the events of a case are to one another: coded, new, more to say, without evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from dateline.engine.practice.happened import Happening, of_event, of_row
from dateline.engine.practice.likeness import Likeness
from dateline.engine.practice.matching import Pair, match
from dateline.engine.practice.news import news
from dateline.export.deaths import deaths
from dateline.model.event import Event
from dateline.model.policy import Policy
from dateline.model.practice import CodedEvent, CodedRow, News, RowFile, RowMatch
from dateline.tables.event_types import EventTypes

CODED, NEW_INFORMATION, NEW_EVENT = "already coded", "new information", "new event"
NO_EVIDENCE, NOT_READABLE = "no evidence in this case", "not readable"
ROW_STATES = (CODED, NEW_INFORMATION, NO_EVIDENCE, NOT_READABLE)
EVENT_STATES = (CODED, NEW_INFORMATION, NEW_EVENT)
NOTHING_NEAR = Likeness(0.0, "no event near it in time and place")


class FileMatch(Struct, frozen=True):
    """What became of each row of a file, in order, and of each event that one of them codes, by id."""

    rows: tuple[RowMatch, ...]
    events: tuple[CodedEvent, ...]


class Group(Struct, frozen=True):
    """Rows and events that are paired with one another, by their places."""

    rows: tuple[int, ...]
    events: tuple[int, ...]


def match_rows(file: RowFile, rows: Sequence[CodedRow], here: Sequence[Happening], types: EventTypes) -> FileMatch:
    """Match the rows of a file to events, whose dead are counted by the rule of its data set."""
    read = {row.number: of_row(row, file) for row in rows}
    said = {number: one for number, one in read.items() if isinstance(one, Happening)}
    numbers = tuple(said)
    found = match(tuple(said.values()), here, file.scheme, types)
    best: dict[int, Pair] = {}
    firm = [pair for pair in found.pairs if not pair.beside]
    for pair in firm:
        best.setdefault(pair.row, pair)
    new: dict[int, tuple[News, ...]] = {}
    coded: list[CodedEvent] = []
    for group in groups(firm):
        mine = [said[numbers[row]] for row in group.rows]
        says = news(mine, [here[event] for event in group.events])
        new |= dict.fromkeys(group.rows, says)
        state, ids = NEW_INFORMATION if says else CODED, tuple(row.id for row in mine)
        coded += [CodedEvent(event=here[event].id, state=state, rows=ids, news=says) for event in group.events]
    for pair in found.pairs:
        # An event beside the one that a row codes is coded by it only where the row lacks nothing of it.
        row, event = said[numbers[pair.row]], here[pair.event]
        if pair.beside and not news([row], [event]):
            coded.append(CodedEvent(event=event.id, state=CODED, rows=(row.id,), news=()))
    place_of = {number: place for place, number in enumerate(numbers)}
    matches = []
    for line in rows:
        one, place = read[line.number], place_of.get(line.number)
        if isinstance(one, str) or place is None:
            matches.append(row_match(line, "", NOT_READABLE, None, Likeness(0.0, str(one))))
        elif place in best:
            state = NEW_INFORMATION if new[place] else CODED
            matches.append(row_match(line, one.title, state, here[best[place].event].id, best[place].likeness))
        else:
            nearest = found.nearest.get(place, NOTHING_NEAR)
            matches.append(row_match(line, one.title, NO_EVIDENCE, None, nearest))
    return FileMatch(tuple(matches), tuple(coded))


def happenings(events: Iterable[Event], policy: Policy, unnamed: Mapping[str, frozenset[str]]) -> tuple[Happening, ...]:
    """Events, the dead counted by a policy; `unnamed`: by event, its actors that are people or things."""
    return tuple(of_event(event, deaths(event, policy), unnamed.get(event.id, frozenset())) for event in events)


def row_match(row: CodedRow, title: str, state: str, event: str | None, found: Likeness) -> RowMatch:
    """A row with what became of it."""
    return RowMatch(
        file=row.file,
        number=row.number,
        row=row.row,
        title=title,
        state=state,
        event=event,
        score=found.score,
        reason=found.reason,
    )


def groups(pairs: Sequence[Pair]) -> list[Group]:
    """Rows and events that hang together by pairs."""
    events: dict[int, set[int]] = defaultdict(set)
    rows: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        events[pair.row].add(pair.event)
        rows[pair.event].add(pair.row)
    found, seen = [], set[int]()
    for start in sorted(events):
        if start in seen:
            continue
        mine, theirs, waiting = {start}, set[int](), [start]
        while waiting:
            for event in events[waiting.pop()] - theirs:
                theirs.add(event)
                waiting += rows[event] - mine
                mine |= rows[event]
        seen |= mine
        found.append(Group(tuple(sorted(mine)), tuple(sorted(theirs))))
    return found


def together(files: Iterable[Sequence[CodedEvent]], events: Iterable[str]) -> tuple[CodedEvent, ...]:
    """The events with what all files say of them: new is what the file that says most of one does not say."""
    found: dict[str, CodedEvent] = {}
    for file in files:
        for one in file:
            before = found.get(one.event)
            found[one.event] = one if before is None else joined(before, one)
    lacking = (CodedEvent(event=event, state=NEW_EVENT, rows=(), news=()) for event in events if event not in found)
    return tuple(sorted((*found.values(), *lacking), key=lambda one: one.event))


def joined(one: CodedEvent, other: CodedEvent) -> CodedEvent:
    """What two files say of one event."""
    news = min(one.news, other.news, key=len)
    state = NEW_INFORMATION if news else CODED
    return CodedEvent(event=one.event, state=state, rows=tuple(dict.fromkeys((*one.rows, *other.rows))), news=news)


def counted(states: Iterable[str], known: Sequence[str]) -> Mapping[str, int]:
    """How many are in each of the known states, none left out."""
    found = list(states)
    return {state: found.count(state) for state in known}
