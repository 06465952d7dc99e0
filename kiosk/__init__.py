"""Parvis: help nearby, on a public screen and in a pocket."""

from flask import Flask

from kiosk import api, cli, web
from kiosk.config import MIGRATIONS, TEMPLATES, TRANSLATIONS, Settings, read_settings
from kiosk.extensions import babel, db, htmx, migrate
from kiosk.store.engine import READ_BIND, careful_sqlite, release_reader


def create_app(settings: Settings | None = None) -> Flask:
    """Bind the extensions and open the doors.

    Args:
        settings: Those of the environment when left out.

    Raises:
        kiosk.config.SettingError: A setting cannot be used.
    """
    settings = settings or read_settings()
    app = Flask(
        __name__,
        template_folder=str(TEMPLATES),
        static_folder=None,
        instance_relative_config=True,
    )
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_uri or f"sqlite:///{app.name}.sqlite"
    if settings.database_read_uri:
        app.config["SQLALCHEMY_BINDS"] = {READ_BIND: settings.database_read_uri}
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.extensions["kiosk_settings"] = settings
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True)
    htmx.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            careful_sqlite(engine)
    app.teardown_appcontext(release_reader)
    web.init_app(app, babel)
    api.init_app(app)
    cli.init_app(app)
    return app
