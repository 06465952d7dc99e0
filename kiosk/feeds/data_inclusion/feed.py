"""data·inclusion: schema v1 (structures and services) and the national digital-inclusion schema."""

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kiosk.directory.geography.point import territory_of
from kiosk.directory.geography.town import town_of
from kiosk.directory.place.place import Address, ContactPerson, Organisation, Place, Source
from kiosk.directory.place.service import Service
from kiosk.directory.problem import Problem
from kiosk.directory.vocabulary.category import categories_of_digital_service, categories_of_theme
from kiosk.feeds import clean
from kiosk.feeds.cell_list import items
from kiosk.feeds.data_inclusion.access import audience, conditions, hidden_with
from kiosk.feeds.data_inclusion.files import (
    Raw,
    RawRow,
    files_in,
    holds_services,
    is_service,
    raw_of,
    rows_of,
)
from kiosk.feeds.data_inclusion.keys import KNOWN_KEYS, UnusedKeys
from kiosk.feeds.hours.opening import opening_hours
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
from kiosk.feeds.town_text import known_town

FEED: Final = "data-inclusion"
LICENCE: Final = "Licence Ouverte 2.0"
_COUNTRIES: Final = ("fr",)


def drafts(path: Path) -> Iterator[Reading]:
    """Yield one Draft per structure, its services inside; a service without one stands alone.

    ``path`` is a file of structures, of services, of both (a workbook, an API answer), or a folder
    that holds them. Rows of the digital-inclusion schema are structures whose services are phrases.
    Services are held as their texts, to be joined to their structures; structures are streamed.

    Raises:
        UnreadableFile: Nothing in it can be read.
    """
    files = files_in(path)
    services: dict[str, list[str]] = {}
    for file in files:
        if holds_services(file):
            for row in rows_of(file):
                if isinstance(row, RawRow) and row.raw and is_service(row.raw):
                    of = clean.line(row.raw.get("structure_id")) or ""
                    services.setdefault(of, []).append(row.text)
    unused = UnusedKeys()
    for row in itertools.chain.from_iterable(map(rows_of, files)):
        if isinstance(row, Problem):
            yield row
        elif row.raw is None:
            yield _lost(row)
        else:
            unused.look_at(row.raw)
            if not is_service(row.raw):
                foreign = clean.line(row.raw.get("id")) or "\0"
                yield _of_structure(row.text, row.position, services.pop(foreign, []))
    yield from unused.problems()
    yield from (_of_services(rows) for rows in services.values())


def read(path: Path) -> Iterator[Record]:
    """Yield one Record per structure; the same one twice is refused the second time.

    Raises:
        UnreadableFile: See :func:`drafts`.
    """
    return understood(drafts(path))


def _lost(row: RawRow) -> Draft:
    record = refused(row.position, "record", row.problem or "it cannot be read")
    return Draft(digest=digest_of_texts(row.position, row.text), understand=lambda: record)


def _of_structure(text: str, position: str, services: list[str]) -> Draft:
    return Draft(
        digest=digest_of_texts(text, *services),
        understand=lambda: _record(raw_of(text), position, [raw_of(each) for each in services]),
    )


def _of_services(texts: list[str]) -> Draft:
    return Draft(
        digest=digest_of_texts("", *texts),
        understand=lambda: _alone([raw_of(each) for each in texts]),
    )


def _alone(rows: list[Raw]) -> Record:
    """Services whose structure is nested in them, or missing: the first one gives the place."""
    first = rows[0]
    nested = first.get("structure")
    base = nested if isinstance(nested, Mapping) else first
    structure_id = clean.line(first.get("structure_id")) or clean.line(first.get("id"))
    raw = {**base, "id": structure_id, "services": None}
    return _record(raw, structure_id or "?", rows)


def _record(raw: Raw, position: str, services: list[Raw]) -> Record:
    foreign_id, name = clean.line(raw.get("id")), clean.line(raw.get("nom"))
    report = ProblemList(foreign_id or position)
    if foreign_id is None:
        report("id", "missing; without an id the place cannot be recognised next time")
    if name is None:
        report("nom", "missing; a place needs a name")
    if foreign_id is None or name is None:
        return Record(row=report.row, place=None, problems=report.problems)
    place = _place(raw, foreign_id, name, report)
    place = _located(replace(place, services=_services(raw, services, report)), services)
    place = hidden_with(place, services)
    return Record(row=report.row, place=place, problems=report.problems, confirmed_field="date_maj")


def _place(raw: Raw, foreign_id: str, name: str, report: ProblemList) -> Place:
    address = _address(raw, report)
    point, problem = clean.position(raw.get("latitude"), raw.get("longitude"), _COUNTRIES)
    if problem:
        report("latitude", f"{raw.get('latitude')}, {raw.get('longitude')}: {problem}")
    town = town_of(address.town, address.postal_code, address.town_code)
    phones, odd = numbers_in(raw.get("telephone"))
    if odd:
        report("telephone", f"{', '.join(odd)!r} is not a phone number; left out")
    remarks = _remarks(raw)
    return Place(
        feed=FEED,
        foreign_id=foreign_id,
        name=name,
        organisation=_organisation(raw),
        description=clean.text(raw.get("description") or raw.get("presentation_detail")),
        address=address,
        point=point or (town.point if town else None),
        approximate=point is None and town is not None,
        time_zone=territory_of(address.postal_code).time_zone,
        phones=phones,
        email=_email(raw, report),
        website=_website(raw, report),
        opening_hours=opening_hours(_hours(raw), "horaires_accueil", report),
        contact_people=_contact(raw),
        audience=audience(raw, report),
        conditions=conditions(raw, report),
        sources=(
            Source(
                name=clean.line(raw.get("source")) or FEED,
                url=clean.website(raw.get("lien_source")),
                licence=LICENCE,
            ),
        ),
        confirmed_on=_confirmed(raw, report),
        remarks=remarks,
    )


def _address(raw: Raw, report: ProblemList) -> Address:
    postal = clean.line(raw.get("code_postal"))
    code = clean.postal_code(postal)
    if postal and code is None:
        report("code_postal", f"{postal!r} is not a French postal code; left out")
    town_code = clean.line(raw.get("code_insee"))
    insee = town_code.upper().zfill(5) if town_code and len(town_code) in (4, 5) else None
    return Address(
        street=clean.line(raw.get("adresse")),
        extra=clean.line(raw.get("complement_adresse")),
        postal_code=code,
        town=known_town(clean.line(raw.get("commune")), code, insee),
        town_code=insee,
    )


def _organisation(raw: Raw) -> Organisation | None:
    name = clean.line(raw.get("structure_parente"))
    return Organisation(name=name) if name else None


def _hours(raw: Raw) -> object:
    return raw.get("horaires_accueil") or raw.get("horaires") or raw.get("horaires_ouverture")


def _email(raw: Raw, report: ProblemList) -> str | None:
    value = clean.line(raw.get("courriel"))
    email = clean.email(value)
    if value and email is None:
        report("courriel", f"{value!r} is not an e-mail address; left out")
    return email


def _website(raw: Raw, report: ProblemList) -> str | None:
    value = clean.line(raw.get("site_web"))
    website = clean.website(value.split(";")[0] if value else None)
    if value and website is None:
        report("site_web", f"{value!r} is not a web address; left out")
    return website or clean.website(raw.get("lien_mobilisation") or raw.get("prise_rdv"))


def _contact(raw: Raw) -> tuple[ContactPerson, ...]:
    name = clean.line(raw.get("contact_nom_prenom"))
    return (ContactPerson(name=name),) if name else ()


def _confirmed(raw: Raw, report: ProblemList) -> Any:
    value = raw.get("date_maj")
    day = clean.day(value)
    if clean.line(value) and day is None:
        report("date_maj", f"{value!r} is not a day; write 2026-01-31")
    return day


def _remarks(raw: Raw) -> tuple[tuple[str, str], ...]:
    """What has no field of ours, kept for the desk."""
    kept = []
    for key, value in raw.items():
        if key not in KNOWN_KEYS and not key.startswith("_") and value not in (None, "", []):
            words = clean.text(
                json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value
            )
            if words:
                kept.append((key, words))
    return tuple(kept)


def _services(raw: Raw, services: list[Raw], report: ProblemList) -> tuple[Service, ...]:
    found = [service for each in services for service in _service(each, report)]
    for phrase in items(raw.get("services"), only=";"):
        known = categories_of_digital_service(phrase)
        if known is None:
            report(
                "services",
                f"service {phrase!r} is not in the digital-inclusion list; shown as it is",
            )
        guess = known[0] if known else "digital_tools_training"
        found.append(Service(id=f"#{len(found) + 1}", category=guess, name=phrase))
    return tuple(found)


def _service(raw: Raw, report: ProblemList) -> list[Service]:
    """One service of data·inclusion: one of ours for each category that its themes mean."""
    themes = items(raw.get("thematiques"))
    wanted: list[str | None] = []
    for theme in themes:
        known = categories_of_theme(theme)
        if known is None:
            report("thematiques", f"theme {theme!r} is not in the list of data·inclusion; left out")
        wanted += [each for each in known or () if each not in wanted]
    id_ = clean.line(raw.get("id")) or f"#{report.row}"
    hours = _hours(raw)
    return [
        Service(
            id=id_ if at == 0 else f"{id_}#{at + 1}",
            category=category,
            name=clean.line(raw.get("nom")),
            description=clean.text(raw.get("description")),
            # A service without hours of its own has those of its structure.
            opening_hours=opening_hours(hours, "horaires_accueil", report) if hours else None,
            audience=audience(raw, report),
            conditions=conditions(raw, report),
        )
        for at, category in enumerate(wanted or [None])
    ]


def _located(place: Place, services: list[Raw]) -> Place:
    """A structure without an address stands where its services are, when these say it."""
    if place.address.town or place.address.postal_code or not services:
        return place
    report = ProblemList(place.foreign_id)
    moved = _place({**services[0], "id": place.foreign_id}, place.foreign_id, place.name, report)
    return replace(
        place,
        address=moved.address,
        point=moved.point,
        approximate=moved.approximate,
        time_zone=moved.time_zone,
        phones=place.phones or moved.phones,
        email=place.email or moved.email,
    )
