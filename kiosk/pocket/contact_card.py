"""A place as an entry for the contacts of a phone (vCard 3.0, RFC 2426): it needs no network to be kept.

In a QR code there is room for 271 bytes, and 230 are read more easily. What is said is shortened by rule until it fits: name, street
and hours always survive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kiosk.codes.qr import BETTER_BYTES, MOST_BYTES

CUT: Final = "…"
_NAME_BYTES: Final = (96, 72, 56, 44)
_HOURS_BYTES: Final = 90
_SECOND_NAME_BYTES: Final = 30
"""Of the field N in a code: it must be there, and says what FN says already."""

_STREET_BYTES: Final = (72, 56, 44)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """What an entry says.

    Attributes:
        name: Of the place.
        street: With its number; None where it may not be told.
        postal_code: Of the town.
        town: Its name.
        phone: To dial.
        position: Latitude and longitude, in degrees.
        hours: Of an ordinary week, one text from the longest form to the shortest; at least one.
        notes: What else is worth knowing, the most important first: what to bring, the day of the data.
    """

    name: str
    hours: tuple[str, ...]
    street: str | None = None
    postal_code: str | None = None
    town: str | None = None
    phone: str | None = None
    position: tuple[float, float] | None = None
    notes: tuple[str, ...] = ()


def contact_card(contact: Contact, *, newline: str = "\r\n") -> str:
    """The whole card, for a file."""
    return newline.join(_lines(contact, contact.hours[0], contact.name)) + newline


def short_contact_card(contact: Contact) -> str:
    """The card with as much as fits into a code.

    First the notes go, from the last; then the position, the postal code, the longer forms of the
    hours: all that for a code that is read more easily. Only a card that is still too long for any
    code loses the ends of a long name and street, then the town, at last the telephone.
    """
    plain, cut_short = tuple(_plainer(contact)), tuple(_shorter(contact))
    for wishes, most_bytes in ((plain, BETTER_BYTES), ((*plain, *cut_short), MOST_BYTES)):
        for wish in wishes:
            for hours in wish.hours:
                said = "\n".join(_lines(wish, hours, cut(wish.name, _SECOND_NAME_BYTES)))
                if len(said.encode()) <= most_bytes:
                    return said
    raise AssertionError  # The last of them always fits: its parts are cut to so many bytes.


def _plainer(contact: Contact) -> Iterator[Contact]:
    """Without what can be missed."""
    for kept in range(len(contact.notes), -1, -1):
        yield replace(contact, notes=contact.notes[:kept], hours=contact.hours[:1])
    bare = replace(contact, notes=(), hours=contact.hours[:2])
    yield bare
    yield replace(bare, position=None)
    yield replace(bare, position=None, postal_code=None, hours=contact.hours)


def _shorter(contact: Contact) -> Iterator[Contact]:
    """With long things cut."""
    bare = replace(contact, notes=(), position=None, postal_code=None)
    for name in _NAME_BYTES:
        for street in _STREET_BYTES:
            bare = replace(
                bare,
                name=cut(contact.name, name),
                street=cut(contact.street, street) if contact.street else None,
            )
            yield bare
    yield replace(bare, town=None)
    shortest = tuple(cut(each, _HOURS_BYTES) for each in contact.hours)
    yield replace(bare, town=None, phone=None, hours=shortest)


def _lines(contact: Contact, hours: str, second_name: str) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"N:{escaped(second_name)}"
    yield f"FN:{escaped(contact.name)}"
    address = (contact.street, contact.town, None, contact.postal_code)
    if any(address):
        parts = ";".join(escaped(part or "") for part in address).rstrip(";")
        yield f"ADR:;;{parts}"
    if contact.phone:
        yield f"TEL:{contact.phone}"
    if contact.position:
        yield "GEO:{:.5f};{:.5f}".format(*contact.position)
    yield f"NOTE:{escaped(chr(10).join((hours, *contact.notes)))}"
    yield "END:VCARD"


def escaped(text: str) -> str:
    """A text as RFC 2426 and RFC 5545 want it: nothing in it ends its line or its field."""
    bare = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        bare = bare.replace(sign, f"\\{sign}")
    return bare.replace("\n", "\\n")


def cut(text: str, most_bytes: int) -> str:
    """``text`` if it fits, else as many whole words as do, with a sign that it goes on."""
    if len(text.encode()) <= most_bytes:
        return text
    room = most_bytes - len(CUT.encode())
    kept = text.encode()[:room].decode("utf-8", "ignore")
    words = kept.rpartition(" ")[0]
    # A word that was cut is left out, unless next to nothing would remain.
    return (words if len(words) * 2 > len(kept) else kept).rstrip(" ,;-") + CUT
