import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.export.report.rows import rows_of
from dateline.export.report.timeline import timeline
from dateline.export.view import ExportView
from dateline.model.report import When
from tests.store.factories import document, record


def rows(*whens):
    one = document()
    made = record(one)
    events = tuple(msgspec.structs.replace(made.events[0], id=f"evt-{i:04}", when=when) for i, when in enumerate(whens))
    seen = ExportView(dateline="0", tables="t", documents=(one,), record=msgspec.structs.replace(made, events=events))
    return rows_of(seen)


def when(earliest, latest=None, text="then"):
    return When(earliest=earliest, latest=latest or earliest, precision="day", text=text, basis="clause")


def test_a_bar_is_as_wide_as_its_date_is_uncertain():
    found = timeline(rows(when("2020-03-01"), when("2020-03-01", "2020-03-20"), when("2020-03-05", text=None)))
    day, span, inferred = found.bars
    assert (day.kind, span.kind, inferred.kind) == ("day", "interval", "inferred")
    assert float(span.width) == pytest.approx(20 * float(day.width), rel=0.01)


def test_what_has_no_date_is_listed_and_not_drawn():
    found = timeline(rows(None, When(earliest=None, latest=None, precision=None, text=None, basis="none")))
    assert not found.bars and len(found.undated) == 2


def test_one_look_far_back_does_not_press_the_rest_into_a_line():
    days = [when(f"2020-03-{1 + i % 28:02}") for i in range(60)]
    found = timeline(rows(when("1990-01-01"), *days))
    assert found.bars[0].off and found.bars[0].before and found.beyond == 1
    assert len(found.bars) == 61


@given(st.lists(st.tuples(st.dates(), st.dates()), min_size=1, max_size=12))
def test_any_dates_give_bars_within_the_axis_and_few_ticks(pairs):
    found = timeline(rows(*[when(min(pair).isoformat(), max(pair).isoformat()) for pair in pairs]))
    assert len(found.bars) == len(pairs)
    assert all(0 <= float(bar.start) <= 100 and 0 <= float(bar.width) <= 100 for bar in found.bars)
    assert all(float(bar.start) + float(bar.width) <= 100.01 for bar in found.bars)
    assert len(found.ticks) <= 8
