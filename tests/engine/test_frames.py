import sys

import pytest

from dateline.engine.frames import arrow_type, to_arrow, to_pandas
from dateline.model.errors import MissingError
from dateline.store.document_listing import DocumentRow
from dateline.store.listing import EventRow


def test_events_become_tables_whose_columns_have_the_types_of_their_fields(built):
    events = built.events(status="all")
    table = events.to_arrow()
    assert table.num_rows == len(events) > 0
    types = {field.name: str(field.type) for field in table.schema}
    assert list(types) == list(EventRow.__struct_fields__)
    assert (types["id"], types["revision"], types["contested"]) == ("string", "int64", "bool")
    assert (types["latitude"], types["earliest"], types["latest"]) == ("double", "date32[day]", "date32[day]")
    for row, read in zip(events.rows, table.to_pylist(), strict=True):
        days = {name: read[name] and str(read[name]) for name in ("earliest", "latest")}
        told = {name: (getattr(row, name) or "")[:10] or None for name in days}
        assert days == told
        others = set(EventRow.__struct_fields__) - set(days)
        assert {name: read[name] for name in others} == {name: getattr(row, name) for name in others}


def test_a_data_frame_has_dates_and_numbers(built):
    frame = built.events(status="all").to_pandas()
    assert frame["earliest"].dtype.kind == "M"
    assert frame["latitude"].dtype.kind == "f"
    assert frame["contested"].dtype.kind == "b"
    assert frame["document_count"].sum() > 0


def test_no_rows_keep_their_types():
    assert str(to_arrow(EventRow, (), days=True).schema.field("earliest").type) == "date32[day]"
    assert to_pandas(EventRow, (), days=True)["latitude"].dtype.kind == "f"


def test_lists_of_texts_stay_lists_and_times_of_publication_stay_whole(built):
    table = built.documents().to_arrow()
    assert str(table.schema.field("warnings").type).startswith("list")
    assert str(table.schema.field("earliest").type) == "string"
    assert table.num_rows == len(built.documents().to_pandas()) == 3
    assert [row["warnings"] for row in table.to_pylist()] == [list(row.warnings) for row in built.documents().rows]


def test_a_type_without_a_column_type_is_refused():
    import pyarrow

    with pytest.raises(KeyError):
        arrow_type(DocumentRow, pyarrow)


@pytest.mark.parametrize(("name", "package"), [("to_pandas", "pandas"), ("to_arrow", "pyarrow")])
def test_a_package_that_lacks_is_named_with_the_command(built, monkeypatch, name, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingError, match=rf"{name} needs {package}; .* pip install 'dateline\[notebook\]'"):
        getattr(built.events(), name)()


def test_listings_show_themselves_with_what_they_leave_out(built):
    events = built.events()
    assert f"{len(events)} of {events.existing} events pass the filter" in events._repr_html_()
    assert "1 of 3 documents pass the filter" in built.documents(publisher="Post")._repr_html_()
    hits = built.search("bridge", limit=1)
    assert hits._repr_html_().endswith(f"<p>1 of {hits.existing} hits</p>")
