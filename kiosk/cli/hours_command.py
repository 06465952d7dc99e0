"""``kiosk hours``: what a sentence of opening hours is read as, before it is put into a file."""

from datetime import UTC, datetime, timedelta

import click
from flask.cli import with_appcontext

from kiosk.directory.hours.holiday import HolidayCalendar
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.schedule import DayHours, Schedule
from kiosk.feeds.hours.opening_sentence import sentence_of
from kiosk.feeds.hours.opening_text import read_opening_text

_DAYS = 14


@click.command("hours")
@click.argument("text")
@click.option("--department", help="French département whose school holidays count, such as 21.")
@with_appcontext
def hours(text: str, department: str | None) -> None:
    """Say how the opening hours TEXT are read: as OSM, in French, and day by day."""
    read = read_opening_text(text)
    if read.osm is None:
        message = (
            "not understood: visitors see the text as it is, and 'opening hours not known'. Write days with"
            " their hours, such as 'du lundi au vendredi 9h-12h et 14h-17h ; fermé en août'"
        )
        raise click.ClickException(message)
    click.echo(f"OSM:    {read.osm}")
    click.echo(f"French: {sentence_of(read.osm) or '(no sentence says all of this)'}")
    schedule = Schedule(
        hours=OpeningHours(osm=read.osm), calendar=HolidayCalendar(department=department)
    )
    today = schedule.local(datetime.now(UTC)).date()
    for offset in range(_DAYS):
        day = schedule.on(today + timedelta(days=offset))
        click.echo(f"{day.day:%a %d %b %Y}  {_said(day)}")


def _said(day: DayHours) -> str:
    if not day.known:
        return "public holiday: not known" if day.public_holiday else "not known"
    spans = [
        span.clock
        + ("" if span.certain else " perhaps")
        + (f' "{span.comment}"' if span.comment else "")
        for span in day.spans
    ]
    return ", ".join(spans) or "closed"
