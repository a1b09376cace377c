"""What the case holds and how sure it is, in one paragraph of words; and where to begin reading."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from dateline.export.report import words
from dateline.export.report.rows import EXACT, Row, competing
from dateline.export.report.words import count, date_words, day_of, family_of, listed
from dateline.export.view import ExportView

LEADS = 3


class Lead(Struct, frozen=True):
    """An event worth beginning with, and why."""

    row: Row
    why: str


def summary(view: ExportView, rows: tuple[Row, ...]) -> tuple[Markup, ...]:
    """The sentences of the paragraph; a number links to the events that it counts."""
    if not rows:
        return (holds(view, rows), Markup("They report no event."), pages(view), *failed(view))
    counted = [row for row in rows if row.counted]
    found = (
        holds(view, rows),
        *(sure(counted) if counted else ()),
        *untold(rows),
        *(known(counted) if counted else ()),
        pages(view),
        *failed(view),
    )
    return tuple(filter(None, found))


def holds(view: ExportView, rows: tuple[Row, ...]) -> Markup:
    """Claimants, stories, outlets and events that happened, as the first sentence."""
    outlets = len({d.publisher or d.agency for d in view.documents} - {None})
    stories = count(len(view.documents), "story", "stories")
    named = f" by {count(outlets, 'named outlet')}" if outlets else ""
    counted = [row for row in rows if row.counted]
    if not counted:
        return Markup("This case holds {}{}.").format(stories, named)
    claimants = len({(c.speaker, c.institution) for row in counted for c in row.event.claimants})
    voices = f"{count(claimants, 'claimant').capitalize()} in {stories}{named}"
    told = link(count(len(counted), "event"), status="counted")
    tell = "tells" if claimants == 1 else "tell"
    return Markup("{} {} of {} that happened{}.").format(voices, tell, told, span_words(counted))


def span_words(counted: list[Row]) -> str:
    """From when to when the events that happened and are dated to the day lie."""
    days = [day for row in counted if (day := day_of(row.earliest)) and day == day_of(row.latest)]
    if not days:
        return ""
    first, last = min(days).isoformat(), max(days).isoformat()
    return f", {'on' if first == last else 'dated'} {date_words(first, last)}"


def sure(counted: list[Row]) -> tuple[Markup, ...]:
    """On how many voices the events rest, and what is disputed."""
    single = sum(row.institutions <= 1 for row in counted)
    several = len(counted) - single
    denied, differ = sum(row.event.contested for row in counted), sum(row.clashes for row in counted)
    voices = (
        Markup("{} {} on two or more institutions, {} on one alone.").format(
            link(f"{several:,}", status="counted", institutions="2"), "rests" if several == 1 else "rest", f"{single:,}"
        )
        if several
        else Markup("Each rests on one institution alone.")
    )
    if not denied and not differ:
        return voices, Markup("Nothing is denied by anyone, and no reports of one event contradict one another.")
    return voices, Markup("{} {} denied by someone; the reports of {} contradict one another.").format(
        link(count(denied, "event").capitalize(), status="counted", sure="denied"),
        "is" if denied == 1 else "are",
        link(count(differ, "event"), status="counted", sure="disagree"),
    )


def untold(rows: tuple[Row, ...]) -> tuple[Markup, ...]:
    """What is not counted as having happened."""
    numbers: dict[tuple[str, str], int] = {}
    for row in rows:
        if not row.counted:
            key = (row.event.status, row.status_words)
            numbers[key] = numbers.get(key, 0) + 1
    if not numbers:
        return ()
    ordered = sorted(numbers, key=lambda key: (-numbers[key], key))
    kinds = [link(f"{numbers[key]:,} {key[1]}", status=key[0]) for key in ordered]
    rest = sum(numbers.values())
    are = "is" if rest == 1 else "are"
    return (Markup("{} more {} not counted as having happened: {}.").format(f"{rest:,}", are, links(kinds)),)


def known(counted: list[Row]) -> tuple[Markup, ...]:
    """What they are, and how exactly dates and places are known."""
    families: dict[str, int] = {}
    for row in counted:
        families[row.family] = families.get(row.family, 0) + 1
    often = sorted(families, key=lambda family: (-families[family], family))[:3]
    kinds = [link(f"{family_of(f).lower()} ({families[f]:,})", status="counted", type=f) for f in often]
    others = [Markup("others")] if len(families) > len(often) else []
    days = sum(bool(row.earliest) and day_of(row.earliest) == day_of(row.latest) for row in counted)
    guessed = sum(row.inferred for row in counted)
    spots = sum(bool(row.event.where and row.event.where.precision in EXACT) for row in counted)
    inferred = f"; for {guessed:,} no report states one, and it is taken from the story's own date" if guessed else ""
    return (
        Markup("What happened: {}.").format(links([*kinds, *others])),
        Markup("The day is known for {}{}; the place to the spot or town for {}.").format(
            f"{days:,}", inferred, f"{spots:,}"
        ),
    )


def pages(view: ExportView) -> Markup:
    """The pages, and when they were published."""
    number = len({document.capture or document.id for document in view.documents})
    days = [(d.published.earliest, d.published.latest) for d in view.documents if d.published.earliest]
    first, last = min((e for e, _ in days if e), default=None), max((x for _, x in days if x), default=None)
    when = f", published {date_words(first, last)}" if first else ""
    return Markup("Read from {}{}.").format(count(number, "page"), when)


def failed(view: ExportView) -> tuple[Markup, ...]:
    """What could not be read, and what people decided."""
    parts = []
    others = sum(document.unread is not None for document in view.documents)
    if others:
        verb = "is" if others == 1 else "are"
        said = '{} {} not in English: kept and <a href="#stories">listed</a>, not read.'
        parts.append(Markup(said).format(count(others, "story", "stories").capitalize(), verb))
    if view.failures:
        number = count(len(view.failures), "page").capitalize()
        parts.append(Markup('{} <a href="#failures">could not be used</a>.').format(number))
    if view.judgements:
        parts.append(Markup("People have made {} on this record.").format(count(len(view.judgements), "decision")))
    return tuple(parts)


def link(said: str, **state: str) -> Markup:
    """Words that lead to the events of a filter state (report.js reads it from the address)."""
    asked = "&".join(f"{name}={quote(value)}" for name, value in state.items())
    return Markup('<a class="state" href="#{}">{}</a>').format(asked, said)


def links(parts: list[Markup]) -> Markup:
    """Parts with commas and a last `and`."""
    said = Markup(", ").join(parts[:-1])
    return said + Markup(" and ") + parts[-1] if said else parts[-1]


def best_supported(rows: tuple[Row, ...]) -> tuple[Lead, ...]:
    """Undisputed events on which most institutions agree, two at least; not those told only as past history."""
    found = [row for row in rows if row.counted and not row.disputed and row.institutions > 1 and not row.background]
    found.sort(key=lambda row: (-row.institutions, -len(row.event.claimants), -len(row.event.documents)))
    return tuple(Lead(row, support(row)) for row in found[:LEADS])


def most_disputed(rows: tuple[Row, ...]) -> tuple[Lead, ...]:
    """Events that are denied or on which reports contradict one another, the most told of first."""
    found = [row for row in rows if row.counted and row.disputed]
    found.sort(key=lambda row: (-len(row.event.documents), -row.event.contested, -len(row.event.disagreements)))
    return tuple(Lead(row, dispute(row)) for row in found[:LEADS])


def support(row: Row) -> str:
    """How many say so."""
    return f"{count(row.institutions, 'institution')} in {count(len(row.event.documents), 'story', 'stories')}"


def dispute(row: Row) -> str:
    """Who denies it, and on what reports differ."""
    event = row.event
    deniers = dict.fromkeys(
        words.isolated(claim.attribution.speaker or claim.attribution.organisation or "someone unnamed")
        for claim in event.claims
        if claim.stance == "denies" and claim.attribution is not None
    )
    denied = f"denied by {listed(list(deniers))}" if deniers else "denied by someone" if event.contested else ""
    clashes = [found for found in event.disagreements if found.relation in words.CLASHES]
    fields = dict.fromkeys(field for found in clashes for field in found.field.split(", "))
    amounts = {f: [value.value for value in event.held(f)] for f in fields if f not in words.fields()}
    differing = [f"{competing(a)} {words.said('outcome', f)}" for f, a in amounts.items() if len(a) > 1]
    differ = f"told as {listed(differing)}" if differing else "reports disagree" if clashes else ""
    return "; ".join(part for part in (denied, differ) if part)
