"""Which figures of a crowd are compared, and names that are asked for at once."""

import time
from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dateline.linking.alikes import Alikes
from dateline.linking.disagreement import crowd, figure_disagreements
from dateline.linking.pairing import BEFORE, CROWD, Item, pairs
from dateline.linking.relations import comparable
from dateline.values.names import alike
from tests.linking.test_estimates import told

NAMES = st.lists(st.sampled_from(["Omar", "Haddad", "al", "Sol", "Colonel", "the"]), min_size=1, max_size=4).map(
    " ".join
)


def items(n, voices=7):
    return [Item("killed" if k % 3 else "bodies", f"voice {k % voices}", float(k * 13 % 101)) for k in range(n)]


def test_up_to_a_hundred_all_are_compared_with_all():
    assert list(pairs(items(CROWD), comparable)) == list(combinations(range(CROWD), 2))


def test_in_a_crowd_each_is_compared_with_those_that_tell_most():
    many = items(600, voices=50)
    found = set(pairs(many, comparable))
    assert len(found) < 600 * (BEFORE + 5)
    assert all(a < b for a, b in found)
    killed = [n for n, one in enumerate(many) if one.outcome == "killed"]
    highest = max(killed, key=lambda n: (many[n].amount, n))
    assert all((min(n, highest), max(n, highest)) in found for n in killed if n != highest)
    by_voice = [n for n in killed if many[n].voice == many[killed[0]].voice]
    assert all((a, b) in found for a, b in pairwise(by_voice))
    assert any(many[a].outcome != many[b].outcome for a, b in found)


def test_two_thousand_figures_of_one_event_are_compared_in_near_linear_time(tables):
    def seconds(n):
        one = told(1.0, "A")
        several = [
            replace(told(float(k * 7 % 997 + 1), f"A{k}", day=f"2021-05-{k % 28 + 1:02}", name=str(k)), event=one.event)
            for k in range(n)
        ]
        start = time.process_time()
        rows = figure_disagreements("evt-1", several)
        assert crowd(several) == n
        return time.process_time() - start, len(rows)

    (small, few), (large, many) = seconds(500), seconds(2000)
    assert many < 5 * few
    assert large < 12 * max(small, 0.05)


def test_a_small_event_is_no_crowd():
    assert crowd([told(9.0, "A"), told(12.0, "B")]) == 0


@given(st.lists(NAMES, max_size=6), NAMES)
def test_names_seen_answer_as_each_of_them_would(seen, asked):
    known = Alikes()
    for name in seen:
        known.add(name)
    assert known.has(asked) == any(alike(name, asked) for name in seen)
