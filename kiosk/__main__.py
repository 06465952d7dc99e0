"""The command ``kiosk``."""

import sys
from functools import partial

import click
from flask.cli import FlaskGroup

from kiosk import create_public
from kiosk.cli.box_command import box
from kiosk.cli.warm import prepare, prepared
from kiosk.config import SettingError
from kiosk.http.door import largest_body
from kiosk.server.whole_requests import WholeRequests
from kiosk.store.engine import close_connections


def answering() -> WholeRequests:
    """What a server process runs: the application of its parent where processes are forked."""
    app = prepared() or prepare(create_public())
    return WholeRequests(app.wsgi_app, most_bytes=largest_body(app))


def _create() -> object:
    try:
        app = create_public()
    except SettingError as error:
        click.echo(f"kiosk: {error}", err=True)
        sys.exit(2)
    click.get_current_context().find_root().call_on_close(partial(close_connections, app))
    return app


main = FlaskGroup(
    name="kiosk",
    create_app=_create,  # type: ignore[arg-type]
    add_version_option=False,
    help="Parvis: help nearby, on a public screen and in a pocket.",
)
# Needs no application: it mends the settings without which there is none.
main.add_command(box)

if __name__ == "__main__":
    main()
