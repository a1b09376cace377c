"""Calendar intervals, quantities, names, geometry: parse, normalise, compare."""
