"""Forms that nobody changed stand in thousands of records: what they mean is remembered by how they are written."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from kiosk.feeds.problem_list import ProblemList

T = TypeVar("T")
Reader = Callable[[object, str, ProblemList], T]
Remembered = Callable[[bytes], tuple[T, tuple[tuple[str, str], ...]]]


def read_document(document: bytes, read: Reader[T]) -> tuple[T, tuple[tuple[str, str], ...]]:
    """What ``read`` makes of a part of a record, and what it says of it; the fields are those behind the part's own."""
    report = ProblemList("")
    value = read(msgspec.json.decode(document), "", report)
    return value, tuple((each.field, each.message) for each in report.problems)


def recalled(
    raw: object, field: str, report: ProblemList, remembered: Remembered[T], read: Reader[T]
) -> T:
    """What ``read`` makes of ``raw``, once for all records in which it stands."""
    try:
        document = msgspec.json.encode(raw)
    except (UnicodeEncodeError, OverflowError, RecursionError):
        return read(raw, field, report)
    value, said = remembered(document)
    for behind, message in said:
        report(f"{field}{behind}", message)
    return value
