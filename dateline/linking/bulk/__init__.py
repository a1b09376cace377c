"""Linking out of core: the same record, to the byte, from documents that lie on disk."""
