import pytest

from dateline.tables import event_types, plover

TURNS = (
    plover.Turn(frozenset({"political.measure"}), (plover.parse_condition("trigger:lift/ease"),), "CONCEDE", None),
    plover.Turn(frozenset({"*"}), (plover.parse_condition("cue:refuse"),), "REJECT", None),
    plover.Turn(frozenset({"CONCEDE"}), (plover.parse_condition("status:planned"),), "AGREE", None),
    plover.Turn(frozenset({"SANCTION"}), (plover.parse_condition("!word:joint"),), "THREATEN", "restrict"),
)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({"word": {"joint"}}, ("SANCTION", None)),
        ({}, ("THREATEN", "restrict")),
        ({"trigger": {"lift"}}, ("CONCEDE", None)),
        ({"trigger": {"lift"}, "status": {"planned"}}, ("AGREE", None)),
        ({"trigger": {"lift"}, "cue": {"refuse"}, "status": {"planned"}}, ("REJECT", None)),
    ],
)
def test_each_row_turns_what_the_rows_before_it_left(shown, expected):
    given = {name: frozenset(values) for name, values in shown.items()}
    assert plover.turned(TURNS, "political.measure", ("SANCTION", None), given) == expected


def test_rows_name_types_and_ask_for_what_is_shown():
    types = event_types.load()
    named = {row.plover for row in types.by_code.values()} | {turn.plover for turn in plover.load()} | {"*"}
    for turn in plover.load():
        assert turn.of <= named | set(types.by_code), turn
        assert {c.asks for c in turn.when} <= {"status", "cue", "trigger", "word", "object", "relation"}, turn
