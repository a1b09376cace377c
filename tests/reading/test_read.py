"""What is not English is not read: no mention, no report, and a reason."""

from datetime import date, datetime

import pytest

import dateline

GERMAN = (
    "Mindestens neun Soldaten wurden am Dienstag in Mossul getötet, als ihr Konvoi beschossen wurde, sagte ein Sprecher"
    " der Armee."
)
ENGLISH = "Rebels shelled the port of Aden on Monday, killing nine soldiers, an army spokesman said."


def test_a_german_text_gives_nothing_and_says_why():
    found = dateline.read(GERMAN, published="2021-05-12")
    assert (found.language, found.unread) == ("de", "German: only English is read")
    assert found.reports == found.times == found.places == found.actors == found.figures == found.attributions == ()
    assert found.main_report is None
    assert found.body == GERMAN


def test_a_german_paragraph_in_an_english_story_is_passed_over():
    found = dateline.read(f"{ENGLISH}\n\n{GERMAN}\n\n{ENGLISH.replace('nine', 'ten')}", published="2021-05-12")
    assert (found.language, found.unread) == ("en", None)
    quoted = found.text.index(GERMAN)
    assert found.reports
    spans = [one.span for group in (found.times, found.places, found.actors, found.figures) for one in group]
    assert spans and not any(quoted <= span.start < quoted + len(GERMAN) for span in spans)


def test_documents_of_two_languages_are_linked():
    record = dateline.link(
        [dateline.read(GERMAN, published="2021-05-12"), dateline.read(ENGLISH, published="2021-05-12")]
    )
    assert all(len(event.documents) == 1 for event in record.events)


def test_a_short_text_in_latin_letters_is_read():
    assert dateline.read("Houthi drone strike Jizan").unread is None
    assert dateline.read("مدينة").unread == "Arabic: only English is read"


def test_a_date_of_the_language_is_as_good_as_a_string():
    text = "Rebels shelled Aden on Monday."
    given = dateline.read(text, published=date(2019, 8, 13))
    assert given.id == dateline.read(text, published="2019-08-13").id
    at = dateline.read(text, published=datetime(2019, 8, 13, 7, 5)).published
    assert (at.earliest, at.instant) == ("2019-08-13", "2019-08-13T07:05:00")
    with pytest.raises(ValueError, match="is no ISO date: write"):
        dateline.read(text, published="13 Aug")
