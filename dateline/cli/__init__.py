"""The commands: words in, tables or JSON out. Data on stdout, progress on stderr."""
