"""Runs of words that two stories share, and what stands around the words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking.passages import Run, hits, passages, runs
from dateline.linking.prints import grams, number_of, print_of
from dateline.linking.sides import Signs, quotations, side_of
from dateline.tables import copying
from tests.linking.factories import document

SIGNS = Signs(copying.load())


def side(text):
    return side_of(print_of(document("a", text)), SIGNS)


def quotes(text):
    return [text[start:end] for start, end in quotations(document("a", text))]


def marked(flags, one):
    words = one.text.document.text
    return [words[s:e] for s, e, flag in zip(one.starts, one.ends, flags, strict=True) if flag]


@given(*[st.lists(st.sampled_from("abcd"), min_size=1, max_size=60)] * 2, st.integers(3, 6))
@settings(max_examples=200, deadline=None)
def test_runs_are_the_same_words_and_do_not_overlap(one, other, least):
    a, b = side(" ".join(one)), side(" ".join(other))
    found = runs(hits(a, b), len(a), len(b), least)
    taken_a = [n for run in found for n in range(run.one, run.one + run.words)]
    taken_b = [n for run in found for n in range(run.other, run.other + run.words)]
    assert len(taken_a) == len(set(taken_a)) and len(taken_b) == len(set(taken_b))
    assert all(run.words >= least for run in found)
    for run in found:
        assert one[run.one : run.one + run.words] == other[run.other : run.other + run.words]


@given(*[st.lists(st.sampled_from("abcd"), min_size=1, max_size=40)] * 2)
@settings(max_examples=100, deadline=None)
def test_the_part_contained_is_that_of_the_shorter(one, other):
    a, b = side(" ".join(one)), side(" ".join(other))
    first, second = ({tuple(text[n : n + 3]) for n in range(len(text) - 2)} for text in (one, other))
    expected = len(first & second) / min(len(first), len(second)) if first and second else 0.0
    assert hits(a, b).part == hits(b, a).part == pytest.approx(expected)


def test_a_run_goes_on_over_case_marks_and_lines():
    a, b = side("He said: The bridge, at Dor, is GONE for good."), side("the bridge at\nDor is gone (for good)")
    (run,) = runs(hits(a, b), len(a), len(b), 4)
    assert run == Run(2, 0, 8)


def test_runs_close_to_one_another_are_one_passage():
    near, far = Run(0, 0, 6), Run(30, 8, 6)
    assert passages((near, Run(8, 7, 5), far)) == ((near, Run(8, 7, 5)), (far,))


def test_a_word_has_one_number_in_any_case():
    assert number_of("Größe") == number_of("GRÖSSE") and number_of("don’t") == number_of("Don't")
    assert number_of("dor") != number_of("door")


def test_fewer_words_than_asked_for_are_one_sequence():
    short = print_of(document("a", "Fire spreads"))
    assert len(grams(short.words, 4)) == 1 and len(grams(short.words[:0], 4)) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “no way” and “never”.", ["no way", "never"]),
        ('She said "yes. Then\nshe left "for good" alone.', ["yes. Then", "for good"]),
        ("Er sagte „nein“ und ging.", ["nein"]),
        ("Il dit « non » et partit.", [" non "]),
        ("They called it ``a ruin'' on Monday.", ["a ruin"]),
        ("It's the farmers' own land.", []),
    ],
)
def test_quotations(text, expected):
    assert quotes(text) == expected


def test_what_stands_around_words():
    one = side(
        "On Monday 14 patrols left. The ministry did not immediately respond to a request for comment; Karsa burnt."
    )
    assert marked(one.counts, one) == ["Monday", "14", "a"]
    assert marked(one.upper, one) == ["On", "Monday", "The", "Karsa"]
    assert marked(one.stock, one) == ["did", "not", "immediately", "respond", "to", "a", "request", "for", "comment"]
    assert marked(one.closes, one) == ["left", "comment", "burnt"]
