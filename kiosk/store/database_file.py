"""The file of an SQLite database: who may read it, and whether it is still the one that was opened.

Nothing here opens the database or its log: whoever closes a file that SQLite holds open in the same process
gives SQLite's locks away. The system is only asked what lies there.
"""

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, NamedTuple

PRIVATE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


class FileIdentity(NamedTuple):
    """Two files are the same where both are equal, whatever they are called."""

    device: int
    inode: int


class DataStamp(NamedTuple):
    """Changes with every change of the data, and a little oftener."""

    file: FileIdentity | None
    written_ns: int
    log_ns: int
    log_bytes: int


NO_STAMP: Final = DataStamp(None, 0, 0, 0)


class DatabaseFile:
    """One file, as it was when it was last opened, and as it is now."""

    def __init__(self, path: Path) -> None:
        """Know where it lies; nothing is opened yet."""
        self.path = path
        self._log = Path(f"{path}-wal")
        self._shared = Path(f"{path}-shm")
        self._opened: FileIdentity | None = None
        self._opened_log: FileIdentity | None = None

    def before_opening(self) -> None:
        """Make it private, new or old; part from the log of a file that was replaced.

        Raises:
            FileNotFoundError: It was open, and was taken away. A new one in its place would be empty.
        """
        if self._opened is not None and not self.path.exists():
            raise FileNotFoundError(self.path)
        if self.was_replaced():
            self._part_from_log()
        make_private(self.path)

    def after_opening(self) -> None:
        """Remember which file it was."""
        self._opened = _identity(self.path)
        self._opened_log = _identity(self._log)

    def was_replaced(self) -> bool:
        """Whether another file lies where the one was that is open."""
        now = _identity(self.path)
        return None not in (now, self._opened) and now != self._opened

    def is_missing(self) -> bool:
        """Whether none lies there."""
        return not self.path.exists()

    def stamp(self) -> DataStamp:
        """Of the data as they are now."""
        file, log = _state(self.path), _state(self._log)
        if log is not None and not log.st_size:
            log = None  # Whoever opens the database makes an empty one.
        return DataStamp(
            FileIdentity(file.st_dev, file.st_ino) if file else None,
            file.st_mtime_ns if file else 0,
            log.st_mtime_ns if log else 0,
            log.st_size if log else 0,
        )

    def _part_from_log(self) -> None:
        """The log of the old file would be read as the new one's, and break it. Of all processes one takes it away."""
        with folder_alone(self.path.parent):
            if self._opened_log is not None and _identity(self._log) == self._opened_log:
                for each in (self._log, self._shared):
                    each.unlink(missing_ok=True)
        self._opened = self._opened_log = None


@contextmanager
def folder_alone(folder: Path) -> Iterator[None]:
    """Among all programs that exchange files of this folder."""
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def make_private(path: Path) -> None:
    """Let nobody but its owner read a database; a new one is made so before SQLite writes into it.

    What cannot be made or changed, SQLite says in its own way.
    """
    with suppress(OSError):
        # It did not exist, so nobody holds it open: it may be closed.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE))
        own_as(path, path.absolute().parent)
    for each in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        state = _state(each)
        if state is not None and stat.S_IMODE(state.st_mode) & ~PRIVATE:
            with suppress(OSError):
                each.chmod(PRIVATE)


def own_as(path: Path, other: Path) -> None:
    """Give a file to whom another belongs: what root makes by hand, the service must be able to open."""
    if os.geteuid() == 0:
        state = other.stat()
        os.chown(path, state.st_uid, state.st_gid)


def make_private_folder(folder: Path) -> None:
    """A folder of our own, that nobody else looks into; what cannot be made is said by who uses it."""
    with suppress(OSError):
        folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        folder.chmod(PRIVATE_FOLDER)


def write_through(path: Path) -> None:
    """Let a file, and its name, survive a power cut. Not for a file that SQLite holds open."""
    for each, how in ((path, os.O_RDONLY), (path.parent, os.O_RDONLY | os.O_DIRECTORY)):
        number = os.open(each, how)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _identity(path: Path) -> FileIdentity | None:
    state = _state(path)
    return FileIdentity(state.st_dev, state.st_ino) if state else None
