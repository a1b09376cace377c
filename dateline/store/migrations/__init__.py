"""Alembic migrations of the store, run by `store/migrate.py`; see there how to add one."""
