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
    present = _revision()
    if present is not None:
        check_known(present)
    return present == ScriptDirectory(str(MIGRATIONS)).get_current_head()


def check_known(revision: str) -> None:
    """Refuse a schema that this program does not know.

    Raises:
        NewerDatabase: A newer program wrote it.
    """
    scripts = ScriptDirectory(str(MIGRATIONS))
    if revision not in {each.revision for each in scripts.walk_revisions()}:
        raise NewerDatabase(revision)


def _revision() -> str | None:
    """The revision of the schema; None for an empty database."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
