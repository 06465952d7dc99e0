"""A value as a document, and back. ``None`` is left out: every field that may be None defaults to it."""

import hashlib
import re

import msgspec

from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.place import Place
from kiosk.directory.problem import Problem

# Nothing within a text looks like this: there a quotation mark that is not the end is escaped.
_NULL = re.compile(rb'"[a-z_]+":null,')
_LAST_NULL = re.compile(rb',?"[a-z_]+":null(?=})')
_BEHIND_SLUG = b'"visibility":'
_places = msgspec.json.Decoder(Place)
_schedules = msgspec.json.Decoder(Schedule)
_problems = msgspec.json.Decoder(tuple[Problem, ...])


def document_of(value: Place | Schedule) -> bytes:
    """``value`` as JSON, keys in the order of its fields."""
    document = _NULL.sub(b"", msgspec.json.encode(value))
    return _LAST_NULL.sub(b"", document) if b":null}" in document else document


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
