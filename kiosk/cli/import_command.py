"""``kiosk import``: a feed becomes the directory."""

import gc
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click
from flask.cli import with_appcontext

from kiosk import demo
from kiosk.cli.import_run import AllRefused, run_import, tell
from kiosk.cli.schema import DatabaseFault, database_in_order
from kiosk.feeds.data_inclusion import feed as data_inclusion
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.record import Reading
from kiosk.feeds.soliguide import feed as soliguide
from kiosk.feeds.spreadsheet import feed as spreadsheet
from kiosk.store.feed import TooManyVanished, write_feed
from kiosk.store.places import known_feeds
from kiosk.store.writing import OtherWriter

FEEDS = ("soliguide", "data-inclusion", "spreadsheet")


@click.command("import")
@click.argument("feed", type=click.Choice(FEEDS))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--source", help="Name of this directory, when you import several of one feed.")
@click.option("--mapping", type=click.Path(path_type=Path), help="TOML: which column means what.")
@click.option("--dry-run", is_flag=True, help="Read and report; change nothing.")
@click.option("--allow-removals", is_flag=True, help="Accept that many places vanished.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
@with_appcontext
def import_feed(  # noqa: PLR0913 - one parameter per option
    feed: str,
    path: Path,
    source: str | None,
    mapping: Path | None,
    dry_run: bool,
    allow_removals: bool,
    as_json: bool,
) -> None:
    """Load PATH, a file of FEED. Run it again with a newer file at any time."""
    if mapping and feed != "spreadsheet":
        _fail("--mapping is for spreadsheets only", as_json)
    try:
        with database_in_order(), few_collections():
            report = run_import(
                source or feed,
                _readings(feed, path, mapping),
                now=datetime.now(UTC),
                dry_run=dry_run,
                allow_removals=allow_removals,
                show_progress=not as_json and sys.stderr.isatty(),
            )
            if not dry_run:
                _remove_demo()
    except (UnreadableFile, OtherWriter, DatabaseFault) as error:
        _fail(str(error), as_json)
    except AllRefused as error:
        click.echo(error.report.as_json()) if as_json else tell(error.report, dry_run)
        click.echo(f"kiosk import: {error}", err=True)
        sys.exit(1)
    except TooManyVanished as error:
        _fail(
            f"{error}. Nothing was changed. If they are really gone, add --allow-removals;"
            " if this is another directory, name it with --source NAME",
            as_json,
        )
    click.echo(report.as_json()) if as_json else tell(report, dry_run)


def _remove_demo() -> None:
    """Invented places must not stand beside real ones."""
    for feed in known_feeds() & set(demo.FEEDS):
        write_feed(
            feed,
            lambda writer: writer.finish(allow_removals=True),
            now=datetime.now(UTC),
        )


@contextmanager
def few_collections() -> Iterator[None]:
    """Records are trees without circles: looking for some all the time is a fifth of an import."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()


def _readings(feed: str, path: Path, mapping: Path | None) -> Iterator[Reading]:
    if feed == "soliguide":
        return soliguide.drafts(path)
    if feed == "data-inclusion":
        return data_inclusion.drafts(path)
    return spreadsheet.drafts(path, mapping=mapping)


def _fail(message: str, as_json: bool) -> NoReturn:
    if as_json:
        click.echo(json.dumps({"error": message}, ensure_ascii=False))
    click.echo(f"kiosk import: {message}", err=True)
    sys.exit(2)
