"""Documents, reports and figures made from invented stories, so that every piece of evidence is real."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.model.document import Coding, Document, Published, Reading, Segment
from dateline.model.mention import Actor, Attribution, Figure, Place, Symbol, Time
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence, Rendition, Span, content_id
from dateline.values.wording import when_value

UNDATED = Published(earliest=None, latest=None, precision=None, basis="no date on the page")
TOWNS = {  # name: latitude, longitude, radius, precision, admin1
    "Karsa": (10.0, 20.0, 3.0, "settlement", "Norvia"),
    "Tolma": (10.5, 20.5, 2.0, "settlement", "Norvia"),
    "Old Mill": (10.01, 20.01, 0.5, "part_of_settlement", "Norvia"),
    "Verrin": (12.0, 24.0, 15.0, "settlement", "Sulland"),
    "Norvia": (10.2, 20.2, 80.0, "admin1", "Norvia"),
    "Zembla": (11.0, 22.0, 400.0, "country", None),
}


def published(day: str | None, latest: str | None = None) -> Published:
    if day is None:
        return UNDATED
    return Published(earliest=day, latest=latest or day, precision="day" if latest is None else "range", basis="given")


def find(text: str, words: str, nth: int = 0) -> Span:
    at = text.index(words)
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def place(text: str, name: str, nth: int = 0, basis: str = "slot of the trigger; known") -> Place:
    latitude, longitude, radius, precision, admin1 = TOWNS[name]
    return Place(
        span=find(text, name, nth), text=name, name=name, latitude=latitude, longitude=longitude, radius_km=radius,
        precision=precision, gazetteer_id=f"test:{name}", admin1=admin1, admin2=None, admin3=None, pcode=None,
        country="ZB", use="location", basis=basis,
    )  # fmt: skip


def actor(text: str, name: str, kind: str = "rebel", **more: object) -> Actor:
    given: dict[str, object] = {
        "span": find(text, name),
        "text": name,
        "name": name,
        "actor_id": None,
        "kind": kind,
        **more,
    }
    return Actor(**given)  # type: ignore[arg-type]


def time(
    text: str, words: str, earliest: str | None = None, latest: str | None = None, symbol: Symbol | None = None
) -> Time:
    return Time(
        span=find(text, words), text=words, earliest=earliest, latest=latest or earliest,
        precision=None if earliest is None else "day", kind="date", timex3=earliest,
        anchor=None if symbol is None else symbol.anchor, basis="", symbol=symbol,
    )  # fmt: skip


def said(text: str, cue: str, speaker: str | None, organisation: str | None = None, content: str = "") -> Attribution:
    return Attribution(
        source=find(text, speaker) if speaker and speaker in text else None, cue=find(text, cue),
        content=(find(text, content),) if content else (), speaker=speaker, organisation=organisation, via=(),
        kind="statement", direct=False, certainty="stated", cue_text=cue,
    )  # fmt: skip


def figure(document: Document, words: str, outcome: str | None = "killed", **more: object) -> Figure:
    span = find(document.text, words)
    number = float("".join(c for c in words if c.isdigit()) or 0)
    given: dict[str, object] = {
        "id": content_id("fig", document.id, span.start), "span": span, "text": words, "low": number, "best": number,
        "high": number, "modifier": "exact", "vague_class": None, "unit": None, "counted": "persons", "outcome": outcome,
        "party": "unknown", "population": None, "measure": "incident", "period": None, "scope": None, "part_of": None,
        "attribution": None, "evidence": Evidence.at(document.rendition, span), **more,
    }  # fmt: skip
    return Figure(**given)  # type: ignore[arg-type]


def document(
    name: str,
    text: str,
    day: str | None = None,
    latest: str | None = None,
    publisher: str | None = None,
    agency: str | None = None,
    captions: tuple[str, ...] = (),
) -> Document:
    """A story whose whole text is its body, but for the runs named as captions."""
    rendition = Rendition.make(text, blob=content_id("blob", name, text), extractor="test")
    cuts = sorted(find(text, caption) for caption in captions)
    segments, at = [], 0
    for cut in (*cuts, Span(len(text), len(text))):
        if text[at : cut.start].strip():
            segments.append(Segment(span=Span(at, cut.start), role="body", text=text[at : cut.start]))
        if len(cut):
            segments.append(Segment(span=cut, role="caption", text=cut.of(text)))
        at = cut.end
    return Document(
        id=f"doc-{name}", capture=f"cap-{name}", path=name, url=None, captured_at=None, rendition=rendition, title=None,
        segments=tuple(segments), published=published(day, latest), publisher=publisher, agency=agency, byline=None,
        language="en", reading=Reading(times=(), places=(), actors=(), figures=(), attributions=()),
        coding=Coding(reports=(), main_report=None),
    )  # fmt: skip


def reading(one: Document, **mentions: tuple[object, ...]) -> Document:
    assert one.reading is not None
    return replace(one, reading=replace(one.reading, **mentions))


def report(one: Document, quote: str, type_: str, **more: object) -> Report:
    """A report with evidence at `quote`, its occurrence, time, place, actors and figures as claims."""
    evidence = Evidence.at(one.rendition, find(one.text, quote))
    identity = content_id("rep", one.id, type_, evidence.start, evidence.end)
    given: dict[str, object] = {
        "id": identity, "document": one.id, "type": type_, "mode": None, "status": "occurred", "level": "incident",
        "part_of": None, "background": False, "when": None, "where": None, "initiators": (), "targets": (),
        "victims": (), "weapons": (), "alternative_group": None, "figures": (), "attribution": None,
        "certainty": "stated", "evidence": (evidence,), "claims": (), "tags": (), "acled_event": None,
        "acled_sub_event": None, "plover": None, "plover_mode": None, **more,
    }  # fmt: skip
    stance = given.pop("stance", "affirms")
    made = Report(**given)  # type: ignore[arg-type]
    values: list[tuple[str, str, Evidence]] = [("occurrence", made.status, evidence), ("type", type_, evidence)]
    if made.when is not None:
        values.append(("when", when_value(made.when), evidence))
    if made.where is not None:
        values.append(("where", made.where.name or "", Evidence.at(one.rendition, made.where.span)))
    values += [("initiators", a.name, Evidence.at(one.rendition, a.span)) for a in made.initiators]
    values += [("figure", id_, evidence) for id_ in made.figures]
    claims = tuple(
        Claim(
            id=content_id("clm", identity, field, value, at.start), report=identity, field=field, value=value, evidence=at,
            attribution=made.attribution, stance=str(stance) if field == "occurrence" else "affirms", certainty="stated",
            basis="", method="test",
        )
        for field, value, at in values
    )  # fmt: skip
    return replace(made, claims=claims)


def coded(one: Document, *reports: Report) -> Document:
    return replace(one, coding=Coding(reports=reports, main_report=reports[0].id if reports else None))


def on(day: str, latest: str | None = None, basis: str = "clause", present: bool = False) -> When:
    """A day or days; `present`: told in the present tense of the story's own day."""
    symbol = Symbol(anchor="publication", rule="offset", direction="same") if present else None
    return When(earliest=day, latest=latest or day, precision="day", text=None, basis=basis, symbol=symbol)


def yearly(day: str) -> When:
    """A day of no year, `05-03`, as an undated story tells it."""
    symbol = Symbol(anchor="publication", rule="monthday", unit="year", value=day)
    return When(earliest=None, latest=None, precision=None, text=day, basis="clause", symbol=symbol)
