"""Fuzzing of everything that reads bytes of strangers: no crash, no hang, every span re-read."""
