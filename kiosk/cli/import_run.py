"""One run of an import: records go into the store, all or none, and what became of them is told."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Final

import click

from kiosk.directory.problem import Problem
from kiosk.feeds.program import program_digest
from kiosk.feeds.record import Draft, Reading, Record, digest_of_bytes, second
from kiosk.store.feed import FeedWriter, Outcome, Source, write_feed

EARLIEST: Final = date(2000, 1, 1)
"""No directory is older: an earlier day is one that nobody set."""

SHOWN_PROBLEMS: Final = 40
_SHOWN_ROWS: Final = 3


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

    @property
    def all_refused(self) -> bool:
        """Whether there were records, and none of them became a place."""
        return self.outcomes.total() == self.outcomes["rejected"] > 0


class AllRefused(Exception):
    """No record became a place; nothing was changed."""

    def __init__(self, report: ImportReport) -> None:
        """Keep what is to be told."""
        super().__init__("every record was refused; nothing was changed")
        self.report = report


def run_import(
    source: str,
    readings: Iterable[Reading],
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
        AllRefused: No record became a place; nothing was changed.
        kiosk.store.writing.OtherWriter: Another import is at work, and does not end.
    """
    run = _Run(now.date(), program_digest())

    def work(writer: FeedWriter) -> ImportReport:
        for reading in _with_progress(readings, show_progress):
            run.take(reading, writer)
        report = ImportReport(outcomes=run.outcomes, removed=0, problems=tuple(run.problems))
        if report.all_refused:
            raise AllRefused(report)
        return replace(report, removed=writer.finish(allow_removals=allow_removals))

    return write_feed(source, work, now=now, dry_run=dry_run, waiting=_say_waiting)


class _Run:
    """What became of the records so far."""

    def __init__(self, today: date, program: bytes) -> None:
        self._today, self._program = today, program
        self.outcomes: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def take(self, reading: Reading, writer: FeedWriter) -> None:
        if isinstance(reading, Problem):
            self.problems.append(reading)
            return
        digest = digest_of_bytes(self._program, reading.digest)
        known = writer.recall(digest)
        if known is None:
            self._understand(reading, digest, writer)
            return
        self.outcomes[known.outcome.value] += 1
        self.problems += (
            replace(each, row=reading.row) if reading.row else each for each in known.problems
        )

    def _understand(self, draft: Draft, digest: bytes, writer: FeedWriter) -> None:
        record, holds = confirmed_by(draft.understand(), self._today)
        if record.place is not None and writer.has(record.place.foreign_id):
            record = second(record)
        self.problems += record.problems
        if record.place is None:
            self.outcomes["rejected"] += 1
            writer.keep(record.row)
            return
        source = Source(digest=digest, problems=record.problems) if holds else None
        self.outcomes[writer.put(record.place, source).value] += 1


def confirmed_by(record: Record, today: date) -> tuple[Record, bool]:
    """The record, its day of confirmation unknown where it cannot be one; and whether that holds tomorrow."""
    place = record.place
    day = place.confirmed_on if place else None
    if place is None or day is None or EARLIEST <= day <= today:
        return record, True
    why = "it has not come yet" if day > today else "nobody set it"
    problem = Problem(
        row=record.row,
        field=record.confirmed_field,
        message=f"{day.isoformat()} cannot be the day of confirmation: {why}; it counts as not known",
    )
    bounded = replace(place, confirmed_on=None)
    return replace(record, place=bounded, problems=(*record.problems, problem)), day < EARLIEST


def _say_waiting() -> None:
    click.echo("Another import is at work; waiting until it is done.", err=True)


def _with_progress(readings: Iterable[Reading], show: bool) -> Iterator[Reading]:
    if not show:
        yield from readings
        return
    with click.progressbar(readings, label="Reading", show_pos=True, file=sys.stderr) as bar:
        yield from bar


def tell(report: ImportReport, dry_run: bool) -> None:
    """Print the report for people: the same fault in many rows on one line."""
    counts = report.outcomes
    click.echo(
        f"{counts.total()} records read: {counts['created']} created, {counts['updated']} updated,"
        f" {counts['unchanged']} unchanged, {counts['hidden']} kept for the desk only,"
        f" {counts['rejected']} refused; {report.removed} places removed."
    )
    rows_of: dict[tuple[str, str], list[str]] = {}
    for problem in report.problems:
        rows_of.setdefault((problem.field, problem.message), []).append(problem.row)
    shown = list(rows_of.items())[:SHOWN_PROBLEMS]
    for (field, message), rows in shown:
        more = f" and {len(rows) - _SHOWN_ROWS} more" if len(rows) > _SHOWN_ROWS else ""
        click.echo(f"  {', '.join(rows[:_SHOWN_ROWS])}{more}, {field}: {message}")
    told = sum(len(rows) for _, rows in shown)
    if told < len(report.problems):
        click.echo(f"  ... and {len(report.problems) - told} more; --json shows every problem.")
    if dry_run:
        click.echo("This was a dry run: nothing was changed.")
