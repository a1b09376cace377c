import re
from pathlib import Path

import pytest

from dateline.tables import event_types

DESIGN = Path(__file__).resolve().parents[3] / "shared" / "design" / "event-types.md"


@pytest.fixture(scope="module")
def types():
    return event_types.load()


def test_every_type_is_complete(types):
    for row in types.by_code.values():
        assert row.definition and row.example and row.origin and row.licence
        assert re.fullmatch(
            r"(battle|remote|civilian|humanitarian|destruction|order|political|other)\.[a-z_]+", row.code
        )
    assert [code for code in types.by_code if not types.counts(code)] == ["political.statement"]


def test_the_table_has_every_type_of_the_design(types):
    if not DESIGN.is_file():
        pytest.skip(f"the design is not at {DESIGN}")
    named = set(
        re.findall(r"^\| ((?:battle|remote|civilian|humanitarian|order|political)\.[a-z_]+)", DESIGN.read_text(), re.M)
    )
    assert named and named <= set(types.by_code)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"military"}, ("Battles", "Government regains territory")),
        ({"rebel"}, ("Battles", "Non-state actor overtakes territory")),
        ({"foreign_force"}, ("Battles", "Non-state actor overtakes territory")),
        ({"military", "rebel"}, ("Battles", None)),
        (set(), ("Battles", None)),
    ],
)
def test_a_capture_follows_from_who_captured(types, kinds, expected):
    assert types.acled("battle.capture", frozenset(kinds), frozenset()) == expected


def test_an_open_condition_leaves_the_sub_event_open(types):
    assert types.acled("battle.withdraw", frozenset(), frozenset()) == ("Strategic developments", None)
    assert types.acled("order.arrest", frozenset(), frozenset()) == ("Strategic developments", "Arrests")
