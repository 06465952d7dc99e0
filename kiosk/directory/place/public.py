"""What of a place the public may know.

A place that one reaches only by referral keeps its street, postal code and position to itself:
here they are taken out of every field, free texts included, before anything public is stored.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kiosk.directory.geography.town import town_of
from kiosk.directory.place.access import AccessCondition
from kiosk.directory.place.itinerary import Stop
from kiosk.directory.place.place import Address, Place, Visibility
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.fold import fold

WITHHELD: Final = "…"
"""Stands where a sentence that gave the address away was taken out."""

_SENTENCE: Final = re.compile(r"(?<=[.!?;])\s+|\n+")
_COORDINATES: Final = re.compile(r"-?\d{1,3}[.,]\d{3,}")


def for_public(place: Place) -> Place | None:
    """``place`` as the public may know it; None when it may not know of it at all."""
    if place.visibility is not Visibility.PUBLIC:
        return None
    bare = replace(place, contact_people=()) if place.contact_people else place
    return _without_address(bare) if place.referral_only else bare


def _without_address(place: Place) -> Place:
    hints = _hints(place)
    return replace(
        place,
        name=_clean(place.name, hints) or WITHHELD,
        description=_clean(place.description, hints),
        translations=(),  # What gives the address away in another language, these rules cannot tell.
        address=Address(town=_city(place.address), country=place.address.country),
        point=None,
        approximate=False,
        website=place.website if not _tells(place.website or "", hints) else None,
        email=place.email if not _tells(place.email or "", hints) else None,
        opening_hours=replace(place.opening_hours, note=_clean(place.opening_hours.note, hints)),
        closures=tuple(replace(c, reason=_clean(c.reason, hints)) for c in place.closures),
        temporary_hours=tuple(
            replace(each, note=_clean(each.note, hints)) for each in place.temporary_hours
        ),
        notices=tuple(
            replace(n, title=_clean(n.title, hints), text=_clean(n.text, hints))
            for n in place.notices
        ),
        audience=replace(place.audience, detail=_clean(place.audience.detail, hints)),
        conditions=_conditions(place.conditions, hints),
        services=tuple(_service(each, hints) for each in place.services),
        itinerary=None,
        sources=tuple(replace(s, url=None) for s in place.sources),
        remarks=(),
        phones=tuple(replace(p, label=_clean(p.label, hints)) for p in place.phones),
    )


def _city(address: Address) -> str | None:
    """The town as the public may know it: an arrondissement would give the postal code away."""
    town = town_of(address.town, address.postal_code, address.town_code)
    if town is not None:
        return town.city.name
    return re.sub(r"\d+\S*", "", address.town).strip() if address.town else None


def _service(service: Service, hints: frozenset[str]) -> Service:
    hours = service.opening_hours
    return replace(
        service,
        name=_clean(service.name, hints),
        description=_clean(service.description, hints),
        opening_hours=replace(hours, note=_clean(hours.note, hints)) if hours else None,
        closures=tuple(replace(c, reason=_clean(c.reason, hints)) for c in service.closures),
        temporary_hours=tuple(
            replace(each, note=_clean(each.note, hints)) for each in service.temporary_hours
        ),
        audience=replace(service.audience, detail=_clean(service.audience.detail, hints))
        if service.audience
        else None,
        conditions=_conditions(service.conditions, hints)
        if service.conditions is not None
        else None,
        saturation_detail=_clean(service.saturation_detail, hints),
        details=tuple((key, value) for key, value in service.details if not _tells(value, hints)),
    )


def _conditions(
    conditions: Sequence[AccessCondition], hints: frozenset[str]
) -> tuple[AccessCondition, ...]:
    return tuple(replace(each, detail=_clean(each.detail, hints)) for each in conditions)


def _hints(place: Place) -> frozenset[str]:
    """Folded pieces of text that give the address away."""
    stops = place.itinerary.stops if place.itinerary else ()
    return frozenset(
        hint
        for text in (
            place.address.street,
            place.address.extra,
            place.address.postal_code,
            place.address.town_code,
            *(part for stop in stops for part in _of_stop(stop)),
        )
        if text
        for hint in _pieces(text, place.address.town)
    )


def _of_stop(stop: Stop) -> tuple[str | None, ...]:
    return (stop.name, stop.postal_code)


def _pieces(text: str, town: str | None) -> set[str]:
    """A street with and without its number."""
    pieces = {fold(part) for part in re.split(r"[,\n]", text)}
    pieces |= {re.sub(r"^[\d ]+(?:bis|ter|quater)?\s*", "", piece) for piece in pieces}
    own = {fold(town or ""), "france", ""}
    return {piece for piece in pieces if piece not in own and len(piece) > 3}


def _clean(text: str | None, hints: frozenset[str]) -> str | None:
    if text is None or not _tells(text, hints):
        return text
    kept = [part for part in _SENTENCE.split(text) if not _tells(part, hints)]
    # A street may be cut in two by the split: then nothing of the text is safe.
    joined = " ".join(kept)
    return WITHHELD if _tells(joined, hints) or not joined.strip() else f"{joined} {WITHHELD}"


def _tells(text: str, hints: frozenset[str]) -> bool:
    folded = f" {fold(text)} "
    return any(f" {hint} " in folded for hint in hints) or bool(_COORDINATES.search(text))
