import html
import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from dateline.export.report.evidence import LONGEST, Mark, nested, passages
from dateline.model.span import Span
from tests.store.factories import document, span_of

TAG = re.compile(r"<(/?)mark[^>]*>")
KINDS = st.sampled_from(["clause", "when", "who"])


@st.composite
def marked(draw):
    text = draw(st.text(st.sampled_from("ab <&\"'\n😀שa\u0301"), min_size=1, max_size=30))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    marks = [Mark(min(b), max(b), draw(KINDS), "label") for b in draw(st.lists(bounds, max_size=6))]
    return text, marks


@given(marked())
def test_taking_out_the_tags_gives_the_text_back(case):
    text, marks = case
    assert html.unescape(TAG.sub("", str(nested(text, Span(0, len(text)), marks)))) == text


@given(marked())
def test_tags_nest_and_cover_exactly_what_is_marked(case):
    text, marks = case
    out, depth, at, covered = str(nested(text, Span(0, len(text)), marks)), 0, 0, set()
    for part in re.split(r"(</?mark[^>]*>)", out):
        if TAG.fullmatch(part):
            depth += -1 if part.startswith("</") else 1
            assert depth >= 0
        else:
            plain = html.unescape(part)
            covered |= set(range(at, at + len(plain))) if depth else set()
            at += len(plain)
    assert depth == 0
    assert covered == {i for mark in marks for i in range(mark.start, mark.end)}


def test_a_mark_that_crosses_another_is_split_and_labelled_once():
    out = nested("abcdef", Span(0, 6), [Mark(0, 4, "clause", ""), Mark(2, 6, "when", "when")])
    assert out == (
        '<mark class="clause">ab<mark class="when">cd</mark></mark><mark class="when" data-l="when">ef</mark>'
    )


def test_source_text_and_labels_are_text():
    out = nested("<img src=x>", Span(0, 11), [Mark(0, 11, "who", '"><script>')])
    assert "<img" not in out and "<script" not in out
    assert escape("<img src=x>") in out


def test_offsets_count_code_points():
    text = "😀😀 Karsa fell"
    start = text.index("Karsa")
    assert '😀😀 <mark class="where">Karsa</mark> fell' in nested(
        text, Span(0, len(text)), [Mark(start, start + 5, "where", "")]
    )


def test_a_paragraph_is_shown_once_with_all_its_marks():
    one = document()
    marks = [
        Mark(span.start, span.end, "who", "by") for span in (span_of(one.text, "Gunmen"), span_of(one.text, "Ilyas"))
    ]
    (passage,) = passages(one, marks)
    assert passage.role == "" and str(passage.html).count("<mark") == 2
    assert TAG.sub("", str(passage.html)) == one.text.splitlines()[1]


def test_a_headline_says_that_it_is_one():
    one = document()
    assert [passage.role for passage in passages(one, [Mark(0, 6, "clause", "")])] == ["headline"]


def test_a_very_long_paragraph_is_cut_and_says_so():
    filler = "word " * LONGEST
    one = document(
        text=f"Shells fall on Karsa market\n{filler}killing nine people, Ilyas Drenov said, shelled, 3 May 2019, Tamar Oduya said Gunmen Oduya {filler}\n"
    )
    span = span_of(one.text, "nine people")
    (passage,) = passages(one, [Mark(span.start, span.end, "figure", "")])
    assert passage.html.startswith("[…] ") and passage.html.endswith(" […]")
    assert "nine people</mark>" in passage.html and len(passage.html) < LONGEST


def test_no_mark_no_passage():
    assert passages(document(), []) == ()
