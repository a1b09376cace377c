"""Mentions and parse to reports: triggers, roles, status, levels, times and places of what is told."""
