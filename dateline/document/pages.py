"""What each medium is read by: the one place that knows."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from dateline.document.docx import docx_page
from dateline.document.errors import DocumentError
from dateline.document.layout import Page
from dateline.document.mail_page import mail_page, mhtml_page
from dateline.document.markup import page_of
from dateline.document.pdf import pdf_page
from dateline.document.record_page import json_page, table_page
from dateline.tables.columns import ColumnNames
from dateline.values.media import CSV, DOCX, EML, HTML, JSON, JSONL, MBOX, MHTML, PDF

Opener = Callable[[bytes, ColumnNames], Page]


class Medium(Struct, frozen=True):
    """How a medium becomes a page, and the name under which its renditions are kept: raised when they change.

    `records`: what the user's columns are called decides what the text is. `library`: a package whose version does,
    since it tells the characters and their places.
    """

    extractor: str
    opens: Opener
    records: bool = False
    library: str | None = None


def _plainly(opens: Callable[[bytes], Page]) -> Opener:
    return lambda data, names: opens(data)


def _mbox(data: bytes, names: ColumnNames) -> Page:
    raise DocumentError("a mbox of many mails is no single page; add it to a case, which takes in each")


MEDIA = {
    HTML: Medium("html/1", _plainly(page_of)),
    MHTML: Medium("mhtml/1", _plainly(mhtml_page)),
    PDF: Medium("pdf/1", _plainly(pdf_page), library="pypdfium2"),
    DOCX: Medium("docx/1", _plainly(docx_page)),
    EML: Medium("mail/1", _plainly(mail_page)),
    MBOX: Medium("mbox/1", _mbox),
    CSV: Medium("table/1", table_page, records=True),
    JSON: Medium("json/1", json_page, records=True),
    JSONL: Medium("json/1", json_page, records=True),
}
EXTRACTORS = {medium.extractor: medium for medium in MEDIA.values()}
