import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.document import Candidate, Coding, DateCandidate, Document, Published, Reading
from dateline.model.mention import Actor, Attribution, Figure, Place, Symbol, Time
from dateline.model.report import Claim, Report, When
from dateline.model.span import Evidence, Rendition, Span
from dateline.store import codec

WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
MAYBE = st.none() | WORDS
NUMBER = st.none() | st.floats(allow_nan=False, allow_infinity=False)
RENDITION = st.builds(
    lambda text: Rendition.make(text, blob="b", extractor="x/1"), st.text(st.characters(codec="utf-8"), min_size=3)
)
SPAN = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(min(pair), max(pair)))


def many(strategy):
    return st.lists(strategy, max_size=2).map(tuple)


@st.composite
def coded(draw):
    """Any document, with all its evidence in its own rendition."""
    rendition = draw(RENDITION)
    evidence = st.integers(0, len(rendition.text) - 1).map(
        lambda start: Evidence(rendition, start, len(rendition.text))
    )
    place = build(Place)
    attribution = build(Attribution, content=many(SPAN), via=many(WORDS))
    actor = build(Actor)
    figure = build(Figure, scope=st.none() | place, attribution=st.none() | attribution, evidence=evidence)
    claim = build(Claim, evidence=st.none() | evidence, attribution=st.none() | attribution)
    report = build(
        Report, where=st.none() | place, attribution=st.none() | attribution, evidence=many(evidence),
        claims=many(claim), initiators=many(actor), targets=many(actor), victims=many(actor), weapons=many(actor),
    )  # fmt: skip
    reading = build(
        Reading, times=many(build(Time)), places=many(place), actors=many(actor),
        figures=many(figure), attributions=many(attribution),
    )  # fmt: skip
    coding = st.builds(Coding, reports=many(report), main_report=MAYBE)
    return draw(
        build(
            Document, rendition=st.just(rendition), segments=st.just(()), reading=st.none() | reading,
            coding=st.none() | coding, masthead=many(build(Candidate)),
        )
    )  # fmt: skip


SIMPLE = {
    Span: SPAN,
    Span | None: st.none() | SPAN,
    float | None: NUMBER,
    str: WORDS,
    str | None: MAYBE,
    Symbol | None: st.none() | st.builds(Symbol, anchor=WORDS, rule=WORDS, amount=st.integers(-(2**40), 2**40)),
}


def build(kind, **given):
    fields = {f.name: f.type for f in msgspec.structs.fields(kind)}
    return st.builds(kind, **{n: given[n] if n in given else SIMPLE.get(t, st.from_type(t)) for n, t in fields.items()})


SIMPLE |= {When | None: st.none() | build(When), Published: build(Published, candidates=many(build(DateCandidate)))}


@given(st.lists(coded(), max_size=2))
def test_documents_survive(documents):
    renditions = {one.id: one for one in codec.renditions_of(documents)}
    back = codec.decode(codec.encode(documents), renditions.__getitem__)
    assert msgspec.to_builtins(back) == msgspec.to_builtins(tuple(documents))
    assert all(one.rendition is renditions[one.rendition.id] for one in back)
