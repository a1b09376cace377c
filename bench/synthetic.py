"""A case of any size, made from nothing: every name, place and happening is invented, in three scripts.

The same number of events gives the same case. It holds what strains a page: long names, text from right to left,
events without a date or a place, denials, competing numbers, many figures, totals with parts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct

from dateline.export.view import ExportView
from dateline.model.document import Coding, Document, Published, Reading, Segment
from dateline.model.event import Claimant, Disagreement, Event, Record, Series, SeriesPoint, SourceEdge, Value
from dateline.model.mention import Actor, Attribution, Figure, Period, Place
from dateline.model.report import Claim, Report, When
from dateline.model.source import Failure
from dateline.model.span import Evidence, Rendition, Span, content_id
from dateline.values.wording import quantity_value

FIRST_DAY = date(2031, 3, 1)
PER_STORY = 3
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
STATUSES = ("occurred",) * 9 + ("planned", "negated", "ongoing", "predicted")
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
OUTLETS = ("Karsa Post", "Orrin Daily", "Tarrin Review", "صوت السهل", "The Lamp", "קול ההר")
AGENCY = "Meridian Press Agency"
PRECISIONS = ("settlement", "point", "settlement", "near", "admin1", "settlement", "country")
RADIUS = {"near": 20.0, "admin1": 90.0, "country": 900.0}
OUTCOMES = ("killed", "injured", "displaced", "detained", "missing", "bodies")


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


class Story(Struct, frozen=True, eq=False):
    """A document with the reports of each event that it tells of, and their figures."""

    document: Document
    told: tuple[tuple[int, Report], ...]


def view(events: int) -> ExportView:
    """A case of `events` events."""
    wanted = [(event, nth) for event in range(events) for nth in range(reports_of(event))]
    made = [story(number, wanted[at : at + PER_STORY]) for number, at in enumerate(range(0, len(wanted), PER_STORY))]
    told: dict[int, list[tuple[Document, Report]]] = {}
    for one in made:
        for event, report in one.told:
            told.setdefault(event, []).append((one.document, report))
    found = tuple(event_of(number, told[number]) for number in sorted(told))
    documents = tuple(one.document for one in made)
    return ExportView(
        dateline="0.1.0",
        tables="synthetic",
        documents=documents,
        record=Record(
            events=found,
            series=series(documents),
            disagreements=tuple(d for event in found for d in event.disagreements),
            sources=copies(documents),
        ),
        failures=(Failure(capture=None, path="pages/empty.html", stage="document", reason="no text was found"),),
    )


def reports_of(event: int) -> int:
    """How many stories tell of an event: mostly one or two, seldom many."""
    return 9 if event % 97 == 3 else (1, 2, 1, 4, 3, 1, 2)[event % 7]


def numbers_of(event: int) -> int:
    """How many quantities each report of an event gives."""
    return 6 if event % 50 == 3 else (2, 1, 1, 0, 1)[event % 5]


def day_of(event: int) -> date:
    """The day of an event; a later event lies later, some days hold many."""
    return FIRST_DAY + timedelta(days=(event * 7) // 12 + event % 3)


def story(number: int, wanted: Sequence[tuple[int, int]]) -> Story:
    """A document that tells of some events, a paragraph each, all of one script."""
    script = SCRIPTS[number % len(SCRIPTS)]
    draft = Draft()
    title = draft.add(heading(script, wanted[0][0]))
    draft.add("\n")
    tellings = [paragraph(draft, script, event, nth) for event, nth in wanted]
    rendition = Rendition.make(draft.text, blob=content_id("blob", number), extractor="synthetic/1")
    item = content_id("doc", number)
    made = [report_of(item, rendition, telling) for telling in tellings]
    published = (day_of(wanted[0][0]) + timedelta(days=1)).isoformat()
    body = [Segment(span=t.clause, role="body", text=t.clause.of(draft.text)) for t in tellings]
    document = Document(
        id=item,
        capture=content_id("cap", number),
        path=f"pages/{number:05}.html",
        url=f"https://example.org/{number}",
        captured_at=None,
        rendition=rendition,
        title=title.of(draft.text),
        segments=(Segment(span=title, role="headline", text=title.of(draft.text)), *body),
        published=Published(earliest=published, latest=published, precision="day", basis="byline"),
        publisher=OUTLETS[number % len(OUTLETS)],
        agency=AGENCY if number % 4 == 1 else None,
        byline=None,
        language=script,
        reading=Reading(
            times=(), places=(), actors=(), attributions=(), figures=tuple(f for _, figures in made for f in figures)
        ),
        coding=Coding(reports=tuple(report for report, _ in made), main_report=made[0][0].id),
    )
    return Story(document, tuple((t.event, report) for t, (report, _) in zip(tellings, made, strict=True)))


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


def report_of(item: str, rendition: Rendition, telling: Telling) -> tuple[Report, tuple[Figure, ...]]:
    """One report with its claims, and its figures."""
    event, kind = telling.event, KINDS[telling.event % len(KINDS)][0]
    said = attribution(telling, rendition)
    id_ = content_id("rep", item, event, telling.nth)
    figures = tuple(
        figure(item, rendition, span, OUTCOMES[(event + n) % len(OUTCOMES)], amount(event, telling.nth, n), said, event)
        for n, span in enumerate(telling.numbers)
    )
    denies = event % 11 == 3 and telling.nth == 1
    pieces = [
        ("occurrence", status_of(event), telling.clause),
        ("type", kind, telling.clause),
        ("initiators", GROUPS[event % len(GROUPS)], telling.who),
        ("where", PLACES[event % len(PLACES)], telling.where),
        ("when", f"{day_of(event)}/{day_of(event)}", telling.when),
        *(("figure", one.id, one.span) for one in figures),
    ]
    claims = tuple(
        Claim(
            id=content_id("clm", id_, field, value), report=id_, field=field, value=value,
            evidence=Evidence.at(rendition, span), attribution=said,
            stance="denies" if denies and field == "occurrence" else "affirms",
            certainty="stated", basis="clause", method="synthetic",
        )
        for field, value, span in pieces
    )  # fmt: skip
    return (
        Report(
            id=id_, document=item, type=kind, mode=None, status=status_of(event), level="incident", part_of=None,
            background=False, when=when_of(event), where=place_of(event, telling.where),
            initiators=(Actor(span=telling.who, text=telling.who.of(rendition.text), name=telling.who.of(rendition.text),
                              actor_id=None,
                              kind="rebel"),),
            targets=(), victims=(), weapons=(), alternative_group=None, figures=tuple(f.id for f in figures),
            attribution=said, certainty="reported" if event % 9 == 4 else "stated",
            evidence=(Evidence.at(rendition, telling.clause),), claims=claims, tags=(), acled_event=None,
            acled_sub_event=None,
        ),
        figures,
    )  # fmt: skip


def status_of(event: int) -> str:
    """Whether it happened."""
    return STATUSES[event % len(STATUSES)]


def when_of(event: int) -> When | None:
    """The day, a span of days, a day taken from publication, or nothing."""
    if event % 13 == 5:
        return None
    first, width = day_of(event), (0, 0, 6, 0, 20)[event % 5]
    return When(
        earliest=first.isoformat(),
        latest=(first + timedelta(days=width)).isoformat(),
        precision="day" if width == 0 else "range",
        text=None if event % 6 == 4 else f"{first:%d.%m.%Y}",
        basis="publication date" if event % 6 == 4 else "clause",
    )


def place_of(event: int, span: Span) -> Place | None:
    """A spot, a town, an area, a country, or nothing."""
    if event % 17 == 6:
        return None
    nth, precision = event % len(PLACES), PRECISIONS[event % len(PRECISIONS)]
    return Place(
        span=span, text=PLACES[nth], name=PLACES[nth], latitude=10.0 + 0.9 * nth, longitude=19.0 + (nth * 5 % 8),
        radius_km=RADIUS.get(precision, 2.0), precision=precision, gazetteer_id=f"x:{nth}", admin1="Dor", admin2=None,
        admin3=None, pcode=None, country="TD", use="location", basis="sentence; the only place of this name",
    )  # fmt: skip


def attribution(telling: Telling, rendition: Rendition) -> Attribution | None:
    """Who says so; every fifth report speaks for itself."""
    if (telling.event + telling.nth) % 5 == 2 and telling.nth == 0:
        return None
    speaker, institution, _ = SPEAKERS[(telling.event + telling.nth) % len(SPEAKERS)]
    return Attribution(
        source=telling.speaker, cue=telling.cue, content=(telling.clause,), speaker=speaker, organisation=institution,
        via=(AGENCY,) if telling.nth % 2 else (), kind="statement", direct=False, certainty="stated",
        cue_text=telling.cue.of(rendition.text),
    )  # fmt: skip


def figure(
    item: str, rendition: Rendition, span: Span, outcome: str, number: int, said: Attribution | None, event: int
) -> Figure:
    """One quantity, of an event's day."""
    day = day_of(event).isoformat()
    return Figure(
        id=content_id("fig", item, span.start, span.end), span=span, text=span.of(rendition.text), low=float(number),
        best=float(number), high=float(number), modifier="exact", vague_class=None, unit=None, counted="persons",
        outcome=outcome, party="civilians", population="people", measure="incident", period=Period(day, day),
        scope=None, part_of=None, attribution=said, evidence=Evidence.at(rendition, span),
    )  # fmt: skip


def event_of(number: int, told: list[tuple[Document, Report]]) -> Event:
    """The event over its reports."""
    claims = tuple(claim for _, report in told for claim in report.claims)
    figures = {f.id: f for document, _ in told for f in document.figures}
    who = tuple(sorted({claimant_of(document, report) for document, report in told}))
    contested = any(claim.stance == "denies" for claim in claims)
    id_, status, institutions = content_id("evt", number), status_of(number), len({c.institution for c in who})
    fair = f"fair: {institutions} independent institutions" if institutions > 1 else "weak: one institution"
    discounted = f"discounted: not told as happened ({status})" if status not in ("occurred", "ongoing") else fair
    return Event(
        id=id_, revision=1 + number % 3, type=told[0][1].type, status=status, contested=contested, level="incident",
        part_of=content_id("evt", number - number % 20) if number % 20 in (4, 9) else None,
        when=when_of(number), where=told[0][1].where, reports=tuple(report.id for _, report in told), claims=claims,
        documents=tuple(dict.fromkeys(document.id for document, _ in told)),
        publishers=tuple(sorted({document.publisher or "" for document, _ in told})), claimants=who,
        values=values_of(claims, figures), disagreements=quarrels(id_, claims, figures),
        grade="contested: affirmed by some and denied by others" if contested else discounted,
    )  # fmt: skip


def claimant_of(document: Document, report: Report) -> Claimant:
    """Who a report comes from."""
    if report.attribution is None or report.attribution.speaker is None:
        name = document.agency or document.publisher or document.id
        return Claimant(name, name, "own_observation")
    return next(Claimant(*row) for row in SPEAKERS if row[0] == report.attribution.speaker)


def values_of(claims: Sequence[Claim], figures: dict[str, Figure]) -> dict[str, tuple[Value, ...]]:
    """Each field with its values and the claims that affirm them."""
    found: dict[str, dict[str, list[str]]] = {}
    for claim in claims:
        if claim.stance == "affirms":
            one = figures.get(claim.value)
            field, value = (one.outcome or "", quantity_value(one)) if one else (claim.field, claim.value)
            found.setdefault(field, {}).setdefault(value, []).append(claim.id)
    return {field: tuple(Value(v, tuple(ids)) for v, ids in sorted(rows.items())) for field, rows in found.items()}


def quarrels(event: str, claims: Sequence[Claim], figures: dict[str, Figure]) -> tuple[Disagreement, ...]:
    """A disagreement for each outcome of which two amounts are told."""
    found = []
    for outcome, values in sorted(values_of(claims, figures).items()):
        if outcome in OUTCOMES and len(values) > 1:
            ids = tuple(value.claims[0] for value in values[:2])
            says = " against ".join(value.value for value in values[:2])
            found.append(Disagreement(event=event, field=outcome, relation="conflict", claims=ids, says=says))
    return tuple(found)


def series(documents: Sequence[Document]) -> tuple[Series, ...]:
    """A running total told by several voices."""
    points = tuple(
        SeriesPoint(
            earliest=d.published.earliest, latest=d.published.latest, low=100.0 + 35 * n, best=None,
            high=140.0 + 50 * n, claimant=SPEAKERS[n % len(SPEAKERS)][1], claim=d.reports[0].claims[0].id,
        )
        for n, d in enumerate(documents[:8])
    )  # fmt: skip
    return (
        Series(outcome="killed", population="civilians", party="civilians", measure="cumulative", scope="Dor",
               points=points),
    )  # fmt: skip


def copies(documents: Sequence[Document]) -> tuple[SourceEdge, ...]:
    """Every fifth story copies the one before it."""
    return tuple(
        SourceEdge(source=one.id, target=other.id, relation="copy", evidence=(Evidence(other.rendition, 0, 4),))
        for n, (one, other) in enumerate(pairwise(documents))
        if n % 5 == 0
    )
