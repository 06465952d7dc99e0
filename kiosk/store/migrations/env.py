"""How Alembic reaches the database: through the running application."""

from alembic import context
from flask import current_app

from kiosk.extensions import Base
from kiosk.store import tables  # noqa: F401 - the tables must be known
from kiosk.store.engine import WRITES

engine = current_app.extensions["migrate"].db.engine

# Two programs may find the same old schema: the second waits, and then finds nothing to do.
with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
