"""A table of a town hall becomes places: a row for each, or several rows that agree."""

from collections.abc import Iterator
from pathlib import Path

from kiosk.directory.problem import Problem
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.sheet import Row, Sheet
from kiosk.feeds.files.table_file import read_sheets
from kiosk.feeds.record import Draft, Reading, Record, digest_of_texts, understood
from kiosk.feeds.spreadsheet.gathered import Gathered, Heads
from kiosk.feeds.spreadsheet.head import Table, table_of
from kiosk.feeds.spreadsheet.headings import Columns, find_columns, no_headings
from kiosk.feeds.spreadsheet.mapping import Mapping, read_mapping
from kiosk.feeds.spreadsheet.samples import ColumnSamples


def drafts(path: Path, *, mapping: Path | None = None) -> Iterator[Reading]:
    """Yield what is to be said of the table, and one Draft per place.

    Raises:
        UnreadableFile: It is no table, or no column could be recognised.
    """
    yield from _Tables(read_mapping(mapping) if mapping else Mapping()).read(path)


def read(path: Path, *, mapping: Path | None = None) -> Iterator[Record]:
    """Yield one Record per place.

    Raises:
        UnreadableFile: See :func:`drafts`.
    """
    return understood(drafts(path, mapping=mapping))


class _Tables:
    """Reads the sheets of one file."""

    def __init__(self, mapping: Mapping) -> None:
        self._mapping, self._gathered = mapping, Gathered()
        self._unread: list[tuple[Sheet, str]] = []
        self._known = 0

    def read(self, path: Path) -> Iterator[Reading]:
        for sheet in read_sheets(path):
            table = table_of(
                sheet,
                has_header=self._mapping.has_header,
                has_defaults=bool(self._mapping.defaults),
            )
            yield from self._of_sheet(sheet, table)
            yield from sheet.said
            yield from (_lost(problem) for problem in sheet.bad)
        if not self._known:
            raise UnreadableFile(
                self._unread[0][1] if self._unread else f"{path.name} holds no rows"
            )
        yield from (
            Problem(row=sheet.title, field="sheet", message=f"it was not read: {why}")
            for sheet, why in self._unread
        )
        yield from self._gathered.drafts()

    def _of_sheet(self, sheet: Sheet, table: Table) -> Iterator[Reading]:
        if not table.headings:
            return
        try:
            columns = find_columns(table.headings, self._mapping)
        except UnreadableFile as error:
            self._unread.append((sheet, str(error)))
            return
        if not _are_of_places(columns, sheet):
            self._unread.append((sheet, no_headings(table.headings)))
            return
        self._known += 1
        label = f"sheet {sheet.name!r} row " if sheet.name and self._known > 1 else "row "
        self._gathered.begin(Heads(columns=columns, label=label))
        yield from self._rows(table, columns, sheet)

    def _rows(self, table: Table, columns: Columns, sheet: Sheet) -> Iterator[Reading]:
        samples = ColumnSamples(columns)
        for number, row in table.rows:
            plain: Row = (
                tuple(cell.replace("\x1f", " ") for cell in row) if "\x1f" in "".join(row) else row
            )
            self._gathered.add(number, plain, sheet.section or sheet.name or "")
            samples.look_at(plain)
        yield from samples.problems(sheet.title)


def _are_of_places(columns: Columns, sheet: Sheet) -> bool:
    """Whether a sheet is a table of places, and not a list of the words that one may choose from."""
    if not columns.are_known:
        return False
    return sheet.name is None or len(columns.at) + bool(columns.days) > 1


def _lost(problem: Problem) -> Draft:
    record = Record(row=problem.row, place=None, problems=(problem,))
    return Draft(digest=digest_of_texts(problem.row, problem.message), understand=lambda: record)
