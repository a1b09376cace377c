"""Values told relative to a year before Christ."""

import pytest

from dateline.model.mention import Symbol
from dateline.values.before import before_era


def said(rule, direction="same", unit="year", amount=0, value=None):
    return Symbol(anchor="narrative", rule=rule, unit=unit, amount=amount, value=value, direction=direction)


@pytest.mark.parametrize(
    ("symbol", "at", "value"),
    [
        (said("offset", "future", amount=1), "BC0490", "BC0489"),
        (said("offset", "past", amount=14), "BC0490", "BC0504"),
        (said("offset", "future", amount=1, unit="decade"), "BC049", "BC048"),
        (said("month", value="08.MID"), "BC0480-SP", "BC0480-08"),
        (said("part", value="SU"), "BC0480", "BC0480-SU"),
        (said("part", value="END"), "BC0480", "BC0480"),
        (said("month", value="08"), "BC0499/BC0493", "BC0493-08"),
        (said("offset", "future", amount=500), "BC0490", None),
        (said("offset", "future", unit="day", amount=1), "BC0490", None),
        (said("monthday", value="08-01/08-03"), "BC0490", None),
        (said("offset", "future", amount=1), "1490", None),
    ],
)
def test_counts_down(symbol, at, value):
    assert before_era(symbol, at) == value
