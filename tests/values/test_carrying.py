"""Runs of a text found again in another text of the same page; what is not there is lost, never made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.values.carrying import Carried, Carrier, Lost, alike, is_same

OLD = (
    "Menu\nAden port shelled\nRebels shelled the port of Aden on Monday, killing 12 people.\n"
    "“We saw nine bodies,” a nurse said.\nRelated: Rebels shelled the port of Aden on Friday, killing 3 people.\n"
    "The governor said 12 people had been hurt in the market.\nContact"
)


def carried(old, quote, new, occurrence=0):
    at = -1
    for _ in range(occurrence + 1):
        at = old.index(quote, at + 1)
    found = Carrier(old, new).carry(Span(at, at + len(quote)))
    return (found.span.of(new), found.how, found.span.start) if isinstance(found, Carried) else found.reason


@pytest.mark.parametrize(
    ("quote", "change", "now", "how"),
    [
        ("shelled the port of Aden on Monday", lambda t: t.partition("\n")[2], "shelled the port of Aden on Monday", "exact"),
        ("port of Aden on Monday", lambda t: t.replace(" ", "\n"), "port\nof\nAden\non\nMonday", "white space"),
        ("“We saw nine bodies,”", lambda t: t.replace("“", '"').replace("”", '"'), '"We saw nine bodies,"', "form of letters"),
        ("killing 12 people", lambda t: t.replace("12 people.", "12 (photo) people."), "killing 12 (photo) people", "words"),
        ("the governor", lambda t: t, None, None),
    ],
)  # fmt: skip
def test_a_run_is_found_in_another_form_of_the_text(quote, change, now, how):
    if now is None:
        quote = "The governor said"
        now, how = quote, "exact"
    new = change(OLD)
    assert carried(OLD, quote, new)[:2] == (now, how)


def test_of_several_places_the_one_with_the_same_surroundings_is_taken():
    new = OLD.replace("\n", " \n ").replace("Menu", "")
    for occurrence, beside in enumerate(["killing 12", "said 12"]):
        found = carried(OLD, "12 people", new, occurrence)
        assert new[found[2] :].startswith("12 people")
        assert new[: found[2] + 2].endswith(beside)


def test_a_run_whose_part_was_dropped_is_not_found_elsewhere():
    new = OLD.replace("Rebels shelled the port of Aden on Monday, killing 12 people.\n", "")
    assert "elsewhere" in carried(OLD, "12 people", new, 0)
    assert carried(OLD, "12 people", new, 1)[0] == "12 people"
    assert isinstance(carried(OLD, "on Monday, killing 12", new), str)


def test_repetition_without_a_difference_is_told():
    around = " ".join(f"word{n}" for n in range(100))
    old = f"{around} on Monday " * 5 + around
    assert "times" in carried(old, "Monday", f"{around} on Monday " * 6 + around, 2)
    new = old.replace(" ", "  ")
    assert carried(old, "Monday", new, 2) == (
        "Monday",
        "exact",
        [n for n in range(len(new)) if new.startswith("Monday", n)][2],
    )


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        ("killing 12 people", "Rebels shelled the port of Aden on Monday, killing 112 people."),
        ("killing 12 people", "Rebels shelled the port of Aden on Monday, killing 120 people."),
        ("killing 12 people", "Rebels shelled the port of Aden on Monday, killing 13 people."),
        ("shelled the port of Aden on Monday", "Rebels shelled the port of Aden on Sunday, killing 12 people."),
        ("shelled the port", "Rebels spelled the port of Aden on Monday, killing 12 people."),
        ("nothing was found", "Rebels said that nothing at all of what was asked about by us had been found"),
        ("No mass grave", "Officials said a mass grave was there"),
    ],
)
def test_another_number_or_word_is_never_taken(quote, new):
    old = f"{OLD}\nnothing was found\nNo mass grave\n"
    assert isinstance(carried(old, quote, new), str)


def test_broken_letters_are_the_same_word():
    assert alike("MuÌˆnchen", "MuÌˆnchen") and alike("Munchen", "MuÃnchen")
    assert not alike("killed", "filled") and not alike("attacked", "attached") and not alike("5000", "500")


# Texts of few words, so that runs stand in several places.
WORDS = st.lists(
    st.sampled_from(["Aden", "port", "12", "3", "killed", "on", "“sea”", "–", "\n", "é"]), min_size=1, max_size=60
)


@given(WORDS, st.data())
def test_what_is_carried_has_the_same_words_and_is_where_it_was(words, data):
    """White space and quotation marks changed, and words dropped in front: where the words went is known."""
    dropped = data.draw(st.integers(0, min(3, len(words) - 1)))
    old, new = " ".join(words), "  ".join(words[dropped:]).replace("“", '"').replace("”", '"')
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    starts = [sum(len(word) + 1 for word in words[:n]) for n in range(len(words) + 1)]
    span = Span(starts[first], starts[last + 1] - 1)
    if not span.of(old).strip():
        return
    found = Carrier(old, new).carry(span)
    if isinstance(found, Carried):
        assert is_same(span.of(old), found.span.of(new), found.how)


def test_a_longer_text_is_quick():
    import time

    old = "".join(f"Line {n}: rebels shelled quarter {n % 97} of Aden on day {n % 31}.\n" for n in range(4_000))
    carrier = Carrier(old, old.replace("\n", " \n\n"))
    started = time.perf_counter()
    for n in range(0, 4_000, 100):
        at = old.index(f"Line {n}:")
        assert isinstance(carrier.carry(Span(at, at + 40)), Carried)
    assert time.perf_counter() - started < 20


def test_nothing_seen_is_lost():
    assert Carrier("a \u200b b", "a b").carry(Span(1, 3)) == Lost("it holds no letters")
