"""One writer at a time: the second waits for the first, and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from kiosk.extensions import db
from kiosk.store.engine import WRITES

PATIENCE_S: Final = 600
"""So long one import waits for another: the largest takes a few minutes."""

_AT_ONCE_MS: Final = 1_000
_USUAL_MS: Final = 5_000
_LOCK: Final = 0x5061_7276
"""Of PostgreSQL's advisory locks: ours."""


class OtherWriter(Exception):
    """Another import has been at work for so long that this one gave up."""

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            f"another import has been writing for {PATIENCE_S // 60} minutes; wait until it is done, then run"
            " this one again"
        )


def silent() -> None:
    """Say nothing while waiting."""


@contextmanager
def write_transaction(
    waiting: Callable[[], None] = silent, *, patience_s: float = PATIENCE_S
) -> Iterator[Connection]:
    """A transaction that writes, alone; undone where its body raises.

    Args:
        waiting: Called once where another one writes already.
        patience_s: How long to wait for it.

    Raises:
        OtherWriter: It writes still.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection = connection.execution_options(**{WRITES: True})
            _begin_on_sqlite(connection, waiting, patience_s)
        else:
            _begin_on_postgresql(connection, waiting, patience_s)
        try:
            yield connection
            connection.commit()
        finally:
            if connection.in_transaction():
                connection.rollback()
            if connection.dialect.name == "sqlite":
                _be_patient(connection, _USUAL_MS)


def _begin_on_sqlite(
    connection: Connection, waiting: Callable[[], None], patience_s: float
) -> None:
    _be_patient(connection, _AT_ONCE_MS)
    try:
        connection.begin()
    except OperationalError as error:
        if "locked" not in str(error):
            raise
    else:
        return
    waiting()
    _be_patient(connection, round(patience_s * 1_000))
    try:
        connection.begin()
    except OperationalError as error:
        if "locked" not in str(error):
            raise
        raise OtherWriter from error


def _be_patient(connection: Connection, milliseconds: int) -> None:
    raw = connection.connection.driver_connection
    if raw is not None:
        raw.execute(f"PRAGMA busy_timeout={milliseconds}").close()


def _begin_on_postgresql(
    connection: Connection, waiting: Callable[[], None], patience_s: float
) -> None:
    connection.begin()
    if connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({_LOCK})").scalar():
        return
    waiting()
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(patience_s * 1_000)}")
    try:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    except OperationalError as error:
        raise OtherWriter from error
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
