"""The time that a story is at: what its sentences, paragraphs and dated headings set for those that name none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from dateline.events import syntax
from dateline.events.scene import Scene
from dateline.model.document import Document, Published
from dateline.model.mention import Time
from dateline.model.parse import Parse
from dateline.values.calendar import shift

DATED = frozenset({"date", "time"})
DAY_PRECISIONS = frozenset({"day", "days"})
# What a history is told in: 'In May 1999 rebels took the town. They shot the mayor.'
WIDE_PRECISIONS = frozenset({"week", "month", "season", "quarter", "year", "range"})
DAYS = re.compile(r"P(\d+)([DW])")
TAKING_UP = frozenset({"they", "he", "she", "we", "it", "their", "his", "her"})


class Frame(Struct, frozen=True):
    """What the narrative has set: the last day named in this paragraph and in the story, and the publication.

    `past`: the month or year in the past that the paragraph named last, where that was no day. `section`: the day in
    the heading above.
    """

    last: Time | None
    past: Time | None
    told: Time | None
    section: Time | None
    published: Published


class Telling(Struct, frozen=True):
    """Where the paragraphs before have brought the story: the day last named, and its dated headings."""

    day: Time | None
    headings: tuple[Time, ...]

    def after(self, scene: Scene) -> Telling:
        """The same after one more paragraph."""
        return Telling(next(reversed(named_days(scene).values()), self.day), self.headings)

    def section(self, scene: Scene) -> Time | None:
        """The date in the heading of the section that a paragraph stands in."""
        above = (time for time in reversed(self.headings) if time.span.start < scene.parse.span.start)
        return next(above, None)


def beginning(document: Document, scenes: Sequence[Scene]) -> Telling:
    """Before the first paragraph. A date above the text is the story's own; those between its parts head sections."""
    lines = [segment.span for segment in document.segments if segment.role == "dateline"]
    lines += [scene.parse.span for scene in scenes if is_date(scene)]
    text = min(
        (scene.parse.span.start for scene in scenes if scene.parse.role == "body" and not is_date(scene)), default=0
    )
    dates = [time for time in document.times if time.kind in DATED and time.earliest]
    headings = tuple(time for time in dates if any(line.covers(time.span) for line in lines))
    is_parted = any(time.span.start > text for time in headings) and len({time.earliest for time in headings}) > 1
    return Telling(None, headings if is_parted else ())


def is_date(scene: Scene) -> bool:
    """Whether a paragraph is nothing but a date."""
    parse = scene.parse
    words = [i for i in range(len(parse)) if parse.pos[i] not in ("PUNCT", "SPACE")]
    return len(scene.times) == 1 and set(words) <= set(parse.tokens_in(scene.times[0][1].span))


def frames(scene: Scene, published: Published, telling: Telling) -> dict[int, Frame]:
    """By sentence number, the frame that the sentences before it in the paragraph have set.

    A paragraph that begins with a pronoun goes on in the day named last before it.
    """
    found: dict[int, Frame] = {}
    last = telling.day if goes_on(scene.parse) else None
    past: Time | None = None
    section = telling.section(scene)
    days, pasts = named_days(scene), named_pasts(scene, published)
    for number in sorted(set(scene.parse.sentences)):
        last = later(scene, number, last)
        is_history = published.earliest is None or takes_up(scene.parse, number)
        found[number] = Frame(last, past if is_history else None, last or telling.day, section, published)
        if number in days:
            last, past = days[number], None
        elif number in pasts:
            last, past = None, pasts[number]
    return found


def later(scene: Scene, number: int, last: Time | None) -> Time | None:
    """The day to which a sentence goes on from the day named last: 'After four more days of fighting they left.'"""
    parse = scene.parse
    for token, time in scene.times:
        over = parse.heads[token]
        days = DAYS.fullmatch(time.timex3 or "") if time.kind == "duration" else None
        if days is None or parse.sentences[token] != number or parse.lemmas[over] != "after":
            continue
        if last is not None and last.latest and is_narrative(parse, syntax.clause_head(parse, over)):
            day = shift(last.latest, int(days[1]) * (7 if days[2] == "W" else 1))
            return replace(last, earliest=day, latest=day, span=time.span, text=time.text, precision="day", symbol=None)
    return last


def named_days(scene: Scene) -> dict[int, Time]:
    """By sentence number, the last day that the sentence names."""
    return {
        scene.parse.sentences[token]: time
        for token, time in scene.times
        if time.precision in DAY_PRECISIONS and time.kind in DATED
    }


def named_pasts(scene: Scene, published: Published) -> dict[int, Time]:
    """By sentence number, the last month or year of the past that the sentence tells in."""
    parse = scene.parse
    return {
        parse.sentences[token]: time
        for token, time in scene.times
        if time.precision in WIDE_PRECISIONS
        and time.kind in DATED
        and is_over(time, published)
        and is_narrative(parse, syntax.clause_head(parse, token))
    }


def is_over(time: Time, published: Published) -> bool:
    """Whether a time had ended before the month of the story; in an undated story each time that is stated had."""
    if time.latest is None:
        return False
    return published.earliest is None or time.latest[:7] < published.earliest[:7]


def is_narrative(parse: Parse, verb: int) -> bool:
    """A simple past without an auxiliary of another tense: the tense in which a narrative goes on."""
    return parse.tags[verb] in ("VBD", "VBN", "VBG") and not any(
        parse.forms[c].lower() in ("has", "have", "is", "are", "had") for c in parse.children[verb]
    )


def goes_on(parse: Parse) -> bool:
    """Whether a paragraph takes up the one before it: its first word, after a quotation mark, is 'they', 'he' ..."""
    return takes_up(parse, 0)


def takes_up(parse: Parse, number: int) -> bool:
    """Whether a sentence begins with a pronoun, after a quotation mark: in news only such a one goes on in the past."""
    told = (i for i, pos in enumerate(parse.pos) if parse.sentences[i] >= number and pos != "PUNCT")
    first = next(told, None)
    return first is not None and parse.pos[first] == "PRON" and parse.forms[first].lower() in TAKING_UP
