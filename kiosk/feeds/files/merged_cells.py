"""Merged cells of a sheet: what stands in the first of them holds for all."""

import re
import zipfile
from dataclasses import dataclass, field
from typing import Final

from kiosk.feeds.files.limits import MAX_COLUMNS
from kiosk.feeds.files.workbook_xml import UNPACKING, Unpacked, broken

_CHUNK: Final = 1024 * 1024
_OVERLAP: Final = 200
_MERGED: Final = re.compile(
    rb'mergeCell[^<>]{0,80}?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_MOST: Final = 50_000
_TALLEST: Final = 5_000


@dataclass(slots=True)
class _Area:
    left: int
    top: int
    right: int
    bottom: int
    text: str = ""


@dataclass(slots=True)
class Merges:
    """The merged areas of one sheet, met from top to bottom."""

    _coming: list[_Area] = field(default_factory=list)
    _open: list[_Area] = field(default_factory=list)

    def filled(self, number: int, cells: dict[int, str]) -> dict[int, str]:
        """The cells of row ``number``, those that are merged with a filled one filled too."""
        while self._coming and self._coming[-1].top <= number:
            area = self._coming.pop()
            # A row that is not there has nothing to give to those below it.
            area.text = cells.get(area.left, "") if area.top == number else ""
            self._open.append(area)
        if not self._open:
            return cells
        self._open = [area for area in self._open if area.bottom >= number]
        more = {
            at: area.text
            for area in self._open
            if area.text
            for at in range(area.left, area.right + 1)
            if at not in cells
        }
        return {**more, **cells}


def merges_of(book: zipfile.ZipFile, part: str, unpacked: Unpacked) -> Merges:
    """The merged areas; they stand behind the rows, so the part is looked through first.

    Raises:
        UnreadableFile: The part cannot be unpacked.
    """
    areas: list[_Area] = []
    try:
        with book.open(part) as file:
            tail = b""
            while chunk := file.read(_CHUNK):
                unpacked.add(len(chunk) // 4)  # Looking costs less than reading.
                text = tail + chunk
                if b"mergeCell" in text:
                    found = list(_MERGED.finditer(text))
                    areas += [_area(*match.groups()) for match in found]
                    text = text[found[-1].end() :] if found else text
                if len(areas) > _MOST:
                    break
                tail = text[-_OVERLAP:]
    except UNPACKING as error:
        raise broken(unpacked.name, error) from error
    areas = [area for area in areas if area.bottom - area.top <= _TALLEST]
    return Merges(sorted(areas[:_MOST], key=lambda area: -area.top))


def _area(left: bytes, top: bytes, right: bytes, bottom: bytes) -> _Area:
    first, last = _number(left), min(_number(right), MAX_COLUMNS)
    return _Area(first, int(top), max(first, last), int(bottom))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
