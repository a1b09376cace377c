import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.model.document import Document, Published, Reading, Segment
from dateline.model.mention import Attribution, Place, Time
from dateline.model.span import Rendition, Span
from dateline.reading.figures import find_figures
from dateline.reading.parse import parse_document
from dateline.tables.quantities import load

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]
NOTHING = Reading(times=(), places=(), actors=(), figures=(), attributions=())
TABLES = SimpleNamespace(quantities=load())


def document(text, role="body"):
    whole = Segment(span=Span(0, len(text)), role=role, text=text)
    return Document(
        id="doc-test",
        capture=None,
        path=None,
        url=None,
        captured_at=None,
        rendition=Rendition.make(text, blob="blob", extractor="test"),
        title=None,
        segments=(whole,),
        published=Published(earliest=None, latest=None, precision=None, basis="none given"),
        publisher=None,
        agency=None,
        byline=None,
        language="en",
    )


def figures(nlp, text, mentions=NOTHING, role="body"):
    of = document(text, role)
    return find_figures(of, parse_document(nlp, of), mentions, TABLES)


def shown(figure):
    low, high = ("" if end is None else f"{end:g}" if end < 1e6 else str(int(end)) for end in (figure.low, figure.high))
    return f"{low}..{high} {figure.outcome}"


def at(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def place(text, words, use="location"):
    return Place(
        span=at(text, words),
        text=words,
        name=words,
        latitude=None,
        longitude=None,
        radius_km=None,
        precision=None,
        gazetteer_id=None,
        admin1=None,
        admin2=None,
        admin3=None,
        pcode=None,
        country=None,
        use=use,
        basis="test",
    )


def time(text, words, earliest, latest):
    return Time(
        span=at(text, words),
        text=words,
        earliest=earliest,
        latest=latest,
        precision="day",
        kind="date",
        timex3=earliest,
        anchor=None,
        basis="test",
    )


def said(text, cue, content):
    return Attribution(
        source=None,
        cue=at(text, cue),
        content=(at(text, content),),
        speaker=cue,
        organisation=None,
        via=(),
        kind="statement",
        direct=False,
        certainty="stated",
        cue_text=cue,
    )


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_value_and_outcome(nlp, case):
    if case.get("gap"):
        pytest.xfail("a known gap")
    assert [shown(figure) for figure in figures(nlp, case["text"])] == case["figures"]


@pytest.mark.parametrize(
    ("text", "counted", "party", "population"),
    [
        ("Rebels killed 12 unarmed villagers.", "persons", "civilians", "unarmed villagers"),
        ("The raid killed 12 government soldiers.", "persons", "unknown", "government soldiers"),
        ("About 300 families fled.", "households", "civilians", "families"),
        ("The army retook dozens of hill towns.", "things", "unknown", "hill towns"),
        ("Seventy members of the Ora tribe were executed.", "persons", "unknown", "members of the Ora tribe"),
        ("At least 12 were killed.", "persons", "unknown", None),
    ],
)
def test_what_is_counted(nlp, text, counted, party, population):
    (figure,) = figures(nlp, text)
    assert (figure.counted, figure.party, figure.population) == (counted, party, population)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The blast killed 12 people.", "incident"),
        ("The death toll rose to 21.", "cumulative"),
        ("At least 400 people have fled since the truce collapsed.", "cumulative"),
        ("Some 400 people are still trapped.", "stock"),
        ("Some 400 people fled the town.", "flow"),
        ("The camp hosts 400 refugees.", "stock"),
        ("The strike killed three men, bringing the total to 40 dead.", "cumulative"),
    ],
)
def test_measure(nlp, text, measure):
    assert figures(nlp, text)[-1].measure == measure


def test_part_points_to_its_whole(nlp):
    whole, part = figures(nlp, "The shelling killed 20 people, including six children.")
    assert part.part_of == whole.id
    assert whole.part_of is None


def test_scope_is_the_place_of_the_clause(nlp):
    text = "Troops from Orland killed 12 people in Varna and burned homes."
    mentions = Reading(
        times=(),
        places=(place(text, "Orland", "government"), place(text, "Varna")),
        actors=(),
        figures=(),
        attributions=(),
    )
    assert figures(nlp, text, mentions)[0].scope.name == "Varna"


def test_scope_is_not_invented(nlp):
    text = "The minister said in Varna that 12 people had been killed."
    mentions = Reading(times=(), places=(place(text, "Varna"),), actors=(), figures=(), attributions=())
    assert figures(nlp, text, mentions)[0].scope is None


def test_period(nlp):
    text = "The blast killed 12 people on 3 May 2012."
    mentions = Reading(
        times=(time(text, "3 May 2012", "2012-05-03", "2012-05-03"),), places=(), actors=(), figures=(), attributions=()
    )
    (figure,) = figures(nlp, text, mentions)
    assert (figure.period.earliest, figure.period.latest) == ("2012-05-03", "2012-05-03")


def test_since_leaves_the_period_open(nlp):
    text = "Some 5,000 people have fled since 3 May 2012."
    mentions = Reading(
        times=(time(text, "3 May 2012", "2012-05-03", "2012-05-03"),), places=(), actors=(), figures=(), attributions=()
    )
    (figure,) = figures(nlp, text, mentions)
    assert (figure.period.earliest, figure.period.latest) == ("2012-05-03", None)


def test_attribution_is_the_innermost(nlp):
    text = "Radio Varna reported that the army said it had killed 12 rebels."
    outer = said(text, "reported", "the army said it had killed 12 rebels")
    inner = said(text, "said", "it had killed 12 rebels")
    mentions = Reading(times=(), places=(), actors=(), figures=(), attributions=(outer, inner))
    assert figures(nlp, text, mentions)[0].attribution is inner


def test_a_number_inside_a_time_is_no_figure(nlp):
    text = "In the spring of 1915 thousands died."
    mentions = Reading(
        times=(time(text, "the spring of 1915", "1915-03-01", "1915-05-31"),),
        places=(),
        actors=(),
        figures=(),
        attributions=(),
    )
    assert [shown(figure) for figure in figures(nlp, text, mentions)] == ["2000.. killed"]


def test_captions_count_nothing(nlp):
    assert figures(nlp, "Twelve people were killed.", role="caption") == ()


def test_evidence_holds_number_and_cue(nlp):
    (figure,) = figures(nlp, "Officials said at least 12 people had been killed.")
    assert figure.evidence.quote == "at least 12 people had been killed"
    assert figure.text == "at least 12 people"


SENTENCES = st.lists(st.sampled_from([case["text"] for case in CASES]), min_size=1, max_size=4)


@given(SENTENCES, st.sampled_from([" ", "\n", "\n\n", " 𐍈 "]))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_spans_hold_on_any_mixture(nlp, sentences, glue):
    text = glue.join(sentences)
    found = figures(nlp, text)
    assert len({figure.id for figure in found}) == len(found)
    for figure in found:
        assert figure.span.of(text) == figure.text
        assert text[figure.evidence.start : figure.evidence.end] == figure.evidence.quote
        assert figure.evidence.span.covers(figure.span)
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert figure.part_of is None or figure.part_of in {other.id for other in found}
