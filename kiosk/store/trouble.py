"""What is wrong with a database, in a sentence that says what to do."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import msgspec
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

_BACK: Final = "put a copy of it back, or move it away and import again: a new one is made"

_SENTENCES: Final = (
    ("database is locked|lock timeout|LockNotAvailable",
     "another program is writing to the database; wait until it is done, then try again"),
    ("not a database|malformed|disk image|file is encrypted", f"the database file is broken, or is none; {_BACK}"),
    ("unable to open database file",
     "the database file cannot be opened; make its folder and let this user write there, or name another file in KIOSK_DATABASE_URI"),
    ("readonly database|read-only|permission denied",
     "the database may not be written by this user; change the owner of the file and of its folder"),
    ("disk is full|No space left|disk I/O", "the disk is full or broken; nothing was changed"),
    ("no such table|no such column|UndefinedTable|UndefinedColumn|does not exist",
     f"a table of the database is missing; {_BACK}"),
    ("already exists", "the database holds tables that are not ours; name another one in KIOSK_DATABASE_URI"),
    ("connection (?:refused|failed|timeout)|could not connect|could not translate|server closed|password authentication",
     "the database server does not answer; see that it runs, and that KIOSK_DATABASE_URI names it rightly"),
)  # fmt: skip


class DatabaseTrouble(Exception):
    """The database cannot be used; the message says why, and what to do."""


class NewerDatabase(Exception):
    """The schema was written by a newer program."""


@contextmanager
def told_in_words() -> Iterator[None]:
    """Whatever the database, its driver or its migrations raise ends in one sentence.

    Raises:
        DatabaseTrouble: Something is wrong.
    """
    try:
        yield
    except (SQLAlchemyError, CommandError, NewerDatabase, msgspec.DecodeError) as error:
        raise DatabaseTrouble(_words(error)) from error


def _words(error: Exception) -> str:
    """What is wrong, and what to do."""
    if isinstance(error, NewerDatabase):
        return (
            f"a newer Parvis wrote this database (schema {error}); install that version, or name another"
            " database in KIOSK_DATABASE_URI"
        )
    if isinstance(error, msgspec.DecodeError):
        return "places in the database were written by another version of Parvis; import them again"
    cause = str(getattr(error, "orig", None) or error)
    kind = type(getattr(error, "orig", error)).__name__
    for pattern, sentence in _SENTENCES:
        if re.search(pattern, f"{kind} {cause}", re.IGNORECASE):
            return sentence
    return f"the database cannot be used ({' '.join(cause.split())[:200]}); see KIOSK_DATABASE_URI"
