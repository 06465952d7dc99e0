"""``kiosk serve``: answer visitors."""

import os
import resource
import socket
from contextlib import suppress
from dataclasses import replace

import click
from flask import current_app
from flask.cli import with_appcontext
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings

from kiosk.cli.schema import prepare_database
from kiosk.cli.warm import prepare
from kiosk.demo import FEEDS
from kiosk.state import state
from kiosk.store.engine import release_reader
from kiosk.store.places import count_places, known_feeds

WORKERS = 2
TARGET = "kiosk.__main__:answering"

HEADERS_WITHIN_MS = 10_000
"""So long may headers take, and so long an idle connection stays."""

MOST_CONNECTIONS = 4_096
"""For each process. More wait until one ends, which takes ten seconds at most."""

BACKLOG = 2_048


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8400, show_default=True, help="Port; 0 takes a free one.")
@click.option(
    "--workers",
    default=WORKERS,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer; one for each core is enough.",
)
@with_appcontext
def serve(host: str, port: int, workers: int) -> None:
    """Serve the kiosk and the phone pages."""
    prepare_database()
    if known_feeds() & set(FEEDS):
        show_as(demo=True)
    run_server(host, port, workers)


def show_as(**changes: object) -> None:
    """Change settings for this run, here and in the processes that will answer."""
    settings = state().settings = replace(state().settings, **changes)  # type: ignore[arg-type]
    os.environ["KIOSK_DEMO"] = "1" if settings.demo else "0"
    if settings.near:
        os.environ["KIOSK_NEAR"] = f"{settings.near.lat},{settings.near.lon}"
        os.environ["KIOSK_NEAR_NAME"] = settings.near_name or ""


def run_server(host: str, port: int, workers: int) -> None:
    """Serve until stopped; say the address first."""
    port = _free_port(host, port)
    places = count_places()
    release_reader()
    prepare(current_app._get_current_object())  # type: ignore[attr-defined]
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only shown
    click.echo(f"Parvis shows {places} places at http://{shown}:{port}/")
    if not places:
        click.echo("There is nothing to show yet: see 'kiosk import --help', or run 'kiosk demo'.")
    _allow_open_files()
    Granian(
        TARGET,
        address=host,
        port=port,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_WITHIN_MS),
        workers=workers,
        backpressure=MOST_CONNECTIONS,
        backlog=BACKLOG,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        factory=True,
    ).serve()


def _allow_open_files() -> None:
    """As many as this system lets us: each connection is one. A unit that forbids it has set them itself."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _free_port(host: str, port: int) -> int:
    """The port, or a free one for 0.

    Raises:
        click.ClickException: It cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
            raise click.ClickException(message) from error
        found: int = probe.getsockname()[1]
        return found
