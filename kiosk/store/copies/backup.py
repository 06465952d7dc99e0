"""A backup: one state of the whole database, in one file, while others read and write."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from kiosk.extensions import db
from kiosk.store.database_file import write_through


class BackupError(Exception):
    """A copy could not be made or put back; the message says why, and what to do."""


def back_up(target: Path, *, replace: bool = False) -> int:
    """Write the database into ``target``: whole or not at all, readable by its owner only.

    Returns:
        How many bytes it has.

    Raises:
        BackupError: It could not be written.
    """
    if db.engine.dialect.name != "sqlite":
        raise BackupError(_told_to_use("pg_dump --format=custom --file={file} {uri}", target))
    source = sqlite_path(db.engine)
    if not source.exists():
        message = f"there is no database at {source}: nothing to keep"
        raise BackupError(message)
    if target.exists() and target.samefile(source):
        message = f"{target} is the database itself; name another file"
        raise BackupError(message)
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if raw is None:  # Only of a connection that was given back.
            raise AssertionError
        return written_whole(raw, target, replace=replace)


def written_whole(raw: sqlite3.Connection, target: Path, *, replace: bool) -> int:
    """What a connection holds, in a new file: of one moment, without anything that was deleted.

    Raises:
        BackupError: It could not be written.
    """
    if target.exists() and not replace:
        message = f"{target} exists; name another file, or add --replace"
        raise BackupError(message)
    try:
        with _aside(target) as part:
            raw.execute("VACUUM INTO ?", (str(part),)).close()
            write_through(part)
            check_whole(part)
            part.replace(target)
            write_through(target)
    except (OSError, sqlite3.Error) as error:
        message = f"{target} cannot be written: {error}"
        raise BackupError(message) from error
    return target.stat().st_size


def check_whole(file: Path) -> None:
    """Refuse a file that is no database, or a broken one.

    Raises:
        BackupError: It is.
    """
    try:
        with opened(file, "ro") as raw:
            found = raw.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        message = f"{file} is no whole database ({error}); take another backup"
        raise BackupError(message) from error
    if found != "ok":
        message = f"{file} is broken ({' '.join(str(found).split())}); take another backup"
        raise BackupError(message)


@contextmanager
def opened(file: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """A connection to a file that must exist: "ro" or "rw"."""
    raw = sqlite3.connect(
        f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=0.5
    )
    try:
        yield raw
    finally:
        raw.close()


def sqlite_path(engine: Engine) -> Path:
    """Where its file lies.

    Raises:
        BackupError: It has none.
    """
    if not engine.url.database:
        message = "this database lies in memory; name a file in KIOSK_DATABASE_URI"
        raise BackupError(message)
    return Path(engine.url.database)


def told_to_restore(file: Path) -> str:
    """How the other database is put back."""
    return _told_to_use(
        "pg_restore --clean --if-exists --single-transaction --dbname={uri} {file}", file
    )


def _told_to_use(command: str, file: Path) -> str:
    """Without the password: a line of commands is seen by everybody on the machine."""
    url = db.engine.url.set(drivername="postgresql")
    shown = url.set(password=None).render_as_string()
    return (
        "this database is PostgreSQL's, whose own tool does it well, while serving:"
        f" {command.format(uri=shown, file=file)}"
    )


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """An empty, private file beside it, on the same disk; gone if it was not moved away."""
    number, name = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
    os.close(number)
    part = Path(name)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)
