"""UW factuality: did it happen, for any event word, from -3 (certainly not) to 3 (certainly). Evaluate only.

`--data` is `uw_{train,dev}.jsonl`: a tokenised sentence a row, with event words by token and their mean judgement.

The program gives a status to happenings of its own types; here `dateline.events.status` is asked for every gold word,
so none goes without. `DEGREES` says what a status is worth on the scale: round numbers from what the statuses mean, not
fitted to the judgements (`mean_judgement_by_status` shows how far they are from them).

Pearson's r and the mean absolute error over all words; 'did not happen' is a judgement below zero, and a degree below
zero. The program's own words (`by_trigger`) are those of `triggers.tsv`, in any sense.
"""

from __future__ import annotations

import json
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from bench.accuracy.matching import f1
from bench.reader import Reader
from dateline.events.cues import Status
from dateline.events.scene import Scene
from dateline.events.status import status

DEGREES = {
    "occurred": 3.0,
    "ongoing": 3.0,
    "planned": 1.0,
    "predicted": 1.0,
    "hypothetical": 0.5,
    "demanded": 0.5,
    "alleged": 1.0,
    "negated": -2.5,
}
HEDGED, GUESSED, DENIED = 2.0, 1.0, -2.0


class Judged(Struct, frozen=True):
    """One event word with the gold's judgement and the program's status."""

    word: str
    sentence: str
    gold: float
    status: Status
    is_trigger: bool

    @property
    def degree(self) -> float:
        """What the status is worth on the gold's scale."""
        return degree(self.status)


def score(data: Path) -> dict[str, object]:
    """The figures over a set, and the ten widest misses of each status."""
    reader = Reader()
    judged: list[Judged] = []
    asked = 0
    for number, line in enumerate(data.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        asked += len(row["targets"])
        judged += judged_words(reader.scenes(str(number), row["text"]), row)
    by_status = grouped(judged)
    return figures(judged) | {
        "words": len(judged),
        "covered": round(100 * len(judged) / asked, 1),
        "by_trigger": {
            name: figures(word for word in judged if word.is_trigger == own)
            for name, own in (("the program's words", True), ("other words", False))
        },
        "mean_judgement_by_status": {
            name: f"{statistics.mean(word.gold for word in words):.2f} of {len(words)}"
            for name, words in sorted(by_status.items())
        },
        "missed_by_cue": [f"{cue} {n}" for cue, n in missed_by_cue(judged).most_common(20)],
        "worst": {name: widest(words) for name, words in sorted(by_status.items())},
    }


def judged_words(scenes: tuple[Scene, ...], row: dict[str, Any]) -> list[Judged]:
    """The event words of a sentence, each with what the program makes of it."""
    starts = word_starts(row["text"])
    tokens = {start: (scene, i) for scene in scenes for i, start in enumerate(scene.parse.starts)}
    found = []
    for target in row["targets"]:
        at = tokens.get(starts[target["span1"][0]])
        if at is not None:
            scene, i = at
            is_trigger = scene.parse.lemmas[i] in scene.table.verbs or scene.parse.lemmas[i] in scene.table.nouns
            found.append(Judged(target["span_text"], row["text"], target["label"], status(scene, i), is_trigger))
    return found


def word_starts(text: str) -> list[int]:
    """Where each of the words begins that single spaces part."""
    starts, at = [], 0
    for word in text.split(" "):
        starts.append(at)
        at += len(word) + 1
    return starts


def degree(found: Status) -> float:
    """What a status is worth on the gold's scale."""
    if found.denied:
        return DENIED
    if found.guessed:
        return GUESSED
    return min(DEGREES[found.value], HEDGED) if found.hedged else DEGREES[found.value]


def figures(judged: Iterable[Judged]) -> dict[str, object]:
    """r, mean absolute error and 'did not happen' of some words."""
    words = list(judged)
    gold, given = [word.gold for word in words], [word.degree for word in words]
    unhappened = sum(g < 0 for g in gold), sum(d < 0 for d in given)
    both = sum(g < 0 and d < 0 for g, d in zip(gold, given, strict=True))
    prf = f1(both, unhappened[1], unhappened[0])
    return {
        "pearson_r": round(statistics.correlation(gold, given), 3),
        "mean_absolute_error": round(statistics.mean(abs(g - d) for g, d in zip(gold, given, strict=True)), 3),
        "did_not_happen_f1": prf[2],
        "did_not_happen_prf": prf,
    }


def grouped(judged: list[Judged]) -> dict[str, list[Judged]]:
    """The words by status."""
    found: dict[str, list[Judged]] = defaultdict(list)
    for word in judged:
        found[word.status.value].append(word)
    return found


def missed_by_cue(judged: list[Judged]) -> Counter[str]:
    """How many words are two degrees off and more, by status and by the cue that gave it."""
    return Counter(
        f"{word.status.value} by {word.status.cue!r} ({'too high' if word.degree > word.gold else 'too low'})"
        for word in judged
        if abs(word.degree - word.gold) >= 2
    )


def widest(words: list[Judged]) -> list[str]:
    """The ten words that are furthest off, with what stands around them."""
    ordered = sorted(words, key=lambda word: -abs(word.degree - word.gold))[:10]
    return [f"{word.gold:+.1f} {word.word!r} by {word.status.cue!r}: {word.sentence[:160]}" for word in ordered]
