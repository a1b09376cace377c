"""The record out of a case: one writer a format over one view, and the masking that comes before them all."""
