"""How the database is opened: SQLite safe at power loss, readers beside the writer, copies to read."""

import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from flask import Flask, current_app, g
from sqlalchemy import Connection, Engine, event, make_url

from kiosk.extensions import db
from kiosk.state import Slot, state_of
from kiosk.store.database_file import NO_STAMP, DatabaseFile, DataStamp

READ_BIND: Final = "read"
"""The engine of a copy that is only read, if there is one."""

WRITES: Final = "kiosk_writes"
"""The option of a connection that is going to write."""

_HELD: Final = "kiosk_reader"


@dataclass(slots=True)
class DatabaseFiles:
    """The SQLite files of an application, by the engines that open them; none on PostgreSQL."""

    of: dict[Engine, DatabaseFile] = field(default_factory=dict)
    read: DatabaseFile | None = None


DATABASE_FILES: Final[Slot[DatabaseFiles]] = Slot("database_files")


def watch_files(app: Flask) -> None:
    """Open databases carefully from now on, and know their files."""
    files = DatabaseFiles()
    with app.app_context():
        for engine in db.engines.values():
            careful_sqlite(engine)
            name = engine.url.database
            if engine.dialect.name == "sqlite" and name and name != ":memory:":
                files.of[engine] = DatabaseFile(Path(name))
                _watch(engine, files.of[engine])
        files.read = files.of.get(_reading_engine())
    state_of(app).put(DATABASE_FILES, files)


def data_stamp(app: Flask) -> DataStamp:
    """What changes when the data do that visitors read; always the same on PostgreSQL, which has no file to look at."""
    file = state_of(app).get(DATABASE_FILES).read
    return file.stamp() if file is not None else NO_STAMP


def database_is_missing(app: Flask) -> bool:
    """Whether the file was taken away that is answered from."""
    file = state_of(app).get(DATABASE_FILES).read
    return file is not None and file.is_missing()


def _watch(engine: Engine, file: DatabaseFile) -> None:
    @event.listens_for(engine, "do_connect")
    def _before(*_: object) -> None:
        try:
            file.before_opening()
        except FileNotFoundError as error:
            message = "unable to open database file: it was taken away"
            raise sqlite3.OperationalError(message) from error

    @event.listens_for(engine, "connect")
    def _after(*_: object) -> None:
        file.after_opening()


def engine_options(uri: str) -> dict[str, Any]:
    """How connections to a database are opened and kept."""
    # What somebody typed, and where they stand, is in no message of an error.
    options: dict[str, Any] = {"hide_parameters": True}
    if make_url(uri).database:
        # The one used last is taken first: it remembers what it read, and the others remember nothing.
        options["pool_use_lifo"] = True
    return options


def careful_sqlite(engine: Engine) -> None:
    """Set the pragmas of every connection that ``engine`` will open.

    WAL lets visitors read while an import writes; FULL makes each commit survive a power cut.
    The driver's own transactions are switched off and BEGIN is sent by us: only so do a SELECT and
    a later write of an import see one state, and is a dry run undone whole.
    """
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "busy_timeout=5000",
            "cache_size=-32000",  # In KiB, at most: the few cells of a town, and the batches of an import.
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute(
            "PRAGMA schema_version"
        )  # Reads: from now on its log lies there, and is known.
        cursor.close()

    @event.listens_for(engine, "begin")
    def _on_begin(connection: Any) -> None:
        # Who is going to write takes the lock at once: later it might be too late, and all read in vain.
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def reader() -> Connection:
    """The connection that this request reads with: one state of the data from first to last."""
    held: Connection | None = g.get(_HELD)
    if held is None:
        held = _open_reader()
        setattr(g, _HELD, held)
    return held


def release_reader(_error: BaseException | None = None) -> None:
    """Give the connection of this request back; the next one sees what was written since."""
    held: Connection | None = g.pop(_HELD, None)
    if held is not None:
        held.close()


def close_connections(app: Flask) -> None:
    """Close what an application keeps open: when a command ends, and before processes are forked."""
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _reading_engine() -> Engine:
    return db.engines.get(READ_BIND, db.engine)


def _open_reader() -> Connection:
    """A connection for reading: to the copy if there is one, in a transaction that cannot write.

    Where another file was put in the place of the database, that one is opened; a request that reads the old one
    ends with it.
    """
    engine = _reading_engine()
    file = state_of(current_app).get(DATABASE_FILES).of.get(engine)
    if file is not None and file.was_replaced():
        engine.dispose()
    connection = engine.connect()
    if connection.dialect.name == "postgresql":
        connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return connection
