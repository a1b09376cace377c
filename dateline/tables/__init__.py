"""Typed loaders, sole owners of `dateline/data/`."""
