"""Whole documents from end to end: the record of three invented pages, line by line.

When a rule changes the record on purpose: `DATELINE_UPDATE_GOLDEN=1 pytest tests/test_golden.py`, and read the
difference before committing it.
"""

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden" / "pages.jsonl"


def test_the_record_of_the_invented_pages(exercise_jsonl):
    # The first line holds the digest of the tables, which changes with every row.
    lines = exercise_jsonl.splitlines(keepends=True)[1:]
    if os.environ.get("DATELINE_UPDATE_GOLDEN"):
        GOLDEN.write_text("".join(lines), encoding="utf-8")
    expected = GOLDEN.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines == expected
