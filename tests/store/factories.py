"""Small documents made by hand; every text is invented."""

from dateline.model.document import Coding, Document, Published, Reading, Segment
from dateline.model.event import (
    Admission,
    Claimant,
    Disagreement,
    Estimate,
    Event,
    Record,
    Series,
    SeriesPoint,
    SourceEdge,
    Unnamed,
    Value,
)
from dateline.model.mention import Actor, Attribution, Figure, Period, Place
from dateline.model.report import Claim, Report, When
from dateline.model.source import Capture
from dateline.model.span import Evidence, Rendition, Span, content_id

TEXT = (
    "Shells fall on Karsa market\n"
    "Gunmen shelled the market in Karsa on 3 May 2019, killing nine people, Colonel Ilyas Drenov said.\n"
    "Tamar Oduya, a baker, said she saw the shells land. Oduya lost her shop.\n"
)


def span_of(text, words, nth=0):
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def place(text, words="Karsa", **given):
    fields = {
        "span": span_of(text, words),
        "text": words,
        "name": words,
        "latitude": 12.5,
        "longitude": 21.25,
        "radius_km": 3.0,
        "precision": "settlement",
        "gazetteer_id": "g:1",
        "admin1": "Dor",
        "admin2": None,
        "admin3": None,
        "pcode": None,
        "country": "TD",
        "use": "location",
        "basis": "gazetteer",
    }
    return Place(**fields | given)


def actor(text, words, name=None, kind="rebel", nth=0, **given):
    return Actor(span=span_of(text, words, nth), text=words, name=name or words, actor_id=None, kind=kind, **given)


def attribution(text, speaker, cue="said", nth=0, **given):
    fields = {
        "source": span_of(text, speaker),
        "cue": span_of(text, cue, nth),
        "content": (),
        "speaker": speaker,
        "organisation": None,
        "via": (),
        "kind": "statement",
        "direct": False,
        "certainty": "stated",
        "cue_text": cue,
    }
    return Attribution(**fields | given)


def claim(report, field, value, evidence, said=None):
    return Claim(
        id=content_id("clm", report, field, value, evidence.start, evidence.end),
        report=report,
        field=field,
        value=value,
        evidence=evidence,
        attribution=said,
        stance="affirms",
        certainty="stated",
        basis="by hand",
        method="factory",
    )


def figure(document, rendition, said):
    span = span_of(rendition.text, "nine people")
    return Figure(
        id=content_id("fig", document, span.start, span.end),
        span=span,
        text="nine people",
        low=9.0,
        best=9.0,
        high=9.0,
        modifier="exact",
        vague_class=None,
        unit=None,
        counted="persons",
        outcome="killed",
        party="civilians",
        population="people",
        measure="incident",
        period=Period("2019-05-03", "2019-05-03"),
        scope=place(rendition.text),
        part_of=None,
        attribution=said,
        evidence=Evidence.at(rendition, span),
    )


def capture(path="a.txt", text=TEXT):
    blob = content_id("blob", text)
    return Capture(id=content_id("cap", blob, path), blob=blob, path=path, media="text/plain", size=len(text.encode()))


def document(
    path="a.txt", text=TEXT, people=None, title="Shells fall on Karsa market", url=None, witness="Tamar Oduya"
):
    """A coded document with one report; `people` gives its actors, by default a gunman, an officer and a baker."""
    came = capture(path, text)
    rendition = Rendition.make(text, blob=came.blob, extractor="test/1")
    item = content_id("doc", came.id)
    officer = attribution(text, "Ilyas Drenov")
    baker = attribution(text, witness, nth=1)
    people = people or (
        actor(text, "Gunmen", kind="unidentified_armed_group"),
        actor(text, "Ilyas Drenov", kind="person", role="Colonel", is_private_person=False, public_reason="rank"),
        actor(text, "Tamar Oduya", kind="person", role="baker", is_private_person=True),
        actor(text, "Oduya", "Tamar Oduya", kind="person", nth=1, is_private_person=True),
    )
    made = figure(item, rendition, officer)
    report = content_id("rep", item, "remote.shelling")
    found = (
        claim(report, "occurrence", "occurred", Evidence.at(rendition, span_of(text, "shelled")), officer),
        claim(report, "initiators", "Gunmen", Evidence.at(rendition, span_of(text, "Gunmen")), officer),
        claim(report, "victims", witness, Evidence.at(rendition, span_of(text, witness)), baker),
        claim(report, "killed", "9", made.evidence, officer),
    )
    coded = Report(
        id=report,
        document=item,
        type="remote.shelling",
        mode=None,
        status="occurred",
        level="incident",
        part_of=None,
        background=False,
        when=When(earliest="2019-05-03", latest="2019-05-03", precision="day", text="3 May 2019", basis="explicit"),
        where=place(text),
        initiators=people[:1],
        targets=(),
        victims=people[-1:],
        weapons=(),
        alternative_group=None,
        figures=(made.id,),
        attribution=officer,
        certainty="stated",
        evidence=(Evidence.at(rendition, span_of(text, text.splitlines()[1])),),
        claims=found,
        tags=("market",),
        acled_event="Explosions/Remote violence",
        acled_sub_event=None,
        plover="ASSAULT",
        plover_mode="heavy-weapons",
    )
    head, *body = text.splitlines()
    segments = [Segment(span=span_of(text, head), role="headline", text=head)]
    segments += [Segment(span=span_of(text, line), role="body", text=line) for line in body]
    day = Published(earliest="2019-05-04", latest="2019-05-04", precision="day", basis="given")
    return Document(
        id=item,
        capture=came.id,
        path=path,
        url=url,
        captured_at=None,
        rendition=rendition,
        title=title,
        segments=tuple(segments),
        published=day,
        publisher="Karsa Post",
        agency=None,
        byline=None,
        language="en",
        reading=Reading(
            times=(), places=(place(text),), actors=tuple(people), figures=(made,), attributions=(officer, baker)
        ),
        coding=Coding(reports=(coded,), main_report=report),
    )


def estimate(party, low, best, high, people="civilians", policy="ibc_minmax", claims=()):
    return Estimate(
        outcome="killed", people=people, party=party, measure="incident", policy=policy, low=low, best=best, high=high,
        rule="extremes of 1 count", claims=claims,
    )  # fmt: skip


def record(*documents):
    """One event over all documents, one disagreement, one series, one edge from the first document to the last."""
    reports = [report for one in documents for report in one.reports]
    claims = [claim for report in reports for claim in report.claims]
    deaths = tuple(claim.id for claim in claims if claim.field == "killed")
    differs = Disagreement(
        event="evt-1", field="killed", relation="update", claims=deaths, says="Tamar Oduya says more"
    )
    event = Event(
        id="evt-1",
        revision=1,
        type="remote.shelling",
        status="occurred",
        contested=False,
        level="incident",
        part_of=None,
        when=reports[0].when,
        where=reports[0].where,
        reports=tuple(report.id for report in reports),
        claims=tuple(claims),
        documents=tuple(one.id for one in documents),
        publishers=("Karsa Post",),
        claimants=(Claimant("Ilyas Drenov", "army", "party_a"), Claimant("Tamar Oduya", "", "own_observation")),
        unnamed=(Unnamed("officials", documents[0].id),),
        admissions=(
            Admission(claimant=Claimant("Ilyas Drenov", "army", "party_a"), of="civilians it harmed", claims=deaths),
        ),
        values={"killed": (Value("9", deaths),), "victims": (Value("Tamar Oduya", ()),)},
        estimates=(estimate("civilians", 9.0, 9.0, 9.0, claims=deaths),),
        disagreements=(differs,),
        grade="fair: two claimants",
    )
    point = SeriesPoint(
        earliest="2019-05-03", latest="2019-05-03", low=9.0, best=9.0, high=9.0, claimant="Tamar Oduya", claim=deaths[0]
    )
    first, last = documents[0], documents[-1]
    edge = SourceEdge(source=first.id, target=last.id, relation="copy", evidence=(Evidence(last.rendition, 0, 20),))
    series = Series(
        outcome="killed", population=None, party="civilians", measure="incident", scope="Karsa", points=(point,)
    )
    return Record(events=(event,), series=(series,), disagreements=(differs,), sources=(edge,))
