"""Source edges: copied, derived and quoted passages, their direction and their evidence."""

import itertools

import pytest
from msgspec.structs import replace

from dateline.linking.copies import find_copies, origin_finder
from dateline.model.span import Span
from tests.linking.factories import document

STORY = (
    "Fishermen at Tolma hauled the burnt ferry onto the shingle on Tuesday and counted the life jackets it still held. "
    "The harbour master said the crew had radioed twice before the engine room filled with smoke. "
    "Nobody could say why the second boat turned back half a mile from the breakwater. "
    "“We lit fires along the whole beach and kept them burning until the rain came,” said the keeper of the light. "
    "By Wednesday the school had become a place to wait for names."
)
OTHER = (
    "Grain prices in Verrin doubled in a month as mills ran out of diesel. Bakers opened at noon and closed by two. "
    "The governor promised lorries from the coast and blamed the snow. Buyers queued along the canal before dawn."
)


def edges(*documents):
    return [(e.source, e.target, e.relation) for e in find_copies(documents)]


@pytest.mark.parametrize("share", [1.0, 0.5, 0.3])
def test_a_cut_copy_points_to_what_came_first(share):
    first = document("z", STORY, "2021-05-04")
    cut = document("a", STORY[: int(len(STORY) * share)], "2021-05-05")
    assert edges(cut, first) == [("doc-z", "doc-a", "copy")]


def test_a_passage_inside_a_longer_story_is_derived():
    two = ". ".join(STORY.split(". ")[:2])
    long = document("b", OTHER * 3 + "\n" + two + ".\n" + OTHER.replace("Verrin", "Karsa"), "2021-05-06")
    assert edges(document("a", STORY, "2021-05-04"), long) == [("doc-a", "doc-b", "derived")]


def test_one_quotation_in_two_stories():
    quote = STORY[STORY.index("“") : STORY.index("”") + 1]
    text = (
        "Rescue crews left the coast. " + quote + " the keeper told them. Schools reopen on Monday after the long week."
    )
    found = find_copies((document("a", STORY, "2021-05-04"), document("b", text, "2021-05-05")))
    assert [e.relation for e in found] in (["shared_quote"], ["derived"], ["copy"])
    assert all("kept them burning" in e.quote for edge in found for e in edge.evidence)


def test_unrelated_stories_have_no_edge():
    assert edges(document("a", STORY, "2021-05-04"), document("b", OTHER, "2021-05-05")) == []


def test_evidence_stands_in_both_and_order_does_not_matter():
    made = [
        document("a", STORY, "2021-05-04"),
        document("b", STORY + " " + OTHER, "2021-05-05"),
        document("c", OTHER, "2021-05-03"),
    ]
    found = [find_copies(order) for order in itertools.permutations(made)]
    assert all(
        [(e.source, e.target, e.relation, e.evidence) for e in one]
        == [(e.source, e.target, e.relation, e.evidence) for e in found[0]]
        for one in found
    )
    for edge in found[0]:
        for there, here in zip(edge.evidence[::2], edge.evidence[1::2], strict=True):
            assert there.quote == here.quote


def test_the_origin_of_a_passage_is_the_oldest_that_has_it():
    made = (
        document("a", STORY, "2021-05-04"),
        document("b", STORY, "2021-05-05"),
        document("c", "News. " + STORY, "2021-05-06"),
    )
    origin = origin_finder(find_copies(made))
    at = made[2].text.index("harbour master")
    assert origin("doc-c", Span(at, at + 30)) == "doc-a"
    assert origin("doc-c", Span(0, 5)) == "doc-c"


def test_one_short_page_at_two_paths_is_a_copy():
    one = document("b", "Shells fell on Karsa.", "2021-05-04")
    other = replace(one, id="doc-a", capture="cap-a", path="a")
    (edge,) = find_copies((one, other))
    assert (edge.source, edge.target, edge.relation) == ("doc-a", "doc-b", "copy")
    assert [e.quote for e in edge.evidence] == ["Shells fell on Karsa."] * 2


def test_two_short_stories_of_one_page_are_no_copies():
    page = document("a", "Shells fell on Karsa.\nRain fell on Karsa.", "2021-05-04")
    (whole,) = page.segments
    halves = [
        replace(page, id=f"doc-{n}", segments=(replace(whole, span=span, text=span.of(page.text)),))
        for n, span in enumerate((Span(0, 22), Span(22, len(page.text))))
    ]
    assert find_copies(halves) == ()
