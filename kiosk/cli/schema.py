"""Bring the database to the present schema, and its index to this program, before they are used."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from pathlib import Path

import click
from flask_migrate import upgrade

from kiosk.http.application import application
from kiosk.state import settings
from kiosk.store.engine import close_connections
from kiosk.store.index import index_is_fresh, rebuild_index
from kiosk.store.trouble import DatabaseTrouble, told_in_words
from kiosk.store.version import schema_is_current


class DatabaseFault(click.ClickException):
    """The database cannot be used; the message says why, and what to do."""

    exit_code = 2


def prepare_database() -> None:
    """Run the migrations that are missing; list the places anew if they were listed otherwise.

    Raises:
        DatabaseFault: The database cannot be used.
    """
    with database_in_order():
        pass


@contextmanager
def database_in_order() -> Iterator[None]:
    """Prepare the database; what is wrong with it, then or later, ends in a sentence.

    Raises:
        DatabaseFault: The database cannot be used.
    """
    with faults_in_words():
        if not schema_is_current():
            logging.getLogger("alembic").setLevel(logging.WARNING)
            with redirect_stdout(io.StringIO()):
                upgrade()
        if not index_is_fresh():
            rebuild_index()
        yield


@contextmanager
def database_beside(file: Path) -> Iterator[None]:
    """Work in another SQLite database than that of the settings; it is made, or brought up to date, before.

    Raises:
        DatabaseFault: It cannot be used.
    """
    there = replace(settings(), database_uri=f"sqlite:///{file.absolute()}", database_read_uri=None)
    beside = application(there)
    try:
        with beside.app_context():
            prepare_database()
            yield
    finally:
        close_connections(beside)


@contextmanager
def faults_in_words() -> Iterator[None]:
    """What is wrong with the database ends in a sentence.

    Raises:
        DatabaseFault: It cannot be used.
    """
    try:
        with told_in_words():
            yield
    except DatabaseTrouble as error:
        raise DatabaseFault(str(error)) from error
