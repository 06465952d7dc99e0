"""Where a place of Soliguide is: address, point, clock, and the stops of a round."""

from collections.abc import Mapping
from typing import Any, Final

from kiosk.directory.geography.point import TERRITORIES, Point, territory_of
from kiosk.directory.geography.town import town_of
from kiosk.directory.geography.town_name import is_postal
from kiosk.directory.place.itinerary import Itinerary, Stop
from kiosk.directory.place.place import Address
from kiosk.feeds import clean
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.soliguide.hours import opening_hours

COUNTRIES: Final = ("fr", "es", "ad")
_OVERSEAS: Final = frozenset(
    {"re", "gf", "pf", "tf", "gp", "mq", "yt", "bl", "mf", "pm", "wf", "nc"}
)

Raw = Mapping[str, Any]


def address_of(spot: Raw, report: ProblemList, field: str) -> tuple[Address, Point | None]:
    """Read a ``position``: the address, and the point if it lies in its country."""
    country = _country(spot)
    postal = clean.line(first(spot, "postalCode", "codePostal"))
    code = clean.postal_code(postal, country=country)
    if postal and code is None:
        report(
            f"{field}.postalCode", f"{postal!r} is not a postal code of {country.upper()}; left out"
        )
    town = clean.line(first(spot, "city", "ville"))
    town_code = clean.line(spot.get("cityCode"))
    address = Address(
        street=_street(clean.line(first(spot, "address", "adresse", "addresse")), code, town),
        extra=clean.line(first(spot, "additionalInformation", "complementAdresse")),
        postal_code=code,
        town=_town(town, code, country),
        # "cityCode" mostly holds the postal code again; then it says nothing of the commune.
        town_code=town_code if town_code and len(town_code) == 5 and town_code != code else None,
        country=country,
    )
    return address, _point(spot, country, report, field)


def _town(town: str | None, postal_code: str | None, country: str) -> str | None:
    """What the town is called: in France, as the directory of communes calls it."""
    known = town_of(town, postal_code) if country == "fr" else None
    return known.city.name if known and town and is_postal(town) else town


def _street(full: str | None, postal_code: str | None, town: str | None) -> str | None:
    """The street of "24 Rue Ramponeau, 75020 Paris, France"."""
    if full is None:
        return None
    parts = [part.strip() for part in full.split(",")]
    own = {"france", "españa", "andorra", (town or "").lower(), f"{postal_code} {town}".lower()}
    kept = [part for part in parts if part.lower() not in own]
    return ", ".join(kept) or None


def _country(spot: Raw) -> str:
    code = str(first(spot, "country", "pays") or "fr").strip().lower()
    named = {"france": "fr", "espagne": "es", "españa": "es", "spain": "es", "andorre": "ad"}
    code = named.get(code, code)
    return "fr" if code in _OVERSEAS else code if code in COUNTRIES else "fr"


def _point(spot: Raw, country: str, report: ProblemList, field: str) -> Point | None:
    coordinates = mapping(spot.get("location")).get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) != 2:
        return None
    point, problem = clean.position(coordinates[1], coordinates[0], (country,))
    if problem:
        report(f"{field}.location", f"{coordinates}: {problem}")
    return point


def time_zone_of(spot: Raw, address: Address) -> str:
    """The time zone of a place: what is said, unless its postal code knows better."""
    said = str(spot.get("timeZone"))
    known = {territory.time_zone for territory in TERRITORIES}
    own = territory_of(address.postal_code, country=address.country).time_zone
    # Overseas places carry "Europe/Paris" by default: their postal code knows better.
    return said if said in known and said != "Europe/Paris" else own


def itinerary_of(raw: Raw, report: ProblemList) -> Itinerary | None:
    """The stops of a mobile round; None for a place that stands still."""
    stops = sequence(raw.get("parcours")) or sequence(raw.get("waypoints"))
    if str(raw.get("placeType")) not in {"PARCOURS_MOBILE", "ITINERARY"}:
        return None
    return Itinerary(
        stops=tuple(
            _stop(mapping(stop), f"parcours.{at}", report) for at, stop in enumerate(stops, start=1)
        )
    )


def _stop(raw: Raw, field: str, report: ProblemList) -> Stop:
    address, point = address_of(mapping(raw.get("position")), report, field)
    return Stop(
        name=address.street or address.town or "?",
        town=address.town,
        postal_code=address.postal_code,
        point=point,
        opening_hours=opening_hours(
            raw.get("hours") or raw.get("openingHours"), f"{field}.hours", report
        ),
        description=clean.text(raw.get("description")),
    )


def mapping(value: object) -> Raw:
    """``value`` if it is an object, else an empty one."""
    # JSON has no other mappings; asking for the abstract one costs ten times as much.
    return value if isinstance(value, dict) else {}


def sequence(value: object) -> list[Any]:
    """``value`` if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def first(raw: Raw, *keys: str) -> Any:
    """The value of the first of ``keys`` that says something."""
    found = (raw.get(key) for key in keys)
    return next((value for value in found if value is not None and value != ""), None)
