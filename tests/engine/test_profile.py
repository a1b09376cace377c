"""`build --profile`: every stage, over all processes, and the same record as without it."""

import io

import pytest
from typer.testing import CliRunner

import dateline
from dateline.cli.main import app
from dateline.engine.profile import STAGES

EVERY = [name for name in STAGES if name != "prefilter"]
READ = {"loading", "archive", "document", "parse", "mentions", "events", "packing"}


def record(case):
    out = io.BytesIO()
    case.export("jsonl", out)
    return out.getvalue()


@pytest.mark.parametrize("workers", [0, 1])
def test_every_stage_tells_what_it_took(tmp_path, pages, built, workers):
    case = dateline.open(tmp_path / "case")
    case.add(pages)
    report = case.build(workers=workers, profile=True)
    found = report.profile
    assert [one.stage for one in found.stages] == EVERY, "in the order of the data's way, none missing"
    assert sum(one.share for one in found.stages) == pytest.approx(1, abs=0.002)
    assert sum(one.core_seconds for one in found.stages) == pytest.approx(found.core_seconds, abs=0.01)
    assert found.core_seconds < found.seconds + (sum(one.seconds for one in found.stages) if workers else 0)
    stages = {one.stage: one for one in found.stages}
    assert all(stages[name].core_seconds > 0 for name in ("loading", "parse", "mentions", "events"))
    assert (stages["parse"].done, stages["parse"].unit) == (3, "pages")
    assert stages["parse"].per_core_second == pytest.approx(3 / stages["parse"].core_seconds, rel=0.2)
    assert (found.pages, found.documents, found.reports) == (3, report.documents, report.reports)
    assert found.bytes_read == sum(path.stat().st_size for path in pages.iterdir())
    assert (found.worker_megabytes is None) == (workers == 0)
    assert found.megabytes > 30
    assert record(case) == record(built), "measuring changes nothing"
    again = case.build(workers=workers, profile=True).profile
    assert not READ - {"loading"} & {one.stage for one in again.stages}, "nothing was read again"
    assert again.pages == again.bytes_read == 0
    assert case.build(workers=workers).profile is None


def test_the_command_prints_a_table_on_standard_error(tmp_path, pages):
    case = dateline.open(tmp_path / "case")
    case.add(pages)
    made = CliRunner().invoke(app, ["build", str(case.folder), "--workers", "0", "--profile", "--json", "--quiet"])
    assert made.exit_code == 0, made.output
    lines = made.stderr.splitlines()
    assert lines[0].split()[:3] == ["stage", "seconds", "core"]
    assert [line.split("  ")[0] for line in lines[1 : len(EVERY) + 1]] == EVERY
    assert lines[-1].startswith("most memory: ")
    assert '"core_seconds"' in made.stdout
