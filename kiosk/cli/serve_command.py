"""``kiosk serve``: answer visitors."""

from dataclasses import replace

import click
from flask import current_app
from flask.cli import with_appcontext
from waitress import create_server

from kiosk.cli.schema import prepare_database
from kiosk.demo import FEEDS
from kiosk.store.places import count_places, known_feeds


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8400, show_default=True, help="Port; 0 takes a free one.")
@with_appcontext
def serve(host: str, port: int) -> None:
    """Serve the kiosk and the phone pages."""
    prepare_database()
    if known_feeds() & set(FEEDS):
        settings = current_app.extensions["kiosk_settings"]
        current_app.extensions["kiosk_settings"] = replace(settings, demo=True)
    run_server(host, port)


def run_server(host: str, port: int) -> None:
    """Serve until stopped; say the address first."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        server = create_server(app, host=host, port=port, threads=4, ident="Parvis")
    except OSError as error:
        message = f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
        raise click.ClickException(message) from error
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only shown
    click.echo(f"Parvis shows {count_places()} places at http://{shown}:{server.effective_port}/")
    if not count_places():
        click.echo("There is nothing to show yet: see 'kiosk import --help', or run 'kiosk demo'.")
    server.run()
