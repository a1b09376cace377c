"""Whether two places are one, or one lies in the other."""

from __future__ import annotations

from dateline.model.mention import Place
from dateline.values.geometry import holds
from dateline.values.names import alike


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one: the same gazetteer entry, or alike names where one is not in it."""
    if "region" in (one.precision, other.precision):
        # 'Eastern Veyra' has the id of Veyra.
        return one.precision == other.precision and alike(one.name or one.text, other.name or other.text)
    if one.gazetteer_id is not None and other.gazetteer_id is not None:
        return one.gazetteer_id == other.gazetteer_id
    return alike(one.name or one.text, other.name or other.text)


def within(inner: Place, outer: Place) -> bool:
    """Whether a place lies in another by country, province or circle."""
    if outer.precision == "country":
        return inner.country is not None and inner.country == outer.country and inner.precision != "country"
    if outer.precision == "admin1" and inner.precision not in ("admin1", "country"):
        named = inner.admin1 is not None and inner.admin1 in (outer.admin1, outer.name)
        return inner.country == outer.country and named
    return holds(outer, inner)


def place_name(place: Place) -> str:
    """The resolved name of a place, else its words."""
    return place.name or place.text
