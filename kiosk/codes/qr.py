"""QR codes as the outline of their dark modules, to be drawn at any size.

The package ``qrcode`` says which modules are dark; the outline is drawn here, because its own SVG is
three times as large: docs/decisions/0004.
"""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

from qrcode.constants import ERROR_CORRECT_L, ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError
from qrcode.main import QRCode

from kiosk.caches import memoised

QUIET: Final = 4
"""Modules of white around the code; readers need them."""

LARGEST_VERSION: Final = 10
"""Of codes that old phones still read from glass: 57 modules on a side."""

MOST_BYTES: Final = 271
"""In a code of that version, of low error correction; of medium correction it holds 213."""

BETTER_BYTES: Final = 230
"""In a code of one version less: blurred at four pixels a module, two readers agree on it more often."""


@dataclass(frozen=True, slots=True)
class Qr:
    """A code.

    Attributes:
        size: Modules on a side, the quiet zone with them.
        path: The dark modules, as data of an SVG path whose unit is a module, to be stroked one wide.
        version: From 1 to ``LARGEST_VERSION``.
    """

    size: int
    path: str
    version: int


@memoised
def qr(text: str, mask: int | None = None) -> Qr:
    """The code of a text: of medium error correction, or of low where that is too large.

    Args:
        text: What is read from it.
        mask: Which of the eight patterns (0 to 7) evens out dark and light; None tries them all and
            takes the best, which takes eight times as long. Readers take any.

    Raises:
        ValueError: The text has more than ``MOST_BYTES`` bytes in UTF-8.
    """
    code, version = _code(text, mask)
    matrix = code.get_matrix()
    return Qr(len(matrix), "".join(_row(y, row) for y, row in enumerate(matrix)), version)


def modules(text: str) -> list[list[bool]]:
    """The code row by row, dark modules True, the quiet zone with them: for paper.

    Raises:
        ValueError: The text has more than ``MOST_BYTES`` bytes in UTF-8.
    """
    matrix: list[list[bool]] = _code(text, None)[0].get_matrix()
    return matrix


def _code(text: str, mask: int | None) -> tuple[QRCode, int]:
    data = text.encode()
    for level in (ERROR_CORRECT_M, ERROR_CORRECT_L):
        code = QRCode(error_correction=level, border=QUIET, mask_pattern=mask)
        code.add_data(data)
        try:
            version = code.best_fit()
        except (DataOverflowError, ValueError):
            continue  # Too long for any version at all.
        if version <= LARGEST_VERSION:
            return code, version
    message = f"{len(data)} bytes are more than the {MOST_BYTES} of the largest code"
    raise ValueError(message)


def _row(y: int, row: list[bool]) -> str:
    """A stroke one module thick for each run of dark modules; from one to the next it jumps."""
    drawn, x, end = [], 0, None
    for dark, run in groupby(row):
        length = len(list(run))
        if dark:
            drawn.append(f"M{x} {y}.5h{length}" if end is None else f"m{x - end} 0h{length}")
            end = x + length
        x += length
    return "".join(drawn)
