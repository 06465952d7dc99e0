"""Addresses that stand in one cell, towns as they are called, and what tells rows without an id apart."""

import hashlib
import re

from kiosk.directory.geography.point import Point
from kiosk.directory.place.place import Address
from kiosk.directory.vocabulary.fold import fold


def split_address(street: str, town: str | None) -> tuple[str | None, str | None, str | None]:
    """The parts of "8 rue de la Boétie - 33000 Bordeaux"."""
    found = re.search(r"^(.*?)[\s,–-]*\b(\d{5})\b\s*[-,]?\s*(.*)$", street[:1_000], re.DOTALL)
    if not found:
        return street, None, town
    return (
        found.group(1).strip(" ,-") or (None if found.group(3).strip() else street),
        found.group(2),
        town or found.group(3).strip() or None,
    )


def identity_of(name: str, address: Address, point: Point | None) -> str:
    """An id for rows without one: the same name at the same address is the same place.

    Where there is no street, points tell places apart: a town has many fountains of one name.
    """
    parts = [name, address.street, address.postal_code, address.town]
    if address.street is None and point is not None:
        parts.append(f"{point.lat:.5f} {point.lon:.5f}")
    key = "|".join(fold(part or "") for part in parts)
    return hashlib.sha256(key.encode()).hexdigest()[:20]
