"""Pictures of every screen: `python -m bench.screens FOLDER [CASE…]`, to look at them.

Without a CASE: an empty case, one of one event, the exercise after a desk's work, and 10,000 events, made in FOLDER.
Says what sticks out of a window and how far a page jumped while it was loaded.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from bench.browser import browser
from bench.many import many_events
from bench.screens import cases
from bench.screens.addresses import addresses
from bench.screens.looking import HEIGHTS, Looked, look_at
from bench.served import served
from dateline.engine.case import Case
from dateline.engine.catching_up import renew_review
from dateline.store.desk import desk
from dateline.web.options import Options

MANY = 10_000
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def many(folder: Path) -> Path:
    """A case of 10,000 events, all of which wait."""
    case = many_events(folder, MANY)
    with desk(case.store.path) as open_desk:
        renew_review(open_desk, case.store.record(), {})
    case.store.close()
    return folder


MADE: tuple[Callable[[Path], Path], ...] = (cases.empty, cases.one, cases.worked, many)


def made(folder: Path) -> Iterator[Path]:
    """The cases, made where they are not there yet."""
    for make in MADE:
        case = folder / make.__name__
        yield case if case.exists() else make(case)


def main() -> int:
    """Take the pictures; 1 where a screen sticks out."""
    parser = argparse.ArgumentParser(prog="python -m bench.screens", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("cases", type=Path, nargs="*")
    parser.add_argument("--only", default="", help="screens whose name begins so")
    parser.add_argument("--scheme", choices=SCHEMES, action="append", help="one of them; both by default")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    found = [
        one
        for case in given.cases or made(given.folder)
        for one in pictures(case, given.folder / f"pictures-{case.name}", given.only, given.scheme or SCHEMES)
    ]
    for one in found:
        if one.problem:
            print(one.problem)
    print(f"{len(found)} pictures in {given.folder}", file=sys.stderr)
    return 1 if any(one.problem for one in found) else 0


def pictures(case: Path, folder: Path, only: str, schemes: Sequence[Scheme]) -> Iterator[Looked]:
    """The pictures of a case."""
    folder.mkdir(exist_ok=True)
    opened = Case.open(case, create=False)
    wanted = [(name, address) for name, address in addresses(opened) if name.startswith(only)]
    opened.store.close()
    with served(case, Options(port=0, name="Ana")) as at, browser() as started:
        for scheme in schemes:
            for width in HEIGHTS:
                context = started.new_context(viewport={"width": width, "height": HEIGHTS[width]}, color_scheme=scheme)
                for name, address in wanted:
                    file = folder / f"{re.sub('[^a-z]+', '-', name)}-{width}-{scheme}.png"
                    yield look_at(context, at + address, file)
                context.close()


if __name__ == "__main__":
    sys.exit(main())
