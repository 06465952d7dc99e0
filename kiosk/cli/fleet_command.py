"""``kiosk fleet``: what the boxes of a town run on."""

import tempfile
from pathlib import Path

import click
from flask.cli import with_appcontext

from kiosk.cli.backup_command import replaces_file
from kiosk.cli.schema import DatabaseFault, database_beside, database_in_order
from kiosk.store.copies.backup import BackupError, back_up
from kiosk.store.copies.public import copy_public
from kiosk.store.engine import reader


@click.group("fleet")
def fleet() -> None:
    """Tend the boxes of a town."""


@fleet.command("copy")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@replaces_file
@with_appcontext
def copy(file: Path, *, replaces: bool) -> None:
    """Write what a box may carry into FILE: all that the public may know, and no more."""
    try:
        with database_in_order():
            places = _written(file, replaces=replaces)
    except (BackupError, OSError) as error:
        raise DatabaseFault(str(error)) from error
    click.echo(
        f"{file}: {places} places, as the public may know them. On a box: kiosk restore {file.name}"
    )


def _written(file: Path, *, replaces: bool) -> int:
    source = reader()
    with (
        tempfile.TemporaryDirectory(dir=file.absolute().parent, prefix=".parvis-") as folder,
        database_beside(Path(folder) / "public.sqlite"),
    ):
        places = copy_public(source)
        back_up(file, replace=replaces)
        return places
