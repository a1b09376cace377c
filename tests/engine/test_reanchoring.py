"""`reanchor`: an extractor that makes another text of the same pages takes nothing from evidence and judgements."""

import io
import json

import pytest

import dateline
from dateline.document import pages
from dateline.document.markup import page_of
from dateline.engine import work
from dateline.values.media import HTML

STORY = """<html><head><title>{title}</title><meta property="article:published_time" content="2021-03-0{day}T08:00:00Z">
</head><body><nav><a href="/">Home</a> <a href="/war">War and peace</a></nav><h1>{title}</h1>
<p>Rebels shelled the port of Aden on Monday, killing 12 people, “the largest number since 2019”, officials said.</p>
<p>In Taiz, government troops recaptured a bridge on {weekday}, killing {dead} militants, Colonel Issa Keita said.</p>
<aside>Related: a market in Taiz was bombed on Friday, killing 12 people.</aside></body></html>"""
SITES = {
    "one.html": STORY.format(title="Port of Aden shelled", day=2, weekday="Sunday", dead="nine"),
    "two.html": STORY.format(title="Aden under fire", day=3, weekday="Tuesday", dead="14"),
}


def better(data):
    """What the next version of the extractor does: no navigation, plain quotation marks, link words put in."""
    text = data.decode()
    text = text.replace('<nav><a href="/">Home</a> <a href="/war">War and peace</a></nav>', "")
    return text.replace("“", '"').replace("”", '"').replace("on Monday,", "on <i>(map)</i> Monday,").encode()


def install(monkeypatch, change):
    """An extractor that sees the page as `change` makes it."""
    medium = pages.Medium("html/2", lambda data, names: page_of(change(data)))
    monkeypatch.setitem(pages.MEDIA, HTML, medium)
    monkeypatch.setitem(pages.EXTRACTORS, "html/2", medium)
    digest = work.work_digest
    monkeypatch.setattr(work, "work_digest", lambda *given: f"{digest(*given)}2")


@pytest.fixture
def case(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, page in SITES.items():
        (folder / name).write_text(page)
    made = dateline.open(tmp_path / "case")
    made.add(folder)
    made.build(workers=0)
    return made


def events(case):
    return {e.id: sorted(c.value for c in e.claims if c.field == "type") for e in case.events(status="all")}


def test_nothing_is_done_while_pages_have_the_text_that_they_had(case):
    head = case.log.head()
    report = case.reanchor()
    assert (report.renditions, report.evidence, report.lost, report.head) == (0, 0, (), head)


def test_evidence_judgements_and_event_ids_are_carried_over(case, monkeypatch):
    (port,) = [e.id for e in case.events(status="all") if e.where.name == "Aden"]
    bridge = sorted(e.id for e in case.events(status="all") if e.where.name == "Taiz")
    assert len(bridge) == 2
    case.merge(*bridge, why="one bridge", by="me")
    excluded = next(r for d in case.documents() if d.path == "two.html" for r in d.reports if r.where.name == "Aden")
    case.exclude(excluded.id, why="a test", by="me")
    case.build(workers=0)
    before = events(case)
    assert len(before) == 2 and port in before

    install(monkeypatch, better)
    dry = case.reanchor(dry_run=True)
    assert dry.renditions == 2 and not case.store.carried()
    report = case.reanchor()
    assert report.lost == () and report.renditions == 2
    assert report.evidence == sum(report.carried.values()) > 4
    assert report.judgements >= 1 and report.anchors >= 1
    texts = {r.id: r.text for c in case.store.captures() for r in case.store.renditions_of(c.blob)}
    for row in case.store.carried():
        old, new = texts[row.rendition][row.start : row.end], texts[row.into][row.into_start : row.into_end]
        assert (old == new) == (row.how == "exact")
    assert case.verify().problems == ()

    case.build(workers=0)
    assert events(case).keys() == before.keys()
    assert {d.rendition.extractor for d in case.documents()} == {"html/2"}
    assert len(case.status().excluded) == 1
    again = case.reanchor()
    assert (again.evidence, again.judgements, again.anchors, again.lost) == (0, 0, 0, ())
    assert case.verify().problems == ()


def test_without_reanchoring_the_judgement_would_be_lost(case, monkeypatch):
    """The test above can fail: this is what it prevents."""
    excluded = next(r for d in case.documents() if d.path == "two.html" for r in d.reports if r.where.name == "Aden")
    case.exclude(excluded.id, why="a test", by="me")
    install(monkeypatch, better)
    case.build(workers=0)
    (port,) = [e for e in case.events(status="all") if e.where.name == "Aden"]
    assert len(port.documents) == 2


def test_what_is_not_carried_over_is_listed(case, monkeypatch):
    gone = (
        "Rebels shelled the port of Aden on Monday, killing 12 people, “the largest number since 2019”, officials said."
    )
    case.exclude(next(e.id for e in case.events(status="all") if e.where.name == "Aden"), why="a test")
    install(monkeypatch, lambda data: data.replace(gone.encode(), b""))
    report = case.reanchor()
    assert {one.path for one in report.lost} == {"one.html", "two.html"}
    owners = {one.owner.split(" ")[0] for one in report.lost}
    assert {"claim", "figure", "report", "judgement", "event"} <= owners
    assert all(one.quote in gone and one.reason for one in report.lost)
    assert any(row.into_start is None for row in case.store.carried())
    assert case.verify().problems == ()


def test_a_carried_row_that_was_altered_is_named(case, monkeypatch):
    import sqlite3

    install(monkeypatch, better)
    case.reanchor()
    with sqlite3.connect(case.store.path) as connection:
        connection.execute("UPDATE carried SET into_start = into_start + 3 WHERE how = 'exact'")
    assert any("was carried over to" in problem for problem in case.verify().problems)


def test_a_page_that_gives_no_text_now_is_listed(case, monkeypatch):
    install(monkeypatch, lambda data: b"<html></html>" if b"Aden under fire" in data else data)
    report = case.reanchor()
    assert {one.path for one in report.lost} == {"two.html"}
    assert all("no text now" in one.reason for one in report.lost)


def test_the_exit_code_tells_of_what_was_lost(case, monkeypatch, capsys):
    import typer.testing

    from dateline.cli.main import app

    runner = typer.testing.CliRunner()
    assert runner.invoke(app, ["reanchor", str(case.folder)]).exit_code == 0
    install(monkeypatch, lambda data: data.replace(b"killing 12 people", b"killing many people"))
    done = runner.invoke(app, ["reanchor", str(case.folder), "--json"])
    assert done.exit_code == 3
    assert json.loads(done.stdout[: done.stdout.rindex("}") + 1])["lost"]


def test_the_record_is_the_same_when_the_text_is(case, monkeypatch):
    """An extractor of another name that gives the same text: the record says the same of the same events."""
    out, again = io.BytesIO(), io.BytesIO()
    case.export("jsonl", out)
    install(monkeypatch, lambda data: data)
    report = case.reanchor()
    assert set(report.carried) == {"exact"} and (report.judgements, report.anchors) == (0, 0)
    case.build(workers=0)
    case.export("jsonl", again)
    ids = [
        [json.loads(line).get("id") for line in one.getvalue().splitlines() if b'"kind":"event"' in line]
        for one in (out, again)
    ]
    assert ids[0] == ids[1] and ids[0]
