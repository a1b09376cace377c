"""A paragraph is read alike whether or not its neighbours are parsed.

What a paragraph says by itself never changes. What it takes up from an earlier one ('Saleh', 'he') is found alike but
can only be settled where that one is parsed too; unsettled it keeps its own words and is never settled otherwise.
Times never change: they take up the dates of earlier paragraphs from the text, not from their parses.
"""

from itertools import combinations, pairwise

import pytest

from dateline.model.span import Span
from dateline.reading.parse import BATCH, parse_document, parse_paragraph
from dateline.reading.read import find_mentions
from tests.reading.test_figures import document

READERS = ("times", "places", "actors", "figures", "attributions")
ALONE = (
    "Rebels shelled the port of Aden on Monday, killing nine soldiers, an army spokesman said.",
    '"We buried 12 children on 3 May 2015," Fatima Nasser, a nurse in Taiz, told Reuters.',
    "In Geneva, United Nations envoy Martin Griffiths called for a truce before Ramadan.",
    "About 4,000 families fled Hodeidah last week, according to the Norwegian Refugee Council.",
    "Saudi-led warplanes hit a market in Saada, wounding at least 20 people, the Houthi-run Masirah TV reported.",
)
TAKING_UP = (
    "Rebels shelled the port of Aden on Monday, killing nine soldiers, said Colonel Ahmed Saleh, an army spokesman.",
    "Two days later they took the city, Saleh said. He put the toll at 30.",
    '"Forty more died that night," he added. The following day the shelling stopped.',
    "The United Nations High Commissioner for Refugees (UNHCR) counted 300 families in the city that week.",
    "UNHCR said 12 more died there.",
)


def story(paragraphs):
    return document("\n\n".join(paragraphs), published="2016-03-09")


def kept_of(parses):
    """Every choice of paragraphs that are parsed while the others are skipped."""
    return [kept for count in range(1, len(parses)) for kept in combinations(parses, count)]


def within(reading, kept):
    """The mentions that stand in the parsed paragraphs, by reader and place."""
    found = {}
    for reader in READERS:
        for mention in getattr(reading, reader):
            at = mention.cue if reader == "attributions" else mention.span
            if any(parse.span.covers(at) for parse in kept):
                found[reader, at] = mention
    return found


def fields(mention, but=("basis",)):
    return {name: getattr(mention, name) for name in mention.__struct_fields__ if name not in but}


@pytest.mark.parametrize("paragraphs", [ALONE, TAKING_UP])
def test_the_parse_of_a_paragraph_is_a_function_of_its_words(nlp, paragraphs):
    for order in (paragraphs, paragraphs[::-1], paragraphs * BATCH):
        text = "\n\n".join(order)
        for parse in parse_document(nlp, document(text)):
            words = parse.span.of(text)
            alone = parse_paragraph(nlp, words, "body", Span(0, len(words)))
            assert [start - parse.span.start for start in parse.starts] == alone.starts
            for column in ("forms", "lemmas", "pos", "tags", "deps", "heads", "sentences", "lefts", "rights"):
                assert getattr(parse, column) == getattr(alone, column), column


def test_mentions_do_not_depend_on_which_neighbours_are_parsed(nlp, tables):
    whole = story(ALONE)
    parses = parse_document(nlp, whole)
    full = find_mentions(whole, parses, tables)
    assert all(len(getattr(full, reader)) >= 4 for reader in READERS)
    for kept in kept_of(parses):
        found, expected = within(find_mentions(whole, kept, tables), kept), within(full, kept)
        # The basis of a place may count the other places of the name that the rest of the story speaks for or against.
        assert {at: fields(one) for at, one in found.items()} == {at: fields(one) for at, one in expected.items()}


def test_what_takes_up_a_skipped_paragraph_keeps_its_own_words(nlp, tables):
    whole = story(TAKING_UP)
    parses = parse_document(nlp, whole)
    full = find_mentions(whole, parses, tables)
    unsettled = 0
    for kept in kept_of(parses):
        found, expected = within(find_mentions(whole, kept, tables), kept), within(full, kept)
        for (reader, at), one in expected.items():
            other = found.get((reader, at))
            if other is None:
                # A pronoun stands for no one, and 'the city' for no place, where what it takes up is not read.
                assert (reader, one.text.lower()) in {("actors", "he"), ("actors", "they"), ("places", "the city")}
            elif reader == "actors":
                assert other.name in {one.name, one.text} or other.name in one.name
                unsettled += other.name != one.name
            elif reader == "attributions":
                assert fields(other, ("speaker",)) == fields(one, ("speaker",))
            else:  # a figure counted in 'the city' has no scope where the city is not named
                open_ = ("basis", "attribution", *(["scope"] if getattr(other, "scope", one) is None else []))
                assert fields(other, open_) == fields(one, open_)
        assert found.keys() <= expected.keys()
    assert unsettled


@pytest.mark.parametrize("paragraphs", [ALONE, TAKING_UP])
def test_times_do_not_depend_on_any_other_paragraph_being_parsed(nlp, tables, paragraphs):
    whole = story(paragraphs)
    parses = parse_document(nlp, whole)
    full = find_mentions(whole, parses, tables).times
    assert all(a.span.end <= b.span.start for a, b in pairwise(full))
    for kept in kept_of(parses):
        times = find_mentions(whole, kept, tables).times
        spans = [time.span for time in full if any(parse.span.covers(time.span) for parse in kept)]
        assert [time for time in times if time.span in spans] == [time for time in full if time.span in spans]
