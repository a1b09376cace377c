"""PRIO-GRID: the cells of half a degree by which conflict data are joined to others."""

from __future__ import annotations

import math

CELL = 0.5
COLUMNS = 720


def priogrid(latitude: float, longitude: float) -> int | None:
    """The number of the cell of a point; None outside the grid.

    Cells are counted from the south-west, row by row, from 1 (PRIO-GRID codebook).

    >>> priogrid(-89.9, -179.9), priogrid(34.53, 69.17), priogrid(90.0, 0.0)
    (1, 179779, None)
    """
    row, column = math.floor((latitude + 90) / CELL), math.floor((longitude + 180) / CELL)
    if not (0 <= row < COLUMNS // 2 and 0 <= column < COLUMNS):
        return None
    return row * COLUMNS + column + 1
