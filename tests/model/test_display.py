import re

from lxml import html
from msgspec.structs import replace

import dateline
from dateline.model import display
from dateline.model.span import Evidence, Rendition
from tests.store.factories import TEXT, document, record

ATTACK = '<img src=x onerror="alert(1)">'


def words(text):
    return " ".join(html.fromstring(text).text_content().split())


def marks(text):
    return [mark.text_content() for mark in html.fromstring(text).iter("mark")]


def test_an_event_shows_its_values_with_the_words_marked_in_their_line():
    one = document()
    shown = record(one).events[0]._repr_html_()
    assert "remote.shelling, occurred, incident" in words(shown)
    assert "2019-05-03 (explicit)" in words(shown)
    assert "Karsa, Dor, TD (settlement)" in words(shown)
    assert "nine people" in marks(shown)
    assert "killing nine people, Colonel Ilyas Drenov said." in words(shown)
    assert "Tamar Oduya says more" in words(shown)
    assert "fair: two claimants" in words(shown)


def test_a_report_and_a_document():
    one = document()
    report = one.reports[0]._repr_html_()
    assert "initiators" in words(report) and "Gunmen" in words(report)
    assert marks(report)[-1] == TEXT.splitlines()[1]
    shown = one._repr_html_()
    assert "Shells fall on Karsa market" in words(shown)
    assert "Karsa Post" in words(shown)
    assert marks(shown) == [TEXT.splitlines()[1]]


def test_a_document_that_is_not_read_says_so():
    bare = replace(document(), reading=None, coding=None)
    assert "pass it to dateline.read()" in words(bare._repr_html_())
    unread = replace(document(), unread="German: only English is read")
    assert "German: only English is read" in words(unread._repr_html_())


def test_a_quote_is_cut_to_its_line_and_its_surroundings():
    text = "first line\n" + "aaaa " * 20 + "QUOTE" + " bbbb" * 20 + "\nlast line"
    rendition = Rendition.make(text, blob="b", extractor="t/1")
    shown = display.marked(Evidence(rendition, 111, 116))
    assert words(shown) == "…" + "aaaa " * 11 + "QUOTE" + " bbbb" * 11 + "…"
    whole = display.marked(Evidence(rendition, 0, 5))
    assert words(whole) == "first line"


def test_the_text_of_pages_stands_as_text():
    one = document(title=ATTACK, url=ATTACK)
    event = record(one).events[0]
    where = replace(event.where, name=ATTACK, admin1=ATTACK, country=ATTACK)
    hostile = replace(
        event, where=where, grade=ATTACK, type=ATTACK, disagreements=(replace(event.disagreements[0], says=ATTACK),)
    )
    rendition = Rendition.make(f"{ATTACK} {ATTACK} {ATTACK}", blob="b", extractor="t/1")
    for shown in (
        one._repr_html_(),
        hostile._repr_html_(),
        replace(one.reports[0], where=where, type=ATTACK)._repr_html_(),
        display.marked(Evidence(rendition, 31, 61)),
        display.table([ATTACK], [[ATTACK]]),
    ):
        assert not list(html.fromstring(f"<div>{shown}</div>").iter("img"))
        assert "&lt;img" in shown


def test_right_to_left_text_keeps_its_direction():
    rendition = Rendition.make("قصف الجيش السوق", blob="b", extractor="t/1")
    assert display.marked(Evidence(rendition, 4, 9)).startswith('<span dir="auto">')


def test_a_long_table_says_what_it_does_not_show():
    shown = display.table(["n"], ([str(n)] for n in range(60)), note="60 of 90 events pass the filter")
    assert len(re.findall("<tr>", shown)) == 1 + display.MOST_ROWS
    assert "the first 50 of 60 rows are shown; 60 of 90 events pass the filter" in words(f"<div>{shown}</div>")


def test_what_read_gives_shows_itself_too():
    doc = dateline.read("Rebels shelled Karsa on 3 May 2019.", published="2019-05-04")
    assert "remote.shelling" in words(doc._repr_html_())
    assert "Rebels shelled Karsa on 3 May 2019" in words(doc.reports[0]._repr_html_())
