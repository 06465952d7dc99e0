"""``kiosk backup`` and ``kiosk restore``: the whole database in one file, and back."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from kiosk.cli.schema import DatabaseFault, database_beside, faults_in_words
from kiosk.store.copies.backup import BackupError, back_up
from kiosk.store.copies.restore import put_in_place, staged
from kiosk.store.writing import OtherWriter

_FILE = click.Path(path_type=Path, dir_okay=False)
_EXISTING = click.Path(path_type=Path, dir_okay=False, exists=True)

replaces_file = click.option(
    "--replace",
    "replaces",
    is_flag=True,
    help="FILE may exist: it is exchanged when the new one is whole.",
)


@click.command("backup")
@click.argument("file", type=_FILE)
@replaces_file
@with_appcontext
def backup(file: Path, *, replaces: bool) -> None:
    """Write the whole database into FILE, while it serves or imports; keep it well, it holds what is hidden."""
    try:
        with faults_in_words():
            size = back_up(file, replace=replaces)
    except BackupError as error:
        raise DatabaseFault(str(error)) from error
    click.echo(f"{file}: {size:,} bytes, whole. Keep it as carefully as the database itself.")


@click.command("restore")
@click.argument("file", type=_EXISTING)
@click.option(
    "--forget-hidden",
    is_flag=True,
    help="FILE is a copy for boxes, and what only the desk may know is to go.",
)
@with_appcontext
def restore(file: Path, *, forget_hidden: bool) -> None:
    """Let the database be what FILE, a backup, holds; a server that runs goes on with it."""
    try:
        with faults_in_words(), staged(file, forget_hidden=forget_hidden) as stage:
            with database_beside(stage):
                pass  # The older schema of a backup, and its index, become those of today.
            broken = put_in_place(
                stage, lambda: click.echo("An import is writing; waiting.", err=True)
            )
    except (BackupError, OtherWriter) as error:
        raise DatabaseFault(str(error)) from error
    click.echo(f"Restored from {file}.")
    if broken is not None:
        click.echo(f"What was there before is broken, and lies in {broken}.")
