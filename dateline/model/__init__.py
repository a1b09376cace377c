"""Frozen records: the words of the house as data. Imports nothing of Dateline."""
