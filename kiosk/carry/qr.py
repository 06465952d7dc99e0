"""QR codes as the outline of their dark modules, to be drawn at any size."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

QUIET: Final = 4
"""Modules of white around the code; readers need them."""

_KEPT: Final = 256


@dataclass(frozen=True, slots=True)
class Qr:
    """A code.

    Attributes:
        size: Modules on a side, the quiet zone with them.
        path: The dark modules, as data of an SVG path whose unit is a module.
    """

    size: int
    path: str


@lru_cache(maxsize=_KEPT)
def qr(text: str) -> Qr:
    """The code of a text, of medium error correction, as small as it goes.

    Raises:
        ValueError: The text is too long for any code.
    """
    matrix = modules(text)
    return Qr(len(matrix), "".join(_row(y, row) for y, row in enumerate(matrix)))


def modules(text: str) -> list[list[bool]]:
    """The code row by row, dark modules True, the quiet zone with them: for paper.

    Raises:
        ValueError: The text is too long for any code.
    """
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


def _row(y: int, row: list[bool]) -> str:
    """One stroke for each run of dark modules: half the bytes of a square for each."""
    drawn, x = [], 0
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            drawn.append(f"M{x} {y}h{length}v1h-{length}z")
        x += length
    return "".join(drawn)
