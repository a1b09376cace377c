"""What the documentation shows of measurements is what bench/results holds; costs are worked out, not written."""

import json
from pathlib import Path

import msgspec
import pytest

from bench import cost, kept, table

ROOT = Path(__file__).resolve().parents[1]


def result(**figures):
    return kept.Result(command="python -m bench.x", date="2026-01-02", commit="abc", machine="m", figures=figures)


def test_the_benchmarks_are_in_step_with_the_results():
    assert table.PAGE.read_text(encoding="utf-8") == table.page(), "run: python -m bench.table"


def test_the_costs_are_in_step_with_the_results():
    page = cost.PAGE.read_text(encoding="utf-8")
    assert page == cost.filled(page, cost.worked_out()), "run: python -m bench.cost"


@pytest.mark.parametrize("row", table.rows(), ids=lambda row: row.figure)
def test_every_line_names_a_figure_that_its_result_has(row):
    assert row.kind in table.HEADINGS
    assert row.least is None or row.most is None
    found = kept.kept(row.result)
    if found is None:
        assert "not measured yet" in table.cells(row, None)
    else:
        assert isinstance(kept.figure(found, row.figure), int | float)


def test_every_script_keeps_its_figures_under_a_name():
    lines = [line for name in ("all.sh", "soak.sh") for line in (ROOT / "bench" / name).read_text().splitlines()]
    bare = [line for line in lines if "-m bench.speed" in line]
    assert bare == [], "measure it through bench.kept, so that the figures stay"
    assert sum("-m bench.kept" in line for line in lines) > 8


def test_a_figure_is_told_against_its_target(tmp_path):
    kept.write(tmp_path / "x.json", result(a=3.0, deep={"b": 20}, yes=0))
    row = table.Row(says="s", result="x", figure="a", kind="ratio", least=2.0)
    told = kept.kept("x", tmp_path)
    assert table.cells(row, told)[1:4] == ("3", "at least 2", "1.50")
    less = msgspec.structs.replace(row, least=None, most=2.0)
    assert table.cells(less, told)[1:4] == ("3", "at most 2", "**0.67**"), "what is missed stands out"
    deep = msgspec.structs.replace(row, figure="deep / b", least=None)
    assert table.cells(deep, told)[1:4] == ("20", "", "")
    yes = msgspec.structs.replace(row, figure="yes", kind="yes", least=None)
    assert table.cells(yes, told)[1] == "**no**"
    with pytest.raises(table.UnknownFigureError, match=r"no figure 'c'"):
        table.cells(msgspec.structs.replace(row, figure="c"), told)


def test_a_measurement_is_kept_with_where_it_is_from(tmp_path, monkeypatch, capfd):
    monkeypatch.setattr(kept, "RESULTS", tmp_path)
    (tmp_path / "figures.py").write_text("import sys; print('{\"a\": 1}'); sys.exit(int(sys.argv[1]))")
    (tmp_path / "words.py").write_text("print('no figures')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert kept.keep("one", ["figures", "0"]) == 0
    found = kept.kept("one", tmp_path)
    assert (found.command, found.figures) == ("python -m figures 0", {"a": 1})
    assert "Python" in found.machine and found.date.startswith("20")
    assert json.loads(capfd.readouterr().out) == {"a": 1}
    assert kept.keep("one", ["words"]) == 1
    assert kept.kept("one", tmp_path) == found, "what was kept stays"
    assert kept.keep("two", ["figures", "3"]) == 3, "below a floor it is kept, and said"


def made(folder, growth=(1000, 10.0, 10_000, 100.0), **other):
    seconds = {"loading": 4.0, "parse": 20.0, "mentions": 10.0, "store": 2.0, "linking": 50.0}
    pages = {
        "pages": 100, "documents": 100, "reports": 300, "bytes in": 10_000_000, "core seconds": seconds,
        "bytes in the archive": 2_000_000, "bytes of the record": 1_000_000, "bytes as jsonl": 1, "bytes as a dataset": 1,
        "megabytes of a reading process": 300.0,
    }  # fmt: skip
    few, t1, many, t2 = growth
    sizes = {
        "few": {"documents": few, "seconds": t1, "gigabytes": 0.2},
        "many": {"documents": many, "seconds": t2, "gigabytes": 2.0},
    }
    results = {"stages": {"pages": pages}, "speed-growth": sizes} | other
    for name, figures in results.items():
        kept.write(folder / f"{name}.json", result(**figures))
    return cost.givens(folder)


def test_costs_follow_from_the_figures(tmp_path):
    given = made(tmp_path)
    assert given["reading"].value == 0.3, "loading and linking are no part of it"
    assert given["power"].value == pytest.approx(1.0)
    assert given["memory"].value == pytest.approx(200), "megabytes for a thousand documents"
    assert "assumed" in given["dropped"].source
    one = cost.cost(1_000_000, given)
    assert one.read == pytest.approx(100_000)
    assert one.sieve == pytest.approx(1_000_000 / 400 / 3600)
    assert one.reading == pytest.approx(100_000 * 0.3 / 3600)
    assert one.linking == pytest.approx(100_000 * 0.5 / 3600)
    assert one.keeping == pytest.approx(100_000 * 0.02 / 3600)
    assert one.cores_day == pytest.approx((one.sieve + one.reading + one.linking) / 0.9 / 24)
    assert (one.bytes_in, one.archive) == (pytest.approx(1e11), pytest.approx(2e9))
    assert cost.cost(10_000_000, given).reading == pytest.approx(10 * one.reading)


def test_what_was_measured_takes_the_place_of_what_was_assumed(tmp_path):
    given = made(tmp_path, growth=(1000, 10.0, 10_000, 200.0), prefilter={"general pages dropped": 95.0})
    assert (given["dropped"].value, given["dropped"].source) == (95.0, "measured: `prefilter`")
    assert given["power"].value > 1.3
    one, ten = cost.cost(10**6, given), cost.cost(10**7, given)
    assert ten.linking > 15 * one.linking
    slow = made(tmp_path, growth=(1000, 10.0, 10_000, 80.0))
    few, many = cost.cost(10**6, slow), cost.cost(10**7, slow)
    assert many.linking == pytest.approx(10 * few.linking), "never taken to grow more slowly than the documents"


def test_without_the_figures_of_stages_nothing_is_worked_out(tmp_path):
    with pytest.raises(cost.NotMeasuredError, match="make bench"):
        cost.givens(tmp_path)
