"""re3d's FightingAgainst: who fights whom, or what, in texts on Iraq and Syria, against the sides of reports.

`--data` is one of the files, or the folder that holds them.

Found is every pair of an initiator, or of a weapon where no initiator is named, with a target or victim, of reports of
fighting and attack (`HOSTILE`) of any status but negated, as the gold has wars wished for, planned and under way. Pairs
of the same actors count once a text, in the gold too. An end of a pair is right when the spans overlap, or when both
are the same actor, or when the words are the same name; one to one within a text. The gold states most pairs one way
only, and who fights is fought: `f1` takes a pair either way round, `directed_f1` as it is given.

`between_actors_f1` leaves pairs aside of which an end is a thing: strike releases list dozens of things hit, of which
the gold has nearly all in some releases and few in others. There the gold has the words 'two strikes' as the one who
fights, where a report has the coalition, which the list's heading names: `strikes_as_doers_f1` takes the word of the
strike where the report's own sentence names nobody, and a report that has only a total's initiator as having none.
The gold relates what one sentence says (156 of its 157 relations before pairs of the same names are counted once):
`in_sentence_f1` takes those found pairs alone whose ends stand in one sentence, and so no doer lent from elsewhere.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from msgspec import Struct

import dateline
from bench.accuracy.matching import f1, gap, match, same_name, sentence_at
from dateline.model.document import Document
from dateline.model.mention import Actor
from dateline.model.report import Report

THINGS = frozenset({"structure", "vehicle", "weapon", "place"})
GOLD_ACTORS = frozenset({"Organisation", "Person"})
HOSTILE = ("battle.", "remote.", "civilian.", "destruction.")
STRIKES = re.compile(r"\b(?:air)?strikes?\b", re.IGNORECASE)


class End(Struct, frozen=True):
    """One end of a pair: its place in the text, its words, and the names of the actors that the text has there."""

    start: int
    end: int
    words: str
    names: frozenset[str]
    is_thing: bool


Pair = tuple[End, End]


def score(data: Path) -> dict[str, object]:
    """F1 of the pairs in percent, by source of texts and by kinds of the two ends, and the errors of each class."""
    files = sorted(data.glob("re3d_*.jsonl")) if data.is_dir() else [data]
    total: Counter[str] = Counter()
    by_file: dict[str, tuple[float, float, float]] = {}
    kinds: Counter[tuple[str, str]] = Counter()
    errors: dict[str, list[str]] = defaultdict(list)
    for file in files:
        counts: Counter[str] = Counter()
        for line in file.read_text(encoding="utf-8").splitlines():
            counts += score_text(json.loads(line), kinds, errors)
        by_file[file.stem.removeprefix("re3d_")] = f1(counts["right"], counts["found"], counts["gold"])
        total += counts
    prf = f1(total["right"], total["found"], total["gold"])
    return {
        "f1": prf[2],
        "prf": prf,
        "directed_f1": f1(total["directed"], total["found"], total["gold"])[2],
        "between_actors_f1": f1(total["actors right"], total["actors found"], total["actors gold"])[2],
        "strikes_as_doers_f1": f1(total["strikes right"], total["strikes found"], total["gold"])[2],
        "in_sentence_f1": f1(total["near right"], total["near found"], total["gold"])[2],
        "pairs": total["gold"],
        "pairs_between_actors": total["actors gold"],
        "prf_by_source": by_file,
        "recall_by_kinds": {
            pair: f"{100 * kinds[pair, 'right'] / kinds[pair, 'gold']:.1f} of {kinds[pair, 'gold']}"
            for pair in sorted({pair for pair, _ in kinds})
        },
        "missed_by_cause": [f"{cause} {len(lines)}" for cause, lines in sorted(errors.items()) if cause != "false"],
        "worst": {cause: lines[:: max(1, len(lines) // 10)][:10] for cause, lines in sorted(errors.items())},
    }


def score_text(row: dict[str, Any], kinds: Counter[tuple[str, str]], errors: dict[str, list[str]]) -> Counter[str]:
    """The tally of one text; adds to the counts by kind and to the errors by class."""
    document = dateline.read(row["text"])
    gold, found, strikes = gold_pairs(row, document), found_pairs(document), found_pairs(document, by_strikes=True)
    near = [pair for pair in found if is_in_sentence(document.text, pair)]
    pairs = matched(gold, found)
    directed = match({n: [m for m, f in enumerate(found) if alike(g, f)] for n, g in enumerate(gold)})
    types = {(e["begin"], e["end"]): e["type"] for e in row["entities"]}
    for n, (one, other) in enumerate(gold):
        kind = f"{types.get((one.start, one.end))} - {types.get((other.start, other.end))}"
        kinds[kind, "gold"] += 1
        kinds[kind, "right"] += n in pairs
        if n not in pairs:
            errors[cause_of(document, (one, other))].append(f"{row['id']}: {one.words!r} against {other.words!r}")
    for m in sorted(set(range(len(found))) - set(pairs.values())):
        errors["false"].append(f"{row['id']}: {found[m][0].words!r} against {found[m][1].words!r}")
    actors = [n for n, g in enumerate(gold) if all(types.get((end.start, end.end)) in GOLD_ACTORS for end in g)]
    right_actors = {n: pairs[n] for n in actors if n in pairs}
    found_actors = {m for m, f in enumerate(found) if not any(end.is_thing for end in f)} | set(right_actors.values())
    return Counter(
        {"gold": len(gold), "found": len(found), "right": len(pairs), "directed": len(directed)}
        | {"actors gold": len(actors), "actors found": len(found_actors), "actors right": len(right_actors)}
        | {"strikes found": len(strikes), "strikes right": len(matched(gold, strikes))}
        | {"near found": len(near), "near right": len(matched(gold, near))}
    )


def matched(gold: list[Pair], found: list[Pair]) -> dict[int, int]:
    """The gold pairs that are found, either way round, with what was found."""
    return match({n: [m for m, f in enumerate(found) if alike(g, f) or alike(g, f[::-1])] for n, g in enumerate(gold)})


def gold_pairs(row: dict[str, Any], document: Document) -> list[Pair]:
    """The pairs of the gold, each once by its names."""
    spans = {
        (r["sourceBegin"], r["sourceEnd"], r["targetBegin"], r["targetEnd"])
        for r in row["relations"]
        if r["type"] == "FightingAgainst"
    }
    return once([(end_at(document, a, b), end_at(document, c, d)) for a, b, c, d in sorted(spans)])


def found_pairs(document: Document, by_strikes: bool = False) -> list[Pair]:
    """The pairs of the reports, each once by its names; `by_strikes`: a strike whose doer is not told is its own."""
    hostile = [r for r in document.reports if r.status != "negated" and r.type.startswith(HOSTILE)]
    return once([pair for report in hostile for pair in sides(report, by_strikes)])


def is_in_sentence(text: str, pair: Pair) -> bool:
    """Whether both ends of a pair stand in one sentence."""
    one, other = (sentence_at(text, end.start, end.end) for end in pair)
    return one == other


def once(pairs: list[Pair]) -> list[Pair]:
    """The pairs without those between the same names as an earlier one."""
    return list({(a.names, b.names): (a, b) for a, b in reversed(pairs)}.values())[::-1]


def sides(report: Report, by_strikes: bool = False) -> list[Pair]:
    """Who acts and who is acted upon, each with each."""
    lent = {claim.value for claim in report.claims if claim.field == "initiators" and "of the total" in claim.basis}
    doers = tuple(a for a in report.initiators if not by_strikes or a.name not in lent)
    acting = [end_of(actor) for actor in doers or report.weapons]
    strike = STRIKES.search(report.evidence[0].quote) if by_strikes and not acting else None
    if strike is not None:
        start, end = (report.evidence[0].start + at for at in strike.span())
        acting = [End(start, end, strike.group(), frozenset({f"strike at {start}"}), is_thing=True)]
    acted_upon = [end_of(actor) for actor in (*report.targets, *report.victims)]
    return [(a, b) for a in acting for b in acted_upon if (a.start, a.end) != (b.start, b.end)]


def end_of(actor: Actor) -> End:
    """The end of a pair that a participant of a report is."""
    names = frozenset({actor.actor_id or actor.name})
    return End(actor.span.start, actor.span.end, actor.text, names, actor.kind in THINGS)


def end_at(document: Document, start: int, end: int) -> End:
    """The end of a pair at a span of the text."""
    words = document.text[start:end]
    here = [a for a in document.actors if a.span.start < end and start < a.span.end]
    names = frozenset(a.actor_id or a.name for a in here) or frozenset({words})
    return End(start, end, words, names, bool(here) and all(a.kind in THINGS for a in here))


def alike(gold: Pair, found: Pair) -> bool:
    """Whether both ends are the same."""
    return all(same_end(g, f) for g, f in zip(gold, found, strict=True))


def same_end(gold: End, found: End) -> bool:
    """Whether two ends stand at one place, or mean one actor."""
    overlaps = found.start < gold.end and gold.start < found.end
    return overlaps or bool(gold.names & found.names) or same_name(gold.words, found.words)


def cause_of(document: Document, pair: Pair) -> str:
    """Why a gold pair was missed, as far as the record shows it."""
    first, last = min(e.start for e in pair), max(e.end for e in pair)
    near = [r for r in document.reports if any(gap((e.start, e.end), (first, last)) == 0 for e in r.evidence)]
    hostile = [r for r in near if r.type.startswith(HOSTILE)]
    if not hostile:
        return "report of another type" if near else "no report there"
    if not any(sides(r) for r in hostile):
        return "report with one side only"
    return "report with other sides"
