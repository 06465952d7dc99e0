"""A value as a document, and back. ``None`` is left out: every field that may be None defaults to it."""

import hashlib

import msgspec

from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.place import Place
from kiosk.directory.problem import Problem

_NULL = b":null"
_BEHIND_SLUG = b'"visibility":'
_places = msgspec.json.Decoder(Place)
_schedules = msgspec.json.Decoder(Schedule)
_problems = msgspec.json.Decoder(tuple[Problem, ...])


def document_of(value: Place | Schedule) -> bytes:
    """``value`` as JSON, keys in the order of its fields."""
    return _without_none(msgspec.json.encode(value))


def numbered(document: bytes, number: int, slug: str) -> bytes:
    """The document of a place as it is when the place has this number and slug: most are public as they are."""
    given = b'"number":%d,"slug":%b,' % (number, msgspec.json.encode(slug))
    # Within a text its quotation marks would be escaped: the first one is the field.
    head, field, tail = document.partition(_BEHIND_SLUG)
    return head + given + field + tail


def place_in(document: bytes) -> Place:
    """The place of a document.

    Raises:
        msgspec.ValidationError: The document was written by another version.
    """
    return _places.decode(document)


def schedule_in(document: bytes) -> Schedule:
    """The schedule of a document.

    Raises:
        msgspec.ValidationError: The document was written by another version.
    """
    return _schedules.decode(document)


def document_of_problems(problems: tuple[Problem, ...]) -> bytes | None:
    """What was said of a record; None where nothing was."""
    return msgspec.json.encode(problems) if problems else None


def problems_in(document: bytes) -> tuple[Problem, ...]:
    """The problems of a document."""
    return _problems.decode(document)


def digest_of(document: bytes) -> bytes:
    """What tells whether a place changed between two imports."""
    return hashlib.sha256(document).digest()


def _without_none(document: bytes) -> bytes:
    """``document`` without the fields that are null; half of a place's are, and each is cut out by its end."""
    head, *parts = document.split(_NULL)
    kept: list[bytes] = []
    for part in parts:
        if head[-1:] != b'"' or head[-2:-1] == b"\\":
            head += _NULL + part  # Within a text, where a quotation mark is escaped.
            continue
        head = head[: head.rfind(b'"', 0, -1)]
        if part[:1] == b",":
            if head:
                kept.append(head)
            head = part[1:]
            continue
        while not head:
            head = kept.pop()
        kept.append(head.removesuffix(b","))
        head = part
    return b"".join([*kept, head])
