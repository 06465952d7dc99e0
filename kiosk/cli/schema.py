"""Bring the database to the present schema, and its index to this program, before they are used."""

import io
import logging
from contextlib import redirect_stdout

from flask_migrate import upgrade

from kiosk.store.index import index_is_fresh, rebuild_index


def prepare_database() -> None:
    """Run the migrations that are missing; list the places anew if they were listed otherwise."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with redirect_stdout(io.StringIO()):
        upgrade()
    if not index_is_fresh():
        rebuild_index()
