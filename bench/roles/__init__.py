"""The segment-role set: which lines of saved pages are headline, dateline, body, caption and so on (README.md)."""
