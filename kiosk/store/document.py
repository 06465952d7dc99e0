"""A value as a document, and back. ``None`` is left out: every field that may be None defaults to it."""

import hashlib
from typing import Any

import msgspec

from kiosk.directory.hours.schedule import Schedule
from kiosk.directory.place.place import Place

_places = msgspec.json.Decoder(Place)
_schedules = msgspec.json.Decoder(Schedule)


def document_of(value: Place | Schedule) -> bytes:
    """``value`` as JSON, keys in the order of its fields."""
    return msgspec.json.encode(_without_none(msgspec.to_builtins(value)))


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


def digest_of(document: bytes) -> bytes:
    """What tells whether a place changed between two imports."""
    return hashlib.sha256(document).digest()


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_none(each) for key, each in value.items() if each is not None}
    if isinstance(value, (list, tuple)):
        return [_without_none(each) for each in value]
    return value
