"""`verify` names what was altered, truncated, deleted or reordered; an untouched case has no problems."""

import io
import json
import shutil
import sqlite3
import zlib

import pytest

import dateline
from dateline.model.errors import DatelineError


@pytest.fixture(scope="module")
def whole(tmp_path_factory, pages):
    """A case with a release, and the head that was kept of its log."""
    case = dateline.open(tmp_path_factory.mktemp("whole") / "case")
    case.add(pages)
    case.build(workers=0)
    case.release("first")
    case.export("jsonl", io.BytesIO())
    case.store.close()
    return case.folder, case.log.head()


def flip(path, at, bit=0):
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def cut(path, less):
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-less])


def swap(one, other):
    held = one.read_bytes(), other.read_bytes()
    for path, data in zip((one, other), reversed(held), strict=True):
        path.chmod(0o644)
        path.write_bytes(data)


def blobs(case):
    return sorted((case / "vault").rglob("*.gz"))


def log_lines(case, change):
    log = case / "custody.jsonl"
    log.write_bytes(b"".join(change(log.read_bytes().splitlines(keepends=True))))


def sql(case, statement, *values):
    with sqlite3.connect(case / "record.sqlite") as connection:
        connection.execute(statement, values)
    connection.close()


def alter_rendition(case):
    sql(case, "UPDATE renditions SET text = ? WHERE rowid = 1", zlib.compress(b"The army never came."))


def swap_renditions(case):
    with sqlite3.connect(case / "record.sqlite") as connection:
        (one, a), (other, b) = connection.execute("SELECT id, text FROM renditions ORDER BY id LIMIT 2").fetchall()
        connection.executemany("UPDATE renditions SET text = ? WHERE id = ?", [(b, one), (a, other)])
    connection.close()


def wipe(case):
    """The root page of the captures, so that the record opens but they cannot be read."""
    with sqlite3.connect(case / "record.sqlite") as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'captures'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    data = bytearray((case / "record.sqlite").read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    (case / "record.sqlite").write_bytes(data)


# What is done to a case, and what the sentence about it must name.
DAMAGE = {
    "a bit in a blob": (lambda case: flip(blobs(case)[0], 40), lambda case: blobs(case)[0].name),
    "a bit in a blob's header": (lambda case: flip(blobs(case)[1], 4), lambda case: blobs(case)[1].name),
    "a blob cut short": (lambda case: cut(blobs(case)[0], 9), lambda case: blobs(case)[0].name),
    "a blob deleted": (lambda case: blobs(case)[0].unlink(), lambda case: "gone"),
    "two blobs swapped": (lambda case: swap(*blobs(case)[:2]), lambda case: blobs(case)[0].name),
    "a file planted in the vault": (lambda case: (case / "vault" / "x.gz").write_bytes(b"x"), lambda case: "x.gz"),
    "a rendition altered": (alter_rendition, lambda case: "rendition rnd-"),
    "two renditions swapped": (swap_renditions, lambda case: "rendition rnd-"),
    "a rendition deleted": (lambda case: sql(case, "DELETE FROM renditions WHERE rowid = 1"), lambda case: "record.sqlite"),
    "a claim's value": (lambda case: sql(case, "UPDATE claims SET value = '900'"), lambda case: "record.sqlite"),
    "a judgement planted": (
        lambda case: sql(case, "INSERT INTO judgements VALUES (0, 'excluded', NULL, NULL, 'occurrence', '', '', '', '', 0, '')"),
        lambda case: "record.sqlite",
    ),
    "a capture's path": (lambda case: sql(case, "UPDATE captures SET path = 'x' WHERE rowid = 1"), lambda case: "(x)"),
    "a capture deleted": (lambda case: sql(case, "DELETE FROM captures WHERE rowid = 1"), lambda case: "not in the store"),
    "a page of the record wiped": (wipe, lambda case: "record.sqlite"),
    "a report's evidence": (lambda case: sql(case, "UPDATE reports SET evidence = '[{'"), lambda case: "report rep-"),
    "the record cut short": (lambda case: cut(case / "record.sqlite", 4096), lambda case: "record.sqlite"),
    "a log line altered": (
        lambda case: log_lines(case, lambda lines: [lines[0].replace(b"one.txt", b"two.txt"), *lines[1:]]),
        lambda case: "custody.jsonl, line",
    ),
    "the last log line altered": (
        lambda case: log_lines(case, lambda lines: [*lines[:-1], lines[-1].replace(b"masked", b"MASKED")]),
        lambda case: "custody.jsonl, line",
    ),
    "a log line dropped": (
        lambda case: log_lines(case, lambda lines: lines[:2] + lines[3:]),
        lambda case: "custody.jsonl, line 3",
    ),
    "two log lines swapped": (
        lambda case: log_lines(case, lambda lines: [lines[1], lines[0], *lines[2:]]),
        lambda case: "custody.jsonl, line 1",
    ),
    "the log cut short by a byte": (lambda case: cut(case / "custody.jsonl", 1), lambda case: "its end is cut off"),
    "the log cut short in a line": (lambda case: cut(case / "custody.jsonl", 30), lambda case: "not a log entry"),
    "the tail of the log dropped": (lambda case: log_lines(case, lambda lines: lines[:-1]), lambda case: "its tail was"),
    "the log deleted": (lambda case: (case / "custody.jsonl").unlink(), lambda case: "its tail was dropped"),
    "a bit in a release": (lambda case: flip(case / "releases" / "first.jsonl", 90), lambda case: "first.jsonl"),
    "a release deleted": (lambda case: (case / "releases" / "first.jsonl").unlink(), lambda case: "first.jsonl"),
    "a release planted": (lambda case: (case / "releases" / "b.jsonl").write_text("{}"), lambda case: "b.jsonl"),
}  # fmt: skip


def problems(folder, head):
    try:
        case = dateline.open(folder)
    except DatelineError as error:
        return (str(error),)
    found = case.verify(head=head).problems
    case.store.close()
    return found


def test_an_untouched_case_has_no_problems(whole):
    folder, head = whole
    assert problems(folder, head) == ()


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_named(whole, tmp_path, what):
    folder, head = whole
    case = tmp_path / "case"
    shutil.copytree(folder, case)
    damage, named = DAMAGE[what]
    damage(case)
    found = problems(case, head)
    assert any(named(case) in problem for problem in found), found


@pytest.mark.parametrize("part", ["blob", "custody.jsonl", "record.sqlite"])
def test_any_bit_of_a_file_counts(whole, tmp_path, part):
    """One bit in every byte of a blob and of the last log lines, and one in forty pages of the record."""
    folder, head = whole
    case = tmp_path / "case"
    shutil.copytree(folder, case)
    path = blobs(case)[0] if part == "blob" else case / part
    path.chmod(0o644)
    data = path.read_bytes()
    step = {"blob": 1, "custody.jsonl": 7, "record.sqlite": 1 + len(data) // 40}[part]
    checked = dateline.open(case)
    from dateline.engine import sealing, verifying

    checks = {
        "blob": lambda problems: verifying.checked_blob(
            checked, path.parent.name + path.stem, verifying.stored_files(checked)[path.parent.name + path.stem], problems
        ),
        "custody.jsonl": lambda problems: problems.extend(checked.log.problems(head)),
        "record.sqlite": lambda problems: problems.extend(sealing.problems(checked)),
    }  # fmt: skip
    unseen = []
    for at in range(0, len(data), step):
        path.write_bytes(data[:at] + bytes([data[at] ^ (1 << at % 8)]) + data[at + 1 :])
        found: list[str] = []
        checks[part](found)
        if not any(path.name in problem for problem in found):
            unseen.append(at)
    assert unseen == []


def test_blobs_are_read_only(whole):
    folder, _ = whole
    assert {path.stat().st_mode & 0o777 for path in blobs(folder)} == {0o444}


def test_a_change_from_outside_stays_in_the_log(whole, tmp_path):
    case = tmp_path / "case"
    shutil.copytree(whole[0], case)
    sql(case, "UPDATE events SET grade = 'confirmed'")
    opened = dateline.open(case)
    opened.build(workers=0)
    report = opened.verify()
    assert report.problems == ()
    assert len(report.notes) == 1 and "changed by no act of Dateline" in report.notes[0]


def test_each_entry_of_the_log_says_when(whole):
    entries = [json.loads(line) for line in (whole[0] / "custody.jsonl").read_text().splitlines()]
    acts = [entry["what"] for entry in entries]
    assert acts[:6] == ["added", "added", "added", "stored", "stored", "stored"]
    assert "sealed" in acts and acts[-1] == "exported"
    assert all(entry["at"] for entry in entries)
