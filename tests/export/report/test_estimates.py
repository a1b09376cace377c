"""The numbers of an event by the named policies, in words."""

import msgspec

from dateline.export.report.estimates import estimated
from tests.store.factories import document, estimate, record


def shown(*estimates):
    event = msgspec.structs.replace(record(document()).events[0], estimates=estimates)
    return estimated(event)


def test_rules_that_differ_stand_side_by_side():
    (one,) = shown(
        estimate("b", 9.0, 9.0, 9.0, people="forces", policy="acled_conservative"),
        estimate("b", 9.0, None, None, people="forces"),
    )
    assert one.what == "killed, state forces, side acted upon"
    assert [(rule.policy, rule.amount) for rule in one.rules] == [
        ("ACLED, conservative", "9"),
        ("Iraq Body Count, minimum and maximum", "9 or more"),
    ]


def test_rules_that_agree_are_one_line():
    (one,) = shown(estimate("civilians", 9.0, 9.0, 9.0, policy="ucdp_blh"), estimate("civilians", 9.0, 9.0, 9.0))
    assert [(rule.policy, rule.amount) for rule in one.rules] == [("Every rule", "9")]
