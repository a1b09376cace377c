"""`python -m bench.speed NAME`: words and pages per second against peers, start-up times, the report."""

from __future__ import annotations

import argparse
import importlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.floors import below_floor
from dateline.model.errors import UsageError


def seconds(work: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def readers(data: Path, rounds: int) -> dict[str, object]:
    """Words per second of the five readers together over texts that are parsed already, in seconds of the processor."""
    from bench.reader import plain_document
    from dateline.reading.parse import load_parser, parse_document
    from dateline.reading.read import find_mentions
    from dateline.tables.load import load

    rows = [json.loads(line) for line in (data / "texts.jsonl").read_text(encoding="utf-8").splitlines()]
    words = sum(len(row["text"].split()) for row in rows)
    nlp, tables = load_parser(None), load()
    documents = [plain_document(str(number), row["text"]) for number, row in enumerate(rows)]
    parsed = [(document, parse_document(nlp, document)) for document in documents]
    spent = []
    for _ in range(rounds + 1):
        began = time.process_time()
        for document, parses in parsed:
            find_mentions(document, parses, tables)
        spent.append(time.process_time() - began)
    # The first round fills caches.
    speed = words / statistics.median(spent[1:])
    return {"words/s": round(speed), "at least 30,000 words/s": int(speed >= 30_000), "words": words}


def startup(pages: Path, rounds: int) -> dict[str, object]:
    """Wall seconds of `dateline --help`, `import dateline` and `dateline events` on the pages' case.

    The fastest of the rounds, not their median: what else the machine does can only add to it.
    """
    with tempfile.TemporaryDirectory() as folder:
        case = str(Path(folder) / "case")
        command = [sys.executable, "-m", "dateline"]
        for words in (["init", case], ["add", case, str(pages)], ["build", case]):
            subprocess.run([*command, *words], check=True, capture_output=True)

        def run(*words: str) -> float:
            call = [sys.executable, *words]
            runs = [
                seconds(lambda: subprocess.run(call, check=True, capture_output=True)) for _ in range(max(rounds, 10))
            ]
            return round(min(runs), 3)

        bare, imported = run("-c", "pass"), run("-c", "import dateline")
        help_seconds, events_seconds = run("-m", "dateline", "--help"), run("-m", "dateline", "events", case)
    return {
        "python alone, seconds": bare,
        "import seconds": imported,
        "help seconds": help_seconds,
        "events seconds": events_seconds,
        "import under 0.1 s": int(imported < 0.1),
        "help under 0.15 s": int(help_seconds < 0.15),
        "events under 0.5 s": int(events_seconds < 0.5),
    }


def data_of(given: argparse.Namespace) -> Path:
    """What is to be measured; raises UsageError where it was not named."""
    if given.data is None:
        raise UsageError(f"{given.name} needs --data")
    return Path(given.data)


def of(module: str) -> Callable[..., dict[str, object]]:
    """The measure of a module, imported only when it is taken."""

    def measure(*given: object) -> dict[str, object]:
        found: dict[str, object] = getattr(importlib.import_module(f"bench.speed.{module}"), module)(*given)
        return found

    return measure


MEASURES: dict[str, Callable[[argparse.Namespace], dict[str, object]]] = {
    "pages": lambda given: of("pages")(data_of(given), given.rounds),
    "prefilter": lambda given: of("prefilter")(data_of(given), given.rounds),
    "pipeline": lambda given: of("pipeline")(data_of(given), given.rounds),
    "readers": lambda given: readers(data_of(given), given.rounds),
    "startup": lambda given: startup(data_of(given), given.rounds),
    "report": lambda given: of("report")(given.events, given.rounds),
    "copies": lambda given: of("copies")(tuple(given.stories)),
    "growth": lambda given: of("growth")(given.soak),
    "bulk": lambda given: of("bulk")(given.documents, given.memory),
    "executors": lambda given: of("executors")(given.documents, given.rounds),
    "one_more": lambda given: of("one_more")(given.documents),
    "crawl": lambda given: of("crawl")(given.records),
    "serve": lambda given: of("serve")(given.data, given.events),
    "explore": lambda given: of("explore")(given.events, given.rounds, given.data),
}


def arguments() -> argparse.ArgumentParser:
    """What a measure can be told."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    add = parser.add_argument
    add("name", choices=list(MEASURES))
    add(
        "--data",
        type=Path,
        help="pages (pages, pipeline, prefilter), stories (pipeline, readers), seeds (startup), case (serve, explore)",
    )
    add("--events", type=int, default=2000, help="events of the case (report, serve, explore)")
    add("--stories", type=int, nargs="+", default=[2000, 10_000], help="numbers of stories (copies)")
    add("--documents", type=int, default=10_000, help="documents of the case (one_more, bulk, executors)")
    add("--memory", type=float, default=4.0, help="gigabytes that linking may take (bulk)")
    add("--records", type=int, default=1000, help="records of the hostile web archive (crawl)")
    add("--soak", action="store_true", help="growth to 100,000 reports, a quarter of an hour")
    add("--rounds", type=int, default=5)
    add("--floors", action="store_true")
    return parser


def main() -> int:
    """Print one measurement; exit 1 when it is below its floor."""
    parser = arguments()
    given = parser.parse_args()
    try:
        figures = MEASURES[given.name](given)
    except UsageError as error:
        parser.error(str(error))
    print(json.dumps(figures, indent=1))
    problems = below_floor(f"speed-{given.name}", figures) if given.floors else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
