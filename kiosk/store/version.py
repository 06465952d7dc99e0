"""Which schema a database has."""

from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from kiosk.config import MIGRATIONS
from kiosk.extensions import db
from kiosk.store.trouble import NewerDatabase


def schema_is_current() -> bool:
    """Whether no migration is missing.

    Raises:
        NewerDatabase: A newer program wrote the database.
    """
    scripts = ScriptDirectory(str(MIGRATIONS))
    present = _revision()
    if present is not None and present not in {each.revision for each in scripts.walk_revisions()}:
        raise NewerDatabase(present)
    return present == scripts.get_current_head()


def _revision() -> str | None:
    """The revision of the schema; None for an empty database."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
