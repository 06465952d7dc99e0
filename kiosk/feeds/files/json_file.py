"""Objects out of a JSON file of any of the shapes in which directories travel, one at a time."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import ijson

from kiosk.feeds.files.file_error import UnreadableFile

_BOM = b"\xef\xbb\xbf"


def read_objects(path: Path, envelopes: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list, of an envelope, of JSON lines, or the one object there is.

    MongoDB extended JSON is resolved. The file is streamed: memory does not grow with it.

    Args:
        path: The file.
        envelopes: Keys under which an enveloping object may hold its list.

    Raises:
        UnreadableFile: It is not JSON, breaks off, or holds no objects.
    """
    try:
        with path.open("rb") as file:
            for value in _values(file, envelopes):
                if not isinstance(value, dict):
                    message = f"{path.name}: a list of objects was expected, found {value!r:.60}"
                    raise UnreadableFile(message)
                yield _plain(value)
    except (ijson.JSONError, json.JSONDecodeError, UnicodeDecodeError) as error:
        message = f"{path.name} is not valid JSON ({error}); export it again, as UTF-8"
        raise UnreadableFile(message) from error
    except OSError as error:
        message = f"{path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error


def _values(file: BinaryIO, envelopes: tuple[str, ...]) -> Iterator[Any]:
    start = _start(file)
    if file.read(1) == b"[":
        file.seek(start)
        yield from ijson.items(file, "item", use_float=True)
        return
    file.seek(start)
    if _is_lines(file, start):
        yield from (json.loads(line) for line in file if line.strip())
        return
    key = _envelope(file, start, envelopes)
    file.seek(start)
    if key is None:
        yield json.load(file)
    else:
        yield from ijson.items(file, f"{key}.item", use_float=True)


def _start(file: BinaryIO) -> int:
    """Where the JSON begins, behind a byte-order mark and blanks; the file stands there."""
    start = len(_BOM) if file.read(3) == _BOM else 0
    file.seek(start)
    while file.read(1).isspace():
        start += 1
    file.seek(start)
    return start


def _is_lines(file: BinaryIO, start: int) -> bool:
    first, more = file.readline(), file.readline().strip()
    file.seek(start)
    if not more.startswith(b"{"):
        return False
    try:
        json.loads(first)
    except json.JSONDecodeError:
        return False
    return True


def _envelope(file: BinaryIO, start: int, envelopes: tuple[str, ...]) -> str | None:
    """The key of the list, when the object is an envelope."""
    file.seek(start)
    for prefix, event, _ in ijson.parse(file, use_float=True):
        if event == "start_array" and prefix in envelopes:
            return str(prefix)
    return None


def _plain(value: Any) -> Any:
    """Resolve MongoDB extended JSON: ``{"$oid": x}``, ``{"$date": x}``, ``{"$numberInt": "1"}``."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        key, inner = next(iter(value.items()))
        if key in {"$oid", "$date", "$numberDecimal"}:
            return _plain(inner)
        if key in {"$numberInt", "$numberLong"}:
            return int(inner)
        if key == "$numberDouble":
            return float(inner)
    return {key: _plain(each) for key, each in value.items()}
