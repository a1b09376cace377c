"""Bytes in: files, folders, archives and the web, limits, the content-addressed vault, the hash-chained custody log."""
