"""One page more in a case of many: seconds of `dateline build` in a new process, and the record against a full one.

The case's other stories are the generated stream, put into its store as if they had been read; the page is read.
"""

from __future__ import annotations

import io
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

import dateline
from bench.speed.growth import REPORTS_PER_HAPPENING
from bench.stream import stream
from dateline.engine.case import Case
from dateline.engine.settings import load_settings
from dateline.engine.work import Work
from dateline.model.document import Document
from dateline.model.source import Capture
from dateline.model.span import content_id
from dateline.store import codec, write
from dateline.store.renewal import add_renditions
from dateline.store.rows import Row

MOST_SECONDS = 3.0
FORGET = ("DELETE FROM keepsakes", "DELETE FROM sketches", "UPDATE documents SET stamp = NULL")


def one_more(stories: int) -> dict[str, object]:
    """Seconds of the build of a case of `stories`, of its next build with one page more, and whether all is right."""
    with tempfile.TemporaryDirectory() as folder:
        path, page, other = Path(folder) / "case", Path(folder) / "page.txt", Path(folder) / "other"
        *most, last = stream(round(1.15 * stories / REPORTS_PER_HAPPENING)).documents[: stories + 1]
        fill(dateline.open(path), most)
        first = timed("build", path)
        day = last.published.earliest
        page.write_text(f"{last.title}\n\n{day}\n\n{last.body}\n", encoding="utf-8")
        timed("add", path, page)
        shutil.copytree(path, other)
        more = timed("build", path)
        forget(other)
        timed("build", other)
        return {
            "documents": len(most),
            "record in megabytes": round((path / "record.sqlite").stat().st_size / 1e6),
            "first build": first,
            "build with one more": more,
            "gives the full rebuild": int(exported(path) == exported(other)),
            "wall under 3 s": int(more["wall seconds"] < MOST_SECONDS),
        }


def fill(case: Case, documents: list[Document]) -> None:
    """Put documents into a case as if their pages had been added and read."""
    work = Work(case, load_settings(case.folder, {}))
    captures = [capture_of(one, case.vault.put(one.text.encode())) for one in documents]
    case.store.add_captures(captures)
    stories = [replace(one, capture=capture.id) for one, capture in zip(documents, captures, strict=True)]
    with write.transaction(case.store.engine) as connection:
        add_renditions(connection, codec.renditions_of(stories))
        rows: list[Row] = [
            {"capture": one.capture, "digest": work.digest, "documents": codec.encode([one])} for one in stories
        ]
        write.put(connection, "work", rows)
    case.store.close()


def capture_of(document: Document, blob: str) -> Capture:
    """The capture of a document's page."""
    item = content_id("cap", blob, document.path, None, None)
    return Capture(id=item, blob=blob, path=document.path or "", url=None, size=len(document.text))


def timed(command: str, *paths: Path) -> dict[str, float]:
    """Seconds of a command: by the clock, of the processor (its workers included), and the most memory so far."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    words = [sys.executable, "-m", "dateline", command, *map(str, paths)]
    subprocess.run(words, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall seconds": round(wall, 2), "seconds": round(spent, 2), "gigabytes": round(after.ru_maxrss / 1e6, 2)}


def forget(case: Path) -> None:
    """Take away all that a build leaves to the next one."""
    with sqlite3.connect(case / "record.sqlite") as connection:
        for statement in FORGET:
            connection.execute(statement)


def exported(case: Path) -> bytes:
    """The whole record of a case."""
    out = io.BytesIO()
    dateline.open(case).export("jsonl", out, masked=False)
    return out.getvalue()
