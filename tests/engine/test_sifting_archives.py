"""Sifting archives: records out as they were, the same in ranges of any size, everything counted."""

import gzip
import hashlib
import json
from io import BytesIO

import pytest
from fastwarc.warc import ArchiveIterator

import dateline
from dateline.engine.settings import Settings
from dateline.engine.sifting_archives import SiftOptions, sift_archives
from dateline.model.errors import UsageError
from dateline.store.sifting import passed_over
from tests.engine.test_sifting import PAGES, SHELLED, SOUP, warc

HERE = Settings(workers=0)
MANY = {f"{name}-{n}": f"{text} Number {n}." for n in range(12) for name, text in PAGES.items()}


def sift(tmp_path, name, data, **options):
    archive = tmp_path / "in" / name
    archive.parent.mkdir(exist_ok=True)
    archive.write_bytes(data)
    out = tmp_path / f"out-{len(list(tmp_path.iterdir()))}"
    return out, sift_archives([str(archive)], out, SiftOptions(settings=HERE, **options), lambda done, total: None)


def addresses(*files):
    return [
        record.headers["WARC-Target-URI"].rpartition("/")[2]
        for file in files
        for record in ArchiveIterator(BytesIO(file.read_bytes()))
    ]


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
@pytest.mark.parametrize("size", [900, 5_000, 10**9])
def test_kept_records_are_the_same_in_ranges_of_any_size(packed, size, tmp_path):
    out, found = sift(tmp_path, "crawl.warc.gz" if packed else "crawl.warc", warc(MANY, packed=packed), size=size)
    kept = sorted((out / "kept").iterdir())
    assert addresses(*kept) == [name for name in MANY if name.startswith("shelled")]
    assert (found.pages, found.kept, sum(found.passed.values())) == (48, 12, 36)
    assert found.passed["other language: German"] == 12 and not found.failures
    assert {one.sha256 for one in found.shards} == {hashlib.sha256(one.read_bytes()).hexdigest() for one in kept}
    assert json.loads((out / "manifest.json").read_bytes())["kept"] == 12


def test_a_kept_record_is_the_record_byte_by_byte(tmp_path):
    data = warc({"soup": SOUP, "shelled": SHELLED})
    out, _ = sift(tmp_path, "crawl.warc.gz", data)
    assert data.endswith((out / "kept" / "000000.warc.gz").read_bytes())


def test_a_sample_of_rejects_is_kept_and_is_always_the_same(tmp_path):
    one, few = sift(tmp_path, "a.warc.gz", warc(MANY), sample=5)
    two, again = sift(tmp_path, "a.warc.gz", warc(MANY), sample=5, size=2_000)
    assert few.sample == again.sample == 5
    sampled = addresses(one / "rejects-sample.warc.gz")
    assert sampled == addresses(two / "rejects-sample.warc.gz") and not set(sampled) & {"shelled", "german"}
    assert all(name.startswith(("soup", "odd")) for name in sampled)


def test_what_was_kept_goes_into_a_case_and_is_read(tmp_path):
    out, found = sift(tmp_path, "crawl.warc.gz", warc(MANY))
    case = dateline.open(tmp_path / "case")
    assert case.add(out / "kept").added == found.kept == 12
    report = case.build(workers=0)
    assert report.passed == {} and report.read == 12
    original = dateline.open(tmp_path / "original")
    original.add(tmp_path / "in" / "crawl.warc.gz")
    original.build(workers=0)
    blobs = {capture.blob for capture in case.store.captures()}
    assert blobs == {c.blob for c in original.store.captures()} - {
        page.blob for page in passed_over(original.store.query)
    }


def test_broken_and_foreign_records_are_listed_not_lost(tmp_path):
    data = warc({"shelled": SHELLED}) + b"no record at all" + warc({"soup": SOUP})
    _, found = sift(tmp_path, "crawl.warc.gz", data)
    assert (found.pages, found.kept) == (2, 1)
    assert len(found.failures) == 1 and "at byte" in found.failures[0]
    _, whole = sift(tmp_path, "one.warc.gz", gzip.compress(warc(PAGES, packed=False)))
    assert whole.kept == 0 and whole.failures and all("unpack" in told for told in whole.failures)


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        sift_archives(["x.warc"], tmp_path / "full", SiftOptions(settings=HERE), lambda done, total: None)


def test_in_processes_of_their_own_the_same(tmp_path):
    (tmp_path / "a.warc.gz").write_bytes(warc(MANY))
    made = []
    for workers in (0, 2):
        options = SiftOptions(settings=Settings(workers=workers), size=4_000)
        out = tmp_path / f"with-{workers}"
        sift_archives([str(tmp_path / "a.warc.gz")], out, options, lambda done, total: None)
        made.append({str(p.relative_to(out)): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    assert made[0] == made[1] and len(made[0]) > 3
