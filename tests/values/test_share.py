import pytest

from dateline.tables.quantities import load
from dateline.values.quantity import find_quantities
from dateline.values.share import share_before, shares_of_them, times

WORDS = load()


@pytest.mark.parametrize(
    ("text", "words", "interval"),
    [
        ("Half of the 300 fled", "Half", (150, 150, 150)),
        ("Half the 300 fled", "Half", (150, 150, 150)),
        ("A third of 90 men", "A third", (30, 30, 30)),
        ("Two-thirds of their 600 men", "Two-thirds", (400, 400, 400)),
        ("More than 40% of the 5,000 left", "More than 40%", (2000, None, None)),
        ("Up to 20 per cent of the 400 died", "Up to 20 per cent", (None, None, 80)),
        ("A third of the 100 men", "A third", (33, 33, 33)),
    ],
)
def test_share_of_a_stated_whole(text, words, interval):
    (share,) = [s for q in find_quantities(text, WORDS) if (s := share_before(text, q, WORDS)) is not None]
    assert share.span.of(text) == words
    assert (share.low, share.best, share.high) == interval


@pytest.mark.parametrize("text", ["Half of the $300 went", "Half of the town and 300 men", "Half of more than 300 men"])
def test_no_share(text):
    assert all(share_before(text, q, WORDS) is None for q in find_quantities(text, WORDS))


def test_share_of_those_told_before():
    (share,) = shares_of_them("Some 900 fled, about half of them children.", WORDS)
    assert (share.span.start, share.best, share.modifier) == (15, 0.5, "approximate")
    assert times(share, 900).best == 450
