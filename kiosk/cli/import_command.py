"""``kiosk import``: a feed becomes the directory."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from flask.cli import with_appcontext

from kiosk import demo
from kiosk.cli.schema import prepare_database
from kiosk.directory.problem import Problem
from kiosk.feeds.data_inclusion import feed as data_inclusion
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.record import Record
from kiosk.feeds.soliguide import feed as soliguide
from kiosk.feeds.spreadsheet import feed as spreadsheet
from kiosk.store.feed import FeedWriter, Outcome, TooManyVanished, write_feed
from kiosk.store.places import known_feeds

FEEDS = ("soliguide", "data-inclusion", "spreadsheet")
SHOWN_PROBLEMS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import did."""

    outcomes: Counter[str]
    removed: int
    problems: tuple[Problem, ...]

    def as_json(self) -> str:
        """The JSON of design.md; the outcomes add up to ``read``."""
        names = [each.value for each in Outcome]
        counts = {name: self.outcomes[name] for name in names}
        return json.dumps(
            {
                "read": self.outcomes.total(),
                "created": counts["created"],
                "updated": counts["updated"],
                "unchanged": counts["unchanged"],
                "removed": self.removed,
                "hidden": counts["hidden"],
                "rejected": self.outcomes["rejected"],
                "problems": [asdict(problem) for problem in self.problems],
            },
            ensure_ascii=False,
        )


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
    prepare_database()
    try:
        report = run_import(
            source or feed,
            _records(feed, path, mapping),
            now=datetime.now(UTC),
            dry_run=dry_run,
            allow_removals=allow_removals,
            show_progress=not as_json and sys.stderr.isatty(),
        )
    except UnreadableFile as error:
        _fail(str(error), as_json)
    except TooManyVanished as error:
        _fail(
            f"{error}. Nothing was changed. If they are really gone, add --allow-removals;"
            " if this is another directory, name it with --source NAME",
            as_json,
        )
    if not dry_run:
        _remove_demo()
    click.echo(report.as_json()) if as_json else _tell(report, dry_run)


def _remove_demo() -> None:
    """Invented places must not stand beside real ones."""
    for feed in known_feeds() & set(demo.FEEDS):
        write_feed(
            feed,
            lambda writer: writer.finish(allow_removals=True),
            now=datetime.now(UTC),
        )


def run_import(
    source: str,
    records: Iterable[Record],
    *,
    now: datetime,
    dry_run: bool = False,
    allow_removals: bool = False,
    show_progress: bool = False,
) -> ImportReport:
    """Put the records of a feed into the store, all or none.

    Raises:
        UnreadableFile: The file broke off; nothing was changed.
        TooManyVanished: More than a third of the feed vanished; nothing was changed.
    """
    outcomes: Counter[str] = Counter()
    problems: list[Problem] = []

    def work(writer: FeedWriter) -> int:
        for record in _with_progress(records, show_progress):
            problems.extend(record.problems)
            if record.place is not None:
                outcomes[writer.put(record.place).value] += 1
            else:
                outcomes["rejected"] += 1
                writer.keep(record.row)
        return writer.finish(allow_removals=allow_removals)

    removed = write_feed(source, work, now=now, dry_run=dry_run)
    return ImportReport(outcomes=outcomes, removed=removed, problems=tuple(problems))


def _records(feed: str, path: Path, mapping: Path | None) -> Iterator[Record]:
    if feed == "soliguide":
        return soliguide.read(path)
    if feed == "data-inclusion":
        return data_inclusion.read(path)
    return spreadsheet.read(path, mapping=mapping)


def _with_progress(records: Iterable[Record], show: bool) -> Iterator[Record]:
    if not show:
        yield from records
        return
    with click.progressbar(records, label="Reading", show_pos=True, file=sys.stderr) as bar:
        yield from bar


def _tell(report: ImportReport, dry_run: bool) -> None:
    counts = report.outcomes
    click.echo(
        f"{counts.total()} records read: {counts['created']} created, {counts['updated']} updated,"
        f" {counts['unchanged']} unchanged, {counts['hidden']} kept for the desk only,"
        f" {counts['rejected']} refused; {report.removed} places removed."
    )
    for problem in report.problems[:SHOWN_PROBLEMS]:
        click.echo(f"  {problem.row}, {problem.field}: {problem.message}")
    if len(report.problems) > SHOWN_PROBLEMS:
        click.echo(
            f"  ... and {len(report.problems) - SHOWN_PROBLEMS} more; --json shows every problem."
        )
    if dry_run:
        click.echo("This was a dry run: nothing was changed.")


def _fail(message: str, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"error": message}, ensure_ascii=False))
    click.echo(f"kiosk import: {message}", err=True)
    sys.exit(2)
