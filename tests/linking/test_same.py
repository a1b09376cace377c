"""Pair decisions: what joins, what keeps apart, what stays unsure."""

import tomllib
from pathlib import Path

import pytest
from msgspec.structs import replace

from dateline.linking.blocks import MOST, Blocks
from dateline.linking.same import SURE, decide
from dateline.linking.slots import slots
from dateline.linking.timing import STEPS
from dateline.linking.torn import Dated, untorn
from dateline.model.mention import Period
from dateline.model.report import When
from tests.linking.factories import TOWNS, actor, document, figure, on, place, reading, report, yearly

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "linking_pairs.toml").read_text())["case"]
BASE = {"type": "remote.shelling", "when": ["2021-05-03"], "where": "Karsa", "by": "Red Guard"}
TEXT = (
    "Red Guard, Blue Guard, the army, rebels, Zemblan army and Taliban: it happened, with 7 dead, 60 dead, 41 people, "
    "120 people, 650 people, a market, Ana Ruiz, Ana Maria Ruiz and Pia Lund were killed, Karsa bridge, people and fishermen, in "
    + ", ".join(TOWNS)
)
KINDS = {
    "Ana Ruiz": "person",
    "Ana Maria Ruiz": "person",
    "Maria Ruiz": "person",
    "Pia Lund": "person",
    "Blue Guard": "rebel",
    "market": "structure",
    "Karsa bridge": "structure",
    "army": "military",
}


def made(name, given, tables, quote="it happened"):
    given = {**BASE, **given}
    one = document(name, TEXT, publisher=given.get("outlet"))
    figures = (figure(one, given["dead"]),) if "dead" in given else ()
    if "counts" in given:
        count = given["counts"]
        period = Period(*count["period"]) if "period" in count else None
        figures = (figure(one, count["words"], count["outcome"], measure=count.get("measure", "flow"), period=period),)
    one = reading(one, figures=figures, places=(place(TEXT, "Zembla"),))
    where = (
        place(TEXT, given["where"], basis=given.get("place basis", "slot of the trigger")) if given["where"] else None
    )
    basis, present = given.get("time basis", "clause"), given.get("present", False)
    when = on(*given["when"], basis=basis, present=present) if given["when"] else None
    if "yearday" in given:
        when = yearly(given["yearday"])
    elif when is None and "time basis" in given:
        when = When(earliest=None, latest=None, precision=None, text=None, basis=basis)
    by = tuple(acting(who, given) for who in [given["by"]] if who)
    hit = tuple(actor(TEXT, who, KINDS.get(who, "people")) for who in [given.get("hit")] if who)
    more = {k: given[k] for k in ("status", "level") if k in given}
    made = report(
        one, quote, given["type"], when=when, where=where, initiators=by, targets=hit,
        figures=tuple(f.id for f in figures), **more,
    )  # fmt: skip
    basis = given.get("claim basis", "")
    made = replace(made, claims=tuple(replace(c, basis=basis) for c in made.claims))
    return slots(made, one, tables.actors)


def acting(name, given):
    kind = given.get("kind", KINDS.get(name, "rebel"))
    return actor(TEXT, name, kind, actor_id=given.get("id"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_decision(case, tables):
    quote = case.get("quote", "it happened")
    one, other = made("one", case.get("one", {}), tables, quote), made("other", case.get("other", {}), tables, quote)
    copied = case.get("copied", False)
    assert decide(one, other, copied).verdict == case["verdict"], decide(one, other, copied).reason
    assert decide(other, one, copied) == decide(one, other, copied)


def test_one_story_tells_its_happenings_apart(tables):
    one = made("one", {}, tables)
    assert decide(one, replace(one, type="remote.air_strike")).verdict == "different"


def fought(name, kind, tables, *, by=(), hit=(), day="2021-05-03"):
    """A report of a fight in the quarter, by and against the named."""
    one = reading(document("story", TEXT), places=(place(TEXT, "Zembla"),))
    who, whom = ([actor(TEXT, n, KINDS.get(n, "rebel")) for n in names] for names in (by, hit))
    made = report(
        one, name, kind, when=on(day), where=place(TEXT, "Old Mill"), initiators=tuple(who), targets=tuple(whom)
    )
    return slots(made, one, tables.actors)


def test_phases_of_one_fight_are_one_be_they_told_by_one_story(tables):
    entered = fought("it happened", "battle.advance", tables, by=["army"])
    driven_back = fought("with 7 dead", "battle.clash", tables, hit=["army"])
    left = fought("60 dead", "battle.withdraw", tables, by=["army"])
    assert decide(entered, driven_back).verdict == decide(left, entered).verdict == "same"
    assert decide(driven_back, left).verdict == "same"


def test_no_phases_of_one_fight(tables):
    taken = fought("it happened", "battle.capture", tables, by=["army"], hit=["Red Guard"])
    gone = fought("60 dead", "battle.withdraw", tables, by=["Red Guard"])
    next_day = fought("with 7 dead", "battle.clash", tables, hit=["army"], day="2021-05-04")
    others = fought("41 people", "battle.clash", tables, by=["Blue Guard"], hit=["rebels"])
    assert {decide(taken, other).verdict for other in (gone, next_day, others)} == {"different"}


def offered(found):
    blocks = Blocks()
    for name, one in found:
        blocks.put(name, one)
    return sorted(blocks.pairs()), blocks.capped()


def test_blocks_offer_pairs_of_one_place_and_day_only(tables):
    near = [(f"n{n}", made(f"n{n}", {"when": ["2021-05-03"]}, tables)) for n in range(3)]
    far = [
        ("t", made("t", {"where": "Verrin"}, tables)),
        ("y", made("y", {"when": ["2020-05-03"]}, tables)),
        ("o", made("o", {"type": "order.protest"}, tables)),
    ]
    assert offered(near + far)[0] == [("n0", "n1"), ("n0", "n2"), ("n1", "n2")]


def test_a_block_that_is_cut_is_listed(tables):
    one = made("one", {}, tables)
    found, capped = offered([(f"{n:03}", one) for n in range(2 * MOST)])
    assert capped and all(c.reports == 2 * MOST for c in capped)
    assert 0 < len(found) < 2 * MOST * (2 * MOST - 1) / 2


def test_blocks_forget_what_was_dropped_and_find_a_place_by_its_name(tables):
    one, other = made("one", {}, tables), made("other", {}, tables)
    unknown = replace(other, place=replace(other.place, gazetteer_id=None, latitude=None, longitude=None))
    blocks = Blocks()
    for name, slots_ in (("a", one), ("b", unknown), ("c", one)):
        blocks.put(name, slots_)
    assert sorted(blocks.pairs()) == [("a", "b"), ("a", "c"), ("b", "c")]
    blocks.drop("b")
    assert list(blocks.pairs()) == [("a", "c")]
    blocks.put("c", replace(one, first=one.first + 9, last=one.last + 9))
    assert list(blocks.pairs()) == []


def test_a_report_without_a_year_meets_those_of_any_day(tables):
    dated = [(f"n{n}", made(f"n{n}", {"when": [f"202{n}-05-03"]}, tables)) for n in range(2)]
    yearless = ("y", made("y", {"yearday": "05-03"}, tables))
    open_ = ("o", made("o", {"when": []}, tables))
    assert offered([*dated, yearless, open_])[0] == [("n0", "y"), ("n1", "y")]


def test_the_beginning_of_an_offensive_meets_the_campaign_and_other_incidents(tables):
    begun = ("b", made("b", {"type": "battle.offensive"}, tables))
    campaign = ("c", made("c", {"type": "battle.clash", "level": "campaign"}, tables))
    clash = ("f", made("f", {"type": "battle.clash"}, tables))
    assert offered([begun, campaign, clash])[0] == [("b", "c"), ("b", "f")]
    assert decide(campaign[1], clash[1]).verdict == "different"


def dated(*several):
    blocks = Blocks()
    for n, one in enumerate(several):
        blocks.put(str(n), one)
    stays = [blocks.stay(str(n)) for n in range(len(several))]
    return [Dated(stay.first, stay.last, one.document) for stay, one in zip(stays, several, strict=True)]


def test_a_report_of_any_day_that_fits_two_days_alike_stands_alone(tables):
    early, late = made("e", {"when": ["2020-05-03"]}, tables), made("l", {"when": ["2021-05-03"]}, tables)
    yearless = made("y", {"yearday": "05-03"}, tables)
    assert list(untorn([(7, 0, 2), (7, 1, 2)], dated(early, late, yearless))) == []
    assert (8, 0, 2) in list(untorn([(8, 0, 2), (7, 1, 2)], dated(early, late, yearless)))


def test_an_offensive_of_no_day_that_fits_two_of_one_story_alike_stands_alone(tables):
    one = made("s", {"type": "battle.offensive", "when": [], "hit": "Blue Guard"}, tables)
    other = replace(
        made("s", {"type": "battle.offensive", "yearday": "05-09"}, tables, "with 7 dead"), document=one.document
    )
    without = made("w", {"type": "battle.offensive", "when": [], "hit": "Blue Guard"}, tables)
    assert list(untorn([(8, 0, 2), (8, 1, 2)], dated(one, other, without))) == []
    # What joins by itself, as the death of one person does, is told of in both.
    sure = SURE * STEPS
    assert len(list(untorn([(sure, 0, 2), (sure, 1, 2)], dated(one, other, without)))) == 2


def test_a_person_killed_meets_the_same_whatever_day_and_place(tables):
    hit = {"type": "civilian.attack", "hit": "Ana Maria Ruiz"}
    far = ("far", made("far", hit | {"where": "Verrin", "when": ["2020-01-01", "2021-12-31"]}, tables, "were killed"))
    undated = ("open", made("open", hit | {"hit": "Maria Ruiz", "when": []}, tables, "were killed"))
    other = ("other", made("other", hit | {"hit": "Pia Lund", "when": []}, tables, "were killed"))
    assert offered([far, undated, other])[0] == [("far", "open"), ("open", "other")]
