"""A backup put back: checked and brought up to date beside the database, then in its place in one step.

The step is a transaction of SQLite that writes every page. So the file stays the same file: who reads ends
with the old state and begins with the new one, an import waits or is waited for, and a cut leaves the old one.
Only a database that is gone or broken is exchanged as a file.
"""

import fcntl
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kiosk.extensions import db
from kiosk.store.copies.backup import (
    BackupError,
    check_whole,
    opened,
    sqlite_path,
    told_to_restore,
    written_whole,
)
from kiosk.store.database_file import (
    PRIVATE_FOLDER,
    folder_alone,
    make_private,
    own_as,
    write_through,
)
from kiosk.store.version import check_known
from kiosk.store.writing import PATIENCE_S, OtherWriter, silent

_PAGES: Final = 2_000
"""Copied between two looks at whether another one writes."""


@contextmanager
def staged(backup: Path, *, forget_hidden: bool = False) -> Iterator[Path]:
    """A private copy of a backup beside the database, checked; whoever takes it brings it up to date.

    Args:
        backup: Whose.
        forget_hidden: Accept a copy for boxes in the place of what the desk knows.

    Raises:
        BackupError: The backup cannot be used.
        kiosk.store.trouble.NewerDatabase: A newer program wrote it.
    """
    if db.engine.dialect.name != "sqlite":
        raise BackupError(told_to_restore(backup))
    live = sqlite_path(db.engine)
    if live.exists() and backup.samefile(live):
        message = f"{backup} is the database itself; name a backup"
        raise BackupError(message)
    check_whole(backup)
    try:
        with _room_beside(live) as room:
            stage = room / "new.sqlite"
            make_private(stage)
            with opened(backup, "ro") as source, opened(stage, "rw") as copy:
                source.backup(copy)
                _check_ours(copy, backup)
                if not forget_hidden and not _hidden_in(copy) and _hidden_at(live):
                    message = (
                        f"{backup} holds no hidden address, as copies for boxes do not, and this database does: they"
                        " would be lost. Add --forget-hidden where that is wanted"
                    )
                    raise BackupError(message)
            yield stage
    except (OSError, sqlite3.Error) as error:
        message = f"{backup} cannot be put in the place of {live}: {error}"
        raise BackupError(message) from error


def put_in_place(stage: Path, waiting: Callable[[], None] = silent) -> Path | None:
    """Let the database be what ``stage`` is. Until that is so, what it was lies beside it.

    Returns:
        Where what was there before lies still, because it was broken.

    Raises:
        BackupError: It could not be done, and everything is as it was.
        OtherWriter: An import writes still.
    """
    live = sqlite_path(db.engine)
    check_whole(stage)
    if _kept(live, stage.with_name("before.sqlite")):
        _write_over(live, stage, waiting)
        return None
    return _exchange(live, stage)


def _check_ours(copy: sqlite3.Connection, backup: Path) -> None:
    tables = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if not {"alembic_version", "place"} <= tables:
        message = f"{backup} is a database, but none of Parvis"
        raise BackupError(message)
    check_known(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _hidden_in(raw: sqlite3.Connection) -> bool:
    return bool(raw.execute("SELECT EXISTS (SELECT 1 FROM place_behind_desk)").fetchone()[0])


def _hidden_at(live: Path) -> bool:
    """Whether a database holds what only the desk may know; not if nobody can read it."""
    try:
        with opened(live, "ro") as raw:
            return _hidden_in(raw)
    except sqlite3.DatabaseError:
        return False


def _kept(live: Path, before: Path) -> bool:
    """Write what is there beside it; False where there is nothing, or nothing whole."""
    if not live.exists():
        return False
    try:
        check_whole(live)
    except BackupError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):  # Busy, or not ours to read.
            raise
        return False
    with opened(live, "rw") as raw:
        written_whole(raw, before, replace=True)
    return True


def _write_over(live: Path, stage: Path, waiting: Callable[[], None]) -> None:
    began, has_told = time.monotonic(), False

    def look(status: int, _left: int, _pages: int) -> None:
        nonlocal has_told
        if status not in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return
        if not has_told:
            has_told = True
            waiting()
        if time.monotonic() - began > PATIENCE_S:
            raise OtherWriter

    try:
        with opened(stage, "ro") as source, opened(live, "rw") as target:
            target.execute("PRAGMA synchronous=FULL")
            source.backup(target, pages=_PAGES, progress=look)
            # What was there before does not stay in the log, unless somebody reads it just now.
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    except sqlite3.Error as error:
        message = f"{live} cannot be written ({error}); nothing was changed"
        raise BackupError(message) from error


def _exchange(live: Path, stage: Path) -> Path | None:
    """Another file in the place of one that nobody can read any more; its log must not be taken for the new one's."""
    broken = Path(f"{live}.broken")
    try:
        with folder_alone(live.absolute().parent):
            for tail in ("", "-wal", "-shm"):
                Path(f"{broken}{tail}").unlink(missing_ok=True)
            for tail in ("-wal", "-shm"):
                if (left := Path(f"{live}{tail}")).exists():
                    left.replace(f"{broken}{tail}")
            write_through(stage)
            if live.exists():
                own_as(stage, live)
                os.link(live, broken)
            stage.replace(live)
            write_through(live)
    except OSError as error:
        message = f"{live} cannot be exchanged: {error}"
        raise BackupError(message) from error
    return broken if broken.exists() else None


@contextmanager
def _room_beside(live: Path) -> Iterator[Path]:
    """A private folder on the same disk, for one program at a time; empty even where the last one was cut.

    Raises:
        BackupError: Another program is at it.
    """
    room = Path(f"{live}.restoring")
    room.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    number = os.open(room, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for each in room.iterdir():
            each.unlink()
        try:
            yield room
        finally:
            shutil.rmtree(room)
    except BlockingIOError as error:
        message = "another restore is at work; wait until it is done"
        raise BackupError(message) from error
    finally:
        os.close(number)
