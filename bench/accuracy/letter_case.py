"""Are the letters set right in text of one case? `--data` is a JSONL file whose rows have a `text` in print.

Each line of it, long enough and not in capitals itself, is put into capitals and into small letters, set again, and
compared word by word with what was printed. `capitals_prf`: of the words with a capital, found, right and both.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from bench.accuracy.matching import f1
from dateline.reading.case_acronyms import acronyms_in
from dateline.reading.case_words import WORD
from dateline.reading.letter_case import LetterCase
from dateline.reading.lexicon import lexicon_of
from dateline.reading.parse import load_parser
from dateline.reading.readable import in_capitals
from dateline.tables.load import load

SHORTEST_LINE = 60
WORST = 20


def score(data: Path) -> dict[str, object]:
    """Words written as they were printed, in percent, and the capitals among them."""
    case = LetterCase.of(lexicon_of(load_parser(None)), load())
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for row in data.read_text(encoding="utf-8").splitlines():
        text = json.loads(row)["text"]
        for sent in (text.upper(), text.lower()):
            if len(sent) != len(text):
                continue
            seen = acronyms_in(sent)
            for line, caseless in zip(text.split("\n"), sent.split("\n"), strict=True):
                if len(line) < SHORTEST_LINE or in_capitals(line):
                    continue
                got = case.written(caseless, seen)
                for found in WORD.finditer(line):
                    printed, ours = found[0], got[found.start() : found.end()]
                    capital, set_so = printed[0].isupper(), ours[0].isupper()
                    counts.update(words=1, same=printed == ours, gold=capital, found=set_so, right=capital and set_so)
                    missed[printed] += capital and not set_so
                    false[ours] += set_so and not capital
    return {
        "words_right": round(100 * counts["same"] / max(counts["words"], 1), 1),
        "capitals_prf": f1(counts["right"], counts["found"], counts["gold"]),
        "words": counts["words"],
        "missed": [f"{word} {count}" for word, count in missed.most_common(WORST)],
        "false": [f"{word} {count}" for word, count in false.most_common(WORST)],
    }
