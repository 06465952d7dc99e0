"""What of a place the public may know.

A place that one reaches only by referral keeps its address to itself. Whoever hides has enemies who read
every field, so nothing of it is public but what is listed here: what can be said in our own words, and its
name, where that tells nothing. All other fields wait until their keeper releases them, one by one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from kiosk.directory.geography.town import town_of
from kiosk.directory.hours.notice import Closure, TemporaryHours
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.opening_rule import without_comments
from kiosk.directory.place.access import AccessCondition
from kiosk.directory.place.name_that_tells import tells_the_address
from kiosk.directory.place.place import Address, Phone, Place, Visibility
from kiosk.directory.place.service import Service
from kiosk.directory.vocabulary.category import needs_of
from kiosk.directory.vocabulary.language import languages

RELEASABLE: Final = frozenset(
    {"name", "description", "organisation", "website", "email", "notices", "sources", "details"}
)
"""Fields of a hidden place that its keeper may release; "details" are what is said of hours, access and services."""

_KINDS: Final = {
    "eat": "Aide alimentaire", "sleep": "Hébergement", "wash": "Hygiène", "health": "Soins", "rest": "Accueil de jour",
    "advice": "Aide aux démarches", "learn": "Cours et emploi", "things": "Vêtements et objets", "connect": "Connexion",
}  # fmt: skip
"""What a place is called whose name tells where it is, by its first need, in French as all names here."""

_NUMBER: Final = re.compile(
    r"\+\d{6,15}"
    r"|1[578]|[01]\d\d|1\d{3}|3\d{3}|11[68]\d{3}"  # Short ones; no houses, no postal codes.
)
_NUMBER_OF_ANDORRA: Final = re.compile(r"\d{6}")
_TAIL: Final = 6
"""So many last digits are the same, however a number is written."""


def for_public(place: Place) -> Place | None:
    """``place`` as the public may know it; None when it may not know of it at all."""
    if place.visibility is not Visibility.PUBLIC:
        return None
    bare = replace(place, contact_people=()) if place.contact_people else place
    return _listed_only(bare) if place.referral_only else bare


def _listed_only(place: Place) -> Place:
    """A new place of the listed fields: a field that somebody adds tomorrow is not among them."""
    told = RELEASABLE.intersection(place.released)
    has_details = "details" in told
    shown = Place(
        feed=place.feed,
        foreign_id="",  # Somebody made it up of what he knew.
        name=place.name if "name" in told else _name(place),
        number=place.number,
        slug=place.slug,
        visibility=place.visibility,
        address=Address(town=_city(place.address), country=place.address.country),
        time_zone=place.time_zone,
        phones=tuple(
            _phone(each) for each in place.phones if _is_number(each, place.address.country)
        ),
        opening_hours=_hours(place.opening_hours, has_details=has_details),
        closures=_closures(place.closures, has_details=has_details),
        temporary_hours=_temporary(place.temporary_hours, has_details=has_details),
        audience=replace(place.audience, detail=place.audience.detail if has_details else None),
        conditions=_conditions(place.conditions, has_details=has_details),
        languages=_known(place.languages),
        services=tuple(
            _service(each, rank, has_details=has_details)
            for rank, each in enumerate(place.services, 1)
        ),
        confirmed_on=place.confirmed_on,
        language=next(iter(_known((place.language,))), "fr"),
        released=tuple(sorted(told)),
    )
    named = told - {"name", "details"}
    more = {field: getattr(place, field) for field in named}
    if "description" in told:
        more["translations"] = place.translations
    return replace(shown, **more)


def _name(place: Place) -> str:
    """Its name, unless that shares a word with the address: then what it is, and the town."""
    stops = place.itinerary.stops if place.itinerary else ()
    address = place.address
    # Of the town only what we know it by may be told: people write all sorts of things there.
    told = [address.street, address.extra, address.postal_code, address.town, address.town_code]
    told += [part for stop in stops for part in (stop.name, stop.postal_code, stop.town)]
    if not tells_the_address(place.name, [each for each in told if each], _city(address)):
        return place.name
    kinds = (need.id for each in place.services for need in needs_of(each.category or ""))
    kind = _KINDS.get(next(kinds, ""), "Lieu d’accueil")
    return ", ".join(part for part in (kind, _city(address)) if part)


def _city(address: Address) -> str | None:
    """The town, if there is one of that name: an arrondissement would give the postal code away."""
    town = town_of(address.town, address.postal_code, address.town_code)
    return town.city.name if town else None


def _is_number(phone: Phone, country: str) -> bool:
    """Whether it is a telephone number, and is shown as no other text."""
    digits = re.sub(r"[ .()+-]", "", phone.display)
    is_local = country == "ad" and _NUMBER_OF_ANDORRA.fullmatch(phone.number)
    return (
        bool(_NUMBER.fullmatch(phone.number) or is_local)
        and digits.isdigit()
        and len(digits)
        <= len(phone.number)  # Written at home it has a zero in place of plus and country.
        and phone.number[-_TAIL:] == digits[-_TAIL:]
    )


def _known(codes: Iterable[str]) -> tuple[str, ...]:
    """Languages, and no other text."""
    return tuple(each for each in codes if each in languages())


def _phone(phone: Phone) -> Phone:
    return Phone(number=phone.number, display=phone.display)


def _hours(hours: OpeningHours, *, has_details: bool) -> OpeningHours:
    if has_details:
        return hours
    return OpeningHours(osm=without_comments(hours.osm) if hours.osm else None)


def _closures(closures: Sequence[Closure], *, has_details: bool) -> tuple[Closure, ...]:
    return tuple(each if has_details else replace(each, reason=None) for each in closures)


def _temporary(hours: Sequence[TemporaryHours], *, has_details: bool) -> tuple[TemporaryHours, ...]:
    if has_details:
        return tuple(hours)
    return tuple(
        replace(each, osm=without_comments(each.osm) if each.osm else None, note=None)
        for each in hours
    )


def _conditions(
    conditions: Sequence[AccessCondition], *, has_details: bool
) -> tuple[AccessCondition, ...]:
    return tuple(each if has_details else replace(each, detail=None) for each in conditions)


def _service(service: Service, rank: int, *, has_details: bool) -> Service:
    hours, audience, conditions = service.opening_hours, service.audience, service.conditions
    return Service(
        id=f"#{rank}",
        category=service.category,
        name=service.name if has_details else None,
        description=service.description if has_details else None,
        opening_hours=_hours(hours, has_details=has_details) if hours else None,
        closures=_closures(service.closures, has_details=has_details),
        temporary_hours=_temporary(service.temporary_hours, has_details=has_details),
        audience=replace(audience, detail=audience.detail if has_details else None)
        if audience
        else None,
        conditions=_conditions(conditions, has_details=has_details)
        if conditions is not None
        else None,
        languages=_known(service.languages) if service.languages is not None else None,
        saturation=service.saturation,
    )
