import pytest

from dateline.values.names import alike, name_words


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Okello", "James Okello", True),
        ("al-Rashidiyah", "Rashidiya", True),
        ("the Northern Front", "Northern Front", True),
        ("Anna Berg", "Maria Berg", False),
        ("", "Maria Berg", False),
    ],
)
def test_alike(one, other, expected):
    assert alike(one, other) is expected
    assert alike(other, one) is expected


def test_a_name_of_particles_keeps_its_words():
    assert name_words("The") == ("the",)
