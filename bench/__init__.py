"""Accuracy and speed of Dateline, with floors that only rise."""
