"""The API: the record of one case as JSON, CSV and GeoJSON, for other programs. It only reads."""
