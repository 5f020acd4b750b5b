"""Opens the database, brings its schema up to date, and hands out transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from geo.errors import StoreUnusable

HEAD = "0003"
"""The newest revision in `geo/store/migrations`; Alembic is loaded only where it differs."""

_BUSY_TIMEOUT_MS = 10_000


class Database:
    """One SQLite file. Safe to use from several threads and several processes at once.

    Readers never wait (write-ahead log); a writer takes the write lock at the start of its
    transaction, so that what it has read cannot change before it writes.
    """

    def __init__(self, path: Path) -> None:
        """Open or create the file at `path`. Raises `StoreUnusable`."""
        self.path = path
        with _failures(path):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._engine = _engine(path)
            _migrate(self._engine, path)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of the database."""
        with _failures(self.path), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are stored together when the block ends, or not at all."""
        with (
            _failures(self.path),
            self._engine.connect().execution_options(dateline_write=True) as connection,
            Session(connection) as session,
            session.begin(),
        ):
            yield session

    def forget(self) -> None:
        """Empty the write-ahead log, in which erased rows would stay readable.

        Nothing happens while somebody else reads; the next time will do.
        """
        with (
            _failures(self.path),
            self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
        ):
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def _failures(path: Path) -> Iterator[None]:
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DatabaseError) else error
        raise StoreUnusable(
            "The database {name} cannot be used: {cause}.",
            value=str(path),
            hint="Check that the disk has room and that the file may be written, "
            "or set DATELINE_HOME to another folder.",
            name=path.name,
            cause=str(cause),
        ) from error
    except OSError as error:
        if isinstance(error, StoreUnusable):
            raise
        raise StoreUnusable(
            "The folder of the database cannot be used: {cause}.",
            value=str(path.parent),
            hint="Set DATELINE_HOME to a folder that may be written.",
            cause=error.strerror or str(error),
        ) from error


def _engine(path: Path) -> Engine:
    engine = create_engine(
        f"sqlite:///{path}",
        # As many connections as there are threads; five are kept.
        max_overflow=-1,
        connect_args={"timeout": _BUSY_TIMEOUT_MS / 1000, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        # SQLAlchemy's own BEGIN below: sqlite3 would begin too late, at the first write.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA foreign_keys = ON")
        # Each change is on the disk before it is answered, even if the power fails.
        cursor.execute("PRAGMA synchronous = FULL")
        # What is erased is overwritten: whoever deletes a text wants it off the machine.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        write = connection.get_execution_options().get("dateline_write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _migrate(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        if _revision(connection) == HEAD:
            return
    _use_write_ahead_log(path)
    # Under the write lock: of two processes that open at once the second waits, then finds it done.
    with (
        engine.connect().execution_options(dateline_write=True) as connection,
        connection.begin(),
    ):
        revision = _revision(connection)
        if revision == HEAD:
            return
        if revision is not None and revision > HEAD:
            raise StoreUnusable(
                "The database {name} was written by a newer Dateline "
                "(schema {revision}; this one knows {known}).",
                value=str(path),
                hint="Upgrade Dateline, or set DATELINE_HOME to another folder.",
                name=path.name,
                revision=str(revision),
                known=str(HEAD),
            )
        upgrade(connection)


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Run the migrations up to `revision` inside the connection's transaction."""
    from alembic import command

    command.upgrade(_configuration(connection), revision)


def _configuration(connection: Connection | None) -> Any:
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option(
        "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
    )
    configuration.set_main_option("path_separator", "os")
    configuration.attributes["connection"] = connection
    return configuration


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def _use_write_ahead_log(path: Path) -> None:
    # Outside any transaction, and on a connection of its own, as SQLite requires.
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_MS / 1000, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()
