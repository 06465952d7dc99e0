"""``kiosk find``: ask the directory from a terminal."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import click
from flask.cli import with_appcontext

from kiosk.cli.schema import faults_in_words
from kiosk.search.find import find
from kiosk.search.query import read_query
from kiosk.state import state


@click.command("find")
@click.argument("words", nargs=-1)
@click.option("--need", help="eat, sleep, wash, health, ...")
@click.option("--category", help="shower, food_distribution, ...")
@click.option("--near", help="LAT,LON or the name of a town.")
@click.option("--radius", "radius_m", help="In metres.")
@click.option(
    "--open",
    "open_",
    help="When it is open: now, today, tonight, tomorrow, tomorrow_morning, tomorrow_afternoon,"
    " 2026-11-29 or 2026-11-29T14:30.",
)
@click.option("--at", help="Moment, ISO 8601; now when left out.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@with_appcontext
def find_places(  # noqa: PLR0913 - one parameter per option
    words: tuple[str, ...],
    need: str | None,
    category: str | None,
    near: str | None,
    radius_m: str | None,
    open_: str | None,
    at: str | None,
    as_json: bool,
) -> None:
    """Find places by WORDS, need or category."""
    settings = state().settings
    given = {
        "q": " ".join(words),
        "need": need,
        "category": category,
        "near": near,
        "radius_m": radius_m,
        "open": open_,
    }
    now = _moment(at)
    asked = read_query({k: v for k, v in given.items() if v}, today=now.date(), home=settings.near)
    for name, fault in asked.faults.items():
        raise click.UsageError(f"--{name}: {fault.replace('_', ' ')}: {given.get(name)!r}")
    with faults_in_words():
        found = find(asked.query, now)
    rows = [
        {
            "id": hit.place.number,
            "slug": hit.place.slug,
            "name": hit.place.name,
            "status": hit.opening.status.for_programs,
            "next_change": hit.opening.next_change.isoformat() if hit.opening.next_change else None,
            "distance_m": hit.distance_m,
            "services": [each.category for each in hit.services],
            "reason": hit.reason,
            "then": hit.then.start.isoformat() if hit.then else None,
        }
        for hit in found.hits
    ]
    read_as = found.reading.query.arguments() if found.reading and words else None
    if as_json:
        answer = {
            "total": found.total,
            "complete": found.complete,
            "read_as": read_as,
            "widened": found.widened,
            "places": rows,
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    if read_as:
        click.echo("read as " + ", ".join(f"{name}: {value}" for name, value in read_as.items()))
    for row in rows:
        away = f"{row['distance_m']} m" if row["distance_m"] is not None else "-"
        click.echo(
            f"{row['status']:<20} {away:>8}  {row['name']}  ({row['slug']}), {row['reason']}"
        )
    click.echo(
        f"{found.total} found"
        + ("" if found.complete else " and more")
        + (f"; widened: {', '.join(found.widened)}" if found.widened else "")
    )


def _moment(at: str | None) -> datetime:
    if at is None:
        return datetime.now(UTC)
    moment: datetime | None = None
    with suppress(ValueError):
        moment = datetime.fromisoformat(at)
    if moment is None or moment.tzinfo is None:
        message = f"--at {at!r}: write ISO 8601 with a time zone, such as 2026-03-01T14:30:00+01:00"
        raise click.UsageError(message)
    return moment
