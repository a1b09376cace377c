"""Source edges: copied, derived, quoted and stated passages, their direction and their evidence."""

import itertools
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.linking import candidates
from dateline.linking.copies import Compared, Stories, find_copies
from dateline.linking.origins import Origins
from dateline.model.span import Span
from dateline.tables import copying
from tests.linking.factories import document

WORDS = copying.load()
CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "copies.toml").read_text(encoding="utf-8"))
PIECES = CASES["text"]
WIRE = [PIECES[f"wire_{n}"] for n in range(1, 6)]
STORY = "\n".join(WIRE)
OTHER = "\n".join(PIECES[name] for name in ("grain_1", "grain_2", "grain_3", "school_1", "school_2"))


def edges(*documents):
    return find_copies(documents, WORDS).edges


def plain(found):
    return [(e.source, e.target, e.relation, [one.span for one in e.evidence]) for e in found]


def story(name, row):
    text = "\n".join(PIECES[piece] for piece in row["of"])
    return document(name, text, row.get("day"), publisher=row.get("publisher"), agency=row.get("agency"))


@pytest.mark.parametrize("swapped", [False, True], ids=["", "the other way round"])
@pytest.mark.parametrize("row", CASES["case"], ids=lambda row: row["name"])
def test_pairs(row, swapped):
    pair = [story("a", row["a"]), story("b", row["b"])]
    found = edges(*(reversed(pair) if swapped else pair))
    assert [edge.relation for edge in found] == ([row["relation"]] if row["relation"] else [])
    if "source" in row:
        assert found[0].source == f"doc-{row['source']}"


def test_no_case_depends_on_the_other_stories(monkeypatch):
    """All stories of the table in one case: a pair that is compared is to each other what it is alone."""
    monkeypatch.setattr(candidates, "CROWD", 1000)
    made = [
        replace(story(f"{n}{side}", row[side]), id=f"doc-{n}{side}")
        for n, row in enumerate(CASES["case"])
        for side in "ab"
    ]
    found = {frozenset((edge.source, edge.target)): edge.relation for edge in edges(*made)}
    for n, row in enumerate(CASES["case"]):
        assert found.get(frozenset((f"doc-{n}a", f"doc-{n}b")), "") == row["relation"], row["name"]


def test_evidence_stands_in_both_and_order_does_not_matter():
    made = [
        document("a", STORY, "2021-05-04"),
        document("b", STORY + " " + OTHER, "2021-05-05"),
        document("c", OTHER, "2021-05-03"),
    ]
    found = [edges(*order) for order in itertools.permutations(made)]
    assert all(plain(one) == plain(found[0]) for one in found)
    for edge in found[0]:
        for there, here in zip(edge.evidence[::2], edge.evidence[1::2], strict=True):
            assert there.quote == here.quote


def test_a_quotation_is_shown_alone():
    row = next(row for row in CASES["case"] if row["name"] == "one quotation by two outlets")
    (edge,) = edges(story("a", row["a"]), story("b", row["b"]))
    assert all("bridge would stay open" in one.quote for one in edge.evidence)


def test_a_caption_between_two_words_is_no_evidence():
    caption = "A boat like the two that sank, in a picture of last year."
    long = "\n".join([*WIRE[:2], caption, *WIRE[2:]])
    made = document("a", STORY, "2021-05-04"), document("b", long, "2021-05-05", captions=(caption,))
    (edge,) = edges(*made)
    assert edge.relation == "copy" and not any("picture" in one.quote for one in edge.evidence)
    at = long.index("Fishermen who")
    told = Origins.along([edge]).of("doc-b", Span(at, at + 40))
    assert told.span.of(STORY) == long[at : at + 40]


def test_one_short_page_at_two_paths_is_a_copy():
    one = document("b", "Shells fell on Karsa.", "2021-05-04")
    other = replace(one, id="doc-a", capture="cap-a", path="a")
    (edge,) = edges(one, other)
    assert (edge.source, edge.target, edge.relation) == ("doc-a", "doc-b", "copy")
    assert [e.quote for e in edge.evidence] == ["Shells fell on Karsa."] * 2


def test_two_short_stories_of_one_page_are_no_copies():
    page = document("a", "Shells fell on Karsa.\nRain fell on Karsa.", "2021-05-04")
    (whole,) = page.segments
    halves = [
        replace(page, id=f"doc-{n}", segments=(replace(whole, span=span, text=span.of(page.text)),))
        for n, span in enumerate((Span(0, 22), Span(22, len(page.text))))
    ]
    assert edges(*halves) == ()


def test_a_story_that_two_hundred_copied_is_not_lost():
    """More stories have each of its phrases than are compared with one another; each still leads back to the first."""
    first = document("first", STORY, "2021-05-04")
    copies = [
        document(f"{n:03}", f"{WIRE[n % 5]}\n{WIRE[(n + 1) % 5]}\nReader {n} of town {n * 7} sent us this.", day)
        for n in range(200)
        for day in [f"2021-05-{5 + n % 20:02}"]
    ]
    found = find_copies([*copies, first], WORDS)
    assert found.capped
    origins = Origins.along(found.edges)
    assert {origins.document(one.id, Span(0, len(WIRE[n % 5]))) for n, one in enumerate(copies)} == {first.id}
    assert len(found.edges) < 20 * len(copies)


def test_empty_and_tiny_stories_are_compared_too():
    made = [document(str(n), text, "2021-05-04") for n, text in enumerate(["x", "x", "", "Fire!", "a b c", "a b c"])]
    assert [(e.source, e.target) for e in edges(*made)] == []


LINES = [*WIRE, *(PIECES[name] for name in ("grain_1", "grain_2", "quote", "statement", "stock_a", "house"))]
SHELF = [
    document(f"{n}", "\n".join(LINES[(n * 5 + k * (1 + n % 3)) % len(LINES)] for k in range(1 + n % 4)), day, publisher=by)
    for n in range(14)
    for day in [None if n % 7 == 6 else f"2021-05-{1 + n % 5:02}"]
    for by in [("Karsa Post", "Orrin Daily", None)[n % 3]]
]  # fmt: skip
STEP = st.tuples(st.booleans(), st.lists(st.integers(0, len(SHELF) - 1), max_size=6))


@given(st.lists(STEP, max_size=6), st.booleans())
@settings(max_examples=60, deadline=None)
def test_stories_that_come_and_go_leave_what_those_that_stay_give(steps, crowded):
    """Batch and any order of insertions and removals agree, also where blocks are crowded."""
    usual = candidates.CROWD
    candidates.CROWD = 3 if crowded else usual
    try:
        shelf, kept = Stories(WORDS), {}
        for comes, numbers in steps:
            some = [SHELF[n] for n in numbers]
            if comes:
                shelf.add(some)
                kept |= {one.id: one for one in some}
            else:
                shelf.remove([one.id for one in some])
                kept = {id_: one for id_, one in kept.items() if one not in some}
            assert plain(shelf.survey().edges) == plain(find_copies(list(kept.values()), WORDS).edges)
    finally:
        candidates.CROWD = usual


@given(st.sets(st.integers(0, len(SHELF) - 1)), st.integers(0, len(SHELF) - 1))
@settings(max_examples=60, deadline=None)
def test_one_more_story_adds_only_edges_of_its_own(numbers, more):
    """Below the cap a story changes nothing between others."""
    before = edges(*(SHELF[n] for n in numbers - {more}))
    after = edges(*(SHELF[n] for n in numbers | {more}))
    mine = SHELF[more].id
    assert plain(before) == plain(e for e in after if mine not in (e.source, e.target))


def test_what_was_compared_before_need_not_be_compared_again():
    first, again = Stories(WORDS), Stories(WORDS)
    first.add(SHELF)
    again.add(SHELF)
    expected = plain(first.survey().edges)
    known = first.compared.pairs
    again.remember(Compared({**known, ("doc-gone", "doc-0"): None}, frozenset()))
    assert plain(again.survey().edges) == expected
    assert again.compared.pairs == known and all(again.compared.pairs[pair] is edge for pair, edge in known.items())


def test_a_story_whose_date_is_found_is_compared_again():
    first, second = document("a", STORY, None), document("b", STORY, "2021-05-05")
    shelf = Stories(WORDS)
    shelf.add([first, second])
    assert shelf.survey().edges[0].source == "doc-b"
    shelf.add([replace(first, published=replace(second.published, earliest="2021-05-01", latest="2021-05-01"))])
    assert shelf.survey().edges[0].source == "doc-a"
