"""Restricted sources never leave the case: not by their words, not by what stands on them, in no format."""

import gzip
import io
import json
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.cli.handing import Format
from dateline.engine.deciding import Decision, Edit, decide
from dateline.engine.decisions import Selected
from dateline.engine.exporting import whole_view
from dateline.engine.practice.restricting import RestrictionError, hidden, in_force, restrict
from dateline.engine.releasing import ReleaseError
from dateline.export.view import ExportView
from dateline.model.practice import Restriction
from dateline.store import practice

UNTOLD = frozenset({"judgement", "tombstone", "case"})


def mark(case, item, **given):
    return restrict(case, item, **{"publisher": False, "why": "promised", "by": "Ada", "undo": False} | given)


def exported(case, format, *, masked=False):
    out = io.BytesIO()
    report = case.export(format, out, masked=masked)
    return report, out.getvalue()


def readable(data):
    """Everything in a file that a reader could get at: archives and columns unpacked."""
    found = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                found += [name.encode(), gzip.decompress(part) if part[:2] == b"\x1f\x8b" else part]
    if data[:4] == b"PAR1":
        import pyarrow.parquet

        table = pyarrow.parquet.read_table(io.BytesIO(data))
        found += [str(table.to_pylist()).encode(), str(table.schema.metadata).encode()]
    return b"\n".join(found)


def outputs(case):
    """By name, everything that leaves the case."""
    for format in Format:
        if format != Format.dataset:
            yield format.value, exported(case, format.value)[1]
    with tempfile.TemporaryDirectory() as folder:
        case.export("dataset", Path(folder) / "made", masked=False)
        files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        yield "names of the dataset", "\n".join(path.relative_to(folder).as_posix() for path in files).encode()
        for path in files:
            yield path.name, path.read_bytes()
    out = io.BytesIO()
    case.write_report(out, masked=False)
    yield "report", out.getvalue()


def needles(view: ExportView, paths) -> set[str]:
    """What would show that a page was there: ids, paths, and quotes that no other page has."""
    hidden_ones = [document for document in view.documents if document.path in paths]
    rest = "\n".join(document.rendition.text for document in view.documents if document.path not in paths)
    found = {document.id for document in hidden_ones} | {document.capture for document in hidden_ones} | set(paths)
    for document in hidden_ones:
        found |= {document.url} if document.url else set()
        if document.coding:
            found |= {one.id for report in document.reports for one in (report, *report.claims)}
            quotes = (evidence.quote for report in document.reports for evidence in report.evidence)
            found |= {quote for quote in quotes if len(quote) > 25 and quote not in rest and '"' not in quote}
    return found


def test_nothing_changes_while_nothing_is_restricted(exercise):
    before = exported(exercise, "jsonl")
    mark(exercise, "01-harbour-post-offensive.html")
    assert exported(exercise, "jsonl") != before
    mark(exercise, "01-harbour-post-offensive.html", undo=True)
    assert exported(exercise, "jsonl") == before


@pytest.mark.parametrize("number", [0, 6, 11, 17])
def test_an_export_is_that_of_a_case_without_the_page(exercise, number):
    """Dates, tolls, claimants, grades, series, edges: all as if the page had never been there; ids stay."""
    path = whole_view(exercise).documents[number].path
    mark(exercise, path)
    report, found = exported(exercise, "jsonl")
    assert report.left_out["documents from restricted sources"] == 1
    ids = {event.id for event in exercise.store.record().events}
    mark(exercise, path, undo=True)
    exercise.exclude(path, why="as if it had never been there")
    exercise.build(workers=0)
    without = exported(exercise, "jsonl")[1]
    assert without_ids(found) == without_ids(without)
    events = [row for row in map(json.loads, found.splitlines()) if row["kind"] == "event"]
    assert sum(row["id"] in ids for row in events) >= len(events) - 3


def without_ids(data):
    """The lines of a record without event ids and revisions, which the two ways give differently."""
    rows = [json.loads(line) for line in data.splitlines()]
    numbers = {row["id"]: f"event of {row['reports']}" for row in rows if row["kind"] == "event"}
    plain = []
    for row in rows:
        if row["kind"] in UNTOLD:
            continue
        row.pop("revision", None)
        told = json.dumps(row, sort_keys=True)
        for event, number in numbers.items():
            told = told.replace(event, number)
        plain.append(told)
    return sorted(plain)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_no_format_tells_of_a_restricted_page(exercise, monkeypatch, tmp_path, data):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    view = whole_view(exercise)
    paths = data.draw(st.sets(st.sampled_from(sorted(d.path for d in view.documents)), min_size=1, max_size=4))
    for path in sorted(paths):
        mark(exercise, path)
    told = needles(view, paths)
    try:
        for name, made in outputs(exercise):
            text = readable(made).decode("utf-8", "replace")
            assert not [needle for needle in told if needle in text], name
    finally:
        for path in sorted(paths):
            mark(exercise, path, undo=True)


def test_events_that_only_a_restricted_page_tells_are_left_out_and_counted(exercise):
    view = whole_view(exercise)
    document = next(d for d in view.documents if any(e.documents == (d.id,) for e in view.record.events))
    alone = {event.id for event in view.record.events if event.documents == (document.id,)}
    mark(exercise, document.path)
    report, found = exported(exercise, "jsonl")
    assert report.left_out["events from restricted sources only"] == len(alone)
    rows = [json.loads(line) for line in found.splitlines()]
    assert not alone & {row["id"] for row in rows if "id" in row}, "neither as an event nor as a tombstone"


def test_a_publisher_stands_for_all_its_pages_and_for_those_of_nobody_known(exercise):
    view = whole_view(exercise)
    name = next(d.publisher for d in view.documents if d.publisher)
    mark(exercise, name.upper(), publisher=True)
    theirs = {d.id for d in view.documents if d.publisher == name}
    assert theirs and hidden(exercise).documents >= theirs
    rows = [json.loads(line) for line in exported(exercise, "jsonl")[1].splitlines()]
    assert not [row for row in rows if row.get("publisher") == name]
    events = [row for row in rows if row["kind"] == "event"]
    assert not [row for row in events if name in row["publishers"]]


def test_judgements_on_restricted_pages_stay(exercise):
    path = whole_view(exercise).documents[2].path
    report = whole_view(exercise).documents[2].reports[0]
    exercise.exclude(report.id, why="the source asked not to be told of")
    mark(exercise, path)
    assert b"asked not to be told of" not in exported(exercise, "jsonl")[1]


def test_a_release_made_before_is_not_handed_on(exercise):
    exercise.release("first")
    mark(exercise, "01-harbour-post-offensive.html")
    for masked in (True, False):
        with pytest.raises(ReleaseError, match="restricted since"):
            exercise.export_release("first", io.BytesIO(), masked=masked)
    exercise.release("second")
    out = io.BytesIO()
    exercise.export_release("second", out, masked=False)
    assert b"01-harbour" not in out.getvalue()


def test_what_must_be_read_again_first_is_not_exported(exercise, monkeypatch):
    mark(exercise, "01-harbour-post-offensive.html")
    monkeypatch.setattr("dateline.engine.work.work_digest", lambda *given: "another version")
    with pytest.raises(RestrictionError, match="dateline build"):
        exported(exercise, "jsonl")


def test_what_is_restricted_says_who_when_and_why(exercise):
    with pytest.raises(RestrictionError, match="reason"):
        mark(exercise, "01-harbour-post-offensive.html", why=" ")
    with pytest.raises(RestrictionError, match="not restricted"):
        mark(exercise, "01-harbour-post-offensive.html", undo=True)
    with pytest.raises(RestrictionError, match="no page"):
        mark(exercise, "nowhere.html")
    mark(exercise, "01-harbour-post-offensive.html")
    (one,) = in_force(practice.read(exercise.store.query, Restriction))
    assert (one.kind, one.by, one.why) == ("capture", "Ada", "promised")


def test_a_value_that_somebody_set_by_words_of_a_restricted_page_stays(exercise):
    view = whole_view(exercise)
    event = next(e for e in view.record.events if len(e.documents) > 1)
    source = next(d for d in view.documents if d.id not in event.documents and d.coding)
    words = source.reports[0].evidence[0]
    edit = Edit(
        value={"low": 7777.0, "best": 7777.0, "high": 7777.0}, evidence=Selected(source.id, words.start, words.end)
    )
    decide(exercise, Decision(event=event.id, decision="edit", by="Ada", edits={"killed": edit}))
    assert b"7777" in exported(exercise, "jsonl")[1]
    mark(exercise, source.path)
    assert b"7777" not in exported(exercise, "jsonl")[1]
    exercise.build(workers=0)
    assert b"7777" not in exported(exercise, "jsonl")[1]
