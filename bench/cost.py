"""`python -m bench.cost`: what a large archive costs, worked out from bench/results and written into docs/scale.md.

Nothing is written by hand: what is not measured is an assumption of bench/cost.toml, and is called one.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from bench.kept import RESULTS, Result, figure, kept
from bench.table import lined

SETTING = Path(__file__).with_name("cost.toml")
PAGE = Path(__file__).resolve().parents[1] / "docs" / "scale.md"
BEGIN, END = "<!-- worked out by python -m bench.cost -->", "<!-- end of what is worked out -->"
READING = ("archive", "document", "parse", "mentions", "events", "packing")
KEEPING = ("store", "review", "dating")
LINKS = ("speed-bulk", "speed-growth")
"""What tells how linking grows: the first that was measured."""
HOUR, DAY, WEEK = 3600, 24, 7 * 24


class Taken(Struct, frozen=True, kw_only=True):
    """A figure that is taken from a result, or assumed."""

    says: str
    from_: tuple[str, ...] = msgspec.field(name="from")
    assumed: float
    why: str


class Setting(Struct, frozen=True):
    """What is worked out, from what."""

    pages: tuple[int, ...]
    figures: dict[str, Taken]


class Given(Struct, frozen=True):
    """A figure and where it is from."""

    says: str
    value: float
    source: str


class Cost(Struct, frozen=True):
    """What so many pages cost; seconds are of the processor."""

    pages: int
    read: float
    sieve: float
    reading: float
    keeping: float
    linking: float
    cores_day: float
    cores_week: float
    bytes_in: float
    archive: float
    record: float
    dataset: float
    memory: float


class NotMeasuredError(Exception):
    """A result without which nothing can be worked out."""


def setting() -> Setting:
    """What `cost.toml` says."""
    return msgspec.toml.decode(SETTING.read_bytes(), type=Setting)


def needed(name: str, folder: Path) -> Result:
    """A result that must be there."""
    found = kept(name, folder)
    if found is None:
        raise NotMeasuredError(f"bench/results/{name}.json is not there; make it with: make bench")
    return found


def givens(folder: Path) -> dict[str, Given]:
    """Every figure that goes in, measured or assumed."""
    made = {name: taken(one, folder) for name, one in setting().figures.items()}
    told = needed("stages", folder).figures
    return made | read(told["pages"]) | linking(folder)  # type: ignore[arg-type]


def taken(one: Taken, folder: Path) -> Given:
    """A figure of the first result that has it, else the assumed one."""
    for source in one.from_:
        name, _, path = source.partition(": ")
        result = kept(name, folder)
        value = figure(result, path) if result is not None else None
        if isinstance(value, int | float):
            return Given(one.says, float(value), f"measured: `{name}`")
    return Given(one.says, one.assumed, f"**assumed**: {one.why}")


def read(told: Mapping[str, Any]) -> dict[str, Given]:
    """What reading saved pages costs, from the profile of a build."""
    pages, documents, seconds = told["pages"], told["documents"], told["core seconds"]
    spent = {name: sum(seconds.get(one, 0.0) for one in stages) for name, stages in
             {"reading": READING, "keeping": KEEPING}.items()}  # fmt: skip
    links = [float(took) for stage, took in seconds.items() if stage.startswith("linking")]
    source = "measured: `stages`, saved pages"
    found = {
        "reading": ("core seconds to read a page, HTML to reports", spent["reading"] / pages),
        "keeping": ("core seconds to keep a document in the record", spent["keeping"] / documents),
        "documents": ("stories in a page", documents / pages),
        "reports": ("reports in a page", told["reports"] / pages),
        "bytes_in": ("bytes of a page as it came", told["bytes in"] / pages),
        "archive": ("bytes of it in the archive, compressed", told["bytes in the archive"] / pages),
        "record": ("bytes of it in the record, with text, indexes and what the next build reuses",
                   told["bytes of the record"] / pages),
        "jsonl": ("bytes of it as jsonl", told["bytes as jsonl"] / pages),
        "dataset": ("bytes of it as a Parquet dataset", told["bytes as a dataset"] / pages),
        "worker": ("megabytes of a reading process", told["megabytes of a reading process"]),
        "linking": ("core seconds to link one story of these few", sum(links) / documents),
        "linked": ("stories that were linked", documents),
        "loading": ("core seconds until a process can read", seconds["loading"] / 2),
    }  # fmt: skip
    return {name: Given(says, float(value), source) for name, (says, value) in found.items()}


def linking(folder: Path) -> dict[str, Given]:
    """How linking grows: from the two largest sizes that were measured."""
    name = next((one for one in LINKS if kept(one, folder) is not None), LINKS[-1])
    sizes: list[dict[str, Any]] = [
        one for one in needed(name, folder).figures.values() if isinstance(one, dict) and "documents" in one
    ]
    few, many = sorted(sizes, key=lambda one: int(one["documents"]))[-2:]
    costs = [float(one["processor seconds"] if "processor seconds" in one else one["seconds"]) for one in (few, many)]
    counts = [int(one["documents"]) for one in (few, many)]
    memory = [
        float(one["gigabytes"] if "gigabytes" in one else one["gigabytes of all processes"]) for one in (few, many)
    ]
    power = math.log(costs[1] / costs[0]) / math.log(counts[1] / counts[0])
    source = f"measured: `{name}`, {counts[0]:,} to {counts[1]:,} documents"
    growing = (memory[1] - memory[0]) * 1000 / (counts[1] - counts[0]) * 1000
    return {
        "power": Given("power of the number of documents by which the seconds grow", power, source),
        "memory": Given("megabytes that 1,000 documents more take while they are linked", growing, source),
    }


def cost(pages: int, given: Mapping[str, Given]) -> Cost:
    """What `pages` pages cost."""
    of = {name: one.value for name, one in given.items()}
    kept_pages = pages * (1 - of["dropped"] / 100)
    documents = kept_pages * of["documents"]
    # It is never taken to grow more slowly than the documents, whatever the noise of a measurement says.
    power = max(1.0, of["power"])
    sieve, reading = pages / of["sieve"], kept_pages * of["reading"]
    keeping, linked = documents * of["keeping"], documents * of["linking"] * (documents / of["linked"]) ** (power - 1)
    busy = of["gain"] / 2
    # Keeping is done by one process: no core more makes it faster.
    shared = (sieve + reading + linked) / busy / HOUR
    return Cost(
        pages=pages,
        read=kept_pages,
        sieve=sieve / HOUR,
        reading=reading / HOUR,
        keeping=keeping / HOUR,
        linking=linked / HOUR,
        cores_day=shared / DAY,
        cores_week=shared / WEEK,
        bytes_in=pages * of["bytes_in"],
        archive=kept_pages * of["archive"],
        record=kept_pages * of["record"],
        dataset=kept_pages * of["dataset"],
        memory=documents / 1000 * of["memory"] * 1e6,
    )


def worked_out(folder: Path = RESULTS) -> str:
    """Both tables: what goes in, and what comes out."""
    given = givens(folder)
    costs = [cost(pages, given) for pages in setting().pages]
    told = [("figure", "value", "from"), ("---", "---", "---")]
    told += [(one.says, significant(one.value), one.source) for one in given.values()]
    head = ["what", *(f"{one.pages:,} pages" for one in costs)]
    rows = [
        ("pages that are read in full", [f"{one.read:,.0f}" for one in costs]),
        ("core hours: prefilter", [hours(one.sieve) for one in costs]),
        ("core hours: reading", [hours(one.reading) for one in costs]),
        ("core hours: linking", [hours(one.linking) for one in costs]),
        ("hours of the one process that keeps the record", [hours(one.keeping) for one in costs]),
        ("cores to be done in a day, in a week (without keeping)",
         [f"{math.ceil(one.cores_day):,}, {math.ceil(one.cores_week):,}" for one in costs]),
        ("memory of so many reading processes, for a day",
         [amount(math.ceil(one.cores_day) * given["worker"].value * 1e6) for one in costs]),
        ("memory of linking if all were linked in memory", [amount(one.memory) for one in costs]),
        ("pages as they came", [amount(one.bytes_in) for one in costs]),
        ("archive of what is read", [amount(one.archive) for one in costs]),
        ("record", [amount(one.record) for one in costs]),
        ("Parquet dataset", [amount(one.dataset) for one in costs]),
    ]  # fmt: skip
    out = [tuple(head), tuple("---" for _ in head), *((name, *cells) for name, cells in rows)]
    return f"### What goes in\n\n{lined(told)}\n\n### What comes out\n\n{lined(out)}"


def significant(value: float) -> str:
    """A number with three digits that say something.

    >>> significant(0.09112), significant(23456.7)
    ('0.0911', '23,457')
    """
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def hours(value: float) -> str:
    """Hours as one reads them."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def amount(value: float) -> str:
    """Bytes as one reads them.

    >>> amount(2.5e9), amount(4e13)
    ('2.5 GB', '40.0 TB')
    """
    for unit, size in (("TB", 1e12), ("GB", 1e9)):
        if value >= size:
            return f"{value / size:,.1f} {unit}"
    return f"{value / 1e6:,.0f} MB"


def filled(page: str, told: str) -> str:
    """The page with what is worked out between its two marks."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{told}\n\n{END}{after}"


def main() -> int:
    """Write it into the page."""
    try:
        PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), worked_out()), encoding="utf-8")
    except NotMeasuredError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"written: {PAGE}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
