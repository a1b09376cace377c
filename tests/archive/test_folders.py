"""ZIP and tar of anything, member by member: what is in them comes in, what is hostile is listed with its reason."""

import bz2
import gzip
import lzma
import struct
import tarfile
import zipfile

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.limits import Limits
from tests.archive.archives import found_in, html, tarred, warc, zipped

FILES = {"a/one.html": html("Keddal"), "two.txt": b"The ferry at Orsk ran."}
PACKERS = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor().compress,
    ".zst-streamed": lambda data: zstandard.ZstdCompressor(write_content_size=False).compress(data),
}


def test_the_members_of_a_zip_are_pages(tmp_path):
    captures, failures = found_in(tmp_path, "all.zip", zipped(FILES))
    assert list(captures) == ["all.zip#a/one.html", "all.zip#two.txt"] and not failures
    assert captures["all.zip#a/one.html"].media == "text/html"
    assert captures["all.zip#a/one.html"].size == len(FILES["a/one.html"])


@pytest.mark.parametrize("ending", ["", *PACKERS])
def test_the_members_of_a_tar_are_pages_however_it_is_packed(tmp_path, ending):
    data = PACKERS.get(ending, bytes)(tarred(FILES))
    name = f"all.tar{ending.partition('-')[0]}"
    captures, failures = found_in(tmp_path, name, data)
    between = "#all.tar" if ending else ""
    assert list(captures) == [f"{name}{between}#a/one.html", f"{name}{between}#two.txt"] and not failures


@pytest.mark.parametrize("ending", PACKERS)
def test_a_page_that_is_packed_by_itself(tmp_path, ending):
    captures, _ = found_in(tmp_path, "one.html" + ending.partition("-")[0], PACKERS[ending](html()))
    (capture,) = captures.values()
    assert capture.path.endswith("#one.html") and capture.size == len(html())


def test_archives_in_archives_as_deep_as_allowed(tmp_path):
    inner = zipped({"page.html": html()})
    data = tarred({"mid/inner.zip": inner, "crawl.warc.gz": warc([("https://a.example/1", html("Tor"))])}, "w:gz")
    captures, failures = found_in(tmp_path, "outer.zip", zipped({"dump.tgz": data}))
    base = "outer.zip#dump.tgz#dump.tar"
    assert list(captures) == [f"{base}#mid/inner.zip#page.html", f"{base}#crawl.warc.gz#1"] and not failures
    nested = inner
    for _ in range(8):
        nested = zipped({"again.zip": nested})
    captures, failures = found_in(tmp_path, "deep.zip", nested)
    assert not captures
    (failure,) = failures.values()
    assert "an archive in 4 archives; add it by itself" in failure.reason


def test_what_is_no_page_is_listed_by_its_name(tmp_path):
    files = {"photo.jpg": b"\xff\xd8\xff\x00JFIF" + bytes(40), ".hidden": b"x", "__MACOSX/._a": b"x", "void.html": b""}
    captures, failures = found_in(tmp_path, "all.zip", zipped({"a.html": html(), **files}))
    assert list(captures) == ["all.zip#a.html"]
    assert {path: one.reason.partition(";")[0] for path, one in failures.items()} == {
        "all.zip#photo.jpg": "a JPEG image",
        "all.zip#.hidden": "a hidden file",
        "all.zip#__MACOSX/._a": "a hidden file",
        "all.zip#void.html": "an empty file",
    }


def test_side_files_are_counted_not_taken(tmp_path):
    files = {"day/a.html": html(), "day/a_files/frame.html": html("Tor"), "day/a_files/x.css": b"p {}"}
    for name, data in (("s.zip", zipped(files)), ("s.tar", tarred(files))):
        captures, failures = found_in(tmp_path, name, data)
        assert list(captures) == [f"{name}#day/a.html"]
        assert failures[f"{name}#day/a_files"].stage == "passed"
        assert "2 side files of a.html, 1 of them frames" in failures[f"{name}#day/a_files"].reason


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_both_kept(tmp_path):
    path = tmp_path / "twice.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.html", html("Keddal"))
        archive.writestr("a.html", html("Orsk"))
    captures, _ = found_in(tmp_path, "twice.zip", path.read_bytes())
    assert list(captures) == ["twice.zip#a.html", "twice.zip#a.html~2"]


def test_names_are_labels_and_nothing_is_written_under_them(tmp_path):
    (tmp_path / "in").mkdir()
    captures, _ = found_in(tmp_path / "in", "up.zip", zipped({"../../out.html": html(), "/etc/a.html": html("Orsk")}))
    assert list(captures) == ["up.zip#../../out.html", "up.zip#etc/a.html"]
    assert sorted(path.name for path in tmp_path.rglob("*.html")) == []


def test_links_and_devices_in_a_tar_are_listed_not_followed(tmp_path):
    import io

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (
            ("s", tarfile.SYMTYPE),
            ("h", tarfile.LNKTYPE),
            ("d", tarfile.CHRTYPE),
            ("f", tarfile.FIFOTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    captures, failures = found_in(tmp_path, "l.tar", out.getvalue())
    assert not captures and set(failures) == {"l.tar#s", "l.tar#h", "l.tar#d", "l.tar#f"}


def test_an_encrypted_member_is_listed(tmp_path):
    data = bytearray(zipped({"a.html": html(), "b.html": html("Orsk")}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    captures, failures = found_in(tmp_path, "locked.zip", bytes(data))
    assert list(captures) == ["locked.zip#b.html"]
    assert "encrypted; unpack it with its password" in failures["locked.zip#a.html"].reason


def test_a_member_with_changed_bytes_is_listed_and_the_rest_comes_in(tmp_path):
    data = bytearray(zipped({"a.html": html(), "b.html": html("Orsk")}))
    data[45] ^= 0xFF
    captures, failures = found_in(tmp_path, "bad.zip", bytes(data))
    assert list(captures) == ["bad.zip#b.html"]
    assert "cannot be read" in failures["bad.zip#a.html"].reason


def test_a_zip_and_a_tar_that_are_cut_short(tmp_path):
    captures, failures = found_in(tmp_path, "cut.zip", zipped(FILES)[:-30])
    assert not captures and "get it again from where it is whole" in failures["cut.zip"].reason
    files = {f"{n}.txt": b"The ferry ran again. " * 60 for n in range(5)}
    captures, failures = found_in(tmp_path, "cut.tar", tarred(files)[:5000])
    assert list(captures) == ["cut.tar#0.txt", "cut.tar#1.txt"]
    assert len(failures) == 2 and "broken" in failures["cut.tar"].reason
    damaged = bytearray(tarred(files))
    damaged[2048 + 100] ^= 0xFF
    captures, failures = found_in(tmp_path, "bad.tar", bytes(damaged))
    assert list(captures) == ["bad.tar#0.txt"] and "broken behind these members" in failures["bad.tar"].reason


SMALL = Limits(max_bytes=100_000, max_archive=5_000_000, max_entries=50, max_ratio=100)
BOMBS = {
    "page.gz": (gzip.compress(bytes(50_000_000)), "more than 100 times its size"),
    "page.bz2": (bz2.compress(bytes(50_000_000)), "more than 100 times its size"),
    "page.xz": (lzma.compress(bytes(50_000_000)), "more than 100 times its size"),
    "page.zst": (zstandard.ZstdCompressor().compress(bytes(50_000_000)), "more than 100 times its size"),
    "one.zip": (zipped({"a.txt": b"a" * 50_000_000}), "more than the 100,000 bytes allowed"),
    "many.zip": (
        zipped(
            {f"{n}.txt": b"a" * 99_000 for n in range(49)}
            | {f"{n}.tar": tarred({"x": b"y" * 90_000}) for n in range(9)}
        ),
        "max_",
    ),
    "members.zip": (zipped({f"{n}.txt": b"a" for n in range(60)}), "holds 60 members, more than the 50"),
    "members.tar": (tarred({f"{n}.txt": b"a" for n in range(60)}), "holds more members than max_entries"),
    "sparse.tar.gz": (gzip.compress(tarred({"a.txt": b"a" * 30_000_000})), "more than 100 times its size"),
    "xz-dictionary.xz": (lzma.compress(b"a" * 10, filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}]), "limit"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_are_listed_with_the_limit_that_they_met(tmp_path, name):
    data, reason = BOMBS[name]
    _, failures = found_in(tmp_path, name, data, SMALL)
    assert any(reason in one.reason for one in failures.values()), failures


def test_a_nested_bomb_spends_one_budget(tmp_path):
    inner = zipped({f"{n}.txt": b"a" * 90_000 for n in range(40)})
    captures, failures = found_in(tmp_path, "nest.zip", zipped({f"{n}.zip": inner for n in range(30)}), SMALL)
    assert 0 < len(captures) <= 5_000_000 / 90_000
    assert any("max_entries" in one.reason or "max_archive" in one.reason for one in failures.values())


def test_a_header_that_states_gigabytes_is_not_read_at_once(tmp_path):
    data = bytearray(tarred({"a.txt": b"x"}))
    data[156:157] = b"x"
    data[124:136] = b"77777777777\x00"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\x00 " % sum(data[:512])
    captures, failures = found_in(tmp_path, "pax.tar", bytes(data))
    assert not captures and "broken" in failures["pax.tar"].reason


def test_a_zip_whose_list_claims_to_be_huge(tmp_path):
    data = bytearray(zipped({"a.html": html()}))
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 0xFFFFFFF0)
    captures, failures = found_in(tmp_path, "list.zip", bytes(data), SMALL)
    assert not captures and "its list of members has 4,294,967,280 bytes" in failures["list.zip"].reason


WHOLE = [zipped(FILES), tarred(FILES), tarred(FILES, "w:gz"), tarred(FILES, "w:xz"), PACKERS[".zst"](tarred(FILES))]


@given(st.sampled_from(WHOLE), st.data())
def test_no_damage_raises(tmp_path_factory, whole, draw):
    data = bytearray(whole)
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    data = data[: draw.draw(st.integers(1, len(data)))]
    captures, failures = found_in(tmp_path_factory.mktemp("damage"), "x.tar", bytes(data), SMALL)
    assert captures or failures


def test_an_archive_in_a_mail_is_looked_into(tmp_path):
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@a.example", "b@b.example", "Reports"
    message["Message-ID"], message["Date"] = "<1@a.example>", "Tue, 04 May 2021 08:30:00 +0200"
    message.set_content("The reports of the week are attached.")
    sheet = zipped({"xl/workbook.xml": b"<x/>"})
    for name, data in (("week.zip", zipped(FILES)), ("week.tgz", tarred(FILES, "w:gz")), ("sheet.xlsx", sheet)):
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    captures, failures = found_in(tmp_path, "mail.eml", bytes(message))
    assert list(captures) == [
        "mail.eml",
        "mail.eml#2/week.zip#a/one.html",
        "mail.eml#2/week.zip#two.txt",
        "mail.eml#3/week.tgz#week.tar#a/one.html",
        "mail.eml#3/week.tgz#week.tar#two.txt",
    ]
    assert [one.stage for one in failures.values()] == ["passed"]


def test_a_changed_member_of_an_archive_that_is_added_again_is_a_later_version(tmp_path):
    import dateline

    case = dateline.open(tmp_path / "case")
    for place in ("Keddal", "Orsk"):
        (tmp_path / "all.zip").write_bytes(zipped({"a.html": html(place), "b.html": html("Tor")}))
        report = case.add(tmp_path / "all.zip")
    assert (report.added, report.known, report.superseded) == (1, 1, 1)


def test_a_member_without_a_name_is_a_page_too(tmp_path):
    captures, failures = found_in(tmp_path, "all.zip", zipped({"": FILES["two.txt"]}))
    assert list(captures) == ["all.zip#"] and not failures
