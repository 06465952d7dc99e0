"""How Alembic reaches the database: through the running application."""

from alembic import context
from flask import current_app

from kiosk.extensions import Base
from kiosk.store import tables  # noqa: F401 - the tables must be known

engine = current_app.extensions["migrate"].db.engine

with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
