import io

import msgspec
from msgspec.structs import replace

from dateline.export import jsonl
from dateline.export.cells import Cells
from dateline.export.masking import masked
from dateline.export.view import ExportView
from dateline.model.document import Candidate, DateCandidate
from dateline.model.event import SourceEdge
from dateline.model.source import Failure
from dateline.model.span import Evidence, Span
from dateline.store.store import open_store
from tests.store.factories import capture, document, record


def bytes_of(view):
    out = io.BytesIO()
    report = jsonl.write(view, out)
    assert report.written == report.existing == out.getvalue().count(b"\n") - 1
    return out.getvalue()


def lines_of(view):
    return [msgspec.json.decode(line) for line in bytes_of(view).splitlines()]


def through_store(folder, documents):
    store = open_store(folder, create=True)
    store.add_captures([capture(one.path, one.text) for one in documents])
    for one in documents:
        store.finish(one.capture, "d", (one,))
    stories = [story for came in store.captures() for story in store.finished(came.id, "d").documents]
    store.write_record(stories, record(*stories), meta={"tables": "t"})
    store.add_failures([Failure(capture=None, path=p, stage="archive", reason="empty") for p in ("z", "y")])
    return ExportView(
        dateline="0",
        tables=store.meta()["tables"],
        documents=store.documents(),
        record=store.record(),
        failures=store.failures(),
        judgements=store.judgements(),
    )


def test_two_fresh_stores_filled_in_another_order_give_the_same_bytes(tmp_path):
    documents = [document(path) for path in ("a.txt", "b.txt", "c.txt")]
    one = through_store(tmp_path / "one", documents)
    other = through_store(tmp_path / "other", documents[::-1])
    assert bytes_of(one) == bytes_of(other)
    assert bytes_of(masked(one)) == bytes_of(masked(other))


def test_every_quote_is_what_stands_at_its_offsets():
    documents = (document(), document("b.txt"))
    view = ExportView(dateline="0", tables="t", documents=documents, record=record(*documents))
    texts = {one.id: one.text for one in documents}
    quotes = [cell for line in lines_of(view) for cell in line.get("evidence", [])]
    assert len(quotes) == 2 * (1 + 4 + 1) + 1
    assert all(texts[cell["document"]][cell["start"] : cell["end"]] == cell["quote"] for cell in quotes)


def test_header_counts_the_lines():
    view = ExportView(dateline="0", tables="t", documents=(document(),), record=record(document()))
    head, *body = lines_of(view)
    assert list(head) == ["kind", "schema", "dateline", "tables", "masked", "counts"]
    assert head["masked"] is False
    kinds = [line["kind"] for line in body]
    assert {kind: kinds.count(kind) for kind in head["counts"]} == head["counts"]
    assert kinds[:2] == ["document", "report"]


KEYS = {
    "document": "kind id capture path url captured_at title published publisher agency byline language unread segments",
    "source_edge": "kind from to relation evidence",
    "series": "kind outcome population party measure scope points",
    "disagreement": "kind event field relation claims says",
    "claim": "kind id report field value stance certainty basis method attribution evidence",
}


def test_keys_and_their_order():
    view = ExportView(dateline="0", tables="t", documents=(document(),), record=record(document()))
    found = {line["kind"]: list(line) for line in lines_of(view)}
    assert {kind: found[kind] for kind in KEYS} == {kind: keys.split() for kind, keys in KEYS.items()}


def test_added_claims_of_an_event_are_exported():
    one = document()
    made = record(one)
    extra = msgspec.structs.replace(made.events[0].claims[0], id="clm-added", method="by hand")
    event = msgspec.structs.replace(made.events[0], claims=(*made.events[0].claims, extra))
    view = ExportView(dateline="0", tables="t", documents=(one,), record=msgspec.structs.replace(made, events=(event,)))
    assert [line["id"] for line in lines_of(view) if line.get("method") == "by hand"] == ["clm-added"]


def test_quotes_of_one_page_at_two_paths_stand_in_source_and_target_by_turns():
    one, other = document(), document("b.txt")
    other = replace(other, rendition=one.rendition)
    edge = SourceEdge(source=one.id, target=other.id, relation="copy", evidence=(Evidence(one.rendition, 0, 20),) * 2)
    assert [cell.document for cell in Cells(None).edge(edge, (other, one)).evidence] == [one.id, other.id]


def test_a_document_states_its_time_and_every_candidate_of_its_masthead(tmp_path):
    time = DateCandidate(
        earliest="2019-05-04",
        latest="2019-05-04",
        precision="day",
        basis="masthead",
        span=Span(0, 6),
        instant="2019-05-04T10:00:00+02:00",
        chosen=True,
    )
    offered = Candidate(field="publisher", value="Karsa Post", basis="og:site_name", chosen=True, why="most signs")
    plain = document()
    published = replace(plain.published, instant=time.instant, candidates=(time,))
    one = replace(plain, published=published, masthead=(offered,))
    (line,) = (line for line in lines_of(through_store(tmp_path / "one", [one])) if line["kind"] == "document")
    assert line["published"]["instant"] == "2019-05-04T10:00:00+02:00"
    assert [(c["field"], c["value"], c["chosen"]) for c in line["masthead"]] == [
        ("publisher", "Karsa Post", True),
        ("published", "2019-05-04T10:00:00+02:00", True),
    ]
    assert (line["masthead"][1]["start"], line["masthead"][1]["end"]) == (0, 6)
    (bare,) = (line for line in lines_of(through_store(tmp_path / "two", [plain])) if line["kind"] == "document")
    assert set(bare["published"]) == {"earliest", "latest", "precision", "basis"}
    assert "masthead" not in bare
