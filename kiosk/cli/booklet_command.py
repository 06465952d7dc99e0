"""``kiosk booklet``: the paper guide of a town."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import click
from flask.cli import with_appcontext

from kiosk.booklet.document import document_of
from kiosk.booklet.guide import Booklet
from kiosk.booklet.paper import PAPERS
from kiosk.booklet.typesetting import (
    PACKAGE,
    FontsMissing,
    PrintedGuide,
    Typesetter,
    TypesetterMissing,
)
from kiosk.cli.schema import prepare_database
from kiosk.config import STATIC, TEMPLATES, Settings, available_locales
from kiosk.demo import FEEDS
from kiosk.directory.geography.point import Point, distance_m, territory_around
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import needs
from kiosk.search.find import find_all
from kiosk.search.geocode import Location, geocode, geocode_with_slips
from kiosk.search.query import MAX_RADIUS_M, Query
from kiosk.state import state
from kiosk.store.places import known_feeds, last_change, places_of_numbers
from kiosk.wording.booklet_guide import Cover, guide_of

FRENCH: Final = "fr"
"""Stands beside every other language: it is spoken at the door."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookletTown:
    """Which town, where the middle of its drawings is and what that is called."""

    name: str
    middle: Point
    middle_name: str


@click.command("booklet")
@click.option("--town", "town_name", required=True, help="Name or postal code of the town.")
@click.option(
    "--needs",
    "need_ids",
    default=",".join(needs()),
    show_default=True,
    help="What it covers, in this order.",
)
@click.option(
    "--language", default=FRENCH, show_default=True, help="The visitor's; French stands beside it."
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option(
    "--format",
    "paper",
    default="a4",
    show_default=True,
    type=click.Choice(tuple(PAPERS)),
    help="a5-fold: two pages on each side of A4, to print on both sides, fold and staple.",
)
@click.option(
    "--radius-km",
    default=10.0,
    show_default=True,
    type=click.FloatRange(0.1, MAX_RADIUS_M / 1_000),
    help="How far around the middle of the town.",
)
@click.option("--sensitive", is_flag=True, help="Also print places that one may want to hide.")
@with_appcontext
def booklet(  # noqa: PLR0913 - one parameter per option
    town_name: str,
    need_ids: str,
    language: str,
    out: Path,
    paper: str,
    radius_km: float,
    sensitive: bool,
) -> None:
    """Print the guide of a town, for those who have no phone."""
    settings = state().settings
    wanted, locales = _needs(need_ids), _locales(language)
    town = _town(town_name, settings, radius_km * 1_000)
    _refuse_if_unwritable(out)
    prepare_database()
    now = datetime.now(UTC)
    places = {need: _places(need, town.middle, radius_km * 1_000, now) for need in wanted}
    if not sensitive:
        places = _without_sensitive(places)
    if not any(places.values()):
        message = (
            f"there is no place within {radius_km:g} km of {town.name} for {', '.join(wanted)}."
            " Nothing was written. Try a larger --radius-km, or import a directory first"
        )
        raise click.ClickException(message)
    guide = guide_of(places, _cover(town, locales, settings, now), settings)
    printed = _print(guide, paper, settings)
    _write(out, printed.pdf)
    count = len({place.number for each in places.values() for place in each})
    click.echo(f"{out}: {count} places on {printed.pages} pages.")


def _needs(text: str) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    unknown = [each for each in asked if each not in needs()]
    if unknown or not asked:
        message = f"--needs {text!r}: write one or more of {','.join(needs())}"
        raise click.UsageError(message)
    return asked


def _locales(language: str) -> tuple[str, ...]:
    """The languages of the guide: the visitor's, then French."""
    known = available_locales()
    if language not in known:
        message = f"--language {language!r}: write one of {', '.join(known)}"
        raise click.UsageError(message)
    return tuple(dict.fromkeys((language, FRENCH)))


def _town(name: str, settings: Settings, radius_m: float) -> BookletTown:
    """The town; the box is the middle of the drawings when it stands there."""
    found = geocode(name)
    if found is None or found.reach_m is None:
        near = geocode_with_slips(name)
        hint = f"did you mean {near.name}?" if near else "write its name or its postal code"
        message = f"--town {name!r}: no town is called so; {hint}"
        raise click.UsageError(message)
    if settings.near and distance_m(settings.near, found.point) <= min(radius_m, _reach(found)):
        return BookletTown(
            name=found.name,
            middle=settings.near,
            middle_name=settings.near_name or found.name,
        )
    return BookletTown(name=found.name, middle=found.point, middle_name=found.name)


def _reach(town: Location) -> float:
    return float(town.reach_m or 0)


def _refuse_if_unwritable(out: Path) -> None:
    """Say it before the work is done."""
    if out.is_dir():
        message = (
            f"--out {out}: this is a folder; write the name of a file, such as {out}/guide.pdf"
        )
        raise click.UsageError(message)
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        message = f"--out {out}: the folder {out.parent} does not exist or cannot be written to"
        raise click.UsageError(message)


def _places(need: str, middle: Point, radius_m: float, now: datetime) -> tuple[Place, ...]:
    walked, _ = find_all(Query(need=need, near=middle, radius_m=round(radius_m)), now)
    if not walked.complete:
        count = len(walked.candidates)
        click.echo(f"{need}: only the nearest {count} places; try a smaller --radius-km.", err=True)
    found = places_of_numbers([each.number for each in walked.candidates])
    return tuple(found[each.number] for each in walked.candidates)


def _without_sensitive(places: dict[str, tuple[Place, ...]]) -> dict[str, tuple[Place, ...]]:
    """Leave out what must not be found in someone's pocket, and say so."""
    found = {need: _open(each) for need, each in places.items()}
    before = {place.number for each in places.values() for place in each}
    after = {place.number for each in found.values() for place in each}
    if left_out := len(before - after):
        click.echo(
            f"Places with sensitive services that were left out: {left_out}."
            " --sensitive prints them too.",
            err=True,
        )
    return found


def _open(places: Iterable[Place]) -> tuple[Place, ...]:
    """Those that may lie open on a table."""
    return tuple(place for place in places if not place.sensitive)


def _cover(town: BookletTown, locales: tuple[str, ...], settings: Settings, now: datetime) -> Cover:
    territory = territory_around(town.middle, ("fr", "es", "ad"))
    zone = ZoneInfo(territory.time_zone if territory else "Europe/Paris")
    return Cover(
        name=settings.name,
        town=town.name,
        middle=town.middle,
        middle_name=town.middle_name,
        locales=locales,
        today=now.astimezone(zone).date(),
        data_day=(last_change() or now).astimezone(zone).date(),
        public_url=settings.public_url,
        demo=settings.demo or bool(known_feeds() & set(FEEDS)),
    )


def _print(guide: Booklet, paper: str, settings: Settings) -> PrintedGuide:
    typesetter = Typesetter(
        templates=TEMPLATES / "booklet", fonts=settings.fonts, sprite=STATIC / "icons/sprite.svg"
    )
    try:
        printed = typesetter.typeset(document_of(guide, PAPERS[paper]), PAPERS[paper])
    except TypesetterMissing as error:
        message = "the typesetter is not installed: pip install 'parvis-kiosk[paper]'"
        raise click.ClickException(message) from error
    except FontsMissing as error:
        message = (
            f"{error}. On Debian: apt install {PACKAGE}; elsewhere name the folder of the Noto fonts"
            " in KIOSK_FONTS. Nothing was written"
        )
        raise click.ClickException(message) from error
    if printed.unprintable:
        click.echo(f"No font has these letters, � stands for them: {printed.unprintable}", err=True)
    return printed


def _write(out: Path, pdf: bytes) -> None:
    """The whole file or none: beside the old one first, then in its place."""
    beside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        beside.write_bytes(pdf)
        beside.replace(out)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        message = f"--out {out}: cannot be written ({error.strerror}); nothing was changed"
        raise click.ClickException(message) from error
