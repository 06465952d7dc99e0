"""Bring the database to the present schema before it is used."""

import io
import logging
from contextlib import redirect_stdout
from pathlib import Path

from flask import current_app
from flask_migrate import upgrade
from sqlalchemy.engine import make_url


def prepare_database() -> None:
    """Make the folder of a SQLite file, and run the migrations that are missing."""
    url = make_url(current_app.config["SQLALCHEMY_DATABASE_URI"])
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        Path(current_app.instance_path).mkdir(parents=True, exist_ok=True)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with redirect_stdout(io.StringIO()):
        upgrade()
