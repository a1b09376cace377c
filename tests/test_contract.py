"""The contract of design section 4: names others run against. A change here is a breaking change."""

import json

import msgspec
import pytest

import dateline
from dateline.model import document, event, mention, report, span

FIELDS = {
    document.Document: "id capture path url captured_at text title body segments published publisher agency byline language times"
    " places actors figures attributions reports main_report",
    document.Segment: "span role text",
    document.Published: "earliest latest precision basis candidates",
    span.Span: "start end",
    span.Evidence: "rendition start end quote",
    mention.Time: "span text earliest latest precision kind timex3 anchor basis",
    mention.Place: "span text name latitude longitude radius_km precision gazetteer_id admin1 admin2 admin3 pcode country use basis",
    mention.Actor: "span text name actor_id kind affiliated_with role organisation is_private_person",
    mention.Figure: "span text low best high modifier vague_class unit counted outcome party population measure period scope part_of"
    " attribution evidence",
    mention.Attribution: "source cue content speaker organisation via kind direct certainty",
    report.When: "earliest latest precision text basis",
    report.Claim: "id report field value evidence attribution stance certainty basis method",
    report.Report: "id document type mode status level part_of background when where initiators targets victims weapons"
    " alternative_group figures attribution certainty evidence claims tags acled_event acled_sub_event plover plover_mode",
    event.Event: "id revision type status contested level part_of when where reports claims documents publishers claimants values"
    " disagreements grade",
}


@pytest.mark.parametrize("record", FIELDS, ids=lambda r: r.__name__)
def test_record_has_the_fields_of_the_design(record):
    have = set(record.__struct_fields__) | {n for n, v in vars(record).items() if isinstance(v, property)}
    assert not set(FIELDS[record].split()) - have


TYPES = {
    (mention.Time, "earliest"): "str | None",
    (mention.Place, "latitude"): "float | None",
    (mention.Place, "radius_km"): "float | None",
    (mention.Actor, "is_private_person"): "bool | None",
    (mention.Figure, "low"): "float | None",
    (mention.Figure, "attribution"): "dateline.model.mention.Attribution | None",
    (mention.Attribution, "via"): "tuple[str, ...]",
    (mention.Attribution, "content"): "tuple[dateline.model.span.Span, ...]",
    (report.Report, "evidence"): "tuple[dateline.model.span.Evidence, ...]",
    (report.Report, "initiators"): "tuple[dateline.model.mention.Actor, ...]",
    (report.Report, "when"): "dateline.model.report.When | None",
    (report.Claim, "value"): "<class 'str'>",
    (event.Event, "revision"): "<class 'int'>",
    (event.Event, "values"): "dict[str, tuple[dateline.model.event.Value, ...]]",
}


@pytest.mark.parametrize("field", TYPES, ids=lambda f: f"{f[0].__name__}.{f[1]}")
def test_field_has_the_type_of_the_design(field):
    import typing

    record, name = field
    assert str(typing.get_type_hints(record)[name]) == TYPES[field]


def test_public_names():
    assert set(dateline.__all__) == {"Case", "Page", "__version__", "extract", "link", "open", "read"}
    for name in dateline.__all__:
        assert getattr(dateline, name)


def test_evidence_cannot_differ_from_its_text():
    rendition = span.Rendition.make("seven boats left", blob="b", extractor="test/1")
    assert span.Evidence(rendition, 0, 5).quote == "seven"
    with pytest.raises(span.EvidenceError):
        span.Evidence.checked(rendition, 0, 5, "eight")
    with pytest.raises(span.EvidenceError):
        span.Evidence(rendition, 3, 99)
    with pytest.raises(AttributeError):
        span.Evidence(rendition, 0, 5).quote = "eight"


def test_extracted_documents_raise_until_read():
    page = dateline.extract(
        b"<h1>Ferry sinks</h1><p>A ferry sank off Port Lome on 3 May 2019, killing twelve people.</p>"
    )
    with pytest.raises(document.NotReadError):
        _ = page.documents[0].times
    assert dateline.read(page.documents[0]).times


KEYS = {
    "case": "kind schema dateline tables masked counts",
    "document": "kind id capture path url captured_at title published publisher agency byline language segments",
    "report": "kind id document event type mode status level part_of background certainty when where initiators targets victims"
    " weapons alternative_group figures attribution evidence",
    "claim": "kind id report field value stance certainty basis method attribution evidence",
    "figure": "kind id document report low best high modifier vague_class unit counted outcome party population measure period scope"
    " part_of attribution evidence",
    "event": "kind id revision type status contested level part_of when where reports documents publishers claimants values grade",
}


def test_jsonl_has_the_keys_of_the_design(exercise_jsonl):
    seen = set()
    for line in exercise_jsonl.splitlines():
        row = json.loads(line)
        if row["kind"] in KEYS:
            seen.add(row["kind"])
            assert not set(KEYS[row["kind"]].split()) - set(row), row["kind"]
    assert seen == set(KEYS)


def test_jsonl_lines_are_canonical(exercise_jsonl):
    for line in exercise_jsonl.splitlines():
        assert msgspec.json.decode(line)
