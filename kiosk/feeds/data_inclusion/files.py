"""The files that data·inclusion publishes and receives: JSON, JSON lines, CSV, workbooks, folders."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kiosk.directory.problem import Problem
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.json_file import read_records
from kiosk.feeds.files.json_text import BadRecord, decoded
from kiosk.feeds.files.sheet import IGNORE, Row, Sheet, is_kept
from kiosk.feeds.files.table_file import read_sheets

Raw = Mapping[str, Any]
ENVELOPES: Final = ("items", "structures", "services", "data", "results", "features")
_JSON: Final = frozenset({".json", ".jsonl", ".ndjson", ".geojson"})
_LOOKED_AT: Final = 2_000
_NAME: Final = "nom"
_TITLES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class RawRow:
    """A row as it was read.

    Attributes:
        position: Where it stands.
        text: All of it, as JSON: what is kept of it until it is wanted.
        raw: The same, read; None where it cannot be.
        problem: Why it cannot.
    """

    position: str
    text: str
    raw: Raw | None
    problem: str | None = None


def files_in(path: Path) -> list[Path]:
    """The file, or those of a folder.

    Raises:
        UnreadableFile: There is none.
    """
    try:
        found = [each for each in path.iterdir() if each.is_file()] if path.is_dir() else [path]
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error
    if not found:
        message = f"{path} is an empty folder; put the files of structures and services into it"
        raise UnreadableFile(message)
    return sorted(found)


def is_service(raw: Raw) -> bool:
    """Whether a row is a service: only services point at a structure."""
    return bool(raw.get("structure_id"))


def holds_services(file: Path) -> bool:
    """Whether services stand in a file, so that it must be read twice."""
    rows = (each for each in rows_of(file) if isinstance(each, RawRow))
    return any(each.raw and is_service(each.raw) for each in itertools.islice(rows, _LOOKED_AT))


def rows_of(file: Path) -> Iterator[RawRow | Problem]:
    """The rows of a file, and what is to be said of its sheets and lists."""
    if file.suffix.lower() in _JSON:
        yield from _of_json(file)
    else:
        yield from _of_sheets(file)


def _of_json(file: Path) -> Iterator[RawRow | Problem]:
    for each in read_records(file, ENVELOPES):
        if isinstance(each, Problem):
            yield each
            continue
        position = f"record {each.number}"
        try:
            value = each.value()
        except BadRecord as error:
            yield RawRow(position=position, text=each.text, raw=None, problem=str(error))
            continue
        yield RawRow(position=position, text=each.text, raw=unwrapped(value))


def unwrapped(value: dict[str, Any]) -> Raw:
    """The properties of a point on a map, with where it lies."""
    inner = value.get("properties")
    if not isinstance(inner, dict) or "geometry" not in value:
        return value
    shape = value["geometry"] if isinstance(value["geometry"], dict) else {}
    pair = shape.get("coordinates")
    if isinstance(pair, list) and len(pair) == 2 and inner.get("latitude") is None:
        return {**inner, "longitude": pair[0], "latitude": pair[1]}
    return inner


def raw_of(text: str) -> Raw:
    """A row that was kept as its text."""
    value = decoded(text)
    return unwrapped(value) if isinstance(value, dict) else {}


def _of_sheets(file: Path) -> Iterator[RawRow | Problem]:
    found = False
    unread: list[Problem] = []
    for sheet in read_sheets(file):
        headings = _headings(sheet)
        if _NAME in headings:
            found = True
            yield from _of_sheet(sheet, headings)
        elif headings:
            message = "it was not read: it has no column 'nom'"
            unread.append(Problem(row=sheet.title, field="sheet", message=message))
        yield from sheet.said
        yield from sheet.bad
    yield from unread
    if not found:
        message = (
            f"{file.name} has no column 'nom'; is it a file of data·inclusion? See docs/data.md"
        )
        raise UnreadableFile(message)


def _headings(sheet: Sheet) -> Row:
    """The first of the upper rows that has a column "nom"; else the first of all."""
    first: Row = ()
    for _, row in itertools.islice(sheet.rows, _TITLES):
        first = first or row
        if _NAME in row:
            return row
    return first


def _of_sheet(sheet: Sheet, headings: Row) -> Iterator[RawRow]:
    ignored = headings.index(IGNORE) if IGNORE in headings else None
    for number, cells in sheet.rows:
        if ignored is not None and not is_kept(cells, ignored):
            continue  # The official workbook marks its rows of explanation and examples.
        raw = dict(zip(headings, cells, strict=False))
        text = json.dumps(raw, ensure_ascii=False)
        yield RawRow(position=f"row {number}", text=text, raw=raw)
