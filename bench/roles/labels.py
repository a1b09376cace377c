"""Label files of the segment-role set: what they hold, and the lines they speak of."""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from resiliparse.extract.html2text import extract_plain_text

from dateline.archive.limits import Limits
from dateline.document.decode import decode
from dateline.document.render import render

HERE = Path(__file__).parent
ROLES = ("headline", "dateline", "body", "caption", "credit", "related", "comment", "boilerplate")
MEDIA = ("html", "text", "scrape")
OWN = "own/"
LINE = re.compile(r"\S[^\n]*")
NOT_WORD = re.compile(r"\W+")


class LabelledPage(Struct, frozen=True):
    """One row of `pages.tsv`: half, medium, and a page of `pages/fundus` (country/name_day) or of ours (own/file)."""

    half: str
    medium: str
    page: str

    @property
    def labels(self) -> Path:
        """Where its label file stands."""
        return HERE / "labels" / self.half / f"{self.page.replace('/', '_')}.tsv"


class Label(Struct, frozen=True):
    """The role of one line, or of its characters start:end. `digest` is that of the whole line."""

    line: int
    digest: str
    role: str
    start: int | None
    end: int | None


def pages() -> list[LabelledPage]:
    """All pages of the set."""
    with (HERE / "pages.tsv").open(encoding="utf-8", newline="") as lines:
        return [LabelledPage(**row) for row in csv.DictReader(lines, delimiter="\t")]


def bytes_of(page: LabelledPage, data: Path) -> bytes:
    """What is given to the pipeline: the saved page, or a text made of it; a page of ours as it stands."""
    if page.page.startswith(OWN):
        return (HERE / page.page).read_bytes()
    raw = gzip.decompress((data / f"{page.page}.html.gz").read_bytes())
    if page.medium == "html":
        return raw
    text = extract_plain_text(decode(raw), preserve_formatting=True, main_content=page.medium == "scrape")
    return re.sub(r"\n{3,}", "\n\n", text).strip().encode()


def lines_of(text: str) -> Iterator[re.Match[str]]:
    """Every line with visible characters, without the white space before it."""
    return LINE.finditer(text)


def text_of(page: LabelledPage, data: Path) -> str:
    """The rendition of a page."""
    return render(bytes_of(page, data), page.page, None, Limits()).text


def digest(line: str) -> str:
    """Twelve digits of the hash of a line's letters and digits in lower case."""
    return hashlib.sha256(NOT_WORD.sub("", line.casefold()).encode()).hexdigest()[:12]


def read_labels(path: Path) -> list[Label]:
    """The labels of one page, in the order of its lines."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Label(
                line=int(row["line"]),
                digest=row["digest"],
                role=row["role"],
                start=int(row["start"]) if row["start"] else None,
                end=int(row["end"]) if row["end"] else None,
            )
            for row in csv.DictReader(lines, delimiter="\t")
        ]
