"""Rows out of CSV of any dialect."""

import csv
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.feeds.files.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from kiosk.feeds.files.sheet import Row, Sheet
from kiosk.feeds.files.text_file import Encoding, encoding_of, lines_of, open_text

_SAMPLE_LINES: Final = 60
_SEPARATORS: Final = (";", "\t", "|", ",")
_SAID: Final = re.compile(r'^\ufeff?"?sep=(.)"?\s*$', re.IGNORECASE)
_QUOTED_LINES: Final = 400
"""A cell of more lines than this is a quotation mark that nobody closed."""


def csv_sheet(path: Path) -> Sheet:
    """The one sheet of a CSV file.

    Raises:
        UnreadableFile: It is no text, or breaks off.
    """
    encoding = encoding_of(path)
    sheet = Sheet(name=None, rows=iter(()))
    if encoding.strays:
        sheet.say(
            "encoding",
            f"{encoding.strays} letters are not UTF-8, unlike the rest; they were read as"
            " Windows-1252. Save the whole table as UTF-8",
        )
    sheet.rows = _rows(path, encoding, sheet)
    return sheet


def _rows(path: Path, encoding: Encoding, sheet: Sheet) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(MAX_CELL)
    with open_text(path, encoding) as file:
        lines = lines_of(file, path.name)
        sample = list(itertools.islice(lines, _SAMPLE_LINES))
        said = _SAID.match(sample[0]) if sample else None
        delimiter = said.group(1) if said else delimiter_of(sample)
        begun = 2 if said else 1
        whole = _closed(itertools.chain(sample[begun - 1 :], lines), delimiter, sheet)
        for number, line in enumerate(whole, start=begun):
            if number > MAX_ROWS:
                sheet.say("rows", f"more than {MAX_ROWS:,}: the others were not read")
                return
            cells = _cut(line, delimiter, number, sheet)
            row = tuple(cell.strip() for cell in cells[:MAX_COLUMNS])
            if any(row):
                yield number, row


def _cut(line: str, delimiter: str, number: int, sheet: Sheet) -> list[str]:
    """The cells of a row, which may stand on several lines."""
    bare = line.rstrip("\r\n")
    if '"' not in bare:
        return bare.split(delimiter)
    try:
        return next(csv.reader([bare], delimiter=delimiter), [])
    except csv.Error as error:
        sheet.refuse(f"row {number}", f"it is no row of a table ({error})")
        return []


def _closed(lines: Iterator[str], delimiter: str, sheet: Sheet) -> Iterator[str]:
    """Lines, those of one quoted cell together; a mark that is never closed is a letter like others.

    A line that is a whole row by itself cannot stand within a cell: there the mark was a slip, which
    would swallow every row until the next one.
    """
    held: list[str] = []
    width = 0
    waiting: list[str] = []
    while True:
        line = waiting.pop(0) if waiting else next(lines, None)
        if not held:
            if line is None:
                return
            if '"' not in line:
                width = max(width, line.count(delimiter))
            elif _ends_within(line, delimiter, within=False):
                held = [line]
                continue
            yield line
        elif line is None or _is_slip(held, line, delimiter, width):
            first, *rest = held
            sheet.say(
                "quotes", f"{first.strip()[:60]!r}: this quotation mark is not closed; left out"
            )
            yield first.replace('"', "")
            waiting = [*rest, *([] if line is None else [line]), *waiting]
            held = []
        else:
            held.append(line)
            if not _ends_within(line, delimiter, within=True):
                yield "".join(held)
                held = []


def _ends_within(line: str, delimiter: str, *, within: bool) -> bool:
    """Whether a line ends within a quoted cell; a mark opens one only where a cell begins."""
    at = 0
    while True:
        if within:
            at = line.find('"', at)
            if at < 0:
                return True
            at += 1
            if line[at : at + 1] == '"':
                at += 1  # Doubled: a letter of the cell.
            else:
                within = False
        elif at == 0 and line.startswith('"'):
            at, within = 1, True
        else:
            at = line.find(f'{delimiter}"', at)
            if at < 0:
                return False
            at, within = at + 2, True


def _is_slip(held: list[str], line: str, delimiter: str, width: int) -> bool:
    if len(held) > _QUOTED_LINES or sum(map(len, held)) > MAX_CELL:
        return True
    return width > 0 and '"' not in line and line.count(delimiter) == width


def delimiter_of(lines: list[str]) -> str:
    """The separator that cuts most of the first rows into the same number of cells, more than one."""
    filled = [line.rstrip("\r\n") for line in lines if line.strip()]

    def score(delimiter: str) -> tuple[int, int, int]:
        try:
            widths = [len(row) for row in csv.reader(filled, delimiter=delimiter)]
        except csv.Error:
            return (0, 0, 0)
        several = [width for width in widths if width > 1]
        # Title rows and footers are shorter than the rows of the table: the usual width counts.
        usual = max(set(several), key=lambda width: (several.count(width), width), default=0)
        # Sentences hold commas too: what cuts most is the separator.
        return (several.count(usual) * (usual - 1), max(widths[:1], default=0), usual)

    return max(_SEPARATORS, key=score)
