"""Text to parse to mentions; the only package that touches spaCy."""
