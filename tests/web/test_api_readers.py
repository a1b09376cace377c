"""Readers: what the API tells them is what a masked export tells, however they ask."""

import io
import json
import shutil
from urllib.parse import quote

import pytest

from bench.served import asked, served
from dateline.engine import readers
from dateline.engine.case import Case
from dateline.export.masking import masked
from dateline.web.options import Options
from tests.web.test_api import LINES, everything, got


@pytest.fixture(scope="module")
def reader(built, tmp_path_factory):
    import shutil

    case = shutil.copytree(built, tmp_path_factory.mktemp("readers") / "talmeru")
    with served(case, Options(port=0, role="reader")) as address:
        yield address, case


def lines_of(case, masked):
    opened, out = Case.open(case, create=False), io.BytesIO()
    opened.export("jsonl", out, masked=masked)
    opened.store.close()
    found = {}
    for line in out.getvalue().splitlines():
        row = json.loads(line)
        found.setdefault(row["kind"], []).append(row)
    return found


@pytest.mark.parametrize("name", LINES)
def test_the_lists_are_those_of_the_masked_export(reader, name):
    server, case = reader
    expected = lines_of(case, True)[LINES[name]]
    rows = everything(server, name, 50, **({"status": "all"} if name == "events" else {}))
    by_content = [sorted(json.dumps(row, sort_keys=True) for row in of) for of in (rows, expected)]
    assert by_content[0] == by_content[1]


def hidden_names(case):
    """Words of the whole record that the masks take out of every quote and name."""
    opened = Case.open(case, create=False)
    from dateline.engine.exporting import view_of

    view = view_of(opened, masked=False)
    after = masked(view)
    opened.store.close()
    pairs = zip(view.documents, after.documents, strict=True)
    return {
        one.text[span.start : span.end]
        for one, other in pairs
        for span in after.masks.renditions.get(other.rendition.id, ())
        if one.unread is None
    }


def test_no_way_of_asking_tells_a_hidden_name(reader):
    server, case = reader
    names = {name for name in hidden_names(case) if " " in name and len(name) < 60}
    assert names
    for name in sorted(names):
        for query in (f"text={quote(chr(34) + name + chr(34))}", f"actor={quote(name)}", f"claimant={quote(name)}"):
            answer = asked(f"{server}/api/v1/events?status=all&{query}")
            assert json.loads(answer.text)["total"] == 0, (name, query)
        for path in ("facets", "actors?limit=1000", "claimants?limit=1000", "events?limit=1000&status=all"):
            assert name not in asked(f"{server}/api/v1/{path}").text
        for path in ("events.csv?limit=1000&status=all", "events.geojson?limit=1000&status=all"):
            assert name not in asked(f"{server}/api/v1/{path}").text


def test_one_event_is_masked_whole(reader):
    server, case = reader
    names = {name for name in hidden_names(case) if " " in name}
    for event in got(server, "events", limit=1000, status="all")["data"]:
        text = asked(f"{server}/api/v1/events/{event['id']}").text
        assert not [name for name in names if name in text]


def test_an_old_copy_is_never_shown(reader):
    server, case = reader
    before = readers.stamp_of(case / readers.FOLDER)
    opened = Case.open(case, create=False)
    path = opened.store.list_documents().rows[0].path
    opened.exclude(path, why="a test")
    opened.store.close()
    got(server, "events")
    assert readers.stamp_of(case / readers.FOLDER) == readers.state_of(case) != before


def test_where_no_copy_can_be_made_nothing_is_shown(case, monkeypatch):
    def fails(*given, **named):
        from dateline.store.errors import StoreError

        raise StoreError("Tamar Oduya cannot be read")

    # Another test may have left a copy in the case that this one is a copy of.
    shutil.rmtree(case / readers.FOLDER, ignore_errors=True)
    monkeypatch.setattr(readers, "view_of", fails)
    with served(case, Options(port=0, role="reader")) as server:
        answer = asked(f"{server}/api/v1/events")
        assert answer.status == 503
        assert "Oduya" not in answer.text
    assert not (case / readers.FOLDER).exists()
    assert not list(case.glob(f"{readers.FOLDER}-*"))
