"""Migrations of the store's schema, run by `geo.store.database.open_engine`."""
