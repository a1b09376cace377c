import subprocess
import sys

import pytest

from dateline.archive.custody import CustodyError, Log


@pytest.fixture
def log(tmp_path):
    log = Log(tmp_path / "custody.jsonl")
    log.append("2024-05-01T10:00:00Z", [("added", "page one"), ("added", "page two")])
    log.append("2024-05-02T10:00:00Z", [("built", "3 documents"), ("exported", "jsonl")])
    return log


def test_an_untouched_log_has_no_problems(log):
    assert log.problems() == []
    assert log.problems(log.head()) == []


@pytest.mark.parametrize("damage", ["alter", "drop", "swap", "garble"])
def test_damage_inside_is_named(log, damage):
    lines = log.path.read_bytes().splitlines(keepends=True)
    if damage == "alter":
        lines[1] = lines[1].replace(b"page two", b"page 2")
    elif damage == "drop":
        del lines[1]
    elif damage == "swap":
        lines[1], lines[2] = lines[2], lines[1]
    else:
        lines[1] = b"not json\n"
    log.path.write_bytes(b"".join(lines))
    assert log.problems()
    assert all(str(log.path) in problem for problem in log.problems())


def test_a_dropped_tail_shows_against_a_kept_head(log):
    kept = log.head()
    lines = log.path.read_bytes().splitlines(keepends=True)
    log.path.write_bytes(b"".join(lines[:-1]))
    assert log.problems() == []
    assert "tail" in log.problems(kept)[0]


def test_an_earlier_head_still_holds_after_more_entries(log):
    kept = log.head()
    log.append("2024-05-03T10:00:00Z", [("built", "4 documents")])
    assert log.problems(kept) == []


def test_processes_that_append_at_once_keep_the_chain_whole(log):
    code = (
        "import sys; from pathlib import Path; from dateline.archive.custody import Log\n"
        "for n in range(20): Log(Path(sys.argv[1])).append('2024-05-04T10:00:00Z', [('added', f'page {n}')])"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(log.path)]) for _ in range(3)]
    assert [one.wait(timeout=60) for one in running] == [0, 0, 0]
    assert log.problems() == []
    assert len(log.path.read_bytes().splitlines()) == 4 + 3 * 20


def test_a_line_cut_short_does_not_swallow_the_next_one(log):
    with log.path.open("ab") as out:
        out.write(b'{"number":4,"prev')
    kept = log.append("2024-05-03T10:00:00Z", [("built", "4 documents")])
    assert kept == log.head() and log.path.read_bytes().count(b"built") == 2
    assert ["not a log entry" in problem for problem in log.problems(kept)] == [True]


def test_a_log_that_cannot_be_read_is_told_with_a_remedy(log, monkeypatch):
    def refuse(self, *_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(log.path), "open", refuse)
    for use in (log.head, log.problems, lambda: log.append("2024-05-03T10:00:00Z", [("built", "")])):
        with pytest.raises(CustodyError, match=r"custody.jsonl: .* \(Permission denied\); make room, or permit"):
            use()
