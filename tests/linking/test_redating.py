"""A story without a date, read and dated later, says what it would have said had its date been known."""

import pytest
from msgspec.structs import replace

import dateline
from dateline.linking.redate import RESOLVED, redated

STORIES = (
    "Shells hit the port on Saturday. A day earlier six had died. At dawn the army came.",
    "On 4 May 2011 the fort fell. On Sunday troops came. Two days later they left. That month was hot.",
    "Rebels came last month. The following week they left. In March 2014 they had fled, and this morning they returned."
    " The same night it rained.",
    "The siege began two years ago. The following month it was lifted. In November it resumed, and on 3 June 1999 it"
    " ended. Earlier today he spoke. That evening he left.",
    "Last week the army came. By Friday it had left. Later that day two died. Hours later a bomb went off.\n\n"
    "Yesterday it stopped, and the next day it began again.",
    "During Ramadan he fled. The same year he died. On March 20 rebels came, and two days later they left.",
    "The governor will speak on Sunday. A week earlier he had been shot. The year before, he was not.",
)


@pytest.mark.parametrize("text", STORIES)
@pytest.mark.parametrize("day", ["2021-04-06", "2020-02-29", "2017-01-01"])
def test_a_date_found_later_gives_the_times_that_a_known_one_gives(text, day):
    waiting, known = dateline.read(text), dateline.read(text, published=day)
    waited = [time.span for time in waiting.times if time.earliest is None and time.symbol is not None]
    late = redated(replace(waiting, published=known.published))
    assert waited
    for found, expected, before in zip(late.times, known.times, waiting.times, strict=True):
        assert (found.earliest, found.latest, found.timex3) == (expected.earliest, expected.latest, expected.timex3)
        assert (found.precision, found.anchor) == (expected.precision, expected.anchor)
        assert (RESOLVED in found.basis) == (before.earliest is None and found.earliest is not None)
        if before.earliest is None:
            assert "waits for the date of the document" in before.basis


def test_linking_dates_the_story_and_the_record_has_its_times():
    dated = dateline.read(
        "Government forces shelled the village of Tal Rifaat in northern Aleppo on Monday, killing nine, Colonel Ahmed"
        " al-Haddad said.",
        published="2021-04-06",
    )
    undated = dateline.read(
        "Smoke rises over the docks at Marea, April 2, 2021. (Photo: AP)\n\n"
        "Shells hit Marea on Saturday, killing four people. On March 20 rebels took the mill at Marea, and two days"
        " later a bomb killed two soldiers in Azaz."
    )
    assert all(report.when is None or report.when.earliest is None for report in undated.reports)
    record = dateline.link([dated, undated])
    found = {event.when.text: event.when for event in record.events if undated.id in event.documents}
    spans = {text: (when.earliest, when.latest) for text, when in found.items()}
    assert spans == {
        "Saturday": ("2021-03-27", "2021-04-03"),
        "March 20": ("2021-03-20", "2021-03-20"),
        "two days later": ("2021-03-22", "2021-03-22"),
    }
