"""Dateline: news reports in, an evidence-linked event record out.

The public surface, loaded lazily: `read`, `extract`, `link` work in memory; `open` opens a case folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.engine.api import Page, extract, link, open, read
    from dateline.engine.case import Case

__version__ = "0.1.0"
__all__ = ["Case", "Page", "__version__", "extract", "link", "open", "read"]

_HOMES = {"Case": "case", "Page": "api", "extract": "api", "link": "api", "open": "api", "read": "api"}


def __getattr__(name: str) -> object:
    """Load a public name on first use, so that `import dateline` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(f"dateline.engine.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
