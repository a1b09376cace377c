"""The report: one HTML file that shows a case to someone who has nothing installed."""

from dateline.export.report.basemap import Basemap, BasemapError, load_basemap
from dateline.export.report.page import write

__all__ = ["Basemap", "BasemapError", "load_basemap", "write"]
