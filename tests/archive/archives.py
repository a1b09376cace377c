"""Archives of invented pages, made when asked for."""

import gzip
import io
import tarfile
import zipfile

from bench.synthetic.crawl import written

HTML = b"<html><head><title>Ferry runs</title></head><body><p>The ferry at %s ran twice.</p></body></html>"


def html(place="Keddal"):
    return HTML.replace(b"%s", place.encode())


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def tarred(files, mode="w"):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(pages, pack=gzip.compress):
    """A WARC of (address, page) pairs, each record packed by itself."""
    return b"".join(pack(written(url, n, page, [])) for n, (url, page) in enumerate(pages))


def found_in(tmp_path, name, data, limits=None):
    """(captures by path, failures by path) of one file."""
    from dateline.archive.intake import receive
    from dateline.archive.limits import Limits
    from dateline.archive.vault import Vault
    from dateline.model.source import Capture

    path = tmp_path / name
    path.write_bytes(data)
    found = list(receive(path, Vault(tmp_path / "vault"), limits or Limits()))
    captures = {one.path: one for one in found if isinstance(one, Capture)}
    failures = {one.path: one for one in found if not isinstance(one, Capture)}
    assert len(captures) + len(failures) == len(found), "paths are unique"
    return captures, failures
