"""Bring the database to the present schema, and its index to this program, before they are used."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import click
import msgspec
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask_migrate import upgrade
from sqlalchemy.exc import SQLAlchemyError

from kiosk.config import MIGRATIONS
from kiosk.store.index import index_is_fresh, rebuild_index
from kiosk.store.trouble import NewerDatabase, trouble_of
from kiosk.store.version import schema_version


class DatabaseTrouble(click.ClickException):
    """The database cannot be used; the message says why, and what to do."""

    exit_code = 2


def prepare_database() -> None:
    """Run the migrations that are missing; list the places anew if they were listed otherwise.

    Raises:
        DatabaseTrouble: The database cannot be used.
    """
    with database_in_order():
        pass


@contextmanager
def database_in_order() -> Iterator[None]:
    """Prepare the database, and say in a sentence what is wrong with it, then or later.

    Raises:
        DatabaseTrouble: The database cannot be used.
    """
    try:
        _migrate()
        if not index_is_fresh():
            rebuild_index()
        yield
    except (SQLAlchemyError, CommandError, NewerDatabase, msgspec.DecodeError) as error:
        raise DatabaseTrouble(trouble_of(error)) from error


def _migrate() -> None:
    """Run what is missing.

    Raises:
        NewerDatabase: A newer program wrote the database.
    """
    scripts = ScriptDirectory(str(MIGRATIONS))
    present = schema_version()
    if present == scripts.get_current_head():
        return
    if present is not None and present not in {each.revision for each in scripts.walk_revisions()}:
        raise NewerDatabase(present)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with redirect_stdout(io.StringIO()):
        upgrade()
