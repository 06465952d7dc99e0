"""Addresses that stand in one cell, and what tells rows without an id apart."""

import hashlib
import re
from collections.abc import Mapping

from kiosk.directory.place.place import Address
from kiosk.directory.vocabulary.fold import fold


def split_address(street: str, town: str | None) -> tuple[str, str | None, str | None]:
    """The parts of "8 rue de la Boétie - 33000 Bordeaux"."""
    found = re.search(r"^(.*?)[\s,–-]*\b(\d{5})\b\s*[-,]?\s*(.*)$", street, re.DOTALL)
    if not found:
        return street, None, town
    return (
        found.group(1).strip(" ,-") or street,
        found.group(2),
        town or found.group(3).strip() or None,
    )


def identity_of(name: str, address: Address) -> str:
    """An id for rows without one: the same name at the same address is the same place."""
    parts: Mapping[str, str | None] = {
        "name": name,
        "street": address.street,
        "postal_code": address.postal_code,
        "town": address.town,
    }
    key = "|".join(fold(part or "") for part in parts.values())
    return hashlib.sha256(key.encode()).hexdigest()[:20]
