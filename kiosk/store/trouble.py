"""What is wrong with a database, in a sentence that says what to do."""

import re
from typing import Final

import msgspec

_SENTENCES: Final = (
    (
        r"database is locked|lock timeout|LockNotAvailable",
        "another program is writing to the database; wait until it is done, then try again",
    ),
    (
        r"not a database|malformed|disk image|file is encrypted",
        "the database file is broken, or is none. Put a copy of it back, or move it away and import again:"
        " a new one is made",
    ),
    (
        r"unable to open database file",
        "the database file cannot be opened: make its folder and let this user write there, or name another"
        " file in KIOSK_DATABASE_URI",
    ),
    (
        r"readonly database|read-only|permission denied",
        "the database may not be written by this user: change the owner of the file and of its folder",
    ),
    (r"disk is full|No space left|disk I/O", "the disk is full or broken; nothing was changed"),
    (
        r"no such table|no such column|UndefinedTable|UndefinedColumn|does not exist",
        "a table of the database is missing. Put a copy of it back, or move it away and import again:"
        " a new one is made",
    ),
    (
        r"already exists",
        "the database holds tables that are not ours; name another one in KIOSK_DATABASE_URI",
    ),
    (
        r"connection (?:refused|failed|timeout)|could not connect|could not translate|server closed|password authentication",
        "the database server does not answer; see that it runs, and that KIOSK_DATABASE_URI names it rightly",
    ),
)


class NewerDatabase(Exception):
    """The schema was written by a newer program."""


def trouble_of(error: Exception) -> str:
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
