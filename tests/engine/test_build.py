"""The main path on a case: the same bytes whatever the order and the number of workers, and nothing read twice."""

import io
import sqlite3

import pytest

import dateline
from dateline.engine.exporting import WRITERS
from dateline.model.errors import DatelineError
from tests.export.packed import text_of


def jsonl(case, *, masked=True):
    out = io.BytesIO()
    case.export("jsonl", out, masked=masked)
    return out.getvalue()


def fresh(folder, sources, workers=0):
    case = dateline.open(folder)
    for source in sources:
        case.add(source)
    case.build(workers=workers)
    return case


def test_pages_become_documents_reports_claims_and_events(built):
    documents = built.documents()
    assert [d.path for d in documents] == ["one.txt", "three.txt", "two.html"]
    assert all(report.claims for d in documents for report in d.reports)
    assert len(built.events(status="all")) > 0


def test_two_fresh_cases_give_the_same_bytes(tmp_path, pages, exercise_jsonl):
    assert jsonl(fresh(tmp_path / "again", [pages])).decode() == exercise_jsonl


def test_one_and_two_workers_give_the_same_bytes(tmp_path, pages, exercise_jsonl):
    assert jsonl(fresh(tmp_path / "one", [pages], workers=1)).decode() == exercise_jsonl
    assert jsonl(fresh(tmp_path / "two", [pages], workers=2)).decode() == exercise_jsonl


def test_the_order_of_adding_changes_nothing(tmp_path, pages, exercise_jsonl):
    one_by_one = sorted(pages.iterdir(), reverse=True)
    assert jsonl(fresh(tmp_path / "other", one_by_one)).decode() == exercise_jsonl


def test_a_second_build_reads_nothing_and_changes_nothing(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    before = jsonl(case)
    report = case.build()
    assert (report.read, report.reused) == (0, 3)
    assert jsonl(case) == before


def test_adding_twice_adds_once(tmp_path, pages):
    case = dateline.open(tmp_path / "case")
    assert case.add(pages).added == 3
    again = case.add(pages)
    assert (again.added, again.known) == (0, 3)


def test_ids_survive_an_exclusion_and_its_undoing(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    before = {e.id for e in case.events(status="all")}
    case.exclude("two.html", why="a test", by="me")
    report = case.build()
    assert report.excluded == 1
    assert "two.html" not in [d.path for d in case.documents()]
    assert case.status().excluded
    case.exclude("two.html", why="a mistake", by="me", undo=True)
    case.build()
    assert {e.id for e in case.events(status="all")} == before


def test_a_report_can_be_excluded_alone(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    report = next(r for d in case.documents() for r in d.reports if r.status == "occurred")
    case.exclude(report.id, why="not this war")
    case.build()
    assert report.id not in {r for e in case.events(status="all") for r in e.reports}


def test_the_private_witness_is_named_in_no_export(built):
    for format in WRITERS:
        out = io.BytesIO()
        built.export(format, out)
        assert "Traore" not in text_of(format, out.getvalue()), format
    assert b"Traore" in jsonl(built, masked=False)
    assert b"Keita" in jsonl(built)


def test_every_exported_quote_stands_in_its_page(built, pages):
    texts = {d.id: d.text for d in built.documents()}
    for document in built.documents():
        for report in document.reports:
            for claim in report.claims:
                if claim.evidence is not None:
                    e = claim.evidence
                    assert texts[document.id][e.start : e.end] == e.quote
    assert built.verify().problems == ()


def test_an_altered_blob_is_named(tmp_path, pages):
    import gzip

    case = fresh(tmp_path / "case", [pages])
    blob = next((tmp_path / "case" / "vault").rglob("*.gz"))
    blob.chmod(0o644)
    blob.write_bytes(gzip.compress(b"something else"))
    assert any(blob.name in problem for problem in case.verify().problems)


def test_an_altered_path_and_an_orphaned_blob_are_named(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    case.vault.put(b"of no page")
    with sqlite3.connect(case.store.path) as connection:
        connection.execute("UPDATE captures SET path = 'other.txt' WHERE path = 'one.txt'")
    problems = "\n".join(case.verify().problems)
    assert "other.txt" in problems
    assert "of no page" in problems


def test_an_event_can_be_excluded_and_brought_back_by_its_id(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    event = case.events()[0].id
    case.exclude(event, why="a test")
    case.build()
    assert event not in {e.id for e in case.events(status="all")}
    with pytest.raises(DatelineError, match="not excluded"):
        case.exclude("one.txt", why="a test", undo=True)
    case.exclude(event, why="a mistake", undo=True)
    case.build()
    assert event in {e.id for e in case.events(status="all")}


@pytest.mark.parametrize(
    "wanted",
    [{"type": "nonsense"}, {"status": "maybe"}, {"country": "Iraq"}, {"since": "tomorrow"}, {"until": "2016-13-45"}],
)
def test_a_filter_that_can_never_match_is_refused(built, wanted):
    with pytest.raises(DatelineError):
        built.events(**wanted)


def test_a_changed_limit_reads_again(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    (tmp_path / "case" / "dateline.toml").write_text("max_nodes = 3\n")
    report = case.build(workers=0)
    assert [f.path for f in report.failures] == ["two.html"]


def test_a_dropped_tail_shows_against_a_kept_head(tmp_path, pages):
    case = fresh(tmp_path / "case", [pages])
    jsonl(case)
    head = case.log.head()
    log = tmp_path / "case" / "custody.jsonl"
    log.write_bytes(b"".join(log.read_bytes().splitlines(keepends=True)[:-1]))
    assert not case.verify().problems
    assert case.verify(head=head).problems
