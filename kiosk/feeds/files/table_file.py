"""A table out of any file that a town hall has: CSV in any dialect and encoding, XLSX, flat JSON."""

import csv
import io
import itertools
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final, TextIO

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.json_file import read_objects

_SAMPLE_BYTES: Final = 256 * 1024
_MAX_CELL: Final = 1_000_000
_ENVELOPES: Final = ("d", "data", "results", "records", "rows", "items", "features", "value")
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_IGNORE: Final = "__ignore__"

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        headings: Its first row, as it stands.
        rows: The others, each with its number as a spreadsheet program counts.
    """

    headings: Row
    rows: Iterator[tuple[int, Row]]


def read_table(path: Path) -> Table:
    """Read the headings of ``path``; its rows are read as they are asked for.

    Raises:
        UnreadableFile: It is no table; the message says what to do.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE_BYTES)
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error
    if not sample.strip():
        message = f"{path.name} is empty"
        raise UnreadableFile(message)
    if sample.startswith(_OLD_EXCEL):
        message = f"{path.name} is an old or a locked Excel file; save it as .xlsx without password"
        raise UnreadableFile(message)
    if sample.startswith(_ZIP):
        return _numbered(_workbook_rows(path))
    if sample.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        return _json_table(path)
    return _numbered(_csv_rows(path, sample))


def read_sheets(path: Path) -> Iterator[Table]:
    """Every sheet of a workbook that holds a table; the one table of any other file.

    Raises:
        UnreadableFile: See :func:`read_table`.
    """
    if path.suffix.lower() != ".xlsx":
        yield read_table(path)
        return
    for name in _sheet_names(path):
        table = _numbered(_workbook_rows(path, name))
        if len(table.headings) > 1:
            yield table


def _numbered(rows: Iterator[Row]) -> Table:
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(row))
    _, headings = next(numbered, (0, ()))
    ignored = headings.index(_IGNORE) if _IGNORE in headings else None
    if ignored is None:
        return Table(headings=headings, rows=numbered)
    # The official workbook marks its rows of explanation and examples.
    kept = (
        (number, row)
        for number, row in numbered
        if len(row) <= ignored or row[ignored].lower() in {"", "0", "false", "none"}
    )
    return Table(headings=headings, rows=kept)


def _csv_rows(path: Path, sample: bytes) -> Iterator[Row]:
    encoding = _encoding(sample, path)
    csv.field_size_limit(_MAX_CELL)
    delimiter = _delimiter(sample.decode(encoding, "replace"))
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            for row in csv.reader(_lines(file), delimiter=delimiter):
                yield tuple(cell.strip() for cell in row)
        except csv.Error as error:
            message = f"{path.name} breaks off as a table ({error}); export it again as CSV"
            raise UnreadableFile(message) from error


def _lines(file: TextIO) -> Iterator[str]:
    """Lines ended by LF or CRLF; a file of an old Mac ends them by CR alone."""
    for line in file:
        bare = line.rstrip("\r\n")
        if "\r" in bare and not line.endswith("\r\n"):
            yield from (part + "\n" for part in line.rstrip("\n").split("\r") if part)
        else:
            yield line


def _encoding(sample: bytes, path: Path) -> str:
    """The encoding: by its mark, else UTF-8 if it is, else by the letters that French would give."""
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if sample.startswith(mark):
            return name
    if sample.count(b"\x00") > 0:
        message = f"{path.name} is not a text table; save it as CSV (UTF-8) or XLSX"
        raise UnreadableFile(message)
    try:
        io.TextIOWrapper(io.BytesIO(sample[:-3]), "utf-8").read()
    except UnicodeDecodeError:
        return max(("cp1252", "mac-roman"), key=lambda name: _frenchness(sample, name))
    return "utf-8"


def _frenchness(sample: bytes, encoding: str) -> int:
    text = sample.decode(encoding, "replace")
    usual = sum(text.count(letter) for letter in "éèêàçùôîâûœÉÈÀ’°")
    odd = sum(text.count(letter) for letter in "ŽŠ‰ˆ¶∂∫√�ŸƒžÓÔ¿")
    return usual - odd


def _delimiter(text: str) -> str:
    """The separator that cuts the first rows into the same number of cells, more than one."""
    lines = [line for line in text.replace("\r", "\n").split("\n") if line.strip()][:40]
    if not lines:
        return ","

    def score(delimiter: str) -> tuple[int, int]:
        rows = list(itertools.islice(csv.reader(lines, delimiter=delimiter), 30))
        widths = [len(row) for row in rows]
        first = widths[0] if widths else 0
        return (sum(width == first for width in widths) if first > 1 else 0, first)

    return max((";", "\t", "|", ","), key=score)


def _open_workbook(path: Path) -> Any:
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        message = (
            f"{path.name} is not a workbook that can be read ({error}); save it as .xlsx again"
        )
        raise UnreadableFile(message) from error


def _sheet_names(path: Path) -> list[str]:
    book = _open_workbook(path)
    try:
        return [sheet.title for sheet in book.worksheets]
    finally:
        book.close()


def _workbook_rows(path: Path, name: str | None = None) -> Iterator[Row]:
    """The rows of one sheet: the one called ``name``, else the one that holds most."""
    book = _open_workbook(path)
    try:
        sheet = book[name] if name else max(book.worksheets, key=_filled)
        for row in sheet.iter_rows(values_only=True):
            yield tuple(_cell(value) for value in row)
    finally:
        book.close()


def _filled(sheet: Any) -> int:
    """How much a sheet holds: rows of explanation have one cell, rows of data several."""
    rows = itertools.islice(sheet.iter_rows(values_only=True), 200)
    return sum(max(0, sum(cell is not None for cell in row) - 1) for row in rows)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat()
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).strip()


def _json_table(path: Path) -> Table:
    objects = (_flat(each) for each in read_objects(path, _ENVELOPES))
    first = list(itertools.islice(objects, 50))
    if not first:
        message = f"{path.name} holds no rows"
        raise UnreadableFile(message)
    headings = tuple(dict.fromkeys(key for each in first for key in each))
    rows = (
        (number, tuple(_json_cell(each.get(key)) for key in headings))
        for number, each in enumerate(itertools.chain(first, objects), start=1)
    )
    return Table(headings=headings, rows=rows)


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """A row of an open-data portal keeps its cells in "fields" or "properties"."""
    for key in ("fields", "properties"):
        inner = value.get(key)
        if isinstance(inner, dict):
            return {**inner, **({"geometry": value["geometry"]} if "geometry" in value else {})}
    return value


def _json_cell(value: object) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return _cell(value)
