"""What goes wrong on opening and writing is told with file, reason and remedy."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, inspect

from dateline.store import migrate, schema, version
from dateline.store.errors import StoreError
from dateline.store.store import FILE, open_store
from tests.store.factories import capture, document, record


def test_no_case(tmp_path):
    with pytest.raises(StoreError, match="no such folder; make one with `dateline init"):
        open_store(tmp_path / "absent")
    with pytest.raises(StoreError, match=r"not a Dateline case: there is no record.sqlite in it"):
        open_store(tmp_path)


def test_a_file_that_is_no_store(tmp_path):
    (tmp_path / FILE).write_text("not SQLite, but long enough to have a header " * 9)
    with pytest.raises(StoreError, match=r"record.sqlite: not the record of a Dateline case"):
        open_store(tmp_path)
    (tmp_path / FILE).unlink()
    sqlite3.connect(tmp_path / FILE).execute("CREATE TABLE other (x)").connection.close()
    with pytest.raises(StoreError, match="not the record"):
        open_store(tmp_path)


def test_a_newer_schema(tmp_path):
    store = open_store(tmp_path, create=True)
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
    store.close()
    with pytest.raises(StoreError, match=r"made by a newer Dateline \(schema 0999, .*upgrade Dateline"):
        open_store(tmp_path)


def shape(engine):
    seen = inspect(engine)
    return {
        table: (
            {c["name"]: (str(c["type"]), c["nullable"]) for c in seen.get_columns(table)},
            seen.get_pk_constraint(table)["constrained_columns"],
            sorted((k["constrained_columns"][0], k["referred_table"]) for k in seen.get_foreign_keys(table)),
            sorted((i["name"], i["column_names"]) for i in seen.get_indexes(table)),
        )
        for table in seen.get_table_names()
        if table != "alembic_version"
    }


def test_migrations_end_at_the_schema(tmp_path):
    migrated, made = create_engine(f"sqlite:///{tmp_path}/m"), create_engine(f"sqlite:///{tmp_path}/s")
    with migrated.begin() as connection:
        migrate.upgrade(connection)
    schema.metadata.create_all(made)
    assert shape(migrated) == shape(made)
    assert migrate.newest_revision() == version.HEAD


def test_a_second_build_is_refused_with_the_pid(tmp_path):
    store = open_store(tmp_path, create=True)
    code = (
        "import sys; from pathlib import Path; from dateline.store.store import open_store\n"
        f"with open_store(Path({str(tmp_path)!r})).building(): print('in')"
    )
    with store.building():
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert f"process {os.getpid()} is at a build" in done.stderr
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "in\n"


def test_a_full_disk(tmp_path):
    store = open_store(tmp_path, create=True)
    store.add_captures([capture()])
    store.write_record((document(),), record(document()))
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    store.close()

    @event.listens_for(store.engine, "connect")
    def small(connection, _):
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")

    many = [document(f"{n}.txt") for n in range(200)]
    with pytest.raises(StoreError, match=r"disk is full; free some space"):
        store.add_captures([capture(one.path) for one in many])
    assert len(store.captures()) == 1
    assert store.counts()["documents"] == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match=r"choose a folder|permissions"):
        open_store(tmp_path / "case", create=True)


AS_NOBODY = """
import os, sys
from pathlib import Path
from dateline.store import query, store
if os.geteuid() == 0:
    os.setgroups([])
    os.setuid(65534)
print(len(store.open_store(Path(sys.argv[1])).captures()))
"""


@pytest.mark.parametrize("waiting", [False, True])
def test_a_case_that_may_only_be_read(waiting):
    # The folders above pytest's own temporary ones are closed to other users.
    with tempfile.TemporaryDirectory() as above:
        case = Path(above) / "case"
        store = open_store(case, create=True)
        store.add_captures([capture()])
        store.close()
        if waiting:
            (case / f"{FILE}-wal").write_bytes(b"changes")
        Path(above).chmod(0o755)
        for path in case.iterdir():
            path.chmod(0o444)
        case.chmod(0o555)
        done = subprocess.run([sys.executable, "-c", AS_NOBODY, str(case)], capture_output=True, text=True)
        case.chmod(0o755)
    if waiting:
        assert "StoreError" in done.stderr and "you may read and write it" in done.stderr
        assert done.returncode == 1, done.stdout
    else:
        assert done.stdout == "1\n", done.stderr
