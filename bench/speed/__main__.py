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


def main() -> int:
    """Print one measurement; exit 1 when it is below its floor."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument(
        "name",
        choices=[
            "pages",
            "pipeline",
            "readers",
            "startup",
            "report",
            "copies",
            "growth",
            "one_more",
            "crawl",
            "serve",
            "explore",
        ],
    )
    parser.add_argument(
        "--data",
        type=Path,
        help="pages (pages, pipeline), stories (pipeline, readers), seed pages (startup), a case (serve, explore)",
    )
    parser.add_argument("--events", type=int, default=2000, help="events of the case (report, serve, explore)")
    parser.add_argument("--stories", type=int, nargs="+", default=[2000, 10_000], help="numbers of stories (copies)")
    parser.add_argument("--documents", type=int, default=10_000, help="documents of the case (one_more)")
    parser.add_argument("--records", type=int, default=1000, help="records of the hostile web archive (crawl)")
    parser.add_argument("--soak", action="store_true", help="growth to 100,000 reports, a quarter of an hour")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--floors", action="store_true")
    given = parser.parse_args()
    if given.name == "report":
        from bench.speed.report import report

        figures = report(given.events, given.rounds)
    elif given.name == "serve":
        from bench.speed.serve import serve

        figures = serve(given.data, given.events)
    elif given.name == "copies":
        from bench.speed.copies import copies

        figures = copies(tuple(given.stories))
    elif given.name == "explore":
        from bench.speed.explore import explore

        figures = explore(given.events, given.rounds, given.data)
    elif given.name == "growth":
        from bench.speed.growth import growth

        figures = growth(given.soak)
    elif given.name == "crawl":
        from bench.speed.crawl import crawl

        figures = crawl(given.records)
    elif given.name == "one_more":
        from bench.speed.one_more import one_more

        figures = one_more(given.documents)
    elif given.data is None:
        parser.error(f"{given.name} needs --data")
    elif given.name in ("pages", "pipeline"):
        module = importlib.import_module(f"bench.speed.{given.name}")
        figures = getattr(module, given.name)(given.data, given.rounds)
    else:
        figures = {"readers": readers, "startup": startup}[given.name](given.data, given.rounds)
    print(json.dumps(figures, indent=1))
    problems = below_floor(f"speed-{given.name}", figures) if given.floors else []
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
