"""Who did it, to whom and where, in whole sentences read with the whole pipeline."""

import tomllib
from pathlib import Path

import pytest

import dateline
from dateline.model.mention import Actor
from dateline.model.report import Report

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "roles.toml").read_text())["case"]
FIELDS = {"who": ("initiators",), "whom": ("targets", "victims"), "with": ("weapons",)}


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:60] for c in CASES])
def test_roles(case: dict[str, object]) -> None:
    reports = [r for r in dateline.read(str(case["text"]), published="2024-05-05").reports if r.type == case["type"]]
    assert any(not wrong(case, r) for r in reports), [wrong(case, r) for r in reports] or "no report of this type"


def wrong(case: dict[str, object], report: Report) -> list[str]:
    """The asked fields of a report that differ, in words."""
    found = {name: [a for part in parts for a in getattr(report, part)] for name, parts in FIELDS.items()}
    place = report.where and report.where.text
    differ = [f"{n}: {[a.text for a in found[n]]}" for n in FIELDS if n in case and not same(case[n], found[n])]
    return differ + ([f"where: {place}"] if "where" in case and place != case["where"] else [])


def same(expected: object, actors: list[Actor]) -> bool:
    """Whether the actors are those expected, each by its text or its name."""
    assert isinstance(expected, list)
    return len(expected) == len(actors) and all(any(is_named(a, str(e)) for a in actors) for e in expected)


def is_named(actor: Actor, name: str) -> bool:
    """Whether the words of a name stand in the text or the name of an actor."""
    return any(f" {name} " in f" {text} " for text in (actor.text, actor.name))
