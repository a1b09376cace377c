import errno
from pathlib import Path

import pytest

from dateline.archive.vault import Vault, VaultError


def test_what_goes_in_comes_out(tmp_path):
    vault = Vault(tmp_path / "vault")
    digests = {vault.put(data) for data in (b"one", b"two" * 10_000, b"one")}
    assert sorted(digests) == list(vault.digests())
    assert {vault.get(digest) for digest in digests} == {b"one", b"two" * 10_000}
    assert not list(tmp_path.rglob("*.part"))


def test_the_same_bytes_give_the_same_file(tmp_path):
    one, two = Vault(tmp_path / "a"), Vault(tmp_path / "b")
    assert one.path(one.put(b"page")).read_bytes() == two.path(two.put(b"page")).read_bytes()


@pytest.mark.parametrize("damage", ["flip", "truncate", "delete", "replace"])
def test_damage_is_named(tmp_path, damage):
    vault = Vault(tmp_path)
    digest = vault.put(b"a page of some length, kept for evidence")
    path = vault.path(digest)
    data = bytearray(path.read_bytes())
    if damage == "flip":
        data[15] ^= 1
        path.write_bytes(data)
    elif damage == "truncate":
        path.write_bytes(data[:-9])
    elif damage == "replace":
        path.write_bytes(vault.path(vault.put(b"another page")).read_bytes())
    else:
        path.unlink()
    with pytest.raises(VaultError, match=path.name):
        vault.get(digest)


def test_a_full_disk_names_file_reason_and_remedy(tmp_path, monkeypatch):
    def full(self, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(VaultError, match=r"No space left on device; make room"):
        Vault(tmp_path).put(b"page")
    assert not list(tmp_path.rglob("*.part"))
