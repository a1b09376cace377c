"""Bytes in: files and folders, limits, the content-addressed vault, the hash-chained custody log."""
