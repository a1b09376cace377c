"""Releases: checks, one made, what changed since, tombstones, and a bundle that is masked unless asked otherwise."""

import hashlib
import io
import re
import urllib.request
import zipfile
from urllib.parse import urlencode

import pytest

from bench.served import asked, served
from dateline.engine.bundling import FILES, bundle
from dateline.engine.case import Case
from dateline.engine.exporting import WRITERS
from dateline.engine.releasing import ReleaseError, logged
from dateline.web.options import Options


@pytest.fixture
def mine(case):
    with served(case, Options(port=0, name="Ana")) as address:
        yield address, case


def fetched(address, **form):
    request = urllib.request.Request(address, data=urlencode(form).encode())
    with urllib.request.urlopen(request, timeout=60) as answer:
        return zipfile.ZipFile(io.BytesIO(answer.read())), answer.headers


def logged_acts(case):
    return [entry.about for entry in Case.open(case, create=False).log.entries() if entry.what == "exported"]


def test_a_release_is_made_listed_and_compared(mine):
    address, case = mine
    assert "None yet" in asked(address + "/releases").text
    answer = asked(address + "/releases", form={"release": "first"})
    assert answer.headers["Location"] == "/releases?made=first"
    text = asked(address + "/releases?made=first").text
    assert "Released as <b>first</b>" in text and "Nothing changed" in text
    assert logged(Case.open(case, create=False))["first"] in text


def test_what_changed_since_and_what_became_of_ids(mine):
    address, case = mine
    asked(address + "/releases", form={"release": "first"})
    opened = Case.open(case, create=False)
    opened.exclude("03-lantern-online-kheddal.html", why="satire", by="Ana")
    opened.build()
    changes, tombs = opened.diff("first", "now"), opened.store.tombstones()
    opened.store.close()
    text = asked(address + "/releases").text
    assert changes and tombs
    assert f"of {len(changes)} events" in text
    for one in (*(change.event for change in changes), *(tomb.id for tomb in tombs)):
        assert one in text


@pytest.mark.parametrize("name", ["now", "a/b", "", "x.masked", "../up"])
def test_a_name_that_cannot_be_one_is_told(mine, name):
    address, case = mine
    assert asked(address + "/releases", form={"release": name}).status in (400, 422)
    assert not (case / "releases").exists()


def test_a_name_in_use_is_told(mine):
    address, _ = mine
    asked(address + "/releases", form={"release": "first"})
    answer = asked(address + "/releases", form={"release": "first"})
    assert answer.status == 400 and "released already" in answer.text


def test_a_bundle_has_every_format():
    assert {"jsonl", *FILES} == set(WRITERS)


def test_the_bundle_is_masked_and_says_what_is_in_it(mine):
    address, case = mine
    asked(address + "/releases", form={"release": "first"})
    archive, headers = fetched(address + "/releases/first/bundle")
    assert headers["Content-Disposition"] == 'attachment; filename="talmeru-first.zip"'
    assert set(archive.namelist()) == {"first.jsonl", "report.html", "README.txt", *FILES.values()}
    record = archive.read("first.jsonl")
    assert b'"masked":true' in record
    assert hashlib.sha256(record).hexdigest() == logged(Case.open(case, create=False))["first.masked"]
    about = archive.read("README.txt").decode()
    for name in archive.namelist():
        if name != "README.txt":
            assert f"{hashlib.sha256(archive.read(name)).hexdigest()}  {name}" in about
    assert re.match(r"bundle of release first, masked, 11 files, sha256 [0-9a-f]{64}", logged_acts(case)[-1])


def test_private_people_are_named_only_where_asked_and_logged(mine):
    address, case = mine
    asked(address + "/releases", form={"release": "first"})
    archive, headers = fetched(address + "/releases/first/bundle", unmasked="yes")
    assert "UNMASKED" in headers["Content-Disposition"]
    assert b'"masked":false' in archive.read("first.jsonl")
    assert "PRIVATE PEOPLE ARE NAMED" in archive.read("README.txt").decode()
    assert "UNMASKED" in logged_acts(case)[-1]


def test_after_a_change_only_the_record_is_what_was_released(case):
    opened = Case.open(case, create=False)
    opened.release("first")
    opened.exclude("03-lantern-online-kheddal.html", why="satire", by="Ana")
    opened.build()
    out = io.BytesIO()
    made = bundle(opened, "first", out, masked=True)
    assert made.files == ("first.jsonl", "README.txt")
    assert "has changed since" in zipfile.ZipFile(out).read("README.txt").decode()


def test_the_same_release_gives_the_same_bytes(case):
    opened = Case.open(case, create=False)
    opened.release("first")
    one, two = io.BytesIO(), io.BytesIO()
    assert bundle(opened, "first", one, masked=True) == bundle(opened, "first", two, masked=True)
    assert one.getvalue() == two.getvalue()


def test_what_is_not_released_gives_no_bundle(mine, case):
    address, _ = mine
    assert asked(address + "/releases/none/bundle", form={"unmasked": ""}).status == 400
    with pytest.raises(ReleaseError):
        bundle(Case.open(case, create=False), "none", io.BytesIO(), masked=True)


def test_verifying_is_a_state_and_tells_what_is_wrong(mine):
    address, case = mine
    assert "No problems in 21 pages" in asked(address + "/releases?check=verify").text
    blob = next(path for path in (case / "vault").rglob("*") if path.is_file())
    blob.chmod(0o644)
    blob.write_bytes(b"altered")
    assert "1 problem" in asked(address + "/releases?check=verify").text


def test_pages_not_read_stop_a_release(mine, tmp_path):
    address, case = mine
    (tmp_path / "more.txt").write_text("Shells hit Dor on Monday, killing two people.")
    opened = Case.open(case, create=False)
    opened.add(tmp_path / "more.txt")
    opened.store.close()
    assert "1 page not read yet: build first" in asked(address + "/releases").text
    assert asked(address + "/releases", form={"release": "first"}).status == 400


def test_readers_neither_see_nor_download(built):
    with served(built, Options(port=0, role="reader")) as address:
        assert asked(address + "/releases").status == 403
        assert asked(address + "/releases/first/bundle", form={"unmasked": "yes"}).status == 403
