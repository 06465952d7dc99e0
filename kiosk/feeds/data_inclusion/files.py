"""The files that data·inclusion publishes and receives: JSON, JSON lines, CSV, workbooks, folders."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.json_file import read_objects
from kiosk.feeds.files.table_file import read_sheets

Raw = Mapping[str, Any]
_ENVELOPES: Final = ("items", "structures", "services", "data", "results")
_JSON: Final = frozenset({".json", ".jsonl", ".ndjson", ".geojson"})


def read_raw(path: Path) -> tuple[list[Raw], Iterator[tuple[str, Raw]]]:
    """The services, and the structures with where each stands.

    Services are held in memory, to be joined to their structures; structures are streamed.
    """
    files = sorted(each for each in path.iterdir() if each.is_file()) if path.is_dir() else [path]
    if not files:
        message = f"{path} is an empty folder; put the files of structures and services into it"
        raise UnreadableFile(message)
    services: list[Raw] = []
    structure_files: list[Path] = []
    for file in files:
        if _holds_services(file):
            services.extend(raw for _, raw in _rows(file) if is_service(raw))
        structure_files.append(file)
    return services, _structures(structure_files)


def is_service(raw: Raw) -> bool:
    """Whether a row is a service: only services point at a structure."""
    return bool(raw.get("structure_id"))


def _holds_services(file: Path) -> bool:
    return any(is_service(raw) for _, raw in _first(_rows(file), 2_000))


def _first(rows: Iterable[tuple[str, Raw]], count: int) -> Iterator[tuple[str, Raw]]:
    for at, row in enumerate(rows):
        if at >= count:
            return
        yield row


def _structures(files: list[Path]) -> Iterator[tuple[str, Raw]]:
    for file in files:
        for position, raw in _rows(file):
            if not is_service(raw):
                yield position, raw


def _rows(file: Path) -> Iterator[tuple[str, Raw]]:
    if file.suffix.lower() in _JSON:
        for at, raw in enumerate(read_objects(file, _ENVELOPES), start=1):
            yield f"record {at}", raw
        return
    for table in read_sheets(file):
        if "nom" not in table.headings:
            continue  # A sheet of explanations or lists.
        for number, cells in table.rows:
            yield f"row {number}", dict(zip(table.headings, cells, strict=False))
