"""Build the tables of words that `linking/wording.py` compares happenings by, from WordNet 3.0 and SymSpell's counts.

Run `python scripts/build_wording.py WORDNET FREQUENCIES`: the folder with data.verb and the rest (Debian's
wordnet-base 3.0-37) and frequency_dictionary_en_82_765.txt (PyPI symspellpy 6.10.1). The same files give the same
bytes. Three tables are written: how rare words are, which words are kin, and the irregular forms of words.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

DATA = Path(__file__).resolve().parents[1] / "dateline" / "data"
WORDNET = "WordNet 3.0\tWordNet"
EDITORIAL = "editorial, unverified\tApache-2.0"
COUNTS = "symspellpy 6.10.1 (Google Books Ngram, SCOWL)\tMIT"
# Words seen more seldom than this are as rare as those that the dictionary lacks, of which most are names.
LEAST_COUNT = 200_000
# Rarer words than these are no kin worth shipping.
LEAST_KIN = 300_000
# Nouns that tell of a happening, by lexicographer's file: acts, cognition, communication, events, feelings, groups
# that act together, phenomena, possessions, processes, states.
TELLING = frozenset({4, 9, 10, 11, 12, 19, 21, 22, 26})
PARTICLES = frozenset({"away", "back", "down", "in", "into", "off", "on", "out", "over", "through", "up"})
# Senses are listed by how common they are. Of pairs of event words on one subject of ECB+ train that share one of the
# first three senses 60 in 100 are one happening, of those that share one by derived words 45, of those beyond 20.
OWN, OF_DERIVED, DERIVING = 3, 2, 6

Sense = tuple[str, str]


class Synset(Struct, frozen=True):
    """Words of one sense.

    `derived`: pairs of an own word and a word of another sense; `wider`: broader senses, and what it causes.
    """

    words: tuple[str, ...]
    file: int
    derived: tuple[tuple[int, Sense, int], ...]
    wider: tuple[Sense, ...]


class WordNet(Struct, frozen=True):
    """Senses by key, and each word's senses, the commonest first."""

    synsets: dict[Sense, Synset]
    senses: dict[tuple[str, str], tuple[Sense, ...]]

    @classmethod
    def read(cls, folder: Path) -> WordNet:
        """The nouns and verbs of WordNet's files."""
        synsets: dict[Sense, Synset] = {}
        senses: dict[tuple[str, str], tuple[Sense, ...]] = {}
        for part, name in (("n", "noun"), ("v", "verb")):
            for cells in _rows(folder / f"data.{name}"):
                synsets[part, cells[0]] = _synset(cells)
            for cells in _rows(folder / f"index.{name}"):
                senses[cells[0], part] = tuple((part, offset) for offset in cells[4 + int(cells[3]) + 2 :])
        return cls(synsets, senses)

    def of(self, word: str, most: int) -> list[Sense]:
        """A word's commonest senses as a verb and as a noun."""
        return [sense for part in "vn" for sense in self.senses.get((word, part), ())[:most]]

    def derived(self, word: str) -> set[str]:
        """Words formed from it, or from which it is formed: 'explosion' from 'explode'."""
        found = set()
        for sense in self.of(word, DERIVING):
            own = self.synsets[sense]
            for source, other, target in own.derived:
                if source and own.words[source - 1] == word and other in self.synsets:
                    found.add(self.synsets[other].words[target - 1])
        return found - {word}


def _rows(path: Path) -> Iterator[list[str]]:
    """The lines of a file of WordNet as cells, without its licence and without glosses."""
    for line in path.read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            yield line.partition("|")[0].split()


def _synset(cells: list[str]) -> Synset:
    count = int(cells[3], 16)
    words = tuple(cells[4 + 2 * n].lower() for n in range(count))
    at = 4 + 2 * count
    pointers = [cells[at + 1 + 4 * n : at + 5 + 4 * n] for n in range(int(cells[at]))]
    return Synset(
        words=words,
        file=int(cells[1]),
        derived=tuple(
            (int(ends[:2], 16), (part, offset), int(ends[2:], 16))
            for sign, offset, part, ends in pointers
            if sign == "+"
        ),
        wider=tuple((part, offset) for sign, offset, part, _ in pointers if sign in ("@", ">")),
    )


def told(wordnet: WordNet, counts: dict[str, int]) -> set[str]:
    """The words that can tell of a happening: verbs, nouns of happenings, and nouns formed from verbs."""

    def is_common(word: str) -> bool:
        verb, _, particle = word.partition("_")
        return counts.get(verb, 0) >= LEAST_KIN and (not particle or particle in PARTICLES)

    verbs = {word for word, part in wordnet.senses if part == "v" and is_common(word)}
    nouns = {word for word, part in wordnet.senses if part == "n" and "_" not in word and is_common(word)}
    files = {word: {wordnet.synsets[s].file for s in wordnet.of(word, OWN) if s[0] == "n"} for word in nouns}
    return verbs | {word for word in nouns if files[word] & TELLING or wordnet.derived(word) & verbs}


def kin_rows(wordnet: WordNet, words: set[str]) -> Iterator[str]:
    """One row a word that has kin: derived words, senses by number, and those senses' wider ones."""
    derived = {word: sorted(wordnet.derived(word) & words) for word in sorted(words)}
    own = {word: wordnet.of(word, OWN) for word in derived}
    broad = {
        word: list(dict.fromkeys(s for one in (word, *derived[word]) for s in wordnet.of(one, OF_DERIVED)))
        for word in derived
    }
    held = Counter(sense for word in derived for sense in {*own[word], *broad[word]})
    over = {sense for word in derived for s in own[word] for sense in wordnet.synsets[s].wider}
    numbers = {sense: n for n, sense in enumerate(sorted(s for s in held if held[s] > 1 or s in over), 1)}
    for word in derived:
        wider = [s for sense in own[word] for s in wordnet.synsets[sense].wider]
        columns = [_numbered(several, numbers) for several in (own[word], broad[word], wider)]
        if derived[word] or any(columns):
            yield "\t".join([word, "|".join(derived[word]), *columns, WORDNET])


def _numbered(senses: Iterable[Sense], numbers: dict[Sense, int]) -> str:
    return "|".join(str(n) for n in sorted({numbers[sense] for sense in senses if sense in numbers}))


def form_rows(folder: Path, words: set[str]) -> Iterator[str]:
    """One row an irregular form: 'fell' of 'fall'."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in ("verb", "noun"):
        for line in (folder / f"{name}.exc").read_text(encoding="latin-1").splitlines():
            form, *bases = line.split()
            found[form].update(base for base in bases if base in words and base != form)
    yield "\t".join(["dead", "die", EDITORIAL])  # WordNet ties no adjective to its verb
    for form in sorted(found):
        if found[form] and "_" not in form and "-" not in form:
            yield "\t".join([form, "|".join(sorted(found[form])), WORDNET])


def rarity_rows(counts: dict[str, int]) -> Iterator[str]:
    """One row a class: of a word in the class n, one in e**n words is one."""
    total = sum(counts.values())
    classes: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST_COUNT:
            classes[round(math.log(total / count))].append(word)
    for rarity in sorted(classes):
        yield "\t".join([str(rarity), " ".join(sorted(classes[rarity])), COUNTS])


def write(name: str, columns: str, rows: Iterable[str]) -> None:
    """A table of `dateline/data`."""
    head = "\t".join([*columns.split(), "origin", "licence"])
    text = "".join(f"{line}\n" for line in (head, *rows))
    (DATA / f"{name}.tsv").write_text(text, encoding="utf-8")


def main() -> None:
    """Write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("frequencies", type=Path)
    given = parser.parse_args()
    lines = given.frequencies.read_text(encoding="utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in (line.split() for line in lines)}
    wordnet = WordNet.read(given.wordnet)
    words = told(wordnet, counts)
    write("word_kin", "word derived senses broad wider", kin_rows(wordnet, words))
    write("word_forms", "form words", form_rows(given.wordnet, words))
    write("word_rarity", "rarity words", rarity_rows(counts))


if __name__ == "__main__":
    main()
