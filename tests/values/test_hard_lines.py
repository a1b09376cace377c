import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.values.hard_lines import flowing

STORY = (
    "Rebels of the Eastern Shore Front ambushed an army patrol near the town of Keddal on Monday and killed two soldiers,"
    " the army said in a statement. The attackers fled to the hills and took a radio set with them, it added.",
    "A spokesman for the governor said that the bridge on the road to the coast had been blown up during the night and"
    " that no food reached the camps.",
)
PROSE = st.lists(
    st.sampled_from(
        ["the", "rebels", "took", "three", "villages", "and", "burned", "bridges", "near", "a", "town", "in", "it"]
    ),
    min_size=40,
)


def paragraphs(text):
    return [" ".join(line.split()) for line in flowing(text).splitlines() if line.strip()]


@pytest.mark.parametrize("width", [60, 65, 72, 80])
@pytest.mark.parametrize("case", [str, str.upper, str.lower], ids=["mixed", "capitals", "small"])
@pytest.mark.parametrize("indent", ["", "   "], ids=["empty line", "indent"])
def test_lines_broken_at_a_column_are_paragraphs(width, case, indent):
    between = "\n" if indent else "\n\n"
    told = between.join(textwrap.fill(case(part), width, initial_indent=indent) for part in STORY)
    assert paragraphs(told) == [case(part) for part in STORY]


@pytest.mark.parametrize(
    "text",
    [
        "Army retakes the bridge at Keddal after three days of fighting\n" + "\n".join(STORY),
        "Bridge over the Orsa falls to rebels after three days of siege\nGovernor of the Eastern Shore flees to the capital"
        "\nThree villages near Keddal burn in the night before the feast\nTalks to begin on Monday, says the mediator",
        "We crossed the river\nin the night\nand nobody sang\nuntil the far bank\nrose out of the dark",
        "Keddal      12 killed     31 wounded     4 missing      2 villages\n"
        "Varno        7 killed      9 wounded    11 missing      5 villages\n"
        "Orsa         1 killed      2 wounded     0 missing      1 villages",
        "- rebels took the bridge over the river at Keddal on Monday night,\n- the army left the garrison of Varno in the"
        " morning, it said,\n- three villages on the coast were burned, as were two mills,\n- talks begin on Monday",
    ],
    ids=["paragraphs on one line", "headlines", "poem", "table", "list"],
)
def test_other_lines_stay(text):
    assert flowing(text) == text


def test_only_full_lines_run_on():
    told = textwrap.fill(STORY[0], 72) + "\n\nShort lines\nstay apart."
    assert paragraphs(told) == [STORY[0], "Short lines", "stay apart."]


def test_first_line_may_be_short_behind_a_frame():
    body = textwrap.fill(STORY[0], 72).split("\n")
    told = "\n".join(["VARNO, 3 May (XYZ) -- In the morning", *body])
    assert paragraphs(told) == [f"VARNO, 3 May (XYZ) -- In the morning {STORY[0]}"]


@given(PROSE, st.integers(60, 80))
def test_joined_lines_hold_the_same_words_in_the_same_places(words, width):
    told = textwrap.fill(" ".join(words), width)
    assert flowing(told) == told.replace("\n", " ")


@given(st.text(st.sampled_from("aB. \n\r\t-—é"), max_size=400))
def test_nothing_but_line_ends_changes(text):
    joined = flowing(text)
    assert len(joined) == len(text)
    assert all(a == b or (b == " " and a.isspace()) for a, b in zip(text, joined, strict=True))
