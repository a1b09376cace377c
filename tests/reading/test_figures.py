import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from dateline.model.document import Document, Published, Reading, Segment
from dateline.model.mention import Attribution, Place, Time
from dateline.model.span import Rendition, Span
from dateline.reading.figures import find_figures
from dateline.reading.parse import parse_document
from dateline.tables.quantities import load

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]
NOTHING = Reading(times=(), places=(), actors=(), figures=(), attributions=())
TABLES = SimpleNamespace(quantities=load())


def document(text, role="body", published=None):
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
        published=Published(earliest=published, latest=published, precision="day" if published else None, basis="test"),
        publisher=None,
        agency=None,
        byline=None,
        language="en",
    )


def figures(nlp, text, mentions=NOTHING, role="body", published=None):
    of = document(text, role, published)
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
        ("Some 300 displaced people are staying in a school.", "stock"),
        ("Some 300 people displaced by the flood live in a school.", "stock"),
        ("The fighting displaced 300 people.", "flow"),
        ("The camp holds 300 families.", "stock"),
        ("The truce ended ten days of fighting in which 40 people were killed.", "cumulative"),
        ("He recalled the war in which 4,000 people died.", "cumulative"),
        ("It was an ambush in which four men were killed.", "incident"),
        ("Thousands of people marched, in the largest protest since the war began.", "incident"),
    ],
)
def test_measure(nlp, text, measure):
    assert figures(nlp, text)[-1].measure == measure


def test_part_points_to_its_whole(nlp):
    whole, part = figures(nlp, "The shelling killed 20 people, including six children.")
    assert part.part_of == whole.id
    assert whole.part_of is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The flood drove 900 people out. Of these, 600 fled the coast and 200 left the town.", [1, 2]),
        ("A total of 45 people died: 30 in Brenn, 10 in and around Salla and five in Tarn.", [1, 2, 3]),
        ("The blast killed 16 people: nine soldiers and seven civilians.", [1, 2]),
        ("A mine killed 20 people.\nEleven of the dead were children.", [1]),
        ("A mine killed six people.\nEleven of the dead were children.", []),
        ("The blast killed 16 people. Nine people were killed in Brenn.", []),
        ("The blast killed 16 people and injured nine.", []),
    ],
)
def test_parts_of_a_total(nlp, text, parts):
    whole, *others = figures(nlp, text)
    assert [n for n, figure in enumerate(others, 1) if figure.part_of == whole.id] == parts


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The minister said that 19 of the dead were civilians.", "civilians"),
        ("The minister said that 19 of the dead were soldiers.", "unknown"),
        ("The rockets killed nine villagers, two of them brothers.", "civilians"),
    ],
)
def test_party_follows_what_is_said_of_them(nlp, text, party):
    assert figures(nlp, text)[-1].party == party


def test_parts_by_place_have_their_own_scope(nlp):
    text = "In all, 45 people died: 30 in Brenn and 15 in and around Salla."
    mentions = Reading(
        times=(), places=(place(text, "Brenn"), place(text, "Salla")), actors=(), figures=(), attributions=()
    )
    assert [figure.scope.name for figure in figures(nlp, text, mentions)[1:]] == ["Brenn", "Salla"]


def test_people_who_left_a_place_are_displaced(nlp):
    text = "Some 300 people left Brenn. Two members left Labour."
    mentions = Reading(times=(), places=(place(text, "Brenn"),), actors=(), figures=(), attributions=())
    assert [figure.outcome for figure in figures(nlp, text, mentions)] == ["displaced", None]


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


@pytest.mark.parametrize(
    "text",
    [
        "Some 5,000 people have fled since 3 May 2012.",
        "Some 5,000 people have fled since the war began on 3 May 2012.",
    ],
)
def test_since_lasts_to_the_day_of_publication(nlp, text):
    mentions = Reading(
        times=(time(text, "3 May 2012", "2012-05-03", "2012-05-03"),), places=(), actors=(), figures=(), attributions=()
    )
    (figure,) = figures(nlp, text, mentions, published="2012-06-01")
    assert (figure.period.earliest, figure.period.latest) == ("2012-05-03", "2012-06-01")


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("As of 3 May 2012, 40 people had died.", None),
        ("By 3 May 2012 some 5,000 people had fled.", None),
        ("As of 3 May 2012, 5,000 displaced people live in tents.", "2012-05-03"),
        ("On 3 May 2012, 40 people died.", "2012-05-03"),
    ],
)
def test_a_closing_day_opens_no_count(nlp, text, earliest):
    mentions = Reading(
        times=(time(text, "3 May 2012", "2012-05-03", "2012-05-03"),), places=(), actors=(), figures=(), attributions=()
    )
    (figure,) = figures(nlp, text, mentions)
    assert (figure.period.earliest, figure.period.latest) == (earliest, "2012-05-03")


@pytest.mark.parametrize(
    ("text", "earliest"),
    [
        ("The agency said on Friday that 400 people had fled in the first four days of the offensive.", "2012-05-07"),
        ("The agency said on Friday that 400 people had fled in four days.", "2012-05-11"),
    ],
)
def test_the_first_days_end_with_the_statement(nlp, text, earliest):
    friday = time(text, "Friday", "2012-05-11", "2012-05-11")
    days = replace(time(text, "four days", None, None), kind="duration", timex3="P4D")
    mentions = Reading(times=(friday, days), places=(), actors=(), figures=(), attributions=())
    (figure,) = figures(nlp, text, mentions)
    assert (figure.period.earliest if figure.period else "2012-05-11") == earliest


def test_each_of_two_compared_numbers_has_its_own_day(nlp):
    text = "The toll stands at 45, up from 30 on 3 May 2012."
    mentions = Reading(
        times=(time(text, "3 May 2012", "2012-05-03", "2012-05-03"),), places=(), actors=(), figures=(), attributions=()
    )
    now, then = figures(nlp, text, mentions)
    assert now.period is None
    assert then.period.latest == "2012-05-03"


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


def test_nobody_is_counted_in_the_place_that_a_body_is_named_for():
    story = dateline.read(
        "Rebels attacked a post in Tikrit, killing 8 soldiers, Danil Korr, a spokesman of the Mosul Liberation Front, said."
    )
    assert [figure.scope.name for figure in story.figures if figure.best == 8] == ["Tikrit"]
