"""`ecb`: same-event chains of ECB+ over its gold event words, the documents of all topics in one pool.

Each event word is worded from Dateline's parse of its sentence (ecb_words.py), a pair is decided by the learned part of
the shipped decision (linking/wording.py), and pairs are joined by the shipped clustering, which joins the surest first
and never across a pair that is known to differ, nor one whose stories are about different things. The corpus gives no
days of publication, so that of all that the shipped decision looks at only the words are there: reports of a case are
decided by their slots, and words settle those that are a point short. Baselines: words of one form, anywhere; and words
of one form in like stories.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bench.accuracy.chains import Scores, chains, scores, without_singletons
from bench.accuracy.ecb_words import Word, words
from dateline.engine.reader import default_reader
from dateline.linking.clusters import clusters
from dateline.linking.wording import DIFFERENT, SAME, UNLIKE, likeness, odds
from dateline.tables import wording

Pair = tuple[int, int]
WORST = 12
# Log-odds as whole numbers, as the clustering ranks them.
STEPS = 1000
# How alike two stories must be for the second baseline: the best step on train.
BASELINE = 0.25


def score(data: Path) -> dict[str, object]:
    """The three measures and their mean, the same without singletons, of baselines, and by topic."""
    table = wording.load()
    several = words(data, default_reader(), table)
    decided = {
        pair: value
        for pair in pairs(several)
        if (value := odds(several[pair[0]].wording, several[pair[1]].wording, table)) is not None
    }
    found = joined(several, decided)
    whole, repeated = judged(several, found), judged(several, found, singletons=False)
    plain = same_word(several)
    return {
        "CoNLL F1": percent(whole.conll),
        "CoNLL F1 without singletons": percent(repeated.conll),
        "measures (P, R, F1)": measures(whole),
        "measures without singletons (P, R, F1)": measures(repeated),
        "same word, CoNLL F1": percent(judged(several, plain).conll),
        "same word, CoNLL F1 without singletons": percent(judged(several, plain, singletons=False).conll),
        "same word in like stories, CoNLL F1": percent(judged(several, same_word_alike(several)).conll),
        "event words": len(several),
        "chains": len({word.chain for word in several}),
        "pairs decided": len(decided),
        "by topic, CoNLL F1": by_topic(several, found),
        "joined wrongly": worst(several, found, wrong=True),
        "missed": worst(several, found, wrong=False),
    }


def pairs(several: Sequence[Word]) -> Iterator[Pair]:
    """The pairs of event words of one story, or of stories that are somewhat alike, in order."""
    held: dict[str, list[int]] = defaultdict(list)
    for n, word in enumerate(several):
        held[word.document].append(n)
    stories = list(held.values())
    for at, here in enumerate(stories):
        yield from ((a, b) for a in here for b in here if a < b)
        for there in stories[at + 1 :]:
            if are_alike(several, here[0], there[0]):
                yield from ((a, b) for a in here for b in there)


def are_alike(several: Sequence[Word], a: int, b: int) -> bool:
    """Whether the stories of two event words may be about one thing."""
    return likeness(several[a].wording.story, several[b].wording.story) >= UNLIKE


def joined(several: Sequence[Word], decided: Mapping[Pair, float]) -> list[int]:
    """For each event word the first one of its cluster, by the log-odds of pairs."""
    joins = [(round(value * STEPS), a, b) for (a, b), value in decided.items() if value > SAME]

    differ = {pair for pair, value in decided.items() if value < DIFFERENT}

    def apart(one: Sequence[int], other: Sequence[int]) -> bool:
        stories = {(several[a].document, several[b].document): (a, b) for a in one for b in other}
        return any((min(a, b), max(a, b)) in differ for a in one for b in other) or any(
            here != there and not are_alike(several, *pair) for (here, there), pair in stories.items()
        )

    home = {n: group[0] for group in clusters(range(len(several)), joins, apart) for n in group}
    return [home[n] for n in range(len(several))]


def same_word(several: Sequence[Word]) -> list[str]:
    """The baseline: event words of one form are one event."""
    return [min(word.wording.acts) for word in several]


def same_word_alike(several: Sequence[Word]) -> list[int]:
    """The other baseline: event words of one form, in one story or in stories that are more alike than most."""
    joins = [(1, a, b) for a, b in pairs(several) if is_baseline(several[a], several[b])]
    found = clusters(range(len(several)), joins, lambda one, other: False)
    home = {n: group[0] for group in found for n in group}
    return [home[n] for n in range(len(several))]


def is_baseline(one: Word, other: Word) -> bool:
    """Whether the baseline joins two event words."""
    near = one.document == other.document or likeness(one.wording.story, other.wording.story) >= BASELINE
    return near and min(one.wording.acts) == min(other.wording.acts)


def judged(several: Sequence[Word], found: Sequence[object], *, singletons: bool = True) -> Scores:
    """The measures of a clustering."""
    gold = chains({n: word.chain for n, word in enumerate(several)})
    made = chains(dict(enumerate(found)))
    return scores(gold, made) if singletons else scores(without_singletons(gold), without_singletons(made))


def conll(several: Sequence[Word], found: Sequence[object]) -> str:
    """The CoNLL figure with and without singletons, in words."""
    whole, repeated = judged(several, found), judged(several, found, singletons=False)
    return f"CoNLL F1 {percent(whole.conll)}, without singletons {percent(repeated.conll)}"


def measures(of: Scores) -> dict[str, tuple[float, float, float]]:
    """Each measure's precision, recall and F1, in percent."""
    named = {"MUC": of.muc, "B-cubed": of.b_cubed, "CEAF-e": of.ceaf_e}
    return {name: (percent(one.precision), percent(one.recall), percent(one.f1)) for name, one in named.items()}


def by_topic(several: Sequence[Word], found: Sequence[int]) -> dict[str, str]:
    """The figures of each topic, its event words alone, the worst first."""
    of: dict[int, list[int]] = defaultdict(list)
    for n, word in enumerate(several):
        of[word.topic].append(n)
    lines = {}
    for topic, held in of.items():
        here, made = [several[n] for n in held], [found[n] for n in held]
        lines[topic] = judged(here, made).conll, f"{conll(here, made)}, {len(held)} event words"
    return {f"topic {topic}": says for topic, (_, says) in sorted(lines.items(), key=lambda line: line[1])}


def worst(several: Sequence[Word], found: Sequence[int], *, wrong: bool) -> list[str]:
    """The pairs of words of a topic that were most often joined wrongly, or missed."""
    counts: Counter[str] = Counter()
    of: dict[object, list[int]] = defaultdict(list)
    for n, word in enumerate(several):
        of[found[n] if wrong else word.chain].append(n)
    for held in of.values():
        for a, b in ((a, b) for a in held for b in held if a < b):
            same = found[a] == found[b] and several[a].chain == several[b].chain
            if not same:
                one, other = several[a], several[b]
                texts = " / ".join(sorted((one.text.casefold(), other.text.casefold())))
                counts[f"topic {one.topic}: {texts}"] += 1
    return [f"{says}: {count}" for says, count in counts.most_common(WORST)]


def percent(share: float) -> float:
    """A share in percent."""
    return round(100 * share, 1)
