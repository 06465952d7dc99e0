"""The code of a list: some letters and figures that *are* the places a visitor picked.

Nothing is stored. The numbers of the places are packed into one whole number, that number is written
with 31 signs which cannot be taken for each other, and a check sign at the end gives away any wrong one.
Lists of few places that lie near each other get the short codes: docs/decisions/0016.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import comb
from typing import Final

from kiosk.caches import read_once

MOST: Final = 20
"""Places on a list."""

SIGNS: Final = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
"""A prime number of them, so that one check sign finds every single wrong one and every swap."""

_TAKEN_FOR: Final = str.maketrans("OILSU", "0115V")
"""What people read or hear instead: none of these letters is a sign of its own."""

_FEWEST_DATA: Final = 3
_GROUP: Final = 4
_SPANS: Final = (204_800, 2**31)
"""Highest number of the first place: a national set, and any set."""

_REACHES: Final = (480, 8_192)
"""How far the last number may lie behind the first: places of one town, of one region. Or anywhere."""


class ListCodeError(ValueError):
    """A code that is of no list: a sign is wrong, missing or too many."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Lists of ``count`` numbers, the first at most ``span``, all within ``reach`` of it."""

    count: int
    span: int
    reach: int

    @property
    def size(self) -> int:
        """How many such lists there are."""
        return self.span * comb(self.reach - 1, self.count - 1)

    def fits(self, numbers: tuple[int, ...]) -> bool:
        """Whether these numbers, in order, are such a list."""
        near = numbers[-1] - numbers[0] < self.reach
        return len(numbers) == self.count and numbers[0] <= self.span and near


def list_code(numbers: Iterable[int]) -> str:
    """The code of a list, such as ``"B7K-2QD"``; the order of ``numbers`` does not count.

    Args:
        numbers: From 1 to ``MOST`` of them, each from 1 to 2**31: the places' numbers in lists.

    Raises:
        ValueError: There are none, too many, or one is out of range.
    """
    ordered = tuple(sorted(set(numbers)))
    if not 1 <= len(ordered) <= MOST or ordered[0] < 1 or ordered[-1] > _SPANS[-1]:
        message = f"a list holds 1 to {MOST} numbers from 1 to {_SPANS[-1]}"
        raise ValueError(message)
    rank, shape = next((i, each) for i, each in enumerate(_shapes()) if each.fits(ordered))
    value = _offsets()[rank] + _rank_in(shape, ordered)
    return _grouped(_written(value))


def numbers_of(code: str) -> tuple[int, ...]:
    """The numbers of a code, the smallest first. Case, spaces and hyphens do not count.

    Raises:
        ListCodeError: It is the code of no list.
    """
    signs = _signs_of(code)
    if len(signs) <= _FEWEST_DATA or _check(signs):
        raise ListCodeError(code)
    value = 0
    for sign in signs[:-1]:
        value = value * len(SIGNS) + SIGNS.index(sign)
    rank = bisect_right(_offsets(), value) - 1
    if rank >= len(_shapes()):
        raise ListCodeError(code)
    numbers = _list_in(_shapes()[rank], value - _offsets()[rank])
    if numbers[-1] > _SPANS[-1] or list_code(numbers) != _grouped(signs):
        raise ListCodeError(code)
    return numbers


def _signs_of(code: str) -> str:
    """The signs of a code as it was typed; figures of any script are read."""
    plain = "".join(
        str(unicodedata.digit(each)) if unicodedata.digit(each, None) is not None else each
        for each in unicodedata.normalize("NFKC", code)
    )
    signs = re.sub(r"[\s\-–—.·_]+", "", plain).upper().translate(_TAKEN_FOR)
    if not signs or any(each not in SIGNS for each in signs) or len(signs) > _longest():
        raise ListCodeError(code)
    return signs


def _written(value: int) -> str:
    data = ""
    while value or len(data) < _FEWEST_DATA:
        value, rest = divmod(value, len(SIGNS))
        data = SIGNS[rest] + data
    last = next(each for each in SIGNS if not _check(data + each))
    return data + last


def _check(signs: str) -> int:
    """Zero for a right code. Each sign is weighted by its place, so that swapped signs are found too."""
    weighted = (SIGNS.index(each) * _weight(place) for place, each in enumerate(reversed(signs)))
    return sum(weighted) % len(SIGNS)


def _weight(place: int) -> int:
    return place % (len(SIGNS) - 1) + 1


def _grouped(signs: str) -> str:
    """In groups of three or four, as one reads a telephone number aloud."""
    groups = -(-len(signs) // _GROUP)
    short, longer = divmod(len(signs), groups)
    ends = list(accumulate(short + (rank < longer) for rank in range(groups)))
    return "-".join(signs[start:end] for start, end in zip([0, *ends[:-1]], ends, strict=True))


def _rank_in(shape: _Shape, numbers: tuple[int, ...]) -> int:
    """Which of the lists of a shape this is: combinations are counted as in a telephone book."""
    first = numbers[0]
    rest = (number - first - 1 for number in numbers[1:])
    rank = sum(comb(each, place) for place, each in enumerate(rest, start=1))
    return (first - 1) * comb(shape.reach - 1, shape.count - 1) + rank


def _list_in(shape: _Shape, rank: int) -> tuple[int, ...]:
    first, rank = divmod(rank, comb(shape.reach - 1, shape.count - 1))
    numbers, below = [], shape.reach - 1
    for place in range(shape.count - 1, 0, -1):
        low, high = place - 1, below
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if comb(middle, place) <= rank else (low, middle)
        rank -= comb(low, place)
        below = low
        numbers.append(first + 2 + low)
    return (first + 1, *reversed(numbers))


@read_once
def _shapes() -> tuple[_Shape, ...]:
    """All of them, those with the fewest lists first: they get the shortest codes."""
    shapes = {
        _Shape(count, span, reach if count > 1 else 1)
        for count in range(1, MOST + 1)
        for span in _SPANS
        for reach in (*_REACHES, span)
    }
    return tuple(sorted(shapes, key=lambda each: (each.size, each.count, each.reach)))


@read_once
def _offsets() -> tuple[int, ...]:
    """Where the lists of each shape begin, and, last, how many lists there are in all."""
    return (0, *accumulate(each.size for each in _shapes()))


@read_once
def _longest() -> int:
    return len(_written(_offsets()[-1]))
