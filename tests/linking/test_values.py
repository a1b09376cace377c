"""What an event's reports agree on."""

import pytest

from dateline.linking.values import agreed_when, agreed_where
from tests.linking.factories import document, on, place, report

TEXT = "It happened in Karsa, in Old Mill, in Tolma and in Norvia."


def told(*names, **more):
    reports = []
    for n, name in enumerate(names):
        one = document(f"d{n}", TEXT)
        reports.append(report(one, "It happened", "remote.shelling", where=place(TEXT, name, **more)))
    return reports


@pytest.mark.parametrize(
    ("names", "agreed"),
    [
        (("Karsa", "Karsa", "Old Mill"), "Old Mill"),
        (("Karsa", "Norvia"), "Karsa"),
        (("Tolma", "Tolma", "Old Mill"), "Tolma"),
        ((), None),
    ],
)
def test_the_most_precise_place_that_does_not_contradict_the_most_told(names, agreed):
    found = agreed_where(told(*names))
    assert (found.name if found else None) == agreed


def test_a_quarter_that_is_only_the_storys_place_says_nothing():
    reports = [*told("Karsa"), *told("Old Mill", basis="story place; known")]
    assert agreed_where(reports).name == "Karsa"


def test_the_place_says_how_many_agree():
    assert agreed_where(told("Karsa", "Karsa", "Old Mill", "Tolma")).basis.endswith("; 3 of 4 places named agree")
    assert "agree" not in agreed_where(told("Karsa")).basis


def times(*days):
    reports = []
    for n, (earliest, latest) in enumerate(days):
        one = document(f"d{n}", TEXT)
        reports.append(report(one, "It happened", "remote.shelling", when=on(earliest, latest)))
    return agreed_when(reports)


@pytest.mark.parametrize(
    ("days", "agreed", "meet"),
    [
        ([("2021-05-03", "2021-05-09"), ("2021-05-04", "2021-05-06")], ("2021-05-04", "2021-05-06"), "2 of 2"),
        ([("2021-05-04", "2021-05-06"), ("2021-05-06", "2021-05-08")], ("2021-05-06", "2021-05-06"), "2 of 2"),
        (
            [("2021-05-01", "2021-05-01"), ("2021-05-04", "2021-05-04"), ("2021-05-04", "2021-05-04")],
            ("2021-05-04", "2021-05-04"),
            "2 of 3",
        ),
        ([("2021-05-04", "2021-05-04"), ("2021-05-04", None)], ("2021-05-04", "2021-05-04"), "2 of 2"),
    ],
)
def test_the_days_that_most_times_share(days, agreed, meet):
    found = times(*days)
    assert (found.earliest, found.latest) == agreed
    assert found.basis == f"clause; {meet} stated times meet"
    assert times(*days[::-1]) == found


def test_a_time_told_once_is_its_own_basis():
    assert times(("2021-05-04", "2021-05-04")).basis == "clause"
