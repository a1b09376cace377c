"""The texts of the invented case: names, places and sentences in three scripts, with where each word stands."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from dateline.model.span import Span

FIRST_DAY = date(2031, 3, 1)
SCRIPTS = ("en", "en", "ar", "en", "en", "he")
KINDS = (
    ("remote.shelling", "shelled", "قصفت", "הפגיזו"),
    ("battle.clash", "fought their way into", "اشتبكت في", "נלחמו בתוך"),
    ("civilian.abduction", "abducted people from", "خطفت مدنيين من", "חטפו אנשים מתוך"),
    ("humanitarian.displacement", "drove families out of", "هجّرت عائلات من", "גירשו משפחות מתוך"),
    ("remote.air_strike", "bombed", "قصفت جواً", "הפציצו מהאוויר"),
    ("political.agreement", "signed a truce in", "وقّعت هدنة في", "חתמו על הפסקת אש בתוך"),
    ("destruction.demolition", "blew up the bridge at", "فجّرت الجسر في", "פוצצו את הגשר ליד"),
)
LONG = "Provisional Coordination Committee of the United Highland and Lowland Districts for Relief and Return"
GROUPS = ("Army of Orrin", "Sallow Front", "unknown gunmen", LONG, "قوات السهل", "כוחות ההר")
PLACES = ("Karsa", "Velm", "Upper Tarrin", "Lower Tarrin", "Dor", "عين الرمل", "כפר אלון", f"Camp of the {LONG}")
SPEAKERS = (
    ("Colonel Ilyas Drenov", "Army of Orrin", "party_a"),
    ("a spokesman of the Sallow Front", "Sallow Front", "party_b"),
    ("the health office", "Health Office of Dor", "third_party"),
    ("Mira Sol", f"{LONG}, Office of the Deputy Spokesperson", "third_party"),
    ("ناطق باسم البلدية", "بلدية عين الرمل", "unknown"),
)


class Draft(Struct):
    """A text that grows, a span for each piece."""

    text: str = ""

    def add(self, words: str) -> Span:
        """Put words at the end; their span."""
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


class Telling(Struct, frozen=True, kw_only=True):
    """One report to be: the event's number, its own number among the event's reports, and where its words stand."""

    event: int
    nth: int
    clause: Span
    who: Span
    where: Span
    when: Span
    numbers: tuple[Span, ...]
    speaker: Span
    cue: Span


def numbers_of(event: int) -> int:
    """How many quantities each report of an event gives."""
    return 6 if event % 50 == 3 else (2, 1, 1, 0, 1)[event % 5]


def day_of(event: int) -> date:
    """The day of an event; a later event lies later, some days hold many."""
    return FIRST_DAY + timedelta(days=(event * 7) // 12 + event % 3)


def heading(script: str, event: int) -> str:
    """A headline."""
    place = PLACES[event % len(PLACES)]
    return {"en": f"News from {place}", "ar": f"أخبار من {place}", "he": f"חדשות מתוך {place}"}[script]


def paragraph(draft: Draft, script: str, event: int, nth: int) -> Telling:
    """A paragraph about one event."""
    verb = KINDS[event % len(KINDS)][1 + ("en", "ar", "he").index(script)]
    on, counted, said = {
        "en": (" on ", "people were counted", "said"),
        "ar": (" يوم ", "شخصاً أُحصوا", "قال"),
        "he": (" ביום ", "בני אדם נספרו", "אמר"),
    }[script]
    start = len(draft.text)
    who = draft.add(GROUPS[event % len(GROUPS)])
    draft.add(f" {verb} ")
    where = draft.add(PLACES[event % len(PLACES)])
    draft.add(on)
    when = draft.add(f"{day_of(event):%d.%m.%Y}")
    draft.add(", <b>&amp;</b> ")
    numbers = []
    for number in range(numbers_of(event)):
        numbers.append(draft.add(f"{amount(event, nth, number)} {counted}"))
        draft.add(", ")
    speaker = draft.add(SPEAKERS[(event + nth) % len(SPEAKERS)][0])
    draft.add(" ")
    cue = draft.add(said)
    clause = Span(start, len(draft.text))
    draft.add(".\n")
    return Telling(
        event=event, nth=nth, clause=clause, who=who, where=where, when=when, numbers=tuple(numbers),
        speaker=speaker, cue=cue,
    )  # fmt: skip


def amount(event: int, nth: int, number: int) -> int:
    """A quantity: every seventh event's reports give different ones."""
    base = 3 + (event * 13 + number * 41) % 90
    return base + (11 * nth if event % 7 == 3 else 0)
