"""Sheets out of any file that a town hall has: CSV in any dialect and encoding, XLSX, JSON."""

import itertools
import json
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any, Final

from kiosk.directory.problem import Problem
from kiosk.feeds.files.csv_file import csv_sheet
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.json_file import ANY, read_records
from kiosk.feeds.files.json_text import BadRecord, RawRecord
from kiosk.feeds.files.limits import MAX_COLUMNS, MAX_ROWS
from kiosk.feeds.files.sheet import Row, Sheet
from kiosk.feeds.files.workbook import workbook_sheets
from kiosk.feeds.files.workbook_parts import number_text

_ENVELOPES: Final = (
    "d", "data", "results", "records", "rows", "items", "features", "value", "elements", "places", "lieux", "contents", "content",
)  # fmt: skip
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_SAMPLE: Final = 4_096
_KEYS_FROM: Final = 2_000
"""So many records of a list are looked at for their keys."""
_DEPTH: Final = 3
_OUTSIDE: Final = ("geometry", "lat", "lon", "center")
"""What stands beside the cells of a record, and tells where it lies."""


def read_sheets(path: Path) -> Iterator[Sheet]:
    """Every sheet of a workbook, every list of a JSON file, the one table of any other file.

    Each must be read before the next is asked for.

    Raises:
        UnreadableFile: It is no table; the message says what to do.
    """
    try:
        with path.open("rb") as file:
            sample = file.read(_SAMPLE)
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error
    bare = sample.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")
    if not bare:
        message = f"{path.name} is empty"
        raise UnreadableFile(message)
    if sample.startswith(_OLD_EXCEL):
        message = f"{path.name} is an old or a locked Excel file; save it as .xlsx without password"
        raise UnreadableFile(message)
    if sample.startswith(_ZIP):
        sheets = workbook_sheets(path)
    elif bare[:1] in {b"{", b"["}:
        sheets = _json_sheets(path)
    else:
        sheets = iter([csv_sheet(path)])
    for sheet in sheets:
        rows = sheet.rows
        try:
            yield sheet
        finally:
            if isinstance(rows, Generator):
                rows.close()  # Its file too, where nobody read to the end.


def _json_sheets(path: Path) -> Iterator[Sheet]:
    records = iter(read_records(path, _ENVELOPES))
    first = next(records, None)
    if isinstance(first, RawRecord) and first.number == 1 and not first.list_name and first.text.startswith("{"):  # fmt: skip
        # One object without a list that we know: perhaps its lists have names of their own.
        others = list(itertools.islice(read_records(path, ANY), 1))
        if others and isinstance(others[0], RawRecord) and others[0].list_name:
            records = iter(read_records(path, ANY))
            first = next(records, None)
    if first is None:
        message = f"{path.name} holds no rows"
        raise UnreadableFile(message)
    said: list[Problem] = []
    several = False
    for name, group in itertools.groupby(
        _only_records(itertools.chain([first], records), said), key=lambda one: one.list_name
    ):
        sheet = Sheet(
            name=name if several or name not in _ENVELOPES else None, rows=iter(()), has_keys=True
        )
        sheet.rows = _json_rows(group, sheet)
        yield sheet
        several = True
    last = Sheet(name=None, rows=iter(()))
    last.said += said
    yield last


def _only_records(
    readings: Iterator[RawRecord | Problem], said: list[Problem]
) -> Iterator[RawRecord]:
    for each in readings:
        if isinstance(each, Problem):
            said.append(each)
        else:
            yield each


def _json_rows(records: Iterator[RawRecord], sheet: Sheet) -> Iterator[tuple[int, Row]]:
    """The keys as the first row, then a row for each record."""
    objects = _objects(records, sheet)
    first = list(itertools.islice(objects, _KEYS_FROM))
    keys = tuple(dict.fromkeys(key for _, each in first for key in each))
    if len(keys) > MAX_COLUMNS:
        sheet.say("columns", f"{len(keys) - MAX_COLUMNS} of {len(keys)} keys were left out")
    headings = keys[:MAX_COLUMNS]
    known = set(keys)
    late: dict[str, str] = {}
    yield 0, headings
    for number, each in itertools.chain(first, objects):
        if number > MAX_ROWS:
            sheet.say("rows", f"more than {MAX_ROWS:,}: the others were not read")
            return
        if len(late) < MAX_COLUMNS and not each.keys() <= known:
            late |= {
                key: cell_text(each[key]) for key in each if key not in known and key not in late
            }
        yield number, tuple(cell_text(each.get(key)) for key in headings)
    for key, value in late.items():
        sheet.say(
            key,
            f"it comes after {_KEYS_FROM:,} records without it and was not read; {value[:60]!r}",
        )


def _objects(records: Iterator[RawRecord], sheet: Sheet) -> Iterator[tuple[int, dict[str, Any]]]:
    for record in records:
        try:
            value = record.value()
        except BadRecord as error:
            sheet.refuse(f"record {record.number}", str(error))
            continue
        yield record.number, _flat(value)


def _flat(value: dict[str, Any]) -> dict[str, Any]:
    """A record as one row: portals keep cells in "fields", maps in "properties" and "tags"."""
    for group in ("fields", "properties", "tags"):
        inner = value.get(group)
        if isinstance(inner, dict):
            outer: dict[str, Any] = {key: value[key] for key in _OUTSIDE if key in value}
            foreign = value.get("id")
            if "id" not in inner and "@id" not in inner and isinstance(foreign, (str, int)):
                kind = value.get("type") if group == "tags" else None
                outer["id"] = f"{kind}/{foreign}" if isinstance(kind, str) else foreign
            return _spread({**inner, **outer})
    return _spread(value)


def _spread(value: dict[str, Any], before: str = "", depth: int = _DEPTH) -> dict[str, Any]:
    """Objects within a record become cells of their own, except shapes on a map."""
    cells: dict[str, Any] = {}
    for key, inner in value.items():
        is_shape = isinstance(inner, dict) and ({"coordinates", "lat", "latitude"} & inner.keys())
        if isinstance(inner, dict) and not is_shape and depth:
            cells |= _spread(inner, f"{before}{key}.", depth - 1)
        else:
            cells[f"{before}{key}"] = inner
    return cells


def cell_text(value: object) -> str:
    """What stands in a cell, as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return number_text(value)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value).strip()
