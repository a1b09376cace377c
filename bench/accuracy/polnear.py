"""PolNeAR: who says what, by source, cue and content. Evaluate only: nothing is learned from its texts.

A found attribution is matched to the gold one whose cue overlaps (else whose content overlaps most), one to one.
Of 22,025 gold attributions none stands within the content of another: only outermost ones were annotated. So what is
found within the content of something else found ('CNN reported that the ministry said') is set aside first, right or
wrong, and recall pays where the outer one is an error; `with_inner` holds the figures over all that is found.
`worst missed` has the cues that are missed most for each form of gold attribution (direct, mixed, indirect,
sourceless), `worst extra` those found most without a counterpart for each kind (statement, belief, intention ...).
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.accuracy.matching import f1
from bench.reader import Reader

Spans = list[tuple[int, int]]
WORST = 10
WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


def score(data: Path) -> dict[str, object]:
    """Figures in percent: cue exact and overlap, source exact and overlap, content exact and by token, per class."""
    reader = Reader()
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines()]
    return score_rows(rows, lambda row: reader.attributions(row["id"], row["text"]))


def score_rows(
    rows: list[dict[str, Any]], found_in: Callable[[dict[str, Any]], list[dict[str, Spans]]]
) -> dict[str, object]:
    """The figures for what `found_in` finds in each row's text."""
    counts: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    classes: Counter[tuple[str, str]] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    missed: dict[str, Counter[str]] = defaultdict(Counter)
    extra: dict[str, Counter[str]] = defaultdict(Counter)
    words = 0
    began = time.perf_counter()
    for row in rows:
        gold = [{part: [tuple(span) for span in spans] for part, spans in a.items()} for a in row["attributions"]]
        everything = found_in(row)
        words += len(row["text"].split())
        tally(inner, gold, everything, pair(gold, everything))
        found = outermost(everything)
        pairs = pair(gold, found)
        tally(counts, gold, found, pairs)
        tally_tokens(counts, row["text"], gold, found)
        for n, g in enumerate(gold):
            kind = class_of(row["text"], g)
            classes[kind, "gold"] += 1
            classes[kind, "found"] += n in pairs
            missed[kind][text_of(row["text"], g["cue"]).lower()] += n not in pairs
        right = set(pairs.values())
        count_kinds(kinds, found, right)
        for m, one in enumerate(found):
            extra[str(one.get("kind", "any"))][text_of(row["text"], one["cue"]).lower()] += m not in right
    seconds = time.perf_counter() - began
    return figures(counts, classes) | {
        "precision_by_kind": {
            kind: round(100 * kinds[kind, "right"] / kinds[kind, "found"], 1) for kind in sorted({k for k, _ in kinds})
        },
        "with_inner": {
            "cue_overlap_prf": f1(inner["cue_overlap"], inner["found"], inner["gold"]),
            "source_exact_f1": f1(inner["source_exact"], inner["found_sources"], inner["gold_sources"])[2],
        },
        "words_per_second": round(words / seconds),
        "worst missed": {kind: commonest(cues) for kind, cues in sorted(missed.items())},
        "worst extra": {kind: commonest(cues) for kind, cues in sorted(extra.items())},
    }


def commonest(cues: Counter[str]) -> list[str]:
    """The ten commonest errors, each with its number, ties in alphabetical order."""
    ordered = sorted((cue for cue in cues if cues[cue]), key=lambda cue: (-cues[cue], cue))
    return [f"{cue} x{cues[cue]}" for cue in ordered[:WORST]]


def outermost(found: list[dict[str, Spans]]) -> list[dict[str, Spans]]:
    """What was found whose cue does not begin within the content of another."""
    return [
        one
        for n, one in enumerate(found)
        if not any(
            start <= one["cue"][0][0] < end
            for m, other in enumerate(found)
            if m != n
            for start, end in other["content"]
        )
    ]


def count_kinds(counts: Counter[tuple[str, str]], found: list[dict[str, Any]], right: set[int]) -> None:
    """Adds the kinds of one text's attributions, found and right; a scorer of others' output has none."""
    for m, one in enumerate(found):
        kind = one.get("kind", "any")
        counts[kind, "found"] += 1
        counts[kind, "right"] += m in right


def pair(gold: list[dict[str, Spans]], found: list[dict[str, Spans]]) -> dict[int, int]:
    """Gold to found, one to one: by overlap of the cues first, then by shared content."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    edges = [
        (2 * bool(shared(g["cue"], f["cue"])), shared(g["content"], f["content"]), -n, -m)
        for n, g in enumerate(gold)
        for m, f in enumerate(found)
        if shared(g["cue"], f["cue"])
    ]
    for _, _, n, m in sorted(edges, reverse=True):
        if -n not in pairs and -m not in taken:
            pairs[-n] = -m
            taken.add(-m)
    return pairs


def tally(
    counts: Counter[str], gold: list[dict[str, Spans]], found: list[dict[str, Spans]], pairs: dict[int, int]
) -> None:
    """Adds one text to the counts."""
    counts["gold"] += len(gold)
    counts["found"] += len(found)
    counts["cue_overlap"] += len(pairs)
    counts["cue_exact"] += sum(gold[n]["cue"] == found[m]["cue"] for n, m in pairs.items())
    for n, m in pairs.items():
        g, f = gold[n], found[m]
        counts["pair_source_right"] += g["source"] == f["source"]
        counts["source_exact"] += bool(g["source"]) and g["source"] == f["source"]
        counts["source_overlap"] += bool(shared(g["source"], f["source"]))
        counts["content_exact"] += g["content"] == f["content"]
    counts["gold_sources"] += sum(bool(g["source"]) for g in gold)
    counts["found_sources"] += sum(bool(f["source"]) for f in found)
    gold_chars, found_chars = covered(gold), covered(found)
    counts["content_gold"] += len(gold_chars)
    counts["content_found"] += len(found_chars)
    counts["content_shared"] += len(gold_chars & found_chars)
    for n, m in pairs.items():
        counts["pair_gold"] += size(gold[n]["content"])
        counts["pair_found"] += size(found[m]["content"])
        counts["pair_shared"] += shared(gold[n]["content"], found[m]["content"])


def tally_tokens(counts: Counter[str], text: str, gold: list[dict[str, Spans]], found: list[dict[str, Spans]]) -> None:
    """Adds one text's tokens of content: words and marks that begin inside a content."""
    gold_chars, found_chars = covered(gold), covered(found)
    for token in WORD.finditer(text):
        wanted, given = token.start() in gold_chars, token.start() in found_chars
        counts["tokens_gold"] += wanted
        counts["tokens_found"] += given
        counts["tokens_shared"] += wanted and given


def figures(counts: Counter[str], classes: Counter[tuple[str, str]]) -> dict[str, object]:
    """The figures of the counts, in percent."""

    def prf(right: str, found: str = "found", gold: str = "gold") -> tuple[float, float, float]:
        return f1(counts[right], counts[found], counts[gold])

    return {
        "cue_overlap_f1": prf("cue_overlap")[2],
        "cue_overlap_prf": prf("cue_overlap"),
        "cue_exact_f1": prf("cue_exact")[2],
        "source_exact_f1": prf("source_exact", "found_sources", "gold_sources")[2],
        "source_exact_of_paired": round(100 * counts["pair_source_right"] / max(1, counts["cue_overlap"]), 1),
        "source_overlap_f1": prf("source_overlap", "found_sources", "gold_sources")[2],
        "content_exact_f1": prf("content_exact")[2],
        "content_token_f1": prf("tokens_shared", "tokens_found", "tokens_gold")[2],
        "content_character_f1": prf("content_shared", "content_found", "content_gold")[2],
        "content_character_prf": prf("content_shared", "content_found", "content_gold"),
        "content_character_f1_of_paired": prf("pair_shared", "pair_found", "pair_gold")[2],
        "recall_by_class": {
            kind: round(100 * classes[kind, "found"] / classes[kind, "gold"], 1)
            for kind in sorted({k for k, _ in classes})
        },
    }


def class_of(text: str, gold: dict[str, Spans]) -> str:
    """direct, mixed or indirect by the quotation marks in the content; sourceless when nobody is named."""
    if not gold["source"]:
        return "sourceless"
    content = text_of(text, gold["content"])
    if content[:1] in '“"' and content[-1:] in '”".,':
        return "direct"
    return "mixed" if any(mark in content for mark in '“”"') else "indirect"


def text_of(text: str, spans: Spans) -> str:
    return " ... ".join(text[start:end] for start, end in spans)


def covered(attributions: list[dict[str, Spans]]) -> set[int]:
    return {i for a in attributions for start, end in a["content"] for i in range(start, end)}


def size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def shared(a: Spans, b: Spans) -> int:
    """Characters that stand in both lists of spans."""
    return sum(max(0, min(e1, e2) - max(s1, s2)) for s1, e1 in a for s2, e2 in b)
