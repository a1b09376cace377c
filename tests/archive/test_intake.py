import os

import pytest

from dateline.archive.intake import IntakeError, receive
from dateline.archive.limits import Limits
from dateline.archive.vault import Vault
from dateline.model.source import Capture, Failure


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "vault")


def folder_of(path, files):
    for name, data in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(data)
    return path


def test_a_folder_is_walked_in_the_order_of_names(tmp_path, vault):
    pages = folder_of(tmp_path / "pages", {"b.txt": b"two", "a/z.txt": b"one", "c.html": b"<p>three</p>"})
    found = list(receive(pages, vault, Limits()))
    assert [(one.path, one.media) for one in found] == [
        ("a/z.txt", "text/plain"),
        ("b.txt", "text/plain"),
        ("c.html", "text/html"),
    ]
    assert vault.get(found[0].blob) == b"one"


def test_what_is_added_twice_is_one_capture(tmp_path, vault):
    pages = folder_of(tmp_path / "pages", {"a.txt": b"one", "b.txt": b"one"})
    first, second = (list(receive(pages, vault, Limits())) for _ in range(2))
    assert first == second
    assert first[0].blob == first[1].blob and first[0].id != first[1].id
    assert len(list(vault.digests())) == 1


BAD = {
    "empty.txt": (b"", "empty file; save the page again"),
    "photo.jpg": (b"\xff\xd8\xff\x00\x10JFIF" + bytes(50), "a JPEG image; no text in it"),
    "noise": (bytes(range(60)) * 9, "binary data"),
    "big.txt": (b"x" * 2_001, "2,001 bytes, more than the 2,000 allowed; split it"),
    ".hidden": (b"text", "hidden"),
}


@pytest.mark.parametrize("name", BAD)
def test_each_bad_file_is_listed_and_the_rest_goes_on(tmp_path, vault, name):
    data, reason = BAD[name]
    pages = folder_of(tmp_path / "pages", {"a.txt": b"good", name: data, "zz.txt": b"good too"})
    found = {one.path: one for one in receive(pages, vault, Limits(max_bytes=2_000))}
    assert isinstance(found["a.txt"], Capture) and isinstance(found["zz.txt"], Capture)
    failure = found[name]
    assert isinstance(failure, Failure)
    assert failure.stage == "archive" and reason in failure.reason


def test_symbolic_links_and_pipes_are_listed_not_followed(tmp_path, vault):
    pages = folder_of(tmp_path / "pages", {"a.txt": b"good"})
    (pages / "link").symlink_to(tmp_path)
    os.mkfifo(pages / "pipe")
    reasons = {one.path: one.reason for one in receive(pages, vault, Limits()) if isinstance(one, Failure)}
    assert "symbolic link" in reasons["link"] and "not a regular file" in reasons["pipe"]


def test_an_unreadable_file_is_listed(tmp_path, vault, monkeypatch):
    from pathlib import Path

    pages = folder_of(tmp_path / "pages", {"a.txt": b"good", "b.txt": b"good"})
    real = Path.open

    def refuse(self, *mode):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return real(self, *mode)

    monkeypatch.setattr(Path, "open", refuse)
    failure, capture = receive(pages, vault, Limits())
    assert "Permission denied" in failure.reason and capture.path == "b.txt"


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path, vault):
    with pytest.raises(IntakeError, match="no such file or folder") as error:
        list(receive(tmp_path / "nowhere", vault, Limits()))
    assert error.value.exit_code == 2


def test_one_file_goes_by_its_name(tmp_path, vault):
    pages = folder_of(tmp_path, {"a.txt": b"good"})
    (capture,) = receive(pages / "a.txt", vault, Limits())
    assert capture.path == "a.txt"


def test_a_name_that_is_no_utf8_is_written_with_its_bytes(tmp_path, vault):
    pages = folder_of(tmp_path / "pages", {"a.txt": b"good"})
    for name in (b"bad\xff.txt", b"empty\xe9.txt"):
        (pages / os.fsdecode(name)).write_bytes(b"" if name.startswith(b"empty") else b"good too")
    found = {one.path: one for one in receive(pages, vault, Limits())}
    assert list(found) == ["a.txt", "bad\\xff.txt", "empty\\xe9.txt"]
    assert isinstance(found["bad\\xff.txt"], Capture) and isinstance(found["empty\\xe9.txt"], Failure)
    (alone,) = receive(pages / os.fsdecode(b"bad\xff.txt"), vault, Limits())
    assert alone == found["bad\\xff.txt"]


@pytest.mark.parametrize("refused", ["stat", "iterdir"])
def test_a_source_that_may_not_be_looked_into_is_wrong_use(tmp_path, vault, monkeypatch, refused):
    pages = folder_of(tmp_path / "pages", {"a.txt": b"good"})

    def refuse(self, **_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(pages), refused, refuse)
    with pytest.raises(IntakeError, match=r"pages: cannot be looked into \(Permission denied\); permit reading"):
        list(receive(pages, vault, Limits()))


def test_a_folder_that_may_be_listed_but_not_searched_is_listed(tmp_path, vault, monkeypatch):
    pages = folder_of(tmp_path / "pages", {"a.txt": b"good", "shut/b.txt": b"good"})
    real = type(pages).lstat

    def refuse(self):
        if self.parent.name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(type(pages), "lstat", refuse)
    capture, failure = receive(pages, vault, Limits())
    assert capture.path == "a.txt"
    assert failure.path == "shut" and "Permission denied" in failure.reason
