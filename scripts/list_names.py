"""Writes dateline/data/letter_case.tsv: words that the parser's lexicon knows, but that are written with capitals only.

`python -m scripts.list_names en_US.dic`, the dictionary of Debian's package hunspell-en-us, which is made from SCOWL
(copyright 2000-2020 Kevin Atkinson and others; free to use, copy, modify and distribute with its notice).
"""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.reading.lexicon import Lexicon
from dateline.reading.parse import load_parser
from dateline.tables.load import load

TABLE = Path(__file__).parent.parent / "dateline" / "data" / "letter_case.tsv"
SOURCE = "SCOWL 2020.12.07 (hunspell en_US)\tSCOWL"


def main(dictionary: Path) -> None:
    """Writes the table from the stems of a dictionary."""
    entries = dictionary.read_text(encoding="latin-1").splitlines()[1:]
    stems = {line.partition("/")[0].strip() for line in entries}
    lexicon, tables = Lexicon.of(load_parser(None)), load()
    countries = tables.gazetteer.countries
    told = {*countries.names, *countries.demonyms, *tables.times.words, *lexicon.function, *lexicon.irregular}
    names = sorted(
        stem
        for stem in stems
        if stem.isascii() and stem.isalpha() and len(stem) > 1 and stem[0].isupper() and stem.lower() not in stems
        if stem.lower() not in told and lexicon.is_listed(stem.lower())
    )
    rows = "".join(f"{name}\t{SOURCE}\n" for name in names)
    TABLE.write_text(f"word\torigin\tlicence\n{rows}", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
