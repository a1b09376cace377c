"""The candidate pairs of copies, sought in slices, are those sought all at once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.stream import stream
from dateline.linking import candidates as rules
from dateline.linking.age import age
from dateline.linking.prints import SIZE, Print, grams, print_of
from tests.linking.factories import document
from tests.linking.plain_candidates import plain_candidates

DAYS = st.sampled_from([None, "2021-05-04", "2021-05-05", "2021-07-30", "2022-01-01"])
STORY = st.tuples(st.lists(st.integers(1, 6), max_size=14), DAYS)


def told(number, words, day):
    found = np.array(words, dtype=np.uint64) << np.uint64(50)
    return Print(document(f"{number:02}", "x", day), len(found), np.unique(grams(found, SIZE)))


@given(st.lists(STORY, max_size=24), st.sampled_from([2, 5, 20]), st.sampled_from([1, 7, 200_000]))
@settings(max_examples=200, deadline=None)
def test_slices_give_what_the_whole_gives(stories, crowd, at_once):
    usual = rules.CROWD, rules.AT_ONCE
    rules.CROWD, rules.AT_ONCE = crowd, at_once
    try:
        prints = [one for one in (told(n, *story) for n, story in enumerate(stories)) if len(one)]
        assert rules.candidates(prints) == plain_candidates(prints)
    finally:
        rules.CROWD, rules.AT_ONCE = usual


@given(st.lists(STORY, max_size=24), st.sets(st.integers(0, 23), max_size=4), st.sampled_from([2, 5, 20]))
@settings(max_examples=300, deadline=None)
def test_what_fresh_stories_cannot_have_changed_is_as_it_was(stories, fresh, crowd):
    usual, rules.CROWD = rules.CROWD, crowd
    try:
        prints = [one for one in (told(n, *story) for n, story in enumerate(stories)) if len(one)]
        new = sorted(n for n in fresh if n < len(prints))
        old = [n for n in range(len(prints)) if n not in new]
        before = {(old[a], old[b]) for a, b in plain_candidates([prints[n] for n in old]).pairs}
        found = rules.candidates(prints, len(old), new)
        kept = {pair for pair in before if pair[1] not in found.counted}
        whole = plain_candidates(prints)
        assert kept | set(found.pairs) == set(whole.pairs)
        assert (found.crowded, found.most) == (whole.crowded, whole.most)
    finally:
        rules.CROWD = usual


def test_a_story_of_today_has_few_pairs_counted_again():
    prints = sorted(map(print_of, stream(150).documents), key=age)
    found = rules.candidates(prints, len(prints) - 1, [len(prints) - 1])
    assert len(found.counted) < len(prints) / 4


def test_so_it_is_on_the_stream(monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 1000)
    prints = sorted(map(print_of, stream(150).documents), key=age)
    found = rules.candidates(prints)
    assert found == plain_candidates(prints)
    assert found.crowded and len(found.pairs) > 100
