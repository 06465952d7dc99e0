"""A place as its documents and its row hold it."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.directory.geography.town import town_of
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.fold import fold
from kiosk.store.document import digest_of, document_of, numbered


@dataclass(frozen=True, slots=True)
class Written:
    """A place as its documents hold it."""

    whole: bytes
    slug: str
    listed: bytes | None
    digest: bytes

    @classmethod
    def of(cls, place: Place, public: Place | None, number: int) -> "Written":
        """The documents of a place that the public may know as ``public``."""
        whole, slug = document_of(place), _slug(public, number)
        if public is place:
            listed: bytes | None = numbered(whole, number, slug)
        else:
            listed = document_of(replace(public, number=number, slug=slug)) if public else None
        # What the public may know hangs on rules, too: when they change, it is written anew.
        return cls(whole, slug, listed, digest_of(whole + (listed or b"")))


def place_row(
    place: Place, public: Place | None, number: int, written: Written, now: datetime
) -> dict[str, Any]:
    """The row of a place; what the public may not know is in none of its columns."""
    town = town_of(place.address.town, place.address.postal_code, place.address.town_code)
    if town is not None and place.referral_only:
        town = town.city  # An arrondissement would give the postal code away.
    return {
        "number": number,
        "feed": place.feed,
        "foreign_id": place.foreign_id,
        "slug": written.slug,
        "name": (public.name if public else "")[:400],
        "digest": written.digest,
        "document": written.listed,
        "town_code": town.code if town else None,
        "confirmed_on": place.confirmed_on,
        "changed_at": now,
        "removed_at": None,
    }


def _slug(public: Place | None, number: int) -> str:
    words = fold(f"{public.name} {public.address.town or ''}") if public else ""
    plain = re.sub(r"[^a-z0-9]+", "-", words).strip("-")[:120].strip("-")
    return f"{plain}-{number}" if plain else str(number)
