"""A list of documents that iterates, says what it left out, and turns into a table of any kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.engine.frames import to_arrow, to_pandas
from dateline.engine.listing import FilterError
from dateline.model.display import table
from dateline.model.document import Document
from dateline.store.document_listing import UNKNOWN, DocumentFilter, DocumentRow
from dateline.store.search import Found, Hit
from dateline.store.store import Store

if TYPE_CHECKING:
    import pandas
    import pyarrow


def checked_language(language: str | None) -> str | None:
    """The code of a language tag, or `unknown`; raises FilterError for none that there is."""
    from dateline.tables.languages import load

    if language is None or language.casefold() == UNKNOWN:
        return language and UNKNOWN
    known = load()
    code = known.code(language)
    if code is None:
        named = [f"{one} ({name})" for one, name in known.names.items() if name.casefold() == language.casefold()]
        meant = f"; did you mean {named[0]}?" if named else ""
        raise FilterError(f"no language {language}{meant}; use a code such as en, ar, de, or {UNKNOWN}")
    return code


class Documents:
    """The documents that passed a filter, by path. `left_out` counts the others by reason, of `existing`."""

    columns = ("id", "published", "language", "title", "publisher", "agency", "path", "reports", "events", "warnings")

    def __init__(self, store: Store, wanted: DocumentFilter) -> None:
        """The documents of `store` that `wanted` asks for; see `Case.documents`."""
        listing = store.list_documents(wanted)
        self._store = store
        self.rows: tuple[DocumentRow, ...] = listing.rows
        self.existing: int = listing.existing
        self.left_out: dict[str, int] = listing.left_out

    def __iter__(self) -> Iterator[Document]:
        return (self._store.document(row.id) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Document:
        return self._store.document(self.rows[number].id)

    def cells(self) -> Iterator[list[str]]:
        """The documents as the cells of a table with the columns `columns`."""
        for row in self.rows:
            yield [
                row.id,
                published_words(row),
                row.language or UNKNOWN,
                row.title or "",
                row.publisher or UNKNOWN,
                row.agency or "",
                row.path or "",
                str(row.reports),
                str(row.events),
                "; ".join(row.warnings),
            ]

    def to_pandas(self) -> pandas.DataFrame:
        """A data frame with the columns of `DocumentRow`; needs `pip install 'dateline[notebook]'`."""
        return to_pandas(DocumentRow, self.rows)

    def to_arrow(self) -> pyarrow.Table:
        """An Arrow table with the columns of `DocumentRow`; needs `pip install 'dateline[notebook]'`."""
        return to_arrow(DocumentRow, self.rows)

    def _repr_html_(self) -> str:
        return table(self.columns, self.cells(), f"{len(self):,} of {self.existing:,} documents pass the filter")


class Hits:
    """The documents in which words were found, best first: the first ones of `existing`, and what `notes` say."""

    columns = ("id", "published", "language", "title", "publisher", "role", "at", "passage", "events")

    def __init__(self, found: Found) -> None:
        """What `Store.search` found; see `Case.search`."""
        self.rows = found.hits
        self.existing: int = found.existing
        self.notes: tuple[str, ...] = found.notes

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, number: int) -> Hit:
        return self.rows[number]

    def cells(self) -> Iterator[list[str]]:
        """The hits as the cells of a table with the columns `columns`."""
        for row in self.rows:
            document = row.document
            yield [
                document.id,
                published_words(document),
                document.language or UNKNOWN,
                document.title or document.path or "",
                document.publisher or UNKNOWN,
                row.role,
                f"{row.start}:{row.end}",
                row.quote,
                ", ".join(row.events),
            ]

    def _repr_html_(self) -> str:
        return table(self.columns, self.cells(), "; ".join([f"{len(self):,} of {self.existing:,} hits", *self.notes]))


def published_words(row: DocumentRow) -> str:
    """The publication as one day or two, and in a word how it is known.

    >>> published_words(DocumentRow(
    ...     id="d", capture=None, earliest="2021-03-05T08:00Z", latest="2021-03-05T08:00Z", precision="day",
    ...     basis="masthead: a date",
    ...     publisher=None, agency=None, language=None, title=None, path=None, url=None, reports=0, events=0,
    ...     unread=None, warnings=()))
    '2021-03-05 (masthead)'
    """
    days = list(dict.fromkeys(day[:10] for day in (row.earliest, row.latest) if day))
    return f"{'..'.join(days)} ({row.basis.split(':')[0].split(';')[0].split(',')[0]})" if days else UNKNOWN
