"""The XML parts of a workbook, read in pieces: bounded, and without entities."""

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from kiosk.feeds.files.file_error import UnreadableFile
from kiosk.feeds.files.limits import MAX_CELL, MAX_UNPACKED

_CHUNK: Final = 64 * 1024

UNPACKING: Final = (
    expat.ExpatError, zlib.error, zipfile.BadZipFile, EOFError, OSError, KeyError, ValueError,
    NotImplementedError, RuntimeError,
)  # fmt: skip
"""What is raised for parts that are cut, locked, no XML, or packed in ways that nobody knows."""

Attributes = dict[str, str]


@dataclass(slots=True)
class Unpacked:
    """How much was unpacked of one workbook so far."""

    name: str
    bytes: int = 0

    def add(self, count: int) -> None:
        """Count ``count`` bytes more.

        Raises:
            UnreadableFile: It is too much for a table of places.
        """
        self.bytes += count
        if self.bytes > MAX_UNPACKED:
            message = (
                f"{self.name} is larger than {MAX_UNPACKED // 1024**2} MB when unpacked; no table of"
                " places is: copy the rows into a new workbook, or save them as CSV"
            )
            raise UnreadableFile(message)


def read_part(
    book: zipfile.ZipFile,
    name: str,
    unpacked: Unpacked,
    *,
    begin: Callable[[str, Attributes], None],
    end: Callable[[str, str], None],
) -> Iterator[None]:
    """Read the part called ``name``, handing its elements over; stops for a moment after each piece.

    Args:
        book: The workbook.
        name: The part.
        unpacked: Counts what is read.
        begin: Takes an element's name, without its namespace, and its attributes.
        end: Takes its name, and the text that stood in it, cut where no cell is so long.

    Raises:
        UnreadableFile: It is no XML, is too large, or defines entities.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    text = _Text()

    def on_begin(tag: str, attributes: Attributes) -> None:
        text.clear()
        begin(tag.rpartition(":")[2], attributes)

    def on_end(tag: str) -> None:
        end(tag.rpartition(":")[2], text.clear())

    def refuse(*_: object) -> None:
        message = (
            f"{unpacked.name} defines entities, as no spreadsheet program does; it was not read"
        )
        raise UnreadableFile(message)

    parser.StartElementHandler = on_begin
    parser.EndElementHandler = on_end
    parser.CharacterDataHandler = text.add
    parser.StartDoctypeDeclHandler = refuse
    try:
        with book.open(name) as part:
            while chunk := part.read(_CHUNK):
                unpacked.add(len(chunk))
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
            yield
    except UNPACKING as error:
        raise broken(unpacked.name, error) from error


def broken(name: str, error: Exception) -> UnreadableFile:
    """What is said of a workbook that cannot be read."""
    return UnreadableFile(
        f"{name} is not a workbook that can be read ({error}); save it as .xlsx again, without password"
    )


@dataclass(slots=True)
class _Text:
    """The text of an element, as far as a cell may be long."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, piece: str) -> None:
        if self.length < MAX_CELL:
            self.parts.append(piece[: MAX_CELL - self.length])
            self.length += len(piece)

    def clear(self) -> str:
        found = "".join(self.parts)
        self.parts.clear()
        self.length = 0
        return found
