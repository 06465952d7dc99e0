"""Bring the database to the present schema before it is used."""

import io
import logging
from contextlib import redirect_stdout

from flask_migrate import upgrade


def prepare_database() -> None:
    """Run the migrations that are missing."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with redirect_stdout(io.StringIO()):
        upgrade()
