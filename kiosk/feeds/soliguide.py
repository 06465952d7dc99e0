"""Soliguide: its exports of 2022, its current API and the API of 2026-04-26, by one tolerant reader."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kiosk.directory.category import resolve
from kiosk.directory.geography import TERRITORIES, Point, territory_of
from kiosk.directory.itinerary import Itinerary, Stop
from kiosk.directory.language import resolve_language
from kiosk.directory.place import (
    Address,
    Organisation,
    Phone,
    Place,
    Source,
    Visibility,
)
from kiosk.directory.service import Saturation, Service
from kiosk.feeds import clean
from kiosk.feeds.json_file import read_objects
from kiosk.feeds.record import Record
from kiosk.feeds.report import Report
from kiosk.feeds.soliguide_access import audience, conditions
from kiosk.feeds.soliguide_hours import closure, notice, opening_hours, temporary_hours

FEED: Final = "soliguide"
COUNTRIES: Final = ("fr", "es", "ad")
_OVERSEAS: Final = frozenset(
    {"re", "gf", "pf", "tf", "gp", "mq", "yt", "bl", "mf", "pm", "wf", "nc"}
)
_LOCATION_FIELDS: Final = ("position", "parcours", "waypoints", "location")
_SATURATIONS: Final = {"LOW": None, "0": None, "MODERATE": Saturation.MODERATE, "HIGH": Saturation.HIGH,
                       "1": Saturation.MODERATE, "2": Saturation.HIGH}  # fmt: skip

Raw = Mapping[str, Any]


def read(path: Path) -> Iterator[Record]:
    """Yield one Record per place of the file; the same place twice is refused the second time.

    Raises:
        UnreadableFile: See :func:`kiosk.feeds.json_file.read_objects`.
    """
    seen: set[str] = set()
    for position, raw in enumerate(read_objects(path, ("places",)), start=1):
        record = _record(raw, position)
        if record.place is not None and record.place.foreign_id in seen:
            report = Report(record.row)
            report("lieu_id", "this place stands in the file twice; the first one was kept")
            record = Record(row=record.row, place=None, problems=report.problems)
        elif record.place is not None:
            seen.add(record.place.foreign_id)
        yield record


def _record(raw: Raw, position: int) -> Record:
    foreign_id = clean.line(raw.get("lieu_id")) or clean.line(raw.get("_id"))
    report = Report(foreign_id or f"record {position}")
    name = clean.line(raw.get("name"))
    if foreign_id is None:
        report("lieu_id", "missing; without a number the place cannot be recognised next time")
    if name is None:
        report("name", "missing; a place needs a name")
    if foreign_id is None or name is None:
        return Record(row=report.row, place=None, problems=report.problems)
    place = _place(raw, foreign_id, name, report)
    problems = report.without_values(_LOCATION_FIELDS) if place.referral_only else report.problems
    return Record(row=report.row, place=place, problems=problems)


def _place(raw: Raw, foreign_id: str, name: str, report: Report) -> Place:
    spot = _map(raw.get("position")) or raw  # In 2022 the address stood at the root.
    address, point = _address(spot, report, "position")
    entity = _map(raw.get("entity") or raw.get("organizationInfo"))
    temporary = _map(raw.get("tempInfos") or raw.get("tempInfo"))
    itinerary = _itinerary(raw, report)
    return Place(
        feed=FEED,
        foreign_id=foreign_id,
        name=name,
        visibility=_visibility(raw, report),
        organisation=_organisation(raw, entity),
        description=clean.text(raw.get("description")),
        address=address,
        point=None if itinerary else point,
        time_zone=_time_zone(spot, address),
        phones=_phones(entity, address.country, report),
        email=_email(entity, report),
        website=_website(entity, report),
        opening_hours=opening_hours(
            raw.get("newhours") or raw.get("openingHours"), "newhours", report
        ),
        closures=closure(temporary.get("closure")),
        temporary_hours=temporary_hours(temporary.get("hours"), "tempInfos.hours", report),
        notices=notice(temporary.get("message")),
        audience=audience(raw.get("publics"), "publics", report),
        conditions=conditions(raw.get("modalities"), "modalities", report),
        languages=_languages(raw.get("languages"), report),
        services=_services(raw, report),
        itinerary=itinerary,
        sources=_sources(raw),
        confirmed_on=clean.day(raw.get("updatedByUserAt")),
        language=clean.line(raw.get("sourceLanguage")) or "fr",
    )


def _visibility(raw: Raw, report: Report) -> Visibility:
    """Only what says ONLINE and is not for professionals is public."""
    if str(raw.get("visibility") or "ALL").upper() != "ALL":
        return Visibility.PROFESSIONAL
    status = raw.get("status")
    if status is None and "position" not in raw and ("codePostal" in raw or "location" in raw):
        # Exports of 2022 held published places only and wrote an undocumented number in "statut".
        report("status", "missing, as in exports of 2022, which held published places only; shown")
        return Visibility.PUBLIC
    if status is None:
        report("status", "missing; the place is kept behind the desk until it says ONLINE")
    return Visibility.PUBLIC if status == "ONLINE" else Visibility.UNPUBLISHED


def _address(spot: Raw, report: Report, field: str) -> tuple[Address, Point | None]:
    country = _country(spot)
    postal = clean.line(_first(spot, "postalCode", "codePostal"))
    code = clean.postal_code(postal, country=country)
    if postal and code is None:
        report(
            f"{field}.postalCode", f"{postal!r} is not a postal code of {country.upper()}; left out"
        )
    town = clean.line(_first(spot, "city", "ville"))
    town_code = clean.line(spot.get("cityCode"))
    address = Address(
        street=_street(clean.line(_first(spot, "address", "adresse", "addresse")), code, town),
        extra=clean.line(_first(spot, "additionalInformation", "complementAdresse")),
        postal_code=code,
        town=town,
        # "cityCode" mostly holds the postal code again; then it says nothing of the commune.
        town_code=town_code if town_code and len(town_code) == 5 and town_code != code else None,
        country=country,
    )
    return address, _point(spot, country, report, field)


def _street(full: str | None, postal_code: str | None, town: str | None) -> str | None:
    """The street of "24 Rue Ramponeau, 75020 Paris, France"."""
    if full is None:
        return None
    parts = [part.strip() for part in full.split(",")]
    own = {"france", "españa", "andorra", (town or "").lower(), f"{postal_code} {town}".lower()}
    kept = [part for part in parts if part.lower() not in own]
    return ", ".join(kept) or None


def _country(spot: Raw) -> str:
    code = str(_first(spot, "country", "pays") or "fr").strip().lower()
    named = {"france": "fr", "espagne": "es", "españa": "es", "spain": "es", "andorre": "ad"}
    code = named.get(code, code)
    return "fr" if code in _OVERSEAS else code if code in COUNTRIES else "fr"


def _point(spot: Raw, country: str, report: Report, field: str) -> Point | None:
    coordinates = _map(spot.get("location")).get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) != 2:
        return None
    point, problem = clean.position(coordinates[1], coordinates[0], (country,))
    if problem:
        report(f"{field}.location", f"{coordinates}: {problem}")
    return point


def _time_zone(spot: Raw, address: Address) -> str:
    said = spot.get("timeZone")
    known = {territory.time_zone for territory in TERRITORIES}
    own = territory_of(address.postal_code, country=address.country).time_zone
    # Overseas places carry "Europe/Paris" by default: their postal code knows better.
    return said if said in known and said != "Europe/Paris" else own


def _itinerary(raw: Raw, report: Report) -> Itinerary | None:
    stops = raw.get("parcours") or raw.get("waypoints") or []
    if raw.get("placeType") not in {"PARCOURS_MOBILE", "ITINERARY"}:
        return None
    return Itinerary(
        stops=tuple(
            _stop(_map(stop), f"parcours.{at}", report) for at, stop in enumerate(stops, start=1)
        )
    )


def _stop(raw: Raw, field: str, report: Report) -> Stop:
    address, point = _address(_map(raw.get("position")), report, field)
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


def _organisation(raw: Raw, entity: Raw) -> Organisation | None:
    for each in raw.get("organizations") or ():
        if name := clean.line(_map(each).get("name")):
            return Organisation(name=name, id=clean.line(_map(each).get("organization_id")))
    name = clean.line(entity.get("name"))
    return Organisation(name=name) if name else None


def _phones(entity: Raw, country: str, report: Report) -> tuple[Phone, ...]:
    found: list[Phone] = []
    for raw in entity.get("phones") or ():
        one = _map(raw)
        value = one.get("phoneNumber")
        phone = clean.phone(
            value,
            country=str(one.get("countryCode") or country),
            label=clean.line(one.get("label")),
        )
        if phone is None and clean.line(value):
            report("entity.phones", f"{value!r} is not a phone number; left out")
        elif phone is not None and phone.number not in {each.number for each in found}:
            found.append(phone)
    return tuple(found)


def _email(entity: Raw, report: Report) -> str | None:
    value = clean.line(entity.get("mail"))
    email = clean.email(value)
    if value and email is None:
        report("entity.mail", f"{value!r} is not an e-mail address; left out")
    return email


def _website(entity: Raw, report: Report) -> str | None:
    value = clean.line(entity.get("website"))
    website = clean.website(value)
    if value and website is None:
        report("entity.website", f"{value!r} is not a web address; left out")
    return website or clean.website(entity.get("facebook"))


def _languages(raw: object, report: Report) -> tuple[str, ...]:
    found: list[str] = []
    for value in raw if isinstance(raw, list) else ():
        code = resolve_language(str(value))
        if code is None:
            report("languages", f"language {value!r} is not known; left out")
        elif code not in found:
            found.append(code)
    return tuple(found)


def _sources(raw: Raw) -> tuple[Source, ...]:
    slug = clean.line(_first(raw, "seo_url", "seoUrl"))
    own = Source(name="Soliguide", url=f"https://soliguide.fr/fr/fiche/{slug}" if slug else None)
    others = [
        Source(name=name, licence=clean.line(_map(each).get("license")))
        for each in raw.get("sources") or ()
        if (name := clean.line(_map(each).get("name"))) and name.lower() != "soliguide"
    ]
    return (own, *others)


def _services(raw: Raw, report: Report) -> tuple[Service, ...]:
    services: list[Service] = []
    seen: set[str] = set()
    for at, each in enumerate(raw.get("services_all") or raw.get("services") or (), start=1):
        service = _service(_map(each), at, report)
        # Identifiers are missing or shared since 2025: the rank keeps them apart.
        if service.id in seen:
            service = replace(service, id=f"{service.id}#{at}")
        seen.add(service.id)
        services.append(service)
    return tuple(services)


def _service(raw: Raw, at: int, report: Report) -> Service:
    field = f"services_all.{at}"
    own_hours = raw.get("differentHours")
    own_audience = raw.get("differentPublics")
    saturated = _map(raw.get("saturated"))
    return Service(
        id=clean.line(raw.get("serviceObjectId")) or f"#{at}",
        category=_category(raw, field, report),
        name=clean.line(raw.get("name")),
        description=clean.text(raw.get("description")),
        opening_hours=opening_hours(
            raw.get("hours") or raw.get("openingHours"), f"{field}.hours", report
        )
        if own_hours
        else None,
        closures=closure(raw.get("close") or raw.get("tempClosure")),
        audience=audience(raw.get("publics"), f"{field}.publics", report) if own_audience else None,
        conditions=_own_conditions(raw, field, report),
        saturation=_SATURATIONS.get(str(saturated.get("status")).upper()),
        saturation_detail=clean.line(saturated.get("precision")),
        details=_details(raw),
    )


def _own_conditions(raw: Raw, field: str, report: Report) -> Any:
    modalities = _map(raw.get("modalities"))
    orientation = _map(modalities.get("orientation") or modalities.get("referral"))
    # The flag decides what is inherited, but a referral hides an address: it always counts.
    if raw.get("differentModalities") or orientation.get("checked"):
        return conditions(modalities, f"{field}.modalities", report)
    return None


def _category(raw: Raw, field: str, report: Report) -> str | None:
    value = clean.line(_first(raw, "category", "categorie"))
    found = resolve(value) if value else None
    if found is None:
        report(
            f"{field}.category", f"category {value!r} is not known; the service is shown without"
        )
    return found


def _details(raw: Raw) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for key, value in _map(raw.get("categorySpecificFields")).items():
        values = value if isinstance(value, list) else [value]
        found += [(key, words) for each in values if (words := clean.line(each))]
    if jobs := clean.text(raw.get("jobsList")):
        found.append(("jobsList", jobs))
    return tuple(found)


def _map(value: object) -> Raw:
    return value if isinstance(value, Mapping) else {}


def _first(raw: Raw, *keys: str) -> Any:
    return next((raw[key] for key in keys if raw.get(key) not in (None, "")), None)
