"""Soliguide: its exports of 2022, its current API and the API of 2026-04-26, by one tolerant reader."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kiosk.directory.place.place import (
    Organisation,
    Phone,
    Place,
    Source,
    Visibility,
)
from kiosk.directory.place.service import Saturation, Service
from kiosk.directory.problem import Problem
from kiosk.directory.vocabulary.category import resolve
from kiosk.directory.vocabulary.language import resolve_language
from kiosk.feeds import clean
from kiosk.feeds.files.json_file import read_records
from kiosk.feeds.files.json_text import BadRecord, RawRecord
from kiosk.feeds.phone_text import phone as number_to_call
from kiosk.feeds.phone_text import phones as numbers_in
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.record import (
    Draft,
    Reading,
    Record,
    digest_of_texts,
    refused,
    understood,
)
from kiosk.feeds.referral_text import with_secret
from kiosk.feeds.soliguide.access import audience, conditions
from kiosk.feeds.soliguide.hours import closure, notice, opening_hours, temporary_hours
from kiosk.feeds.soliguide.position import (
    Raw,
    address_of,
    first,
    itinerary_of,
    mapping,
    sequence,
    time_zone_of,
)

FEED: Final = "soliguide"
_LOCATION_FIELDS: Final = ("position", "parcours", "waypoints", "location")
_SATURATIONS: Final = {"LOW": None, "0": None, "MODERATE": Saturation.MODERATE, "HIGH": Saturation.HIGH,
                       "1": Saturation.MODERATE, "2": Saturation.HIGH}  # fmt: skip


def drafts(path: Path) -> Iterator[Reading]:
    """Yield one Draft per place of the file, and what is to be said of the file.

    Raises:
        UnreadableFile: See :func:`kiosk.feeds.files.json_file.read_records`.
    """
    for each in read_records(path, ("places",)):
        yield each if isinstance(each, Problem) else _draft(each)


def read(path: Path) -> Iterator[Record]:
    """Yield one Record per place; the same place twice is refused the second time.

    Raises:
        UnreadableFile: See :func:`drafts`.
    """
    return understood(drafts(path))


def _draft(raw: RawRecord) -> Draft:
    return Draft(digest=digest_of_texts(raw.text), understand=lambda: _understood(raw))


def _understood(raw: RawRecord) -> Record:
    position = f"record {raw.number}"
    try:
        return _record(raw.value(), position)
    except BadRecord as error:
        return refused(position, "record", str(error))


def _record(raw: Raw, position: str) -> Record:
    foreign_id = clean.line(raw.get("lieu_id")) or clean.line(raw.get("_id"))
    report = ProblemList(foreign_id or position)
    name = clean.line(raw.get("name"))
    if foreign_id is None:
        report("lieu_id", "missing; without a number the place cannot be recognised next time")
    if name is None:
        report("name", "missing; a place needs a name")
    if foreign_id is None or name is None:
        return Record(row=report.row, place=None, problems=report.problems)
    place = _place(raw, foreign_id, name, report)
    problems = report.without_values(_LOCATION_FIELDS) if place.referral_only else report.problems
    return Record(
        row=report.row,
        place=place,
        problems=problems,
        id_field="lieu_id",
        confirmed_field="updatedByUserAt",
    )


def _place(raw: Raw, foreign_id: str, name: str, report: ProblemList) -> Place:
    spot = mapping(raw.get("position")) or raw  # In 2022 the address stood at the root.
    address, point = address_of(spot, report, "position")
    entity = mapping(raw.get("entity") or raw.get("organizationInfo"))
    temporary = mapping(raw.get("tempInfos") or raw.get("tempInfo"))
    itinerary = itinerary_of(raw, report)
    return Place(
        feed=FEED,
        foreign_id=foreign_id,
        name=name,
        visibility=_visibility(raw, report),
        organisation=_organisation(raw, entity),
        description=clean.text(raw.get("description")),
        address=address,
        point=None if itinerary else point,
        time_zone=time_zone_of(spot, address),
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
        conditions=with_secret(
            conditions(raw.get("modalities"), "modalities", report), _said_of_it(raw, spot, name)
        ),
        languages=_languages(raw.get("languages"), report),
        services=_services(raw, report),
        itinerary=itinerary,
        sources=_sources(raw),
        confirmed_on=clean.day(raw.get("updatedByUserAt")),
        language=resolve_language(str(raw.get("sourceLanguage"))) or "fr",
    )


def _said_of_it(raw: Raw, spot: Raw, name: str) -> tuple[object, ...]:
    """Where people write that an address is a secret."""
    where = ("address", "adresse", "additionalInformation", "complementAdresse")
    other = mapping(raw.get("modalities")).get("other")
    return (name, raw.get("description"), other, *(spot.get(key) for key in where))


def _visibility(raw: Raw, report: ProblemList) -> Visibility:
    """Only what says ONLINE and is not for professionals is public."""
    if str(raw.get("visibility") or "ALL").upper() != "ALL":
        return Visibility.PROFESSIONAL
    status = raw.get("status")
    older = raw.get("statut")
    if status is None and isinstance(older, str) and not older.strip().isdigit():
        status = older.strip().upper()  # Records of 2022 call it so.
    if status is None and "position" not in raw and ("codePostal" in raw or "location" in raw):
        # Exports of 2022 held published places only and wrote an undocumented number in "statut".
        report("status", "missing, as in exports of 2022, which held published places only; shown")
        return Visibility.PUBLIC
    if status is None:
        report("status", "missing; the place is kept behind the desk until it says ONLINE")
    return Visibility.PUBLIC if status == "ONLINE" else Visibility.UNPUBLISHED


def _organisation(raw: Raw, entity: Raw) -> Organisation | None:
    for each in sequence(raw.get("organizations")):
        if name := clean.line(mapping(each).get("name")):
            return Organisation(name=name, id=clean.line(mapping(each).get("organization_id")))
    name = clean.line(entity.get("name"))
    return Organisation(name=name) if name else None


def _phones(entity: Raw, country: str, report: ProblemList) -> tuple[Phone, ...]:
    found: list[Phone] = []
    for raw in sequence(entity.get("phones")):
        one = mapping(raw)
        value = one.get("phoneNumber")
        written = _country_code(one.get("countryCode")) or country
        label = clean.line(one.get("label"))
        phone = number_to_call(value, country=written, label=label, home=country)
        numbers = (phone,) if phone else numbers_in(value, country=written)[0]
        if not numbers and clean.line(value):
            report("entity.phones", f"{value!r} is not a phone number; left out")
        for each in numbers:
            if each.number not in {known.number for known in found}:
                found.append(each)
    return tuple(found)


def _country_code(value: object) -> str | None:
    code = str(value or "").strip().lower()
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def _email(entity: Raw, report: ProblemList) -> str | None:
    value = clean.line(entity.get("mail"))
    email = clean.email(value)
    if value and email is None:
        report("entity.mail", f"{value!r} is not an e-mail address; left out")
    return email


def _website(entity: Raw, report: ProblemList) -> str | None:
    value = clean.line(entity.get("website"))
    website = clean.website(value)
    if value and website is None:
        report("entity.website", f"{value!r} is not a web address; left out")
    return website or clean.website(entity.get("facebook"))


def _languages(raw: object, report: ProblemList) -> tuple[str, ...]:
    found: list[str] = []
    for value in raw if isinstance(raw, list) else ():
        code = resolve_language(str(value))
        if code is None:
            report("languages", f"language {value!r} is not known; left out")
        elif code not in found:
            found.append(code)
    return tuple(found)


def _sources(raw: Raw) -> tuple[Source, ...]:
    slug = clean.line(first(raw, "seo_url", "seoUrl"))
    own = Source(name="Soliguide", url=f"https://soliguide.fr/fr/fiche/{slug}" if slug else None)
    others = [
        Source(name=name, licence=clean.line(mapping(each).get("license")))
        for each in sequence(raw.get("sources"))
        if (name := clean.line(mapping(each).get("name"))) and name.lower() != "soliguide"
    ]
    return (own, *others)


def _services(raw: Raw, report: ProblemList) -> tuple[Service, ...]:
    services: list[Service] = []
    seen: set[str] = set()
    for at, each in enumerate(
        sequence(raw.get("services_all")) or sequence(raw.get("services")), start=1
    ):
        service = _service(mapping(each), at, report)
        # Identifiers are missing or shared since 2025: the rank keeps them apart.
        if service.id in seen:
            service = replace(service, id=f"{service.id}#{at}")
        seen.add(service.id)
        services.append(service)
    return tuple(services)


def _service(raw: Raw, at: int, report: ProblemList) -> Service:
    field = f"services_all.{at}"
    own_hours = raw.get("differentHours")
    own_audience = raw.get("differentPublics")
    saturated = mapping(raw.get("saturated"))
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


def _own_conditions(raw: Raw, field: str, report: ProblemList) -> Any:
    modalities = mapping(raw.get("modalities"))
    orientation = mapping(modalities.get("orientation") or modalities.get("referral"))
    # The flag decides what is inherited, but a referral hides an address: it always counts.
    if raw.get("differentModalities") or orientation.get("checked"):
        return conditions(modalities, f"{field}.modalities", report)
    return None


def _category(raw: Raw, field: str, report: ProblemList) -> str | None:
    value = clean.line(first(raw, "category", "categorie"))
    found = resolve(value) if value else None
    if found is None:
        report(
            f"{field}.category", f"category {value!r} is not known; the service is shown without"
        )
    return found


def _details(raw: Raw) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for key, value in mapping(raw.get("categorySpecificFields")).items():
        values = value if isinstance(value, list) else [value]
        found += [(key, words) for each in values if (words := clean.line(each))]
    if jobs := clean.text(raw.get("jobsList")):
        found.append(("jobsList", jobs))
    return tuple(found)
