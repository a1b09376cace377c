"""The record on disk: schema and migrations, writing, asking, judgements, the id ledger. SQLite."""
