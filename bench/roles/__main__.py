"""`python -m bench.roles show|write`: look at the lines of a page of the set, write its label file."""

from __future__ import annotations

import argparse
import re
import sys
from itertools import pairwise
from pathlib import Path

from bench.roles.labels import MEDIA, ROLES, Label, LabelledPage, digest, lines_of, text_of

GIVEN = re.compile(r"^(?P<first>\d+)(?:-(?P<last>\d+)|:(?P<start>\d+)-(?P<end>\d*))?\s+(?P<role>[a-z]+)$")
FUNDUS = Path("../shared/gold/pages/fundus")


def main() -> int:
    """Run one of the two verbs; exit 1 with the lines that have no role or two."""
    parser = argparse.ArgumentParser(prog="python -m bench.roles", description=__doc__)
    parser.add_argument("--data", type=Path, default=FUNDUS)
    verbs = parser.add_subparsers(dest="verb", required=True)
    show = verbs.add_parser("show", help="the numbered lines of a page")
    show.add_argument("page")
    show.add_argument("medium", choices=MEDIA)
    write = verbs.add_parser("write", help="a label file from lines 'FROM[-TO] ROLE' and 'LINE:START-END ROLE'")
    write.add_argument("half", choices=["tune", "held"])
    write.add_argument("medium", choices=MEDIA)
    write.add_argument("page")
    write.add_argument("roles", type=Path)
    given = parser.parse_args()
    page = LabelledPage(getattr(given, "half", ""), given.medium, given.page)
    lines = [found[0].rstrip() for found in lines_of(text_of(page, given.data))]
    if given.verb == "show":
        for number, line in enumerate(lines, 1):
            print(f"{number}\t{line}")
        return 0
    labels = parsed(given.roles.read_text(encoding="utf-8"), lines)
    problems = faults(labels, len(lines))
    for problem in problems:
        print(problem, file=sys.stderr)
    if not problems:
        page.labels.parent.mkdir(parents=True, exist_ok=True)
        page.labels.write_text(written(labels), encoding="utf-8")
    return 1 if problems else 0


def parsed(given: str, lines: list[str]) -> list[Label]:
    """Labels from the short form; raises ValueError where a row is malformed."""
    labels: list[Label] = []
    for row in filter(None, (row.split("#")[0].strip() for row in given.splitlines())):
        found = GIVEN.match(row)
        if found is None or found["role"] not in ROLES or int(found["last"] or found["first"]) > len(lines):
            raise ValueError(f"{row!r}: write 'FROM[-TO] ROLE' or 'LINE:START-END ROLE', lines up to {len(lines)}")
        for number in range(int(found["first"]), int(found["last"] or found["first"]) + 1):
            line = lines[number - 1]
            start = int(found["start"]) if found["start"] else None
            end = int(found["end"] or len(line)) if found["start"] else None
            labels.append(Label(number, digest(line), found["role"], start, end))
    return sorted(labels, key=lambda label: (label.line, label.start or 0))


def faults(labels: list[Label], count: int) -> list[str]:
    """Lines without a role, and lines with two for the same characters."""
    roled = {label.line for label in labels}
    missing = [f"line {number} has no role" for number in range(1, count + 1) if number not in roled]
    doubled = [
        f"line {one.line} has two roles"
        for one, two in pairwise(labels)
        if one.line == two.line and (one.end is None or two.start is None or two.start < one.end)
    ]
    return missing + doubled


def written(labels: list[Label]) -> str:
    """A label file."""
    rows = [
        f"{label.line}\t{label.digest}\t{label.role}\t"
        f"{'' if label.start is None else label.start}\t{'' if label.end is None else label.end}\n"
        for label in labels
    ]
    return "line\tdigest\trole\tstart\tend\n" + "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
