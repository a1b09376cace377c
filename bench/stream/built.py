"""The stories of the stream as documents that are read already, in the shapes that the reader gives."""

from __future__ import annotations

from datetime import date

from bench.stream.prose import Told, Written, doer_kind, place_of, this_week
from bench.stream.truth import Account
from bench.stream.world import Voice
from dateline.model.document import Coding, Document, Published, Reading, Segment
from dateline.model.mention import Actor, Attribution, Figure, Period, Place
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence, Rendition, Span, content_id
from dateline.values.wording import when_value

METHOD = "stream"


def document_of(written: Written) -> Document:
    """The document of a story, with its mentions and its reports."""
    news = written.piece.accounts[0]
    item = content_id("doc", METHOD, written.piece.number)
    rendition = Rendition.make(written.text, blob=content_id("blob", METHOD, written.piece.number), extractor=METHOD)
    made = [report_of(item, rendition, told) for told in written.told]
    day = news.told.isoformat()
    head, *body = written.paragraphs
    return Document(
        id=item, capture=content_id("cap", METHOD, written.piece.number), path=f"{written.piece.number:06}.txt",
        url=None, captured_at=None, rendition=rendition, title=head.of(written.text),
        segments=(_segment(head, "headline", written.text), *(_segment(one, "body", written.text) for one in body)),
        published=Published(earliest=day, latest=day, precision="day", basis="given"),
        publisher=news.outlet, agency=news.agency, byline=None, language="en",
        reading=Reading(
            times=(),
            places=tuple(place for report, _, _ in made if (place := report.where) is not None),
            actors=tuple(
                actor for report, _, told in made for actor in (*report.initiators, *speakers(told, rendition))
            ),
            figures=tuple(figure for _, figure, _ in made if figure is not None),
            attributions=tuple(one for told in written.told for one in attributions(told)),
        ),
        coding=Coding(reports=tuple(report for report, _, _ in made), main_report=made[0][0].id),
    )  # fmt: skip


def _segment(span: Span, role: str, text: str) -> Segment:
    return Segment(span=span, role=role, text=span.of(text))


def report_of(item: str, rendition: Rendition, told: Told) -> tuple[Report, Figure | None, Told]:
    """One report with its claims, and its figure."""
    account, clause = told.account, Evidence.at(rendition, told.clause)
    kind = account.happening.kind
    said = _attribution(told.speaker, told.cue, told.clause, account.voice)
    counted = _attribution(told.counter, told.counter_cue, told.number, account.counts) or said
    when, where = when_of(told, rendition), place_of(account).at(told.where, rendition.text, "clause; its only one")
    doer, harmed = doer_of(told, rendition), harmed_in(told, rendition)
    figure = None if told.number is None else figure_of(item, rendition, told, counted, where)
    id_ = content_id("rep", item, told.clause.start, kind.type)
    status = "alleged" if account.denies else "occurred"
    denial = ("denies", "denial") if account.denies else ("affirms", "slot of the trigger")
    pieces = [
        ("occurrence", status, told.clause, denial[0], "", said),
        ("type", kind.type, told.clause, "affirms", "trigger", said),
        ("when", when_value(when), told.when or told.clause, "affirms", when.basis, said),
        ("where", where.name or "", told.where, "affirms", where.basis, said),
        ("initiators", doer.name, told.who, *denial, said),
    ]
    if figure is not None:
        pieces.append(("figure", figure.id, figure.span, "affirms", "clause", counted))
    claims = tuple(
        Claim(
            id=content_id("clm", id_, field, value, span.start), report=id_, field=field, value=value,
            evidence=Evidence.at(rendition, span), attribution=who, stance=stance, certainty="stated", basis=basis,
            method=METHOD,
        )
        for field, value, span, stance, basis, who in pieces
    )  # fmt: skip
    report = Report(
        id=id_, document=item, type=kind.type, mode=None, status=status, level="incident", part_of=None,
        background=account.background, when=when, where=where, initiators=(doer,), targets=harmed, victims=(),
        weapons=(), alternative_group=None, figures=() if figure is None else (figure.id,), attribution=said,
        certainty="stated", evidence=(clause,), claims=claims, tags=(), acled_event=None, acled_sub_event=None,
        plover=None, plover_mode=None,
    )  # fmt: skip
    return report, figure, told


def doer_of(told: Told, rendition: Rendition) -> Actor:
    """Who did it, as the account names them."""
    side, text = told.account.happening.doer, told.who.of(rendition.text)
    named = told.account.named and (side.name in text or (side.kind == "military" and "rmy" in text))
    name = side.name if named else text.removeprefix("The ")
    return Actor(
        span=told.who, text=text, name=name[:1].lower() + name[1:] if side.kind == "military" else name, actor_id=None,
        kind=doer_kind(told.account, side),
    )  # fmt: skip


def harmed_in(told: Told, rendition: Rendition) -> tuple[Actor, ...]:
    """To whom or to what it was done, where the account says so."""
    if told.whom is None:
        return ()
    words = told.whom.of(rendition.text)
    kind = "civilians" if told.account.happening.kind.whom else "structure"
    return (Actor(span=told.whom, text=words, name=words.removeprefix("a "), actor_id=None, kind=kind),)


def speakers(told: Told, rendition: Rendition) -> tuple[Actor, ...]:
    """The persons and bodies that are quoted."""
    found = []
    for span, voice in ((told.speaker, told.account.voice), (told.counter, told.account.counts)):
        if span is None or voice is None or voice.body is None or voice.name is None:
            continue
        text = rendition.text
        at = text.index(voice.name, span.start)
        who = Span(at, at + len(voice.name))
        found.append(
            Actor(span=who, text=who.of(text), name=voice.name, actor_id=None, kind="person", organisation=voice.body)
        )
        body = text.find(voice.body, span.start, span.end)
        if body >= 0:
            kind = kind_of(voice.body, told.account)
            where = Span(body, body + len(voice.body))
            found.append(Actor(span=where, text=voice.body, name=voice.body, actor_id=None, kind=kind))
    return tuple(found)


def kind_of(body: str, account: Account) -> str:
    """What kind of actor a body is."""
    sides = {side.name: side.kind for side in (account.happening.doer, account.happening.other)}
    return sides.get(body, "government" if "Health" in body else "organisation")


def attributions(told: Told) -> tuple[Attribution, ...]:
    """Who says what in an account."""
    found = (
        _attribution(told.speaker, told.cue, told.clause, told.account.voice),
        _attribution(told.counter, told.counter_cue, told.number, told.account.counts),
    )
    return tuple(one for one in found if one is not None)


def _attribution(
    source: Span | None, cue: Span | None, content: Span | None, voice: Voice | None
) -> Attribution | None:
    if source is None or cue is None or content is None or voice is None:
        return None
    return Attribution(
        source=source, cue=cue, content=(content,), speaker=voice.name, organisation=voice.body, via=(),
        kind="statement", direct=False, certainty="stated", cue_text="said",
    )  # fmt: skip


def when_of(told: Told, rendition: Rendition) -> When:
    """The time as the account gives it: the day, the week before the story, or the story's own day."""
    account: Account = told.account
    first, last, precision, basis = account.happening.day, account.happening.day, "day", "clause"
    if account.dated == "week":
        (first, last), precision = this_week(account.told), "range"
    elif account.dated == "story":
        first, last, basis = account.told, account.told, "publication date"
    text = None if told.when is None else told.when.of(rendition.text)
    return When(earliest=_iso(first), latest=_iso(last), precision=precision, text=text, basis=basis)


def _iso(day: date) -> str:
    return day.isoformat()


def figure_of(item: str, rendition: Rendition, told: Told, said: Attribution | None, where: Place) -> Figure:
    """The number that an account gives."""
    number, span = told.account.number, told.number
    assert number is not None and span is not None
    exact = None if number.floor else float(number.amount)
    day = None if told.when is None or told.account.dated != "day" else _iso(told.account.happening.day)
    return Figure(
        id=content_id("fig", item, span.start), span=span, text=span.of(rendition.text), low=float(number.amount),
        best=exact, high=exact, modifier="at_least" if number.floor else "exact", vague_class=None, unit=None,
        counted="persons", outcome=number.outcome, party="civilians" if number.people == "children" else "unknown",
        population="bodies" if number.outcome == "bodies" else number.people, measure="incident",
        period=None if day is None else Period(day, day), scope=where, part_of=None, attribution=said,
        evidence=Evidence.at(rendition, span),
    )  # fmt: skip
