"""What the rules missed, added from selected words of any language or from a picture, and what a selection says."""

import io
import json
import shutil

import pytest

import dateline
from dateline.engine.adding_missed import Missed, Note
from dateline.engine.decisions import Edit, Selected
from dateline.engine.evidencing import read_selection
from dateline.engine.judging import JudgementError
from dateline.engine.rebuilding import Rebuilder

FRENCH = (
    "Des hommes armés ont attaqué le marché de Kidal le 7 mars 2021, tuant 23 personnes, selon Fatou Keita.\n"
    "Le marché de Kidal est fermé depuis. Les habitants ont peur et les commerçants sont partis.\n"
)


@pytest.fixture(scope="module")
def french(tmp_path_factory, pages):
    folder = tmp_path_factory.mktemp("french")
    (folder / "marche.txt").write_text(FRENCH, encoding="utf-8")
    case = dateline.open(folder / "case")
    case.add(pages, folder / "marche.txt")
    case.build(workers=0)
    return case


@pytest.fixture
def case(tmp_path, french):
    shutil.copytree(french.folder, tmp_path / "case")
    return dateline.open(tmp_path / "case")


def document_of(case, path):
    return next(one for one in case.documents() if one.path.endswith(path))


def selected(document, words):
    at = document.text.index(words)
    return Selected(document.id, at, at + len(words))


def read(case, document, words, field):
    at = selected(document, words)
    return read_selection(case, document.id, at.start, at.end, field)


def missed(case, **fields):
    document = document_of(case, "marche.txt")
    told = selected(document, "Des hommes armés ont attaqué le marché de Kidal")
    edits = {
        "killed": Edit({"best": 23.0}, evidence=selected(document, "23 personnes")),
        "when": Edit({"earliest": "2021-03-07", "latest": "2021-03-07", "precision": "day"}),
        "where": Edit({"name": "Kidal", "country": "ML"}, evidence=selected(document, "Kidal")),
        "initiators": Edit([{"name": "hommes armés", "kind": "unidentified_armed_group"}]),
    }
    return Missed(
        document=document.id, start=told.start, end=told.end, type="civilian.attack", by="ann", fields=edits | fields
    )


def test_what_a_story_in_another_language_tells_becomes_an_event(case):
    before = {event.id for event in case.store.record().events}
    done = case.add_missed(missed(case))
    case.build(workers=0)
    found = case.event(done.event)
    assert {event.id for event in case.store.record().events} == before | {done.event}
    assert (found.type, found.status, found.where.name) == ("civilian.attack", "occurred", "Kidal")
    assert found.when.earliest == "2021-03-07"
    assert {(one.low, one.high) for one in found.estimates} == {(23.0, 23.0)}
    quotes = {claim.field: claim.evidence.quote for claim in found.claims}
    assert quotes["figure"] == "23 personnes"
    assert quotes["where"] == "Kidal"
    assert quotes["occurrence"].startswith("Des hommes armés")
    assert all(claim.method == "by hand" for claim in found.claims)
    assert case.verify().problems == ()


def test_it_is_the_same_after_another_build_and_gone_after_undo(case):
    before = exported(case)
    done = case.add_missed(missed(case))
    case.build(workers=0)
    added = exported(case)
    case.build(workers=0)
    assert exported(case) == added != before
    assert case.undo("ann").events == (done.event,)
    case.build(workers=0)
    assert exported(case) == before


def exported(case):
    out = io.BytesIO()
    case.export("jsonl", out, masked=False)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    return [line for line in lines if line["kind"] not in ("case", "judgement", "tombstone")]


def test_a_picture_is_archived_with_what_somebody_saw_in_it(case, tmp_path):
    picture = tmp_path / "bridge.jpg"
    picture.write_bytes(b"\xff\xd8\xff\xe0 not much of a picture")
    fields = {"where": Edit({"name": "Tessalit"})}
    note = Note(
        text="Ein ausgebrannter Lastwagen.", source=str(picture), type="remote.shelling", by="ann", fields=fields
    )
    done = case.add_note(note)
    case.build(workers=0)
    found = case.event(done.event)
    assert found.where.name == "Tessalit"
    document = case.document(found.documents[0])
    assert document.path.startswith("by-hand/")
    assert "bridge.jpg" in document.text
    assert document.unread is not None
    assert found.claims[0].evidence.quote == "Ein ausgebrannter Lastwagen."
    assert case.verify().problems == ()
    with pytest.raises(JudgementError, match="no such file"):
        case.add_note(Note(text="x", source=str(tmp_path / "none.jpg"), type="remote.shelling", by="ann"))


def test_a_person_named_by_hand_is_masked(case):
    case.add_missed(missed(case, victims=Edit([{"name": "Awa Sangho", "kind": "person"}])))
    case.build(workers=0)
    out = io.BytesIO()
    case.export("jsonl", out)
    assert "Sangho" not in out.getvalue().decode()
    assert "hommes armés" in out.getvalue().decode()


def test_added_words_that_are_gone_are_listed(case):
    case.add_missed(missed(case))
    judged = case.store.judgements()[-1]
    with case.store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE judgements SET quote = 'no such words' WHERE number = ?", (judged.number,))
    case.build(workers=0)
    assert any("no such words" in failure for failure in map(str, case.status().failures))


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("7 mars 2021", "when", {"earliest": "2021-03-07", "latest": "2021-03-07", "precision": "day"}),
        ("7 mars", "when", None),
        ("23 personnes", "killed", {"low": 23.0, "best": 23.0, "high": 23.0}),
        ("hommes armés", "initiators", [{"name": "hommes armés", "kind": None, "actor_id": None}]),
        ("peur", "killed", None),
        ("peur", "type", None),
    ],
)
def test_a_selection_in_a_language_that_is_not_read(case, words, field, value):
    found = read(case, document_of(case, "marche.txt"), words, field)
    assert (found.value, found.quote) == (value, words)
    assert found.how


def test_a_place_of_the_gazetteer_comes_with_what_else_has_its_name(case):
    found = read(case, document_of(case, "marche.txt"), "Kidal", "where")
    assert found.value["country"] == "ML"
    assert found.value == found.candidates[0].value


def test_a_selection_over_mentions_takes_them(case):
    document = document_of(case, "one.txt")
    assert read(case, document, "Tuesday", "when").value["earliest"] == "2021-03-02"
    assert read(case, document, "At least 12 militants", "killed").value == {"low": 12.0, "best": None, "high": None}
    assert read(case, document, "Malian troops", "initiators").value[0]["kind"] == "military"
    assert read(case, document, "recaptured", "type").value.startswith("battle.")


def test_nothing_selected_is_refused(case):
    document = document_of(case, "one.txt")
    for start, end in ((5, 5), (-1, 3), (0, 10**6)):
        with pytest.raises(JudgementError, match="nothing is selected"):
            read_selection(case, document.id, start, end, "when")


def test_builds_in_the_background_follow_one_another(case):
    behind = Rebuilder(case.folder)
    behind.start()
    done = case.add_missed(missed(case))
    behind.ask()
    assert behind.wait(60).state == "idle"
    assert case.event(done.event).type == "civilian.attack"
    with case.store.building():
        behind.ask()
        failed = behind.wait(60)
    assert failed.state == "failed"
    assert "build" in failed.why
    behind.ask()
    assert behind.wait(60).state == "idle"
    behind.stop()
