"""Records out of a JSON file of any of the shapes in which directories travel, one at a time."""

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kiosk.directory.problem import Problem
from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.json_text import JsonText, RawRecord
from kiosk.feeds.files.limits import MAX_LINE
from kiosk.feeds.files.text_file import Encoding, encoding_of, lines_of, open_text

ANY: Final = ("*",)
"""Whatever key an envelope holds its lists under."""

_AROUND: Final = frozenset(
    {"d", "data", "result", "results", "response", "body", "payload", "content"}
)
"""Keys of envelopes within envelopes: portals put their lists there."""
_DEPTH: Final = 4


def read_records(path: Path, envelopes: tuple[str, ...]) -> Iterator[RawRecord | Problem]:
    """Yield the records of lists, of envelopes, of JSON lines, or the one record there is.

    The file is streamed: memory does not grow with it. Lists that are not read are said.

    Args:
        path: The file.
        envelopes: Keys under which an enveloping object may hold lists; :data:`ANY`: all that hold records.

    Raises:
        UnreadableFile: It is not JSON, or breaks off.
    """
    encoding = encoding_of(path)
    with open_text(path, encoding) as file:
        text = JsonText(file, path.name)
        begins = text.next_sign()
        if begins == "[":
            for number, each in enumerate(text.elements(), start=1):
                yield RawRecord(number=number, list_name="", text=each)
            return
    if begins == "{" and _is_lines(path, encoding):
        yield from _lines(path, encoding)
    else:
        yield from _of_object(path, encoding, envelopes)


def _is_lines(path: Path, encoding: Encoding) -> bool:
    """Whether the first two lines are a record each."""
    with open_text(path, encoding) as file:
        filled = (line.strip("\ufeff \t\r\n") for line in iter(lambda: file.readline(MAX_LINE), ""))
        lines = list(itertools.islice(filter(None, filled), 2))
    return len(lines) == 2 and lines[1].startswith("{") and lines[0].endswith("}")


def _lines(path: Path, encoding: Encoding) -> Iterator[RawRecord]:
    with open_text(path, encoding) as file:
        for number, line in enumerate(lines_of(file, path.name), start=1):
            if bare := line.strip("\ufeff \t\r\n"):
                yield RawRecord(number=number, list_name="", text=bare)


def _of_object(
    path: Path, encoding: Encoding, envelopes: tuple[str, ...]
) -> Iterator[RawRecord | Problem]:
    left: Counter[str] = Counter()
    found = False
    with open_text(path, encoding) as file:
        for each in _members(JsonText(file, path.name), envelopes, left):
            found = True
            yield each
    if found:
        yield from (
            Problem(
                row=f"list {key!r}",
                field=key,
                message=f"its {count} records were not read: this feed has no such list",
            )
            for key, count in left.items()
            if count
        )
    elif not left or not _is_envelope(left, envelopes):
        yield RawRecord(number=1, list_name="", text=_whole(path, encoding))


def _is_envelope(left: Counter[str], envelopes: tuple[str, ...]) -> bool:
    """Whether an empty list stood where the records should."""
    return any(key in envelopes for key in left)


def _members(
    text: JsonText, envelopes: tuple[str, ...], left: Counter[str], depth: int = _DEPTH
) -> Iterator[RawRecord]:
    """The records of the lists of an object; what other lists hold is counted."""
    text.take("{")
    while text.next_sign() != "}":
        key = text.value_text().strip('"')
        text.take(":")
        begins = text.next_sign()
        wanted = key in envelopes or envelopes == ANY
        if begins == "[":
            for number, each in enumerate(text.elements(), start=1):
                if wanted and (each.startswith("{") or envelopes != ANY):
                    yield RawRecord(number=number, list_name=key, text=each)
                else:
                    left[key] += each.startswith("{")
            if wanted:
                left.setdefault(key, 0)
        elif begins == "{" and depth and (key in _AROUND or key in envelopes):
            yield from _members(text, envelopes, left, depth - 1)
        else:
            text.value_text()
        if text.next_sign() == ",":
            text.take(",")
    text.take("}")


def _whole(path: Path, encoding: Encoding) -> str:
    with open_text(path, encoding) as file:
        whole = file.read(MAX_LINE + 1)
    if len(whole) > MAX_LINE:
        message = f"{path.name} holds one record only, of more than {MAX_LINE:,} letters"
        raise UnreadableFile(message)
    return whole.strip("\ufeff \t\r\n")
