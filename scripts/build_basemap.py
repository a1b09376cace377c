"""Build `dateline/data/basemap.json` from Natural Earth 1:50m countries; the same package gives the same bytes.

Run `python scripts/build_basemap.py [--cache FOLDER]` with `npm` on the path. The tarball of npm's world-atlas
(Natural Earth 4.1.0 as TopoJSON; the map data is in the public domain) is checked against the digest below.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import tarfile
from itertools import accumulate
from pathlib import Path
from typing import Any

PACKAGE = "world-atlas@2.0.2"
DIGEST = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
OUT = Path(__file__).resolve().parents[1] / "dateline" / "data" / "basemap.json"
SOURCE = "Made with Natural Earth 1:50m (npm world-atlas 2.0.2), https://www.naturalearthdata.com"
# Hundredths of a degree (1.1 km) are finer than the 1:50m survey; lines are kept within two of them.
GRID = 100
TOLERANCE = 2.0

Point = tuple[int, int]


def fetch(cache: Path) -> Path:
    """The tarball, downloaded unless the cache has it; exits when its digest differs."""
    tarball = cache / (PACKAGE.replace("@", "-") + ".tgz")
    if not tarball.exists():
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(tarball.read_bytes()).hexdigest()
    if found != DIGEST:
        raise SystemExit(f"{tarball}: sha256 {found}, {DIGEST} expected")
    return tarball


def topology(tarball: Path) -> Any:
    """The TopoJSON of countries."""
    with tarfile.open(tarball) as tar:
        stream = tar.extractfile("package/countries-50m.json")
        if stream is None:
            raise SystemExit(f"{tarball} has no countries-50m.json")
        return json.load(stream)


def arc_points(deltas: list[list[int]], transform: Any) -> list[Point]:
    """A delta-encoded arc as points on the grid (TopoJSON 1.0, section 4.1)."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    steps = accumulate(deltas, lambda at, by: [at[0] + by[0], at[1] + by[1]])
    points = [(round((x * kx + dx) * GRID), round((y * ky + dy) * GRID)) for x, y in steps]
    return [point for i, point in enumerate(points) if i in (0, len(points) - 1) or point != points[i - 1]]


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's line within TOLERANCE; the ends of an arc stay, so that neighbours still meet."""
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        middle = range(first + 1, last)
        if not middle:
            continue
        farthest = max(middle, key=lambda i: distance(points[i], points[first], points[last]))
        # A ring begins where it ends: its farthest point has to stay or it would fall into one.
        if points[first] == points[last] or distance(points[farthest], points[first], points[last]) > TOLERANCE:
            keep.add(farthest)
            stack += [(first, farthest), (farthest, last)]
    return [points[i] for i in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from a segment, in grid steps."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    along = max(0.0, min(1.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length)) if length else 0.0
    return math.hypot(x - x0 - along * (x1 - x0), y - y0 - along * (y1 - y0))


def rings_of(geometry: Any) -> list[list[int]]:
    """All rings of a country as arc numbers (`~n`: arc n backwards)."""
    parts = geometry.get("arcs", [])
    return parts if geometry["type"] == "Polygon" else [ring for polygon in parts for ring in polygon]


def build(source: Any) -> dict[str, Any]:
    """The basemap: flat delta-encoded arcs in hundredths of a degree, and countries as rings of arc numbers."""
    arcs = []
    for deltas in source["arcs"]:
        points = simplified(arc_points(deltas, source["transform"]))
        before = [(0, 0), *points[:-1]]
        arcs.append([v for (x, y), (px, py) in zip(points, before, strict=True) for v in (x - px, y - py)])
    countries = [
        {"name": geometry["properties"]["name"], "rings": rings_of(geometry)}
        for geometry in source["objects"]["countries"]["geometries"]
    ]
    countries.sort(key=lambda country: str(country["name"]))
    return {"source": SOURCE, "licence": "public domain", "grid": GRID, "countries": countries, "arcs": arcs}


def main() -> None:
    """Write the basemap and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=Path("/tmp"), help="where the npm tarball is kept")
    data = json.dumps(build(topology(fetch(parser.parse_args().cache))), separators=(",", ":"), ensure_ascii=False)
    OUT.write_text(data + "\n", encoding="utf-8")
    print(f"{OUT.name}: {len(data.encode())} bytes")


if __name__ == "__main__":
    main()
