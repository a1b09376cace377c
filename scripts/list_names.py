"""Writes dateline/data/letter_case.tsv: how words are written that the parser's lexicon has otherwise.

`python -m scripts.list_names en_US.dic ../shared/gold`: from the dictionary of Debian's package hunspell-en-us, which
is made from SCOWL (copyright 2000-2020 Kevin Atkinson and others; free to use, copy, modify and distribute with its
notice), the words of the lexicon that are names; from texts with open licences, what the rules with these words still
write otherwise than most of those texts do.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from dateline.reading.case_words import WORD
from dateline.reading.letter_case import LetterCase
from dateline.reading.lexicon import Lexicon, lexicon_of
from dateline.reading.parse import load_parser
from dateline.reading.readable import in_capitals
from dateline.tables.letter_case import written
from dateline.tables.load import Tables, load

TABLE = Path(__file__).parent.parent / "dateline" / "data" / "letter_case.tsv"
DICTIONARY = "SCOWL 2020.12.07 (hunspell en_US)\tSCOWL"
COUNTED = "mostly written so in ../shared/gold/stories, entities and time\tApache-2.0"
OPEN = ("Open Government Licence", "US government", "CC BY-SA", "Wikinews")
# In so many texts a word must stand there, and so large a share of that must be written in one way.
LEAST_TEXTS, SHARE = 3, 0.8
SHORTEST_LINE = 60


def main(dictionary: Path, gold: Path) -> None:
    """Writes the table."""
    lexicon, tables = lexicon_of(load_parser(None)), load()
    rows = dict.fromkeys(names_of(dictionary, lexicon, tables), DICTIONARY)
    write(rows)
    written.cache_clear()
    counted = corrections(open_texts(gold), LetterCase.of(lexicon, tables))
    rows = {name: origin for name, origin in rows.items() if name.lower() not in {word.lower() for word in counted}}
    write(rows | dict.fromkeys(counted, COUNTED))


def write(rows: dict[str, str]) -> None:
    """The table with these words, each with its origin."""
    lines = (f"{word}\t{origin}\n" for word, origin in sorted(rows.items()))
    TABLE.write_text("word\torigin\tlicence\n" + "".join(lines), encoding="utf-8")


def names_of(dictionary: Path, lexicon: Lexicon, tables: Tables) -> list[str]:
    """The stems of a dictionary that have a capital always, and that the lexicon has in small letters."""
    entries = dictionary.read_text(encoding="latin-1").splitlines()[1:]
    stems = {line.partition("/")[0].strip() for line in entries}
    countries = tables.gazetteer.countries
    told = {*countries.names, *countries.demonyms, *tables.times.words, *lexicon.function, *lexicon.irregular}
    return [
        stem
        for stem in stems
        if stem.isascii() and stem.isalpha() and len(stem) > 1 and stem[0].isupper() and stem.lower() not in stems
        if stem.lower() not in told and lexicon.is_listed(stem.lower())
    ]


def open_texts(gold: Path) -> Iterator[str]:
    """The texts whose licence allows learning from them."""
    for path in (
        gold / "stories" / "texts.jsonl",
        *sorted((gold / "entities").glob("*.jsonl")),
        *(gold / "time").glob("*.jsonl"),
    ):
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if path.parent.name != "stories" or row["licence"].startswith(OPEN):
                yield row["text"]


def corrections(texts: Iterator[str], case: LetterCase) -> list[str]:
    """The words that the rules mostly write otherwise than the texts, as the texts mostly write them."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, set[int]] = defaultdict(set)
    wrong: Counter[str] = Counter()
    for number, line in ((number, line) for number, text in enumerate(texts) for line in text.splitlines()):
        if len(line) < SHORTEST_LINE or in_capitals(line) or len(line.lower()) != len(line):
            continue
        got = case.written(line.lower(), {})
        for found in WORD.finditer(line):
            if line[: found.start()].rstrip()[-1:].isalnum():
                word = found[0].lower()
                forms[word][found[0]] += 1
                where[word].add(number)
                wrong[word] += found[0] != got[found.start() : found.end()]
    best = ((word, *counts.most_common(1)[0], counts.total()) for word, counts in sorted(forms.items()))
    # A word that is no noun alone has its capital from the name that it is part of: 'the Red Army'.
    return [
        form
        for word, form, count, total in best
        if len(where[word]) >= LEAST_TEXTS and count >= SHARE * total and 2 * wrong[word] > total and len(word) > 1
        if form == word or not case.lexicon.holds(word) or case.lexicon.is_noun(word)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
