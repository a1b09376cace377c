"""Handing on as WACZ: what other programs read of it, and that every alteration of it is named."""

import base64
import gzip
import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator

import dateline
from dateline.archive import wacz_check
from dateline.archive.custody import Log
from dateline.archive.handed import Handed
from dateline.archive.signing import SigningError, is_signed, signer_at
from dateline.archive.vault import Vault
from dateline.archive.wacz import Package, write
from dateline.archive.wacz_check import PackageError, check
from dateline.model.errors import DatelineError
from dateline.model.source import Capture

HEADERS = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
PAGE = b"<html><h1>Bridge reopens</h1><p>The bridge reopened.</p></html>"


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    """A vault of two pages, one with the headers that it came with, a log and a signer."""
    folder = tmp_path_factory.mktemp("parts")
    vault, log = Vault(folder / "vault"), Log(folder / "custody.jsonl")
    pages = [
        Capture(id="cap-1", blob=vault.put(PAGE), path="one#a.html", url="https://www.example.org/B?c=1", size=len(PAGE),
                captured_at="2021-03-05T09:00:00+01:00", media="text/html", headers=HEADERS),
        Capture(id="cap-2", blob=vault.put("März\n".encode()), path="täg lich.txt", media="text/plain", size=6),
    ]  # fmt: skip
    head = log.append("2021-03-06T10:00:00+00:00", [("added", page.path) for page in pages])
    package = Package(title="a", software="Dateline x", at="2021-03-07T10:00:00+00:00", log=log.path, head=head)
    handed = [Handed(capture=page, added_at="2021-03-06T10:00:00+00:00") for page in pages]
    return vault, package, handed, signer_at(folder / "config" / "key.pem")


@pytest.fixture(scope="module")
def file(parts, tmp_path_factory):
    vault, package, handed, signer = parts
    path = tmp_path_factory.mktemp("wacz") / "a.wacz"
    with path.open("wb") as out:
        packed = write(package, handed, vault.get, signer, out)
    assert packed.captures == 2 and packed.left_out == ()
    assert packed.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    return path


def test_it_is_what_the_specification_says(file):
    with zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        assert {"archive/data.warc.gz", "indexes/index.cdx", "pages/pages.jsonl", "datapackage.json"} <= set(names)
        assert archive.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        raw = archive.read("datapackage.json")
        manifest, digest = json.loads(raw), json.loads(archive.read("datapackage-digest.json"))
        assert manifest["profile"] == "data-package" and manifest["wacz_version"] == "1.1.1"
        listed = {one["path"] for one in manifest["resources"]}
        assert listed == set(names) - {"datapackage.json", "datapackage-digest.json"}
        for one in manifest["resources"]:
            data = archive.read(one["path"])
            assert one["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}" and one["bytes"] == len(data)
        assert digest["path"] == "datapackage.json"
        assert digest["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        signed = digest["signedData"]
        assert set(signed) == {"hash", "created", "software", "version", "signature", "publicKey"}
        assert signed["created"] == manifest["created"] == "2021-03-07T10:00:00Z"
        pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").splitlines()]
        assert pages[0]["format"] == "json-pages-1.0"
        assert [(p["url"], p["ts"]) for p in pages[1:]] == [
            ("https://www.example.org/B?c=1", "2021-03-05T08:00:00Z"),
            ("file:///t%C3%A4g%20lich.txt", "2021-03-06T10:00:00Z"),
        ]


def test_the_signature_is_that_of_other_tools(file, parts):
    """r and s as 48 bytes each over the text of the hash, as Web Crypto makes and checks them."""
    with zipfile.ZipFile(file) as archive:
        signed = json.loads(archive.read("datapackage-digest.json"))["signedData"]
    assert len(base64.b64decode(signed["signature"])) == 96
    assert is_signed(signed["hash"], signed["signature"], signed["publicKey"])
    assert not is_signed(signed["hash"] + "0", signed["signature"], signed["publicKey"])
    assert not is_signed(signed["hash"], signed["signature"], "bm8ga2V5")


def test_warcio_and_fastwarc_read_the_pages_back(file):
    with zipfile.ZipFile(file) as archive:
        warc = archive.read("archive/data.warc.gz")
        index = archive.read("indexes/index.cdx").decode().splitlines()
    read = [
        (r.rec_type, r.rec_headers["WARC-Target-URI"], r.content_stream().read())
        for r in ArchiveIterator(io.BytesIO(warc))
    ]
    assert [kind for kind, _, _ in read] == ["warcinfo", "response", "metadata", "resource"]
    assert [data for kind, _, data in read if kind in ("response", "resource")] == [PAGE, "März\n".encode()]
    assert read[2][2] == HEADERS.encode()
    fast = [r.reader.read() for r in FastIterator(io.BytesIO(warc), parse_http=True)]
    assert fast[1] == PAGE and fast[3] == "März\n".encode()
    assert index == sorted(index)
    for line in index:
        _, _, fields = line.split(" ", 2)
        told = json.loads(fields)
        start, length = int(told["offset"]), int(told["length"])
        (record,) = ArchiveIterator(io.BytesIO(warc[start : start + length]))
        assert record.rec_headers["WARC-Target-URI"] == told["url"]


def test_a_good_package_has_no_problems(file, parts):
    _, package, _, signer = parts
    report = check(file, head=package.head, key=signer.fingerprint)
    assert report.problems == ()
    assert (report.files, report.records, report.signed_by) == (4, 4, signer.fingerprint)
    assert report.head == package.head


def rewritten(file, target, change):
    """The package with its files (name to bytes) changed."""
    with zipfile.ZipFile(file) as archive:
        files = [(info, archive.read(info)) for info in archive.infolist()]
    members = change({info.filename: data for info, data in files})
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target


def text(members, name, old, new):
    assert old in members[name]
    return members | {name: members[name].replace(old, new)}


def resigned(members):
    """A stranger alters a page and signs again with a key of his own, which fits."""
    raw = gzip.decompress(members["archive/data.warc.gz"]).replace(b"reopened", b"collapse")
    members = members | {"archive/data.warc.gz": gzip.compress(raw)}
    manifest = json.loads(members["datapackage.json"])
    for one in manifest["resources"]:
        data = members[one["path"]]
        one |= {"hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
    members["datapackage.json"] = json.dumps(manifest).encode()
    return members


def stranger(members, tmp_path):
    members = resigned(members)
    signer = signer_at(tmp_path / "other.pem")
    digest = json.loads(members["datapackage-digest.json"])
    digest["hash"] = f"sha256:{hashlib.sha256(members['datapackage.json']).hexdigest()}"
    digest["signedData"] |= {
        "hash": digest["hash"],
        "signature": signer.sign(digest["hash"]),
        "publicKey": signer.public_key,
    }
    return members | {"datapackage-digest.json": json.dumps(digest).encode()}


LOG = "custody/custody.jsonl"
ALTERED = {
    "a page": (lambda m, _: text(m, "archive/data.warc.gz", b"\x1f\x8b", b"\x1f\x8c"), "archive/data.warc.gz"),
    "the list of pages": (lambda m, _: text(m, "pages/pages.jsonl", b"example", b"exampel"), "pages/pages.jsonl"),
    "the manifest": (lambda m, _: text(m, "datapackage.json", b"Dateline", b"dateline"), "datapackage.json"),
    "all but the signature": (lambda m, _: resigned(m), "datapackage.json: altered"),
    "signed by a stranger": (stranger, "signed by the key"),
    "a page, signed by a stranger": (stranger, "does not have the hash that it states"),
    "the signature": (lambda m, _: text(m, "datapackage-digest.json", b'"signature": "', b'"signature": "AAAA'), "signature"),
    "no signature": (lambda m, _: {k: v for k, v in m.items() if k != "datapackage-digest.json"}, "nobody vouches"),
    "a file dropped": (lambda m, _: {k: v for k, v in m.items() if "index" not in k}, "indexes/index.cdx"),
    "a file planted": (lambda m, _: m | {"archive/more.warc": b"x"}, "archive/more.warc: not in the manifest"),
    "a line of the log": (lambda m, _: text(m, LOG, b"one#a", b"one#b"), f"{LOG}, line 1"),
    "the log's tail": (lambda m, _: m | {LOG: m[LOG].splitlines(keepends=True)[0]}, "its tail was dropped"),
}  # fmt: skip


@pytest.mark.parametrize("what", ALTERED)
def test_an_altered_package_is_named(file, parts, tmp_path, what):
    _, package, _, signer = parts
    change, named = ALTERED[what]
    target = rewritten(file, tmp_path / "b.wacz", lambda members: change(members, tmp_path))
    report = check(target, head=package.head, key=signer.fingerprint)
    assert any(named in problem and str(target) in problem for problem in report.problems), report.problems


def test_a_bomb_is_not_unpacked(file, tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "b.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", bytes(300_000_000))
        one = {"path": "archive/data.warc", "hash": "sha256:0", "bytes": 300_000_000}
        archive.writestr("datapackage.json", json.dumps({"resources": [one]}))
    report = check(tmp_path / "b.wacz", head=None, key=None)
    assert any("bomb" in problem for problem in report.problems)
    with zipfile.ZipFile(tmp_path / "c.wacz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", bytes(wacz_check.LARGEST_MANIFEST + 1))
    with pytest.raises(PackageError, match="no manifest"):
        check(tmp_path / "c.wacz", head=None, key=None)


def test_what_is_no_package_is_told(tmp_path):
    (tmp_path / "a.wacz").write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(PackageError, match="have it sent again"):
        check(tmp_path / "a.wacz", head=None, key=None)


def test_the_key_is_the_owners_alone(tmp_path):
    path = tmp_path / "config" / "key.pem"
    made = signer_at(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert signer_at(path).fingerprint == made.fingerprint
    path.chmod(0o644)
    with pytest.raises(SigningError, match="chmod 600"):
        signer_at(path)
    path.chmod(0o600)
    path.write_text("no key")
    with pytest.raises(SigningError, match="no key that can be used"):
        signer_at(path)


def test_an_altered_page_is_not_handed_on(parts, tmp_path):
    _, package, handed, signer = parts
    out = io.BytesIO()
    packed = write(package, handed, Vault(tmp_path / "empty").get, signer, out)
    assert packed.captures == 0
    assert [line.partition(":")[0] for line in packed.left_out] == ["one#a.html", "täg lich.txt"]


def test_a_case_hands_on_only_when_asked_to(tmp_path, pages, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    case = dateline.open(tmp_path / "case")
    case.add(pages)
    out = io.BytesIO()
    with pytest.raises(DatelineError, match="--unmasked"):
        case.export("wacz", out)
    assert out.getvalue() == b"" and not (tmp_path / "config").exists()
    report = case.export("wacz", out, masked=False)
    assert (report.existing, report.written, report.left_out) == (3, 3, {})
    last = [*case.log.entries()][-1]
    assert last.what == "handed on" and "UNMASKED" in last.about
    assert hashlib.sha256(out.getvalue()).hexdigest() in last.about
    assert (tmp_path / "config" / "dateline" / "signing-key.pem").stat().st_mode & 0o777 == 0o600
    (tmp_path / "a.wacz").write_bytes(out.getvalue())
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "verify", tmp_path / "a.wacz"], capture_output=True, text=True
    )
    assert done.returncode == 0 and "all as it was handed on" in done.stderr
    (tmp_path / "a.wacz").write_bytes(out.getvalue()[:-200])
    done = subprocess.run(
        [sys.executable, "-m", "dateline", "verify", tmp_path / "a.wacz"], capture_output=True, text=True
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr


def test_what_was_handed_on_can_be_added_again(tmp_path, monkeypatch):
    """The same bytes, addresses and times, in another case: also mails, rows of tables, pages with headers."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.html").write_bytes(PAGE)
    (folder / "b.csv").write_bytes(b"date,text,url\n2021-03-02,The bridge fell.,https://a.example/1\n")
    (folder / "c.eml").write_bytes(
        b"From: a@b.c\nTo: d@e.f\nDate: Tue, 2 Mar 2021 10:00:00 +0000\nSubject: x\n\nIt fell.\n"
    )
    case, other = dateline.open(tmp_path / "case"), dateline.open(tmp_path / "other")
    case.add(folder)
    with (tmp_path / "a.wacz").open("wb") as out:
        case.export("wacz", out, masked=False)
    added = other.add(tmp_path / "a.wacz")
    assert added.failures == ()
    facts = [
        sorted((c.blob, c.url or "", c.captured_at or "", c.media, c.size) for c in one.store.captures())
        for one in (case, other)
    ]
    assert facts[0] == facts[1] and len(facts[0]) == 3
