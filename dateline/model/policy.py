"""The written rules by which numbers that differ are summed up."""

from __future__ import annotations

from typing import Literal

Policy = Literal["acled_conservative", "ucdp_blh", "ibc_minmax"]
