"""The gazetteer with the user's and a case's own layers, adding to these, and why a name means what it does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dateline.engine.case import Case
from dateline.engine.opening import CaseError
from dateline.engine.settings import user_gazetteer
from dateline.tables.gazetteer import Gazetteer, load
from dateline.tables.place_layers import ImportReport, import_layer

if TYPE_CHECKING:
    from dateline.engine.reader import Reader
    from dateline.model.document import Document
    from dateline.reading.place_explained import Explained

PAGES = frozenset({".html", ".htm", ".xhtml", ".mhtml", ".mht"})


def layers_of(case: Path | None) -> tuple[Path | None, Path | None]:
    """The layer of a case, where one is named, and the user's; None where there is none."""
    if case is not None:
        return Case.open(case, create=False).layers()
    user = user_gazetteer()
    return None, user if user.is_file() else None


def gazetteer(case: Path | None) -> Gazetteer:
    """The shipped gazetteer below the user's layer and, where a case is named, below that case's."""
    return load(*layers_of(case))


def import_places(source: Path, case: Path | None) -> ImportReport:
    """Places of a source into the user's layer or a case's; raises LayerError when the source is not to be read."""
    layer = Case.open(case, create=False).folder / "gazetteer.sqlite" if case else user_gazetteer()
    return import_layer(source, layer)


def explain_place(name: str, case: Path | None, document: str | None) -> tuple[Explained, ...]:
    """Why a name means what it does: by itself, or wherever it stands in a document.

    `document`: a file, or the id of a document of the case. Raises CaseError when there is no such document.
    """
    if document is None:
        from dateline.reading.place_explained import explain_name

        return (explain_name(name, gazetteer(case)),)
    from dateline.engine.reader import Reader
    from dateline.reading.place_explained import explain_in
    from dateline.reading.read import read
    from dateline.reading.readable import readable

    reader = Reader.load(*layers_of(case))
    found: list[Explained] = []
    for story in stories_of(document, case, reader):
        taken = readable(story, reader.nlp, reader.tables)
        known = read(story, reader.nlp, reader.tables)
        found += explain_in(name, known.parses, taken.text, known.document.places, reader.tables.gazetteer)
    return tuple(found)


def stories_of(document: str, case: Path | None, reader: Reader) -> tuple[Document, ...]:
    """The stories of a file, else the document of a case."""
    path = Path(document)
    if path.is_file():
        from dateline.document.stories import from_text
        from dateline.engine.api import extract

        if path.suffix.lower() in PAGES:
            return tuple(extract(path.read_bytes()).documents)
        text = path.read_text(encoding="utf-8", errors="replace")
        return (from_text(text, title=None, url=None, publisher=None, published=None, tables=reader.tables),)
    if case is None:
        raise CaseError(
            f"{document}: no such file; name a text or a page, or a document's id together with --case CASE"
        )
    return (Case.open(case, create=False).document(document),)
