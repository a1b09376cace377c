"""Events made by hand from a few words, as the case tables of the exports tell them."""

from dateline.export.view import Dyad, ExportView
from dateline.model.document import Coding, Document, Published, Reading, Segment
from dateline.model.event import Claimant, Disagreement, Estimate, Event, Record, Value
from dateline.model.mention import Actor, Figure, Place
from dateline.model.report import Report, When
from dateline.model.span import Evidence, Rendition, Span
from dateline.tables.event_types import load

TYPES = load()
PLACES = {
    "Mosul": {"latitude": 36.335, "longitude": 43.119, "country": "IQ", "admin1": "Nineveh", "precision": "settlement"},
    "Nineveh": {"latitude": 36.3, "longitude": 42.9, "country": "IQ", "admin1": "Nineveh", "precision": "admin1"},
    "Iraq": {"latitude": 33.0, "longitude": 43.8, "country": "IQ", "precision": "country"},
}


def actor(words):
    """`kind name` or `kind name = id`, such as `rebel Islamic State = islamic-state`."""
    told, _, actor_id = words.partition(" = ")
    kind, _, name = told.partition(" ")
    return Actor(span=Span(0, 1), text=name, name=name, actor_id=actor_id or None, kind=kind,
                 is_private_person=True if kind == "person" and not actor_id else None)  # fmt: skip


def place(name):
    fields = {"radius_km": 3.0, "gazetteer_id": f"g:{name}", "admin1": None, "admin2": None, "admin3": None}
    fields |= {"pcode": None, "use": "location", "basis": "by hand", "span": Span(0, 1), "text": name, "name": name}
    return Place(**fields | PLACES[name])


def estimates(killed, policies=("acled_conservative", "ucdp_blh", "ibc_minmax")):
    """`killed`: rows of people, party and number, or of low, best and high; `policy`: a number by one policy only."""
    return tuple(
        Estimate(
            outcome="killed", people=one["people"], party=one["party"], measure=one.get("measure", "incident"),
            policy=policy, low=one.get("low", one.get("n")), best=one.get(policy, one.get("n")),
            high=one.get("high", one.get("n")), rule="by hand", claims=(),
        )
        for one in killed
        for policy in policies
    )  # fmt: skip


def figure_of(spec, item, evidence):
    """The dead by a word that is no number."""
    return Figure(
        id=item, span=evidence.span, text=spec["unnumbered"], low=None, best=None, high=None, modifier="vague",
        vague_class=spec["unnumbered"], unit=None, counted="persons", outcome="killed", party="unknown",
        population=None, measure="incident", period=None, scope=None, part_of=None, attribution=None,
        evidence=evidence,
    )  # fmt: skip


def report_of(spec, item, document, where, when, evidence):
    type = spec["type"]
    event, sub_event = TYPES.acled(type, frozenset(spec.get("facts", ())))
    return Report(
        id=item, document=document, type=type, mode=None, status=spec.get("status", "occurred"),
        level=spec.get("level", "incident"), part_of=None, background=False, when=when, where=where,
        initiators=tuple(map(actor, spec.get("initiators", ()))), targets=tuple(map(actor, spec.get("targets", ()))),
        victims=tuple(map(actor, spec.get("victims", ()))), weapons=(),
        alternative_group=spec.get("alternatives"), attribution=None, certainty="stated",
        figures=(item.replace("rep", "fig"),), evidence=(evidence,), claims=(), tags=TYPES.tags(type), acled_event=event, acled_sub_event=sub_event,
        plover=TYPES.by_code[type].plover, plover_mode=TYPES.by_code[type].plover_mode,
    )  # fmt: skip


def event_of(spec, report):
    values = tuple(Value(name, ()) for name in dict.fromkeys(a.name for a in report.initiators))
    differs = Disagreement(event=spec["id"], field="initiators", relation="conflict", claims=(), says="who did it")
    return Event(
        id=spec["id"], revision=1, type=report.type, status=report.status, contested=spec.get("disputed", False),
        level=report.level, part_of=spec.get("part_of"), when=report.when, where=report.where, reports=(report.id,),
        claims=(), documents=(report.document,), publishers=tuple(spec.get("publishers", ("AFP",))),
        claimants=(Claimant("AFP", "AFP", "own_observation"),), values={"initiators": values} if values else {},
        estimates=estimates(spec.get("killed", ())), disagreements=(differs,) if spec.get("disputed") else (),
        grade="weak: one institution",
    )  # fmt: skip


def view_of(specs, policy="acled_conservative", dyads=()):
    """A view of one document that tells the events of `specs`."""
    lines = [spec.get("quote", f"The words of {spec['id']}.") for spec in specs]
    rendition = Rendition.make("\n".join(lines), blob="b", extractor="test/1")
    reports, events, figures = [], [], []
    for number, spec in enumerate(specs):
        first, last = (spec["when"].split("/") * 2)[:2] if "when" in spec else (None, None)
        when = When(earliest=first, latest=last, precision="day", text=None, basis="by hand")
        at = rendition.text.index(lines[number])
        where = place(spec["where"]) if "where" in spec else None
        evidence = Evidence(rendition, at, at + len(lines[number]))
        if "unnumbered" in spec:
            figures.append(figure_of(spec, f"fig-{number}", evidence))
        reports.append(report_of(spec, f"rep-{number}", "doc-1", where, when, evidence))
        events.append(event_of(spec, reports[-1]))
    document = Document(
        id="doc-1", capture="cap-1", path="a.txt", url=None, captured_at="2017-01-05T12:00:00+00:00",
        rendition=rendition, title="A story", segments=(Segment(span=Span(0, 3), role="body", text="The"),),
        published=Published(earliest="2017-01-04", latest="2017-01-04", precision="day", basis="by hand"),
        publisher="AFP", agency=None, byline=None, language="en",
        reading=Reading(times=(), places=(), actors=(), figures=tuple(figures), attributions=()),
        coding=Coding(reports=tuple(reports), main_report=None),
    )  # fmt: skip
    record = Record(events=tuple(events), series=(), disagreements=(), sources=())
    return ExportView(
        dateline="0", tables="t", documents=(document,), record=record, policy=policy,
        conflicts=tuple(Dyad(**dyad) for dyad in dyads),
    )  # fmt: skip
