"""Whose word some words are."""

import pytest

from dateline.model.mention import Attribution
from dateline.model.span import Span
from dateline.values.attribution import innermost, less_sure


def said(speaker, start, end, via=(), certainty="stated", kind="statement"):
    return Attribution(
        source=None, cue=Span(0, 1), content=(Span(start, end),), speaker=speaker, organisation=None, via=via,
        kind=kind, direct=False, certainty=certainty, cue_text="said",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attributions", "speaker", "certainty"),
    [
        ([said("outer", 0, 90), said("inner", 10, 50)], "inner", "stated"),
        ([said("radio", 0, 50), said("ministry", 0, 50, via=("radio",))], "ministry", "stated"),
        ([said("minister", 0, 90), said(None, 10, 50, certainty="reported")], "minister", "reported"),
        ([said("minister", 0, 90, certainty="unverified"), said(None, 10, 50)], "minister", "unverified"),
        ([said(None, 10, 50, certainty="reported")], None, "reported"),
        ([said("minister", 0, 90), said("rebels", 10, 50, kind="intention")], "minister", "stated"),
    ],
    ids=[
        "the narrower",
        "the longer chain",
        "a name over nobody",
        "the greater doubt",
        "nobody at all",
        "a word over a wish",
    ],
)
def test_innermost(attributions, speaker, certainty):
    found = innermost(Span(20, 25), attributions)
    assert (found.speaker, found.certainty) == (speaker, certainty)


def test_nobody_says_what_no_content_covers():
    assert innermost(Span(40, 60), [said("mayor", 0, 50)]) is None


def test_the_least_sure_counts():
    assert less_sure("stated", "unverified", "reported") == "unverified"
