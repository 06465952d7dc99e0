"""An opening as an event for the calendar of a phone (iCalendar, RFC 5545)."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from kiosk.codes.qr import MOST_BYTES
from kiosk.pocket.contact_card import cut, escaped

_LINE_BYTES: Final = 75
_TEXT_BYTES: Final = (200, 96, 72, 56, 44, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """When a door opens, and where.

    Attributes:
        name: Of the place.
        where: Street and town; None where it may not be told.
        start: Aware.
        end: Aware; None when it is not known.
        made_at: Aware; when this was written down.
    """

    name: str
    start: datetime
    made_at: datetime
    end: datetime | None = None
    where: str | None = None


def event_file(event: Event) -> str:
    """The whole event, for a file: long lines are folded."""
    lines = (folded for line in _lines(event, _TEXT_BYTES[0]) for folded in _folded(line))
    return "\r\n".join(lines) + "\r\n"


def short_event(event: Event, most_bytes: int = MOST_BYTES) -> str:
    """The event in at most ``most_bytes`` bytes, for a code: long names and streets lose their ends."""
    said = ""
    for text_bytes in _TEXT_BYTES:
        said = "\n".join(_lines(event, text_bytes))
        if len(said.encode()) <= most_bytes:
            return said
    return said


def _lines(event: Event, text_bytes: int) -> Iterator[str]:
    start = _moment(event.start)
    seed = f"{event.name}\n{event.where}\n{start}".encode()
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:Parvis"
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(seed).hexdigest()[:8]}"
    yield f"DTSTAMP:{_moment(event.made_at)}"
    yield f"DTSTART:{start}"
    if event.end is not None:
        yield f"DTEND:{_moment(event.end)}"
    yield f"SUMMARY:{escaped(cut(event.name, text_bytes))}"
    if event.where:
        yield f"LOCATION:{escaped(cut(event.where, text_bytes))}"
    yield "END:VEVENT"
    yield "END:VCALENDAR"


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[str]:
    """Lines of at most 75 bytes; a space begins what goes on."""
    data, lead = line.encode(), b""
    while len(lead + data) > _LINE_BYTES:
        piece = data[: _LINE_BYTES - len(lead)].decode("utf-8", "ignore").encode()
        yield (lead + piece).decode()
        data, lead = data[len(piece) :], b" "
    yield (lead + data).decode()
