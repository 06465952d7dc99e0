"""Which schema a database has."""

from sqlalchemy import inspect, text

from kiosk.extensions import db

_TABLE = "alembic_version"


def schema_version() -> str | None:
    """The revision of the schema; None for an empty database."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table(_TABLE):
            return None
        found: str | None = connection.scalar(text(f"SELECT version_num FROM {_TABLE}"))  # noqa: S608 - our name
        return found
