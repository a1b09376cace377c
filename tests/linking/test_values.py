"""What an event's reports agree on."""

import pytest

from dateline.linking.values import agreed_where
from tests.linking.factories import document, place, report

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
