"""The common wordings of every type of event, in sentences and headlines read with the whole pipeline."""

import tomllib
from pathlib import Path

import pytest

import dateline
from dateline.model.document import Document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "wordings.toml").read_text(encoding="utf-8"))
DAY = "2023-06-14"
NEXT = "\n\nThis page will be updated."


@pytest.mark.parametrize("case", CASES["type"], ids=lambda case: str(case["code"]))
def test_a_wording_gives_its_type(case: dict[str, object]) -> None:
    told = {str(text): dateline.read(str(text), published=DAY) for text in list_of(case, "told")}
    told |= {text: dateline.read(text + NEXT, published=DAY, title=text) for text in list_of(case, "headlines")}
    assert [text for text, document in told.items() if case["code"] not in counted(document)] == []


def test_everyday_words_tell_nothing() -> None:
    told = {text: counted(dateline.read(text, published=DAY)) for text in CASES["nothing"]}
    assert {text: types for text, types in told.items() if types} == {}


def list_of(case: dict[str, object], name: str) -> list[str]:
    """The sentences under a name, none where it is absent."""
    found = case.get(name, [])
    assert isinstance(found, list)
    return found


def counted(document: Document) -> set[str]:
    """The types that a document reports as having happened."""
    reports = [r for r in document.reports if r.status in ("occurred", "ongoing")]
    return {r.type for r in reports if r.type != "political.statement"}
