"""Learn `dateline/data/wording_weights.tsv` from the train part of ECB+; the same data give the same bytes.

Run `python -m scripts.learn_wording TRAIN`, the path of ecbplus_train.jsonl (CC BY 3.0). Pairs of gold event words are
what is learned from; each is described by the signs of `linking/wording.py`, which are weighed by logistic regression.
With `--folds` nothing is written, but the topics are dealt into five parts, each judged by the weights of the others.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from bench.accuracy.ecb import Pair, conll, joined, pairs
from bench.accuracy.ecb_words import Word, words
from dateline.engine.reader import default_reader
from dateline.linking.wording import signs
from dateline.tables import wording

DATA = Path(__file__).resolve().parents[1] / "dateline" / "data"
ORIGIN = "learned from ECB+ train (scripts/learn_wording.py)\tCC-BY-3.0"
# How strongly weights are drawn to nought; 10 did no better on folds.
DRAWN = 3.0
FOLDS, ROUNDS = 5, 25
# Signs that fewer pairs have say nothing.
FEWEST = 20


class Lesson(Struct, frozen=True):
    """Pairs with their signs, and which of them are one happening."""

    pairs: list[Pair]
    signs: list[tuple[str, ...]]
    topics: NDArray[np.int64]
    one: NDArray[np.float64]


def lesson(several: Sequence[Word], table: wording.WordTable) -> Lesson:
    """The pairs of event words that can be one."""
    found = [
        (pair, said)
        for pair in pairs(several)
        if (said := signs(several[pair[0]].wording, several[pair[1]].wording, table)) is not None
    ]
    topics = [[several[n].topic for n in pair] for pair, _ in found]
    one = [float(several[a].chain == several[b].chain) for (a, b), _ in found]
    return Lesson([pair for pair, _ in found], [said for _, said in found], np.array(topics), np.array(one))


def learned(given: Lesson, use: Collection[int]) -> dict[str, float]:
    """The weights of the signs, by Newton's method, from the pairs at these positions."""
    counts = Counter(sign for n in use for sign in given.signs[n])
    names = sorted(sign for sign, count in counts.items() if count >= FEWEST)
    at = {sign: n for n, sign in enumerate(names)}
    table = np.zeros((len(use), len(names)))
    for row, n in enumerate(use):
        table[row, [at[sign] for sign in given.signs[n] if sign in at]] = 1
    truth = given.one[list(use)]
    weights = np.zeros(len(names))
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chance - truth) + DRAWN * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + DRAWN * np.eye(len(names))
        weights -= np.linalg.solve(bend, slope)
    return {sign: round(float(weight), 2) for sign, weight in zip(names, weights, strict=True)}


def by_folds(several: Sequence[Word], given: Lesson) -> str:
    """CoNLL F1 over all of train, every pair judged by weights that were learned from other topics.

    Pairs across two parts are judged by the weights of the first one's.
    """
    odds: dict[Pair, float] = {}
    topics = sorted({word.topic for word in several})
    for fold in range(FOLDS):
        held = np.isin(given.topics, topics[fold::FOLDS])
        weights = learned(given, np.flatnonzero(~held.any(axis=1)).tolist())
        for n in np.flatnonzero(held[:, 0]).tolist():
            odds[given.pairs[n]] = sum(weights.get(sign, 0.0) for sign in given.signs[n])
    return conll(several, joined(several, odds))


def main() -> None:
    """Write the weights, or say how folds do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--folds", action="store_true")
    given = parser.parse_args()
    table = wording.load()
    several = words(given.train, default_reader(), table)
    taught = lesson(several, table)
    if given.folds:
        print(by_folds(several, taught))
        return
    weights = learned(taught, range(len(taught.pairs)))
    lines = ["sign\tweight\torigin\tlicence", *(f"{sign}\t{weights[sign]}\t{ORIGIN}" for sign in weights)]
    (DATA / "wording_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(weights)} weights from {len(taught.pairs)} pairs of {len(several)} event words", file=sys.stderr)


if __name__ == "__main__":
    main()
