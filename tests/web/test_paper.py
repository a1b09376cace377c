"""The text of a page with evidence lit: nothing is lost, nothing drifts, noise and other stories are told apart."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.report.evidence import Mark
from dateline.model.document import Document, Published, Segment
from dateline.model.span import Rendition, Span
from dateline.web.paper import lines, runs, sentence_at

TEXTS = st.text(st.sampled_from("ab \n<&😀שلم."), max_size=60)


def story(text, *segments):
    rendition = Rendition.make(text, blob="0", extractor="test")
    return Document(
        id="doc-1",
        capture=None,
        path=None,
        url=None,
        captured_at=None,
        rendition=rendition,
        title=None,
        segments=tuple(Segment(span=span, role=role, text=span.of(text)) for span, role in segments),
        published=Published(earliest=None, latest=None, precision=None, basis="none"),
        publisher=None,
        agency=None,
        byline=None,
        language=None,
    )


def plain(block):
    return html.unescape(re.sub(r"<[^>]+>", "", str(block.html)))


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6), st.integers(0, 60))
def test_every_line_is_there_unchanged_where_it_says(text, ends, cut):
    marks = [Mark(min(a, b), min(max(a, b), len(text)), "when f-when", "") for a, b in ends]
    whole = runs(story(text, (Span(0, min(cut, len(text))), "body")), [m for m in marks if m.start < m.end])
    found = [block for run in whole for block in run.blocks]
    for block in found:
        assert text[block.start :].startswith(plain(block))
    shown = "".join(plain(block) for block in found)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", text)


@given(TEXTS, st.integers(0, 59), st.integers(1, 20))
def test_a_sentence_holds_what_was_selected(text, start, size):
    span = Span(min(start, len(text)), min(start + size, len(text)))
    found = sentence_at(text, span)
    assert "\n" in span.of(text) or found.covers(span) or not span.of(text).strip()


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One fell. Two rose again! Three", "rose", "Two rose again!"),
        ("قصف السوق. نزح الناس؟ نعم", "نزح", "نزح الناس؟"),
        ("הכפר נכבש. הצבא נסוג.", "נסוג", "הצבא נסוג."),
        ("Only one line\nand another", "another", "and another"),
    ],
)
def test_sentences(text, words, sentence):
    at = text.index(words)
    assert sentence_at(text, Span(at, at + len(words))).of(text) == sentence


def test_noise_is_grey_and_other_stories_are_folded():
    text = "Menu\nShells fell.\nAnother story"
    found = runs(story(text, (Span(0, 4), "boilerplate"), (Span(5, 17), "body")), [])
    assert [(run.other, [(plain(b), b.noise) for b in run.blocks]) for run in found] == [
        (False, [("Menu", True), ("Shells fell.", False)]),
        (True, [("Another story", False)]),
    ]


def test_lines_without_a_letter_are_no_blocks():
    assert [span.of("a\n \nb") for span in lines("a\n \nb", Span(0, 5))] == ["a", "b"]
