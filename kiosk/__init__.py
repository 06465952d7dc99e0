"""Parvis: help nearby, on a public screen and in a pocket."""

from flask import Flask

from kiosk import api, cli, web
from kiosk.config import Settings, read_settings
from kiosk.http.application import application


def create_public(settings: Settings | None = None) -> Flask:
    """The application of visitors: the public's door and the machines', and the commands of its keeper.

    Args:
        settings: Those of the environment when left out.

    Raises:
        kiosk.config.SettingError: A setting cannot be used.
    """
    app = application(settings or read_settings(), web.DOOR, api.DOOR)
    cli.init_app(app)
    return app
