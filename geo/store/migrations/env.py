"""Alembic's entry point. The connection, with its transaction open, is handed over by the store."""

from __future__ import annotations

from alembic import context

from geo.store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
)
# No begin_transaction() here: the caller holds one over all revisions, so that none is half done.
context.run_migrations()
