"""Whole pages saved as text: every line's role; and that a text which is all story stays so."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.document.labels import label
from dateline.document.marks import Marks

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "text_pages.toml").read_text("utf-8"))["case"]

PARAGRAPHS = (
    "Soldiers of the second brigade crossed the river at noon and took up positions along the canal, a colonel said.",
    "Nine people were hurt when a shell fell on the bus station of Karsa, doctors at the district hospital told us.",
    '"We stayed in the cellar for three days and had only rain to drink," said a teacher from the lower town.',
    "The governor asked people to stay away from the bridge until engineers had looked at its pillars and its road.",
    "Aid workers counted 4,100 people in the camp on Sunday, most of them women and children from the hill villages.",
    "Both sides say that the other one fired first. Observers of the mission were not let through the last checkpoint.",
)
SMALL = ('"Is it mined?"', "He laughed.", "Nobody knows.", '"Then go first."', "That was all.")
MENU = ("Home", "World", "Sport", "Weather", "Culture & Arts", "My account", "Sign in", "Podcasts", "Inside the valley")
FOOTER = ("About us", "Contact us", "Privacy policy", "Terms of use", "Cookie settings", "Work with us", "RSS")

UNUSUAL = {
    "a post": "Shelling again in the east tonight. Two houses on our street are gone. Please share, nobody comes.",
    "villages with numbers": "Shells fell on these villages of the Tervo district on Monday, the governor's office said:\n\n"
    "Miradost 12\nHalkin 3\nLower Quarrow 7\nUpper Quarrow 1\nSabel Ford 27\nPell Crossing 0\nDunmere 4\n\n"
    "The governor asked people to stay in their cellars until the guns fall silent.",
    "names": "The hospital gave the names of those who died in the attack on the market on Sunday.\n\n"
    "Anna Petrosyan\nRosk Deverin\nJun Adeyar\nDale Ombert\nKosta Arlin\n\nThey will be buried on Tuesday.",
    "points": "What is known about the attack on the depot at Karsa, two days after it happened:\n\n"
    "• Nine people were killed\n• Three of them were soldiers on leave\n• The depot held wheat for 4,000 families\n\n"
    "The army said that it was looking into the matter and would report within a week.",
    "dialogue": "The driver stopped the truck before the bridge and got out to look at the road. Nobody was there.\n\n"
    '"Is it mined?"\n\n"I do not know."\n\n"Then go first."\n\nHe laughed.\n\n'
    "In the evening the convoy reached the town, where people had waited since noon for flour and water.\n\n"
    '"Thank you," said a boy.\n\nThat was all.',
}


HOSTILE = {
    "titles": "What the harbour master said of the crane\n" * 6_000 + "\n\n".join(PARAGRAPHS),
    "times": "20:45\nRana Haddad\nTwo districts cleared\n" * 2_000 + "\n\n".join(PARAGRAPHS),
    "comments": "Comments\nhill goat says:\n20 October 2016 at 09:40\nReply\n" * 1_500,
    "one long line": "subscribe to your account > home / " * 10_000,
    "breadcrumbs": ("Home > " * 2_000 + "\n") * 20,
}


def roles_of(text, tables):
    """The role of each line that has visible characters: that of most of them."""
    marks = Marks(tables.segments, tables.outlets, tables.languages)
    roles = [""] * len(text)
    for run in label(text, marks):
        roles[run.start : run.end] = [run.role] * (run.end - run.start)
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        here = [roles[at] for at in range(start, start + len(line)) if not text[at].isspace()]
        if here:
            found.append((max(sorted(set(here)), key=here.count), line.strip()))
        start += len(line)
    return found


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_roles_of_whole_pages(case, tables):
    lines = [line.partition("|") for line in case["page"].strip().splitlines()]
    text = "\n".join(line for _, _, line in lines)
    assert roles_of(text, tables) == [(role, line.strip()) for role, _, line in lines if role]


@pytest.mark.parametrize("name", UNUSUAL)
def test_an_unusual_text_stays_body(name, tables):
    assert {role for role, _ in roles_of(UNUSUAL[name], tables)} == {"body"}


@settings(max_examples=40, deadline=None)
@given(st.permutations(PARAGRAPHS), st.lists(st.sampled_from(SMALL), max_size=3, unique=True), st.integers(1, 5))
def test_a_text_that_is_all_story_loses_nothing(tables, paragraphs, small, at):
    text = "\n\n".join([*paragraphs[:at], *small, *paragraphs[at:]])
    assert {role for role, _ in roles_of(text, tables)} == {"body"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(MENU), min_size=6, max_size=20),
    st.lists(st.sampled_from(FOOTER), min_size=3, max_size=12),
    st.permutations(PARAGRAPHS),
    st.sampled_from(["", "• ", "  - "]),
)
def test_menus_around_a_story_are_boilerplate_and_its_paragraphs_are_not(tables, menu, footer, paragraphs, bullet):
    head = [f"{bullet}{entry}" for entry in ("Skip to content", "Subscribe", "Home", *menu)]
    title = "Soldiers cross the river near Karsa as people flee the camp"
    tail = [f"{bullet}{entry}" for entry in footer] + ["© 2021 The Valley Echo. All rights reserved."]
    text = "\n".join([*head, "", title, "", *(f"{paragraph}\n" for paragraph in paragraphs), *tail])
    wanted = [
        *(("boilerplate", line.strip()) for line in head),
        ("headline", title),
        *(("body", paragraph) for paragraph in paragraphs),
        *(("boilerplate", line.strip()) for line in tail),
    ]
    assert roles_of(text, tables) == wanted


@pytest.mark.parametrize("name", HOSTILE)
def test_many_lines_cost_no_more_than_their_number(name, tables):
    started = time.perf_counter()
    marks = Marks(tables.segments, tables.outlets, tables.languages)
    label(HOSTILE[name], marks)
    assert time.perf_counter() - started < 15
