"""The machines' door: open JSON."""

from flask import Flask

from kiosk.api.places import blueprint


def init_app(app: Flask) -> None:
    """Open the door."""
    app.register_blueprint(blueprint)
