"""The stories of the invented case with their reports, claims and figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from bench.synthetic.text import (
    GROUPS,
    KINDS,
    PLACES,
    SCRIPTS,
    SPEAKERS,
    Draft,
    Telling,
    amount,
    day_of,
    heading,
    paragraph,
)
from dateline.model.document import Coding, Document, Published, Reading, Segment
from dateline.model.mention import Actor, Attribution, Figure, Period, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence, Rendition, Span, content_id

PER_STORY = 3
STATUSES = ("occurred",) * 9 + ("planned", "negated", "ongoing", "predicted")
OUTLETS = ("Karsa Post", "Orrin Daily", "Tarrin Review", "صوت السهل", "The Lamp", "קול ההר")
AGENCY = "Meridian Press Agency"
PRECISIONS = ("settlement", "point", "settlement", "near", "admin1", "settlement", "country")
RADIUS = {"near": 20.0, "admin1": 90.0, "country": 900.0}
OUTCOMES = ("killed", "injured", "displaced", "detained", "missing", "bodies")


class Story(Struct, frozen=True, eq=False):
    """A document with the reports of each event that it tells of, and their figures."""

    document: Document
    told: tuple[tuple[int, Report], ...]


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
            initiators=(group(telling.who, rendition.text),),
            targets=(), victims=(), weapons=(), alternative_group=None, figures=tuple(f.id for f in figures),
            attribution=said, certainty="reported" if event % 9 == 4 else "stated",
            evidence=(Evidence.at(rendition, telling.clause),), claims=claims, tags=(), acled_event=None,
            acled_sub_event=None, plover=None, plover_mode=None,
        ),
        figures,
    )  # fmt: skip


def group(span: Span, text: str) -> Actor:
    """The armed group named at `span`."""
    return Actor(span=span, text=span.of(text), name=span.of(text), actor_id=None, kind="rebel")


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
