"""Documents with hand-made mentions over real parses, so that this stage is tested without the readers."""

import msgspec

from dateline.model.document import Document, Published, ReadDocument, Reading, Segment
from dateline.model.mention import Actor, Attribution, Place, Time
from dateline.model.span import Rendition, Span
from dateline.reading.parse import parse_document


def document(text, published="2021-06-10", roles=None):
    rendition = Rendition.make(text, blob="blob", extractor="test")
    roles = roles or [("body", text)]
    segments = tuple(
        Segment(span=Span(text.index(part), text.index(part) + len(part)), role=role, text=part) for role, part in roles
    )
    date = Published(earliest=published, latest=published, precision="day" if published else None, basis="given")
    return Document(
        id="doc-1",
        capture=None,
        path=None,
        url=None,
        captured_at=None,
        rendition=rendition,
        title=None,
        segments=segments,
        published=date,
        publisher=None,
        agency=None,
        byline=None,
        language="en",
    )


def spans(text, words):
    at = text.find(words)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def actors(text, kinds):
    return tuple(
        Actor(span=span, text=words, name=words, actor_id=words.lower(), kind=kind)
        for words, kind in kinds.items()
        for span in spans(text, words)
    )


def places(text, names):
    return tuple(
        Place(
            span=span,
            text=name,
            name=name,
            latitude=0.0,
            longitude=0.0,
            radius_km=1.0,
            precision=precision,
            gazetteer_id=name.lower(),
            admin1=None,
            admin2=None,
            admin3=None,
            pcode=None,
            country="VY",
            use="location",
            basis="test",
        )
        for name, precision in names.items()
        for span in spans(text, name)
    )


def times(text, intervals):
    return tuple(
        Time(
            span=next(spans(text, words)),
            text=words,
            earliest=first,
            latest=last,
            precision="day" if first == last else "range",
            kind="date",
            timex3=None,
            anchor=None,
            basis="test",
        )
        for words, (first, last) in intervals.items()
    )


def said(text, speaker, cue, content, certainty="stated", via=()):
    return Attribution(
        source=next(spans(text, speaker)),
        cue=next(spans(text, cue)),
        content=(next(spans(text, content)),),
        speaker=speaker,
        organisation=None,
        via=via,
        kind="statement",
        direct=False,
        certainty=certainty,
        cue_text=cue,
    )


def read(nlp, doc, kinds=None, names=None, intervals=None, attributions=()):
    text = doc.text
    reading = Reading(
        times=times(text, intervals or {}),
        places=places(text, names or {}),
        actors=tuple(sorted(actors(text, kinds or {}), key=lambda a: a.span)),
        figures=(),
        attributions=tuple(attributions),
    )
    return ReadDocument(msgspec.structs.replace(doc, reading=reading), parse_document(nlp, doc))
