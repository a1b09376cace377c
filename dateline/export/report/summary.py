"""What the case holds and how sure it is, in one paragraph of words."""

from __future__ import annotations

from dateline.export.report.rows import EXACT, Row
from dateline.export.report.words import FAMILIES, GRADES, count, date_words, day_of, listed
from dateline.export.view import ExportView


def summary(view: ExportView, rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The sentences of the paragraph."""
    if not rows:
        return (holds(view), "They report no event.", *failed(view))
    counted = [row for row in rows if row.counted]
    return tuple(filter(None, (holds(view), events(rows, counted), *(sure(counted) if counted else ()), *failed(view))))


def holds(view: ExportView) -> str:
    """Pages, stories, publishers and the time they were published in."""
    pages = len({document.capture or document.id for document in view.documents})
    publishers = len({d.publisher or d.agency for d in view.documents} - {None})
    days = [(d.published.earliest, d.published.latest) for d in view.documents if d.published.earliest]
    first, last = min((e for e, _ in days if e), default=None), max((x for _, x in days if x), default=None)
    when = f", published between {date_words(first, first)} and {date_words(last, last)}" if first != last else ""
    if first and first == last:
        when = f", published on {date_words(first, last)}"
    outlets = count(publishers, "named publisher or agency", "named publishers and agencies")
    named = f" by {outlets}" if publishers else ""
    stories = count(len(view.documents), "story", "stories")
    return f"This case holds {stories} from {count(pages, 'page')}{named}{when}."


def events(rows: tuple[Row, ...], counted: list[Row]) -> str:
    """How many events, and what they are."""
    families: dict[str, int] = {}
    for row in counted:
        families[row.family] = families.get(row.family, 0) + 1
    often = sorted(families, key=lambda family: (-families[family], family))[:3]
    said = "They tell of " + count(len(rows), "event")
    rest = len(rows) - len(counted)
    if counted:
        told = f"{len(counted):,} told as having happened" if rest else "all told as having happened"
        others = ["others"] if len(families) > len(often) else []
        kinds = listed([f"{FAMILIES.get(f, f).lower()} ({families[f]:,})" for f in often] + others)
        said += f", {told}: {kinds}"
    untold: dict[str, int] = {}
    for row in rows:
        if not row.counted:
            untold[row.status_words] = untold.get(row.status_words, 0) + 1
    ordered = sorted(untold, key=lambda words: (-untold[words], words))
    not_yet = listed([f"{untold[words]:,} {words}" for words in ordered])
    return said + (f"; the rest is not counted as having happened: {not_yet}." if rest else ".")


def sure(counted: list[Row]) -> tuple[str, ...]:
    """How sure the events are that count: grades, denials, dates, places."""
    grades = {grade: sum(row.grade == grade for row in counted) for grade in GRADES}
    by_grade = listed([f"{number:,} {grade}" for grade, number in grades.items() if number])
    single = sum(len({c.institution for c in row.event.claimants}) <= 1 for row in counted)
    denied = sum(row.event.contested for row in counted)
    differ = sum(bool(row.event.disagreements) for row in counted)
    days = sum(bool(row.earliest) and day_of(row.earliest) == day_of(row.latest) for row in counted)
    guessed = sum(row.inferred for row in counted)
    spots = sum(bool(row.event.where and row.event.where.precision in EXACT) for row in counted)
    return (
        f"Of those that happened, the evidence is {by_grade}: {single:,} rest on one institution alone.",
        disputes(denied, differ),
        f"The date is known to the day for {days:,}; for {guessed:,} no report states one, "
        f"and it is taken from when the story was published.",
        f"The place is known to the spot or town for {spots:,}.",
    )


def disputes(denied: int, differ: int) -> str:
    """What is denied, and where reports disagree."""
    if not denied and not differ:
        return "Nothing is denied by anyone, and no reports of one event disagree on a value."
    denials = f"{count(denied, 'event')} {'is' if denied == 1 else 'are'} denied by someone"
    return f"{denials[0].upper()}{denials[1:]}; reports of {count(differ, 'event')} disagree on a value."


def failed(view: ExportView) -> tuple[str, ...]:
    """What could not be read, and what people decided."""
    parts = []
    if view.failures:
        parts.append(f"{count(len(view.failures), 'page').capitalize()} could not be used; they are listed below.")
    if view.judgements:
        parts.append(f"People have made {count(len(view.judgements), 'decision')} on this record.")
    return tuple(parts)
