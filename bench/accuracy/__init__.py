"""One scorer a data set: each module has `score(data: Path) -> dict[str, object]`, following the set's README."""
