"""The public functions: one text, one page, a set of documents, a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import msgspec
from msgspec import Struct

from dateline.archive.limits import Limits
from dateline.document.render import render
from dateline.document.stories import documents, from_text
from dateline.engine.case import Case
from dateline.engine.flow import link_documents
from dateline.engine.reader import default_reader
from dateline.linking.identity import Identities
from dateline.model.document import Document
from dateline.model.event import Record
from dateline.model.source import Capture
from dateline.model.span import content_id


class Page(Struct, frozen=True, eq=False):
    """What `extract` found on one page: its stories, not yet read."""

    documents: tuple[Document, ...]  #: in the order of the page


def read(
    text_or_document: str | Document,
    *,
    published: str | date | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
) -> Document:
    """One text, or one document of `extract()`, with its mentions and reports; nothing is written anywhere.

    `published` is an ISO date or time (`2016`, `2016-10`, `2016-10-20`, `2016-10-20T07:23+05:30`) or a `date` or
    `datetime`; without it relative times stay symbolic. The text is kept unchanged: every span points into it, in
    code points.
    Raises ValueError when `published` is no ISO date.

    >>> import dateline
    >>> doc = dateline.read("Rebels shelled the port of Aden on Monday, officials said.", published="2019-08-13")
    >>> doc.times[0].text, doc.times[0].earliest
    ('Monday', '2019-08-12')
    >>> doc.reports[0].type, doc.reports[0].status
    ('remote.shelling', 'occurred')
    >>> doc.reports[0].evidence[0].quote in doc.text
    True
    """
    reader = default_reader()
    published = published.isoformat() if isinstance(published, date) else published
    if isinstance(text_or_document, str):
        document = from_text(
            text_or_document, title=title, url=url, publisher=publisher, published=published, tables=reader.tables
        )
        return reader.read(document)
    given = {name: value for name, value in (("title", title), ("url", url), ("publisher", publisher)) if value}
    document = msgspec.structs.replace(text_or_document, **given)
    if published is not None:
        dated = from_text("", title=None, url=None, publisher=None, published=published, tables=reader.tables)
        document = msgspec.structs.replace(document, published=dated.published)
    return reader.read(document)


def extract(page: bytes, url: str | None = None) -> Page:
    """The stories of one page (HTML, MHTML, PDF, DOCX, a mail or plain text, as bytes), not yet read.

    They are segmented and have their mastheads. Raises DocumentError when the bytes are none of these, or hold
    many pages: mailboxes and tables are taken in by a case.

    >>> import dateline
    >>> page = dateline.extract(b"<html><h1>Bridge reopens</h1><p>The bridge at Karsa reopened.</p></html>")
    >>> page.documents[0].title
    'Bridge reopens'
    """
    blob = content_id("blob", page.hex())
    capture = Capture(id=content_id("cap", blob, url), blob=blob, path=url or "page", url=url, size=len(page))
    rendition = render(page, blob, None, Limits())
    return Page(documents(rendition, page, capture, default_reader().tables))


def link(read_documents: Iterable[Document]) -> Record:
    """The events, series, disagreements and source edges of a set of read documents, in any order.

    >>> import dateline
    >>> one = dateline.read("Rebels shelled the port of Aden on Monday.", published="2019-08-13")
    >>> dateline.link([one]).events[0].type
    'remote.shelling'
    """
    ordered = sorted(read_documents, key=lambda document: document.id)
    _, linked = link_documents(ordered, default_reader().tables, Identities(), ())
    return linked.record


def open(path: str | Path, *, create: bool = True) -> Case:
    """The case in folder `path`; with `create`, an absent or empty folder becomes a new one.

    Raises CaseError when the folder is there but is no case, or holds a case of a newer version.
    """
    return Case.open(Path(path), create=create)
