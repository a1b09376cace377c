"""The numbers of an event by the named policies."""

import time

import pytest

import dateline
from dateline.linking.estimates import POLICIES, estimates
from dateline.linking.told import Remark, Told
from dateline.model.event import Claimant
from dateline.model.mention import Period
from tests.linking.factories import document, figure

TEXT = "They count 7 dead in Karsa."


def told(best=None, who="Post", day="2021-05-04", side="unknown", low=None, high=None, remark=None, name=None, **more):
    one = document(name or f"{who}-{best}-{low}-{day}", TEXT)
    low, high = (best if low is None else low), (best if low is None and high is None else high)
    made = figure(one, "7 dead", best=best, low=low, high=high, **more)
    return Told(
        figure=made, claimant=Claimant(who, who, side), published=Period(day, day), claim=f"clm-{one.id}",
        document=one.id, remark=remark or Remark(),
    )  # fmt: skip


def by_policy(tables, *several):
    return {one.policy: (one.low, one.best, one.high) for one in estimates(several, tables.quantities)}


@pytest.mark.parametrize(
    ("several", "acled", "ucdp", "ibc"),
    [
        ([(9, "A"), (12, "B"), (12, "C")], (9, 9, 9), (9, 12, 12), (9, None, 12)),
        ([(9, "A"), (9, "B")], (9, 9, 9), (9, 9, 9), (9, 9, 9)),
        ([(9, "A"), (12, "unknown")], (9, 9, 9), (9, 9, 12), (9, None, 12)),
    ],
)
def test_policies(tables, several, acled, ucdp, ibc):
    found = by_policy(tables, *(told(float(n), who) for n, who in several))
    assert found == {"acled_conservative": acled, "ucdp_blh": ucdp, "ibc_minmax": ibc}


def test_every_policy_has_its_rule(tables):
    rules = {one.policy: one.rule for one in estimates([told(9.0, "A"), told(12.0, "B")], tables.quantities)}
    assert list(rules) == list(POLICIES)
    assert rules["acled_conservative"].endswith("reports differ")
    one = {one.policy: one.rule for one in estimates([told(9.0, "A")], tables.quantities)}
    assert one["ibc_minmax"].endswith("provisional: one institution")


def test_vague_words_have_their_house_values_in_one_policy_only(tables):
    found = by_policy(tables, told(None, "A", low=24.0, modifier="vague", vague_class="dozens"))
    assert found == {"acled_conservative": (12, 12, 12), "ucdp_blh": (24, 24, 24), "ibc_minmax": (24, None, None)}


def test_a_toll_that_rose_competes_no_more(tables):
    found = by_policy(tables, told(9.0, "A"), told(14.0, "A", day="2021-05-06"), told(11.0, "B", day="2021-05-05"))
    assert set(found.values()) == {(14, 14, 14)}


def test_what_the_other_side_counts_overtakes_nothing_and_is_unreliable(tables):
    mine = told(9.0, "Army", side="party_b", party="b")
    theirs = told(40.0, "Front", day="2021-05-06", side="party_a", party="b")
    found = by_policy(tables, mine, theirs)
    assert found == {"acled_conservative": (9, 9, 9), "ucdp_blh": (9, 9, 9), "ibc_minmax": (9, None, 40)}
    assert by_policy(tables, theirs)["ucdp_blh"] == (40, 40, 40)


def test_that_a_party_has_no_losses_is_its_own_word(tables):
    none = told(0.0, "Front", side="party_b", party="b")
    assert by_policy(tables, none, told(20.0, "UN", party="b"))["ucdp_blh"] == (20, 20, 20)
    assert by_policy(tables, none)["ucdp_blh"] == (0, 0, 0)


def test_what_is_put_right_counts_on_paper_or_is_a_part_competes_not(tables):
    right = told(14.0, "A").figure
    gone = told(9.0, "A", remark=Remark(replaced_by=right))
    paper = told(10.0, "B", remark=Remark(kind="planned"))
    part = told(3.0, "C", part_of="fig-1")
    assert by_policy(tables, gone, paper, part) == {}


def test_a_number_that_another_story_puts_right_competes_no_more(tables):
    first, later = told(12.0, "A"), told(12.0, "C", day="2021-05-09")
    right = told(9.0, "B", day="2021-05-05", remark=Remark(instead_of=first.figure))
    assert by_policy(tables, first, right)["ibc_minmax"] == (9, 9, 9)
    assert by_policy(tables, first, right, later)["ibc_minmax"] == (12, 12, 12)


def test_an_unknown_side_is_that_of_the_only_side_known(tables):
    found = estimates([told(9.0, "A", party="b"), told(12.0, "B")], tables.quantities)
    assert {(one.party, one.low, one.high) for one in found if one.policy == "ibc_minmax"} == {("b", 9, 12)}


def test_order_does_not_matter(tables):
    several = [told(9.0, "A"), told(14.0, "A", day="2021-05-06"), told(12.0, "B"), told(12.0, "C")]
    assert estimates(several, tables.quantities) == estimates(several[::-1], tables.quantities)


def test_two_thousand_figures_take_no_time(tables):
    several = [told(float(n % 90), f"A{n % 300}", day=f"2021-05-{n % 28 + 1:02}", name=str(n)) for n in range(2000)]
    start = time.process_time()
    estimates(several, tables.quantities)
    assert time.process_time() - start < 1


def test_every_number_of_the_record_stays_beside_its_policies():
    stories = [
        dateline.read(f"Shells hit Tikrit\n\nThe army shelled a market in Tikrit on Thursday, killing {n} civilians, {who} said.",
                      published="2018-09-07", publisher=paper)
        for n, who, paper in ((9, "the Red Cross", "Daily Lantern"), (12, "the United Nations", "Karsa Post"))
    ]  # fmt: skip
    (event,) = [one for one in dateline.link(stories).events if one.type == "remote.shelling"]
    assert {value.value for value in event.values["killed"]} == {"9", "12"}
    assert {(one.policy, one.low, one.high) for one in event.estimates} == {
        ("acled_conservative", 9, 9), ("ucdp_blh", 9, 12), ("ibc_minmax", 9, 12),
    }  # fmt: skip
    claims = {claim.id for claim in event.claims}
    assert all(set(one.claims) <= claims for one in event.estimates)
