"""Who told a passage first, and whose a story is that does not say so."""

from msgspec.structs import replace

from dateline.linking.copies import find_copies
from dateline.linking.credits import credited
from dateline.linking.origins import Origins
from dateline.model.event import SourceEdge
from dateline.model.span import Evidence, Span
from dateline.tables import copying
from tests.linking.factories import coded, document, reading, report
from tests.linking.test_copies import OTHER, PIECES, STORY, WIRE
from tests.linking.test_link import linked

WORDS = copying.load()


def edges(*documents):
    return find_copies(documents, WORDS).edges


def test_the_origin_of_a_passage_is_the_oldest_that_has_it():
    made = (
        document("a", STORY, "2021-05-04"),
        document("b", STORY, "2021-05-05"),
        document("c", f"News from the coast.\n{STORY}", "2021-05-06"),
    )
    origins = Origins.along(edges(*made))
    at = made[2].text.index("larger boat")
    assert origins.of("doc-c", Span(at, at + 30)).document == "doc-a"
    assert made[0].text[origins.of("doc-c", Span(at, at + 30)).span.start :].startswith("larger boat")
    assert origins.document("doc-c", Span(0, 5)) == "doc-c"


def test_passages_of_one_story_lead_to_different_ones():
    made = (
        document("a", STORY, "2021-05-04"),
        document("b", OTHER, "2021-05-04"),
        document("c", f"{OTHER}\n{STORY}", "2021-05-06"),
    )
    origins = Origins.along(edges(*made))
    at = made[2].text.index("larger boat")
    assert origins.document("doc-c", Span(at, at + 40)) == "doc-a"
    assert origins.document("doc-c", Span(0, 60)) == "doc-b"


def test_a_reworded_sentence_is_found_by_its_pieces():
    names = ("reworded_1", "reworded_2", "reworded_3", "reworded_4")
    text = "\n".join(PIECES[name] for name in names)
    made = document("a", STORY, "2021-05-04"), document("b", text, "2021-05-05")
    origins = Origins.along(edges(*made))
    third = PIECES["reworded_3"]
    at = text.index(third)
    assert origins.document("doc-b", Span(at, at + len(third))) == "doc-a"


def test_all_in_a_circle_come_to_one_answer():
    made = [document(name, STORY) for name in "abc"]
    whole = Span(0, len(STORY))
    circle = [
        SourceEdge(
            source=one.id, target=other.id, relation="copy",
            evidence=(Evidence.at(one.rendition, whole), Evidence.at(other.rendition, whole)),
        )
        for one, other in zip(made, made[1:] + made[:1], strict=True)
    ]  # fmt: skip
    assert {Origins.along(circle).document(one.id, whole) for one in made} == {"doc-a"}


def agencies(*documents):
    known = credited({one.id: one for one in documents}, edges(*documents))
    return [known[one.id].agency for one in documents]


def test_who_prints_a_story_that_another_credits_to_an_agency_has_it_from_there():
    first = document("a", STORY, "2021-05-04", publisher="Karsa Post")
    second = document("b", "\n".join(WIRE[:4]), "2021-05-05", publisher="Orrin Daily", agency="AFP")
    assert agencies(first, second) == ["AFP", "AFP"]
    assert agencies(first, replace(second, agency=None)) == [None, None]


def test_copies_that_credit_two_agencies_say_nothing():
    made = [
        document(str(n), STORY, f"2021-05-0{n}", publisher=f"Post {n}", agency=(None, "AFP", "Reuters")[n - 1])
        for n in (1, 2, 3)
    ]
    assert agencies(*made) == [None, "AFP", "Reuters"]


def test_a_story_that_credits_an_agency_for_its_larger_part_says_nothing_of_the_other():
    short = document("a", "\n".join(WIRE[:2]), "2021-05-04", publisher="Karsa Post")
    long = document("b", f"{OTHER}\n{OTHER}\n" + "\n".join(WIRE[:2]), "2021-05-05", agency="AFP")
    assert agencies(short, long) == [None, "AFP"]


def test_an_agency_that_one_of_two_outlets_credits_is_one_claimant(tables):
    """The agency's own story is not in the case."""
    clause = "Two ferries carrying families from the flooded Tarrin delta collided"
    made = []
    for name, agency in (("a", None), ("b", "AFP")):
        one = reading(document(name, STORY, "2021-05-04", publisher=f"Post {name}", agency=agency))
        made.append(coded(one, report(one, clause, "remote.shelling")))
    events = linked(*made, tables=tables).record.events
    assert {claimant.speaker for event in events for claimant in event.claimants} == {"AFP"}


def test_who_is_behind_a_circle_comes_to_its_answer_too():
    made = [document(name, STORY) for name in "abcd"]
    whole = Span(0, len(STORY))
    tied = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")]
    by_name = dict(zip("abcd", made, strict=True))
    circle = [
        SourceEdge(
            source=f"doc-{one}", target=f"doc-{other}", relation="copy",
            evidence=(Evidence.at(by_name[one].rendition, whole), Evidence.at(by_name[other].rendition, whole)),
        )
        for one, other in tied
    ]  # fmt: skip
    assert {Origins.along(circle).document(f"doc-{name}", whole) for name in "abcd"} == {"doc-a"}


def test_what_is_in_no_story_of_others_is_its_own_origin():
    assert Origins.along(()).document("doc-a", Span(0, 5)) == "doc-a"
