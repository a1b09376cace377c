"""A build within a limit of memory writes the record that a build without one writes, byte for byte."""

import builtins
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import dateline
from bench.speed.one_more import exported, fill, forget
from dateline.engine import out_of_core
from dateline.engine.deciding import decide
from dateline.engine.decisions import Decision
from dateline.engine.settings import SettingsError
from dateline.engine.work import DECIDED, Work
from dateline.model.errors import MissingError
from dateline.store import renewal
from dateline.store.desk import desk
from tests.engine.test_incremental import POOL, STEP, take

ENOUGH = "900GB"


@pytest.fixture(autouse=True, scope="module")
def few_at_once():
    """Stories and events are written to the store two at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renewal, "AT_ONCE", 2)
        yield


def build(path, memory=None, workers=0):
    case = dateline.open(path)
    report = case.build(workers=workers, memory=memory)
    case.store.close()
    assert not (path / out_of_core.SPILL).exists(), "what was put down is gone"
    return report


@settings(max_examples=6, deadline=None)
@given(st.lists(STEP, min_size=1, max_size=4))
def test_whatever_a_user_did_the_record_is_that_of_a_build_in_memory(steps):
    with tempfile.TemporaryDirectory() as folder:
        path, other = Path(folder) / "case", Path(folder) / "other"
        fill(dateline.open(path), POOL[:12])
        assert "through files" in build(path, "1MB").linking
        for number, (what, which) in enumerate(steps):
            take(dateline.open(path), what, which)
            shutil.copytree(path, other)
            forget(other)
            # By turns, so that each way goes on from what the other one left.
            build(path, "1MB" if number % 2 else None)
            build(other)
            assert exported(path) == exported(other)
            shutil.rmtree(other)


def test_parts_are_linked_by_other_processes_as_by_this_one(tmp_path, monkeypatch):
    one, other = tmp_path / "one", tmp_path / "other"
    for path in (one, other):
        fill(dateline.open(path), POOL)
    monkeypatch.setattr(out_of_core, "GROWS", 100_000)
    report = build(one, "2GB", workers=2)
    assert report.linking.startswith("through files within 2,000 MB: in memory it would take about")
    build(other)
    assert exported(one) == exported(other)


def test_what_fits_is_linked_in_memory_and_the_build_says_so(tmp_path):
    fill(dateline.open(tmp_path / "case"), POOL[:3])
    assert build(tmp_path / "case", ENOUGH).linking == "in memory: about 200 MB of 900,000 MB"
    assert build(tmp_path / "case").linking == "in memory, no limit set"


def test_what_a_killed_build_put_down_is_removed_by_the_next(tmp_path):
    path = tmp_path / "case"
    fill(dateline.open(path), POOL[:3])
    (path / out_of_core.SPILL).mkdir()
    (path / out_of_core.SPILL / "documents").write_bytes(b"half of i")
    build(path, "1MB")


def test_a_spill_folder_of_the_users_holds_one_of_each_case_and_is_left_empty(tmp_path):
    spill = tmp_path / "spill"
    for name in ("one", "other"):
        case = dateline.open(tmp_path / name)
        fill(case, POOL[:3])
        case.build(workers=0, memory="1MB", spill=str(spill))
    assert list(spill.iterdir()) == []
    works = [Work(dateline.open(tmp_path / name), out_of_core_settings(spill)) for name in ("one", "other")]
    assert len({out_of_core.spill_of(work) for work in works}) == 2


def out_of_core_settings(spill):
    from dateline.engine.settings import Settings

    return Settings(spill=str(spill))


def test_a_limit_that_is_no_size_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="memory"):
        dateline.open(tmp_path / "case").build(memory="much")


def test_without_duckdb_the_message_says_what_to_install(tmp_path, monkeypatch):
    path = tmp_path / "case"
    fill(dateline.open(path), POOL[:3])
    known = builtins.__import__

    def lacking(name, *rest, **more):
        if name == "duckdb":
            raise ImportError("No module named 'duckdb'")
        return known(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", lacking)
    with pytest.raises(MissingError, match=r"pip install 'dateline\[scale\]'"):
        dateline.open(path).build(workers=0, memory="1MB")


@pytest.mark.parametrize(
    ("limit", "workers", "expected"),
    [(1_000_000, None, 0), (4_000_000_000, 2, 2), (1_200_000_000, 8, 1), (10**12, 0, 0)],
)
def test_no_more_processes_link_than_the_limit_lets(tmp_path, limit, workers, expected):
    from dateline.engine.settings import Settings

    work = Work(dateline.open(tmp_path / "case"), Settings(workers=workers))
    assert out_of_core.processes_for(work, limit) == expected
    assert out_of_core.share_of(limit, expected) >= out_of_core.LEAST


def test_a_decision_about_nothing_any_more_is_listed_either_way(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    fill(dateline.open(one), POOL[:3])
    build(one)
    case = dateline.open(one)
    decide(case, Decision(event=next(iter(case.events(status="all"))).id, decision="accept", by="ann"))
    held = next(one for one in case.store.judgements() if one.quote)
    with desk(case.store.path) as open_desk:
        open_desk.act([replace(held, quote="words of a rule that is gone")])
    case.store.close()
    shutil.copytree(one, other)
    reports = build(one, "1MB"), build(other)
    assert [failure.stage for failure in reports[0].failures] == [DECIDED]
    assert reports[0].failures == reports[1].failures
