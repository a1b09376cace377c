"""Why a clause is read as it is."""

from __future__ import annotations

from dateline.document.stories import from_text
from dateline.engine.reader import default_reader
from dateline.events.tracing import traces
from dateline.reading.read import read


def traced(text: str):
    reader = default_reader()
    document = from_text(text, title=None, url=None, publisher=None, published="2024-05-07", tables=reader.tables)
    return list(traces(read(document, reader.nlp, reader.tables), reader.tables.triggers))


def test_slots_status_and_runner_up():
    shelled = traced("Rebels may have shelled Goma on Sunday.")[0]
    killed = traced("Gunmen killed nine farmers near Jos.")[0]
    assert shelled.rule == "trigger verb shell -> remote.shelling"
    assert (shelled.status, shelled.cue) == ("hypothetical", "may")
    assert {slot.name: (slot.words, slot.role) for slot in shelled.slots}["subj"] == (("Rebels",), "initiator")
    assert any(runner.rule.endswith("remote.air_strike") for runner in killed.runners)
    assert all(runner.lost for runner in killed.runners)


def test_every_report_has_a_reading():
    text = "Gunmen killed nine farmers near Jos. The army denied that it had shelled Goma. Clashes erupted in Sittwe."
    reader = default_reader()
    spans = {(one.span.start, one.span.end) for one in traced(text)}
    reports = reader.read_text(text, "2024-05-07").reports
    assert reports and all((e.start, e.end) in spans for report in reports for e in report.evidence)


def test_the_words_of_the_parse_are_those_of_the_clause():
    (one,) = traced("Gunmen killed nine farmers near Jos.")
    assert [word.form for word in one.parse] == ["Gunmen", "killed", "nine", "farmers", "near", "Jos"]
    assert {word.form: word.names for word in one.parse}["Jos"] == "place (location)"
