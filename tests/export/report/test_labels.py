from hypothesis import given
from hypothesis import strategies as st

from dateline.export.report.labels import NARROW_PX, WIDE_PX, Spot, apart, around, box_of, labels, within

PARTS = st.floats(0.0, 1.0)
SPOTS = st.lists(
    st.builds(
        lambda x, y, radius, name, number: (x, y * 0.64, radius, name, number),
        PARTS, PARTS, st.floats(3.0, 15.0), st.text("abcdef ", min_size=1, max_size=20), st.integers(1, 40),
    ),
    max_size=12,
)  # fmt: skip


@given(SPOTS)
def test_no_name_covers_another_or_a_dot_or_leaves_the_map(given_):
    spots = [Spot(key, name, x, y, radius, (number,)) for key, (x, y, radius, name, number) in enumerate(given_)]
    found = labels(spots)
    for width, sizes in ((WIDE_PX, {"wide", "narrow"}), (NARROW_PX, {"narrow"})):
        shown = [spot for spot in spots if found[spot.key].size in sizes]
        boxes = {spot.key: box_of(spot, found[spot.key].side, width) for spot in shown}
        for key, box in boxes.items():
            assert within(box, width)
            assert all(apart(box, other) for at, other in boxes.items() if at != key)
            assert all(apart(box, around(spot, width)) for spot in spots if spot.key != key)


def test_what_matters_most_is_named_and_a_name_stands_once():
    spots = [
        Spot(0, "Karsa", 0.5, 0.3, 5.0, (0, 9)),
        Spot(1, "Karsa", 0.5, 0.3, 5.0, (1, 2)),
        Spot(2, "Velm", 0.1, 0.1, 5.0, (1, 1)),
    ]
    found = labels(spots)
    assert found[2].size == "narrow"
    assert sum(bool(found[key].size) for key in (0, 1)) <= 1
