"""Bytes to rendition, segments with roles, stories, masthead. Everything is labelled, nothing deleted."""
