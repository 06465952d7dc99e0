"""The command ``kiosk``."""

import sys

import click
from flask import Flask
from flask.cli import FlaskGroup

from kiosk import create_public
from kiosk.cli.warm import prepare, prepared
from kiosk.config import SettingError


def application() -> Flask:
    """What a server process runs: the application of its parent where processes are forked."""
    return prepared() or prepare(create_public())


def _create() -> object:
    try:
        return create_public()
    except SettingError as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(2)


main = FlaskGroup(
    name="kiosk",
    create_app=_create,  # type: ignore[arg-type]
    add_version_option=False,
    help="Parvis: help nearby, on a public screen and in a pocket.",
)

if __name__ == "__main__":
    main()
