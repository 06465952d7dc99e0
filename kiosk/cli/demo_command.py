"""``kiosk demo``: an invented town, to look around."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib.resources import as_file, files
from typing import Any

import click
from flask.cli import with_appcontext

from kiosk.cli.import_run import run_import
from kiosk.cli.schema import prepare_database
from kiosk.cli.serve_command import WORKERS, run_server, show_as
from kiosk.demo import FEEDS
from kiosk.directory.geography.point import Point
from kiosk.directory.place.place import Place, Source
from kiosk.feeds.record import Draft, Reading, Record, digest_of_texts
from kiosk.feeds.soliguide import feed as soliguide
from kiosk.feeds.spreadsheet import feed as spreadsheet
from kiosk.state import state
from kiosk.store.places import known_feeds

REFERENCE_DAY = date(2026, 1, 15)
"""The day on which the demo town was written; its dates move with today."""

DIJON = Point(47.3220, 5.0415)


@click.command("demo")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8400, show_default=True, help="Port; 0 takes a free one.")
@click.option("--load-only", is_flag=True, help="Load the town and stop.")
@with_appcontext
def demo(host: str, port: int, load_only: bool) -> None:
    """Load a sample town, invented, and serve it. Safe to run twice."""
    prepare_database()
    if known_feeds() - set(FEEDS):
        message = (
            "this database holds real places; invented ones must not stand beside them."
            " Name another one: KIOSK_DATABASE_URI=sqlite:////tmp/demo.sqlite kiosk demo"
        )
        raise click.ClickException(message)
    load_demo(datetime.now(UTC))
    if not load_only:
        settings = state().settings
        near, near_name = settings.near or DIJON, settings.near_name or "Dijon"
        show_as(demo=True, near=near, near_name=near_name)
        run_server(host, port, WORKERS)


def load_demo(now: datetime) -> None:
    """Import both files of the demo town, as a town hall would import its own."""
    days = (now.date() - REFERENCE_DAY).days
    folder = files("kiosk.demo")
    with (
        as_file(folder.joinpath("dijon-soliguide.json")) as guide,
        as_file(folder.joinpath("dijon-tableur.csv")) as table,
    ):
        for source, records in (
            (FEEDS[0], soliguide.drafts(guide)),
            (FEEDS[1], spreadsheet.drafts(table)),
        ):
            report = run_import(source, _moved(records, days), now=now, allow_removals=True)
            click.echo(f"{source}: {report.outcomes.total()} invented places read.")


def _moved(readings: Iterable[Reading], days: int) -> Iterator[Draft]:
    for each in readings:
        if isinstance(each, Draft):
            # What becomes of a record hangs on the day here, too.
            digest = digest_of_texts(each.digest.hex(), str(days))
            yield replace(each, digest=digest, understand=partial(_moved_record, each, days))


def _moved_record(draft: Draft, days: int) -> Record:
    record = draft.understand()
    return replace(record, place=_moved_place(record.place, days) if record.place else None)


def _moved_place(place: Place, days: int) -> Place:
    services = tuple(
        replace(each, closures=_moved_dates(each.closures, days)) for each in place.services
    )
    confirmed = place.confirmed_on
    return replace(
        place,
        services=services,
        closures=_moved_dates(place.closures, days),
        temporary_hours=_moved_dates(place.temporary_hours, days),
        notices=_moved_dates(place.notices, days),
        confirmed_on=confirmed + timedelta(days=days) if confirmed else None,
        sources=(Source(name="Parvis demo", licence="CC0"),),
    )


def _moved_dates(dated: tuple[Any, ...], days: int) -> tuple[Any, ...]:
    def moved(day: date | None) -> date | None:
        return day + timedelta(days=days) if day else None

    return tuple(
        replace(each, first_day=moved(each.first_day), last_day=moved(each.last_day))
        for each in dated
    )
