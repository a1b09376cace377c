"""The gazetteer with the user's and a case's own layers, and adding to these."""

from __future__ import annotations

from pathlib import Path

from dateline.engine.case import Case
from dateline.engine.settings import user_gazetteer
from dateline.tables.gazetteer import Gazetteer, load
from dateline.tables.place_layers import ImportReport, import_layer


def gazetteer(case: Path | None) -> Gazetteer:
    """The shipped gazetteer below the user's layer and, where a case is named, below that case's."""
    project, user = Case.open(case, create=False).layers() if case else (None, user_gazetteer())
    return load(project, user if user and user.is_file() else None)


def import_places(source: Path, case: Path | None) -> ImportReport:
    """Places of a file into the user's layer or a case's; raises LayerError when the file is not to be read."""
    layer = Case.open(case, create=False).folder / "gazetteer.sqlite" if case else user_gazetteer()
    layer.parent.mkdir(parents=True, exist_ok=True)
    return import_layer(source, layer)
